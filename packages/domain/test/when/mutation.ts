import fc from 'fast-check';

export type Mutation = (words: readonly string[]) => readonly string[];

const unknown = ['banana', 'reunião', 'm7', 'xyz', 'not', 'nunca', 'maybe', 'depois', 'before', 'except', '10%', '🎉'];

const place = fc.nat({ max: 40 });
const letter = fc.constantFrom(...'abcdefhimnorstuz0123459:/-,'.split(''));
const inWord =
  (index: number, change: (word: string) => string): Mutation =>
  (words) =>
    words.with(index % words.length, change(words[index % words.length]!));
/** A word or a letter that is gone, there twice, another, or somewhere else. */
export const mutationWith = (vocabulary: readonly string[]): fc.Arbitrary<Mutation> =>
  fc.oneof(
    place.map(
      (at): Mutation =>
        (words) =>
          words.toSpliced(at % words.length, 1),
    ),
    place.map(
      (at): Mutation =>
        (words) =>
          words.toSpliced(at % words.length, 0, words[at % words.length]!),
    ),
    fc.tuple(place, place).map(([one, other]): Mutation => (words) => {
      const [a, b] = [one % words.length, other % words.length];
      return words.with(a, words[b]!).with(b, words[a]!);
    }),
    fc.tuple(place, fc.constantFrom(...vocabulary, ...unknown)).map(
      ([at, word]): Mutation =>
        (words) =>
          words.with(at % words.length, word),
    ),
    fc.tuple(place, fc.constantFrom(...vocabulary, ...unknown)).map(
      ([at, word]): Mutation =>
        (words) =>
          words.toSpliced(at % (words.length + 1), 0, word),
    ),
    fc
      .tuple(place, place, letter)
      .map(([at, index, to]) =>
        inWord(at, (word) => word.slice(0, index % word.length) + to + word.slice((index % word.length) + 1)),
      ),
    fc
      .tuple(place, place, letter)
      .map(([at, index, more]) =>
        inWord(at, (word) => word.slice(0, index % word.length) + more + word.slice(index % word.length)),
      ),
    fc
      .tuple(place, place)
      .map(([at, index]) =>
        inWord(at, (word) => word.slice(0, index % word.length) + word.slice((index % word.length) + 1)),
      ),
    fc.tuple(place, place).map(([at, index]) =>
      inWord(at, (word) => {
        const first = index % Math.max(word.length - 1, 1);
        return word.slice(0, first) + (word[first + 1] ?? '') + word.slice(first, first + 1) + word.slice(first + 2);
      }),
    ),
  );

export function mutate(text: string, mutations: readonly Mutation[]): string {
  let words: readonly string[] = text.split(' ');
  for (const mutation of mutations) if (words.length > 0) words = mutation(words);
  return words.join(' ');
}
