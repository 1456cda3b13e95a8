import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateSchema } from '../scripts/generate-schema.mjs';
import { botApi } from '../src/generated/bot-api.js';
import { checkFields, describeBreach } from '../src/schema/check.js';
import { decode } from '../src/schema/decode.js';
import { Upload } from '../src/schema/upload.js';

function complaints(method: string, payload: Record<string, unknown>): string[] {
  return checkFields(payload, botApi.methods[method]?.payload ?? {}).map(describeBreach);
}

describe('the schema', () => {
  it('is what the generator makes of the installed @grammyjs/types', () => {
    const committed = readFileSync(new URL('../src/generated/bot-api.ts', import.meta.url), 'utf8');
    expect(generateSchema()).toBe(committed);
  }, 60_000);

  it('takes payloads with nested keyboards and the newest kinds of buttons', () => {
    const rows = [
      [{ text: 'Delete', callback_data: 'd', style: 'danger' }],
      [
        { text: 'Code', copy_text: { text: 'ABCD' } },
        { text: '-', disabled: {} },
      ],
    ];
    expect(complaints('sendMessage', { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: rows } })).toEqual([]);
  });

  it('names the field that is missing, unknown, of a wrong type or too long, deep inside too', () => {
    const button = { text: 'x', callback_data: 'é'.repeat(33) };
    expect(
      complaints('sendMessage', { chat_id: true, parse_mod: 'HTML', reply_markup: { inline_keyboard: [[button]] } }),
    ).toEqual([
      'chat_id: expected a string, found true',
      'parse_mod: no such field',
      'reply_markup.inline_keyboard[0][0].callback_data: 66 bytes, allowed 1-64',
      'text: missing',
    ]);
  });

  it('reads what multipart sends as text, and puts files where they are attached', () => {
    const file = new Upload('qr.png', Buffer.from('x'));
    const raw = {
      chat_id: '123',
      message_id: '7',
      media: '{"type":"photo","media":"attach://abc","caption":"12"}',
      reply_markup: '{"inline_keyboard":[]}',
    };
    const payload = decode(raw, new Map([['abc', file]]), botApi.methods['editMessageMedia']?.payload ?? {});
    expect(payload).toEqual({
      chat_id: 123,
      message_id: 7,
      media: { type: 'photo', media: file, caption: '12' },
      reply_markup: { inline_keyboard: [] },
    });
    expect(complaints('editMessageMedia', payload)).toEqual([]);
  });
});
