import type { Html } from '../ui/html.js';

/** Words for every kind of a union: a kind without them does not compile. */
export type WordsFor<Union extends { kind: string }> = {
  readonly [Kind in Union['kind']]: (it: Extract<Union, { kind: Kind }>) => Html;
};

/** Words for every value of a list of names. */
export type NamesFor<Name extends string> = { readonly [Key in Name]: string };

/** The words that a union's value has. */
export function say<Union extends { kind: string }>(words: WordsFor<Union>, it: Union): Html {
  const speak = words[it.kind as Union['kind']] as (it: Union) => Html;
  return speak(it);
}
