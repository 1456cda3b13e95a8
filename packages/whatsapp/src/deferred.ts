export interface Deferred<T> {
  promise: Promise<T>;
  resolve(value: T): void;
}

/** `Promise.withResolvers` of Node 22, for Node 20. */
export function defer<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
