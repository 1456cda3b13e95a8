import { badRequest, Refusal } from '../refusal.js';
import { conflict } from '../updates/polling.js';
import { lengthOf } from '../text/length.js';
import type { Method } from './method.js';

export const getUpdates: Method<'getUpdates'> = ({ polling, webhook }, payload, gone) => {
  if (webhook.active) {
    throw new Refusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  return polling.poll(payload, gone);
};

export const setWebhook: Method<'setWebhook'> = ({ queue, polling, webhook }, payload) => {
  polling.interrupt(conflict('setWebhook request'));
  queue.allow(payload.allowed_updates);
  if (payload.drop_pending_updates) queue.drop();
  webhook.set(payload);
  return true;
};

export const deleteWebhook: Method<'deleteWebhook'> = ({ queue, webhook }, payload) => {
  if (payload.drop_pending_updates) queue.drop();
  webhook.remove();
  return true;
};

export const getWebhookInfo: Method<'getWebhookInfo'> = ({ webhook }) => webhook.describe();

const longestDownload = 20 * 1024 * 1024;

export const getFile: Method<'getFile'> = ({ world }, payload) => {
  const file = world.files.find(payload.file_id);
  if (file.bytes.length > longestDownload) throw badRequest('file is too big');
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length, file_path: file.path };
};

export const answerCallbackQuery: Method<'answerCallbackQuery'> = ({ callbacks }, payload) => {
  const { text, show_alert } = payload;
  if (text !== undefined && lengthOf(text) > 200) throw badRequest('MESSAGE_TOO_LONG');
  callbacks.answer(payload.callback_query_id, {
    ...(text !== undefined && { text }),
    ...(show_alert && { alert: true }),
  });
  return true;
};
