import { en } from './en/index.js';
import type { Language } from './language.js';
import { ptBR } from './pt-br/index.js';

/** Everything that the bot can say. A language that lacks some of it does not compile. */
export type Messages = typeof en;

const catalogue: { readonly [L in Language]: Messages } = { en, 'pt-BR': ptBR };

export const messagesIn = (language: Language): Messages => catalogue[language];
