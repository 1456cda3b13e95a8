import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const views: Messages['views'] = {
  chatPinned: (chat, on) => rich`${on ? 'Fixar' : 'Desafixar'} a conversa ${chat}`,
  chatFavorite: (chat, on) => (on ? rich`Favoritar ${chat}` : rich`Tirar ${chat} dos favoritos`),
  messageFavorite: (message, chat, on) =>
    on ? rich`Favoritar ${message} em ${chat}` : rich`Tirar ${message} em ${chat} dos favoritos`,
  underWay: (what) => rich`⏳ ${what} …`,
  done: (what) => rich`✅ ${what}: feito.`,
  failed: (what, why) => rich`❌ ${what}: não foi feito. ${why}`,
  unknown: (what, why) => rich`❓ ${what}: não se sabe se foi feito. ${why}`,
};
