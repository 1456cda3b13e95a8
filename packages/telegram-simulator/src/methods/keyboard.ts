import type { InlineKeyboardMarkup } from '@grammyjs/types';
import { badRequest } from '../refusal.js';

const mostButtons = 100;
const longestData = 64;

/** The inline keyboard in a `reply_markup`, if that is what it is. @throws Refusal as Telegram would. */
export function readKeyboard(markup: object | undefined): InlineKeyboardMarkup | undefined {
  if (!markup || !('inline_keyboard' in markup)) return undefined;
  const { inline_keyboard: rows } = markup as InlineKeyboardMarkup;
  const buttons = rows.flat();
  if (buttons.length > mostButtons) throw badRequest('reply markup is too long');
  for (const button of buttons) {
    if (button.text === '') {
      throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    }
    const data = 'callback_data' in button ? button.callback_data : undefined;
    if (data !== undefined && (data === '' || Buffer.byteLength(data) > longestData)) {
      throw badRequest('BUTTON_DATA_INVALID');
    }
  }
  const kept = rows.filter((row) => row.length > 0);
  return kept.length > 0 ? { inline_keyboard: kept } : undefined;
}
