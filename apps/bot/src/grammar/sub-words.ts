import type { Word } from '@pinwheel/domain';
import { folded } from '../commands/names.js';

/** The words within commands and what else they may be in Portuguese, without accents; all are always understood. */
const subWords = {
  add: ['adicionar'],
  all: ['tudo', 'todas', 'todos'],
  cap: ['limite'],
  by: ['por'],
  code: ['codigo'],
  create: ['criar'],
  delete: ['apagar', 'excluir'],
  drift: ['desvio'],
  export: ['exportar'],
  from: ['de'],
  gap: ['intervalo'],
  hold: ['prazo', 'duracao'],
  in: ['em'],
  lang: ['language', 'idioma', 'lingua'],
  last: ['ultima', 'ultimo'],
  list: ['lista', 'listar'],
  lock: ['travar'],
  locked: ['travada', 'bloqueada'],
  media: ['midia'],
  move: ['mover', 'remarcar'],
  next: ['proximo', 'proxima'],
  now: ['agora'],
  observe: ['observar'],
  off: ['desligar'],
  on: ['ligar'],
  owners: ['donos'],
  pause: ['pausar'],
  preview: ['previa'],
  qr: [],
  quiet: ['silencio'],
  remove: ['remover'],
  repair: ['reparar'],
  reports: ['avisos', 'relatorios'],
  resume: ['retomar'],
  revoke: ['revogar'],
  search: ['buscar'],
  set: ['ajustar'],
  shuffle: ['embaralhar', 'embaralhado', 'aleatorio'],
  skip: ['pular'],
  slot: ['vaga'],
  slots: ['vagas'],
  stagger: ['escalonar', 'escalonado'],
  status: ['situacao'],
  swap: ['trocar'],
  tz: ['fuso', 'zone', 'zona'],
  unlock: ['destravar'],
  unpin: ['desafixar'],
  weight: ['peso'],
} as const satisfies { readonly [English: string]: readonly string[] };

export type SubWord = keyof typeof subWords;

const english = new Map<string, SubWord>();
for (const [word, others] of Object.entries(subWords))
  for (const each of [word, ...others]) english.set(each, word as SubWord);

/** Which of them a word is; null for any other, and for what is in quotes. */
export function subWordOf(word: Pick<Word, 'text' | 'quoted'> | undefined): SubWord | null {
  return word && !word.quoted ? (english.get(folded(word.text)) ?? null) : null;
}
