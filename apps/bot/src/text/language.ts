export type Language = 'en' | 'pt-BR';

/** Telegram says `pt`, `pt-br` or `pt-BR`; whoever has another language, or none, reads English. */
export function languageOf(code: string | undefined): Language {
  return /^pt\b/i.test(code ?? '') ? 'pt-BR' : 'en';
}
