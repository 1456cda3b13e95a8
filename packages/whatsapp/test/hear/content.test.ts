import type { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { readContent } from '../../src/hear/content.js';

const image = { imageMessage: { caption: 'the garden', mimetype: 'image/jpeg' } };

test.each<[string, proto.IMessage, string, string | null]>([
  ['plain text', { conversation: 'hello' }, 'text', 'hello'],
  ['text with a link', { extendedTextMessage: { text: 'see https://example.org' } }, 'text', 'see https://example.org'],
  ['a picture', image, 'image', 'the garden'],
  ['a picture without words', { imageMessage: {} }, 'image', null],
  ['a video', { videoMessage: { caption: 'the bees' } }, 'video', 'the bees'],
  ['a round video', { ptvMessage: {} }, 'video', null],
  ['a voice message', { audioMessage: { ptt: true } }, 'audio', null],
  ['a file', { documentMessage: { fileName: 'minutes.pdf' } }, 'document', 'minutes.pdf'],
  [
    'a file with words',
    { documentWithCaptionMessage: { message: { documentMessage: { fileName: 'm.pdf', caption: 'the minutes' } } } },
    'document',
    'the minutes',
  ],
  ['a sticker', { stickerMessage: {} }, 'sticker', null],
  ['a poll', { pollCreationMessageV3: { name: 'When?' } }, 'poll', 'When?'],
  [
    'a poll in a wrapper',
    { pollCreationMessageV4: { message: { pollCreationMessage: { name: 'Who?' } } } },
    'poll',
    'Who?',
  ],
  ['a place', { locationMessage: { name: 'The shed' } }, 'location', 'The shed'],
  ['a contact', { contactMessage: { displayName: 'Ann' } }, 'contact', 'Ann'],
  ['an event', { eventMessage: { name: 'Harvest' } }, 'event', 'Harvest'],
  ['a message that disappears', { ephemeralMessage: { message: image } }, 'image', 'the garden'],
  ['a picture to be seen once', { viewOnceMessageV2: { message: image } }, 'view_once', 'the garden'],
  ['another way to say once', { imageMessage: { viewOnce: true } }, 'view_once', null],
  [
    'once, and it disappears',
    { ephemeralMessage: { message: { viewOnceMessage: { message: image } } } },
    'view_once',
    'the garden',
  ],
  ['something of the future', { richResponseMessage: {} }, 'unknown', null],
  ['text that comes with a key', { conversation: 'hi', senderKeyDistributionMessage: { groupId: 'g' } }, 'text', 'hi'],
])('reads %s', (_what, message, kind, text) => {
  expect(readContent(message)).toEqual({ kind, text });
});

test.each<[string, proto.IMessage | null]>([
  ['nothing', null],
  ['a reaction', { reactionMessage: { text: '👍' } }],
  ['a deletion', { protocolMessage: { type: 0, key: { id: 'A' } } }],
  [
    'an edit',
    { editedMessage: { message: { protocolMessage: { type: 14, editedMessage: { conversation: 'better' } } } } },
  ],
  ['a key for a group', { senderKeyDistributionMessage: { groupId: 'g' }, messageContextInfo: {} }],
  ['a pin', { pinInChatMessage: { type: 1 }, messageContextInfo: { messageAddOnDurationInSecs: 86_400 } }],
  ['a vote', { pollUpdateMessage: {} }],
])('does not take %s for a message', (_what, message) => {
  expect(readContent(message)).toBeNull();
});
