import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const notices: Messages['notices'] = {
  pinned_message_deleted: (_, { message, time }) =>
    rich`🗑 ${message} foi apagada para todos por quem a enviou, ${time}, e não está mais fixada.`,
};
