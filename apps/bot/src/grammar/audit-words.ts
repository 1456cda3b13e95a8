import type { Understanding, Word } from '@pinwheel/domain';
import type { Misread } from './misread.js';
import { beginsOption, readOptions, refusing } from './options.js';
import { subWordOf } from './sub-words.js';

/** What of the audit is asked for; null for what was not said. */
export interface SaidAudit {
  size: number | null;
  by: string | null;
  chat: string | null;
  exports: boolean;
}

export type AuditReading = { kind: 'read'; value: SaidAudit } | { kind: 'misread'; misread: Misread };

const mostOnAPage = 20;

/** `20`, `export`, `by Ana`, `in g1`, together and in any order, but the chat at the end. */
export function readAudit(words: readonly Word[], understanding: Understanding): AuditReading {
  const said: Omit<SaidAudit, 'chat'> = { size: null, by: null, exports: false };
  const isEnd = (at: number) => at >= words.length || beginsOption(words, at, ['chat'], understanding);
  let at = 0;
  while (!isEnd(at)) {
    const word = words[at]!;
    const verb = subWordOf(word);
    if (/^\d{1,9}$/.test(word.text) && said.size === null) {
      if (Number(word.text) < 1 || Number(word.text) > mostOnAPage)
        return refusing({ kind: 'not_a_number', word: word.text });
      said.size = Number(word.text);
      at += 1;
    } else if (verb === 'export' && !said.exports) {
      said.exports = true;
      at += 1;
    } else if (verb === 'by' && said.by === null) {
      const from = at + 1;
      for (at = from; !isEnd(at) && subWordOf(words[at]) !== 'export'; at += 1);
      if (at === from) return refusing({ kind: 'missing', what: 'words' });
      said.by = words
        .slice(from, at)
        .map(({ text }) => text)
        .join(' ');
    } else return refusing({ kind: 'stray_word', word: word.text });
  }
  const reading = readOptions(words, at, ['chat'], understanding);
  if (reading.kind === 'misread') return reading;
  return { kind: 'read', value: { ...said, chat: reading.options.chat } };
}
