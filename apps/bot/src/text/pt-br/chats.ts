import { html } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const chats: Messages['chats'] = {
  title: () => html`<b>Grupos e conversas</b>`,
  line: (chat, members, used, slots) =>
    html`${chat}${members === null ? '' : html` · ${members} ${members === 1 ? 'membro' : 'membros'}`} · ${used} de
    ${slots} vagas em uso`,
  mayPin: () => html`✅ podemos fixar aqui`,
  mayNotPin: (why) => html`🚫 ${why}`,
  more: (count) => html`… e mais ${count}: <code>/grupos parte do nome</code>`,
  tapToChoose: () => html`Toque em uma conversa para trabalhar nela.`,
  chosen: (chat) => html`Agora você está trabalhando em ${chat}.`,
  noneYet: () => html`Ainda não há conversas. Elas aparecem sozinhas depois de conectar o WhatsApp: /conectar`,
  noneFound: (words) => html`Nenhuma conversa tem “${words}” no nome.`,
  which: () => html`Em qual conversa?`,
  whichOf: (words) => html`“${words}” serve para várias conversas. Qual delas?`,
  current: (chat) => html`Conversa: ${chat}`,
  notAnotherChat: (ref, own, other) => html`${ref} está em ${own}, e não em ${other}.`,
};

export const messages: Messages['messages'] = {
  title: (chat) => html`<b>Mensagens</b> · ${chat}`,
  none: () => html`Ainda não há mensagens aqui.`,
  noneFound: () => html`Nenhuma mensagem corresponde a isso.`,
  heardSince: (time) => html`Ouço esta conversa desde ${time}; nada anterior é conhecido.`,
  newer: '« Mais novas',
  older: 'Mais antigas »',
  nobody: 'remetente desconhecido',
  us: 'nós',
  deleted: '(apagada)',
  noText: '(texto desconhecido)',
};

export const messageKinds: Messages['messageKinds'] = {
  text: 'texto',
  image: '🖼 foto',
  video: '🎬 vídeo',
  audio: '🎤 áudio',
  document: '📄 documento',
  sticker: 'figurinha',
  poll: '📊 enquete',
  location: '📍 localização',
  contact: '👤 contato',
  event: '📅 evento',
  view_once: 'mensagem de visualização única',
  system: 'aviso do WhatsApp',
  unknown: 'mensagem de tipo desconhecido',
};
