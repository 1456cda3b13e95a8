import type { Language } from '../text/language.js';

/** Every command and its Portuguese alias; both are always understood. */
export const commandAliases = {
  start: 'iniciar',
  help: 'ajuda',
  link: 'conectar',
  status: 'situacao',
  chats: 'grupos',
  messages: 'mensagens',
  pin: 'fixar',
  unpin: 'desafixar',
  pins: 'fixados',
  renew: 'renovar',
  announce: 'anunciar',
  schedule: 'agendar',
  agenda: 'agenda',
  audit: 'historico',
  rotation: 'rodizio',
  settings: 'config',
  tokens: 'tokens',
  cancel: 'cancelar',
} as const;

export type CommandName = keyof typeof commandAliases;

export const commandNames = Object.keys(commandAliases) as CommandName[];

/** The command of that name in any language, whatever its case and accents; null if there is none. */
export function commandNamed(typed: string): CommandName | null {
  const name = folded(typed);
  return commandNames.find((candidate) => candidate === name || commandAliases[candidate] === name) ?? null;
}

/** What a reader of the language calls it. */
export const nameIn = (name: CommandName, language: Language): string =>
  language === 'en' ? name : commandAliases[name];

export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
