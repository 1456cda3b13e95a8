import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const access: Messages['access'] = {
  private: 'Este bot é particular.',
  welcome: (name) => rich`Boas-vindas, ${name}! Agora este bot é seu.`,
  hello: (name) => rich`Olá, ${name}. Aqui você fixa mensagens do WhatsApp, agora ou mais tarde.`,
  notYours: () => rich`A sua função não alcança isso.`,
  codeUsed: () => rich`Esse código já foi usado.`,
  codeExpired: () => rich`Esse código expirou. Há um novo no log do servidor.`,
  linkFirst: () => rich`Nenhuma conta do WhatsApp está conectada ainda: /conectar`,
  helpHint: () => rich`O que eu sei fazer: /ajuda`,
};

export const talk: Messages['talk'] = {
  unknownCommand: (typed, nearest) =>
    rich`Não conheço /${typed}. Você quis dizer /${nearest}? Todos os comandos: /ajuda`,
  onlyCommands: () => rich`Eu respondo a comandos. O que eu sei fazer: /ajuda`,
  noMediaYet: () =>
    rich`Ainda não dá para publicar daqui uma foto, um vídeo ou um arquivo. Posso fixar um texto, ou uma mensagem que já está no WhatsApp: /mensagens`,
  trouble: (id) =>
    rich`Isso falhou do nosso lado, e não por sua causa. O log tem o erro como <code>${id}</code>. Veja como tudo está antes de pedir de novo: /situacao`,
  databaseDown: () =>
    rich`🔴 O banco de dados não responde. Nada do que você pediu se perdeu, mas agora nada pode ser lido nem começado. Os comandos enviados enquanto isso serão executados quando ele voltar.`,
  cancelled: () => rich`Deixado de lado. Nada foi feito.`,
  nothingToCancel: () => rich`Não há nada para cancelar: nenhuma pergunta está aberta.`,
};

export const taps: Messages['taps'] = {
  unknown: 'Este botão não faz mais nada.',
  expired: 'Este botão é antigo demais. Por favor, dê o comando de novo.',
  used: 'Isso já foi respondido.',
  foreign: 'Este botão não é seu.',
  failed: 'Isso falhou do nosso lado; a mensagem abaixo diz mais.',
};
