import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const chats: Messages['chats'] = {
  title: () => rich`<b>Grupos e conversas</b>`,
  line: (chat, members, used, slots) =>
    rich`${chat}${members === null ? '' : rich` · ${members} ${members === 1 ? 'membro' : 'membros'}`} · ${used} de ${slots} vagas em uso`,
  mayPin: () => rich`✅ podemos fixar aqui`,
  mayNotPin: (why) => rich`🚫 ${why}`,
  more: (count) => rich`… e mais ${count}: <code>/grupos parte do nome</code>`,
  tapToChoose: () => rich`Toque em uma conversa para trabalhar nela.`,
  chosen: (chat) => rich`Agora você está trabalhando em ${chat}.`,
  noneYet: () => rich`Ainda não há conversas. Elas aparecem sozinhas depois de conectar o WhatsApp: /conectar`,
  noneFound: (words) => rich`Nenhuma conversa tem “${words}” no nome.`,
  which: () => rich`Em qual conversa?`,
  whichOf: (words) => rich`“${words}” corresponde a várias conversas. Qual delas?`,
  current: (chat) => rich`Conversa: ${chat}`,
  notAnotherChat: (ref, own, other) => rich`${ref} está em ${own}, e não em ${other}.`,
};

export const messages: Messages['messages'] = {
  title: (chat) => rich`<b>Mensagens</b> · ${chat}`,
  none: () => rich`Ainda não há mensagens aqui.`,
  noneFound: () => rich`Nenhuma mensagem corresponde a isso.`,
  heardSince: (time) => rich`Acompanho esta conversa desde ${time}; não conheço nada anterior.`,
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
