import { type Chat, formatRef, type Hold } from '@pinwheel/domain';
import { letGo, type ShownPin } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Messages } from '../text/messages.js';
import type { Answer, Button } from '../ui/buttons.js';
import { type Html, lines, paragraphs, rich } from '../ui/html.js';
import { actorName, showMessage } from '../ui/show.js';
import { showTimeOnly } from '../ui/time.js';
import { maySay } from './permit.js';
import { startPin } from './pin.js';

/** What is wanted on the board of a chat and not shown, with what can be done about it. */
export async function showDrift(
  { deps }: Bot,
  ask: Ask,
  chat: Chat,
): Promise<{ text: Html | null; buttons: Button[][] }> {
  const lost = await deps.store.drift(chat.id, deps.clock.now());
  if (lost.length === 0) return { text: null, buttons: [] };
  const words = ask.say.drift;
  const shown = lost.map((pin) => {
    const who = pin.endedBy ? actorName(pin.endedBy, ask.say) : ask.say.pins.bySomebody;
    return lines(
      words.line(rich`${formatRef('pin', pin.id)}`, showMessage(pin.message, ask)),
      words.losses[pin.loss](who, showTimeOnly(pin.lostAt, chat.timeZone, ask.language)),
    );
  });
  const buttons = maySay(ask.admin, { role: 'editor' }) ? lost.map(({ id }) => lossButtons(id, ask.say)) : [];
  return { text: paragraphs(words.title(), ...shown), buttons };
}

export function lossButtons(pinId: number, { drift }: Messages): Button[] {
  const ref = formatRef('pin', pinId);
  return [
    { label: drift.pinAgain(ref), action: { kind: 'pin_again', pinId }, style: 'primary' },
    { label: drift.accept(ref), action: { kind: 'let_go', pinId } },
  ];
}

/** For the rest of its hold. */
export async function pinAgain(bot: Bot, ask: Ask, pinId: number): Promise<Answer> {
  const found = await findPin(bot, pinId);
  if (!found) return gone(ask, pinId);
  const { pin, chat } = found;
  const hold: Hold = pin.holdUntil === null ? { kind: 'forever' } : { kind: 'until', at: pin.holdUntil };
  if (pin.holdUntil !== null && pin.holdUntil <= bot.deps.clock.now()) return gone(ask, pinId);
  const target = { kind: 'message' as const, messageId: pin.messageId };
  return startPin(bot, ask, { chat, target, hold, slot: null, replace: [] });
}

export async function acceptLoss(bot: Bot, ask: Ask, pinId: number): Promise<Answer> {
  const [reply, found] = [await letGo(bot.deps, pinId), await findPin(bot, pinId)];
  if (reply.kind === 'gone' || !found) return gone(ask, pinId);
  const message = showMessage(found.pin.message, ask);
  if (reply.kind === 'shown') return { text: ask.say.drift.shown(message) };
  return { text: ask.say.drift.accepted(rich`${formatRef('pin', pinId)}`, message) };
}

async function findPin({ deps }: Bot, pinId: number): Promise<{ pin: ShownPin; chat: Chat } | null> {
  const pin = await deps.store.findPin(pinId);
  const chat = pin && (await deps.store.findChat(pin.chatId));
  return pin && chat ? { pin, chat } : null;
}

const gone = ({ say }: Ask, pinId: number): Answer => ({
  text: say.misreadings.ref_gone({ kind: 'ref_gone', word: formatRef('pin', pinId) }),
});
