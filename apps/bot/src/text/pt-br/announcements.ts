import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

const refusals: Messages['announcements']['refusals'] = {
  text_too_long: ({ limit }) => rich`Esse texto é longo demais: o WhatsApp aceita ${limit} caracteres.`,
  no_chats: () => rich`Não há conversa onde anunciar.`,
  no_such_chat: ({ chatId }) => rich`g${chatId}: isso não existe mais.`,
};

const chats = (count: number): string => `${count} ${count === 1 ? 'conversa' : 'conversas'}`;

export const announcements: Messages['announcements'] = {
  howTo: () =>
    rich`O que é para anunciar? Um texto, e depois onde: <code>/anunciar "Sem água na terça" em g1,g2 por 24h</code>, ou <code>em todos</code>`,
  willBeIn: (count) => rich`Será publicado e fixado em <b>${chats(count)}</b>:`,
  nowhere: () => rich`Agora não daria para publicar e fixar em lugar nenhum.`,
  notIn: (count) => rich`⚠️ Ficam de fora ${chats(count)}:`,
  confirm: (count) => `📣 Publicar e fixar em ${chats(count)}`,
  more: (count) => rich`… e mais ${count}`,
  noGroups: () => rich`Ainda não há grupos. Diga uma conversa: /grupos`,
  counted: (done, failed, open, all) =>
    rich`<b>${done} de ${all} ${done === 1 ? 'feita' : 'feitas'}</b>${failed > 0 ? `, ${failed} ${failed === 1 ? 'falhou' : 'falharam'}` : ''}${open > 0 ? `, ${open} em andamento` : ''}`,
  retry: (count) => `🔁 Tentar de novo em ${chats(count)}`,
  gone: () => rich`Esse anúncio não existe mais.`,
  refusals,
};
