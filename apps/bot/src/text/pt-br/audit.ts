import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const audit: Messages['audit'] = {
  title: () => rich`<b>Histórico</b>`,
  none: () => rich`Ainda não aconteceu nada assim.`,
  what: {
    pin: (messages) => rich`📌 fixar ${messages}`,
    unpin: (messages) => rich`desafixar ${messages}`,
    turn: (messages) => rich`🔁 vez de ${messages}`,
    hold: (messages) => rich`renovar ${messages}`,
    repair: (messages) => rich`🔧 fixar ${messages} de novo`,
    announce: (messages) => rich`📣 anunciar ${messages}`,
    view: () => rich`a própria lista de conversas`,
    pin_chat: () => rich`fixar a conversa na própria lista`,
    unpin_chat: () => rich`desafixar a conversa da própria lista`,
    favorite_chat: () => rich`⭐ tornar a conversa favorita`,
    unfavorite_chat: () => rich`tirar a conversa das favoritas`,
    favorite_message: (messages) => rich`⭐ favoritar ${messages}`,
    unfavorite_message: (messages) => rich`tirar ${messages} das favoritas`,
    phone_pin: (messages) => rich`📱 fixou ${messages} pelo celular`,
    phone_unpin: (messages) => rich`📱 desafixou ${messages} pelo celular`,
  },
  outcomes: {
    done: () => rich`✅ feito`,
    under_way: () => rich`⏳ em andamento`,
    failed: () => rich`❌ falhou`,
  },
  failed: (why) => rich`❌ ${why}`,
  unknown: (why) => rich`❓ ${why}`,
  older: 'Mais antigos »',
  latest: '« Mais recentes',
  exported: (count, isAll) =>
    rich`O histórico como tabela: ${count} ${count === 1 ? 'registro' : 'registros'}${isAll ? '' : ', os mais recentes'}. Os horários são UTC.`,
  exportInterrupted: () => rich`Fui interrompido enquanto enviava isso. Se não chegou, peça de novo.`,
  columns: [
    'ref',
    'horário',
    'quem',
    'o quê',
    'conversa',
    'nome da conversa',
    'mensagens',
    'texto',
    'resultado',
    'motivo',
    'fim',
  ],
};
