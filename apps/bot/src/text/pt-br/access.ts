import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const access: Messages['access'] = {
  private: 'Este bot é privado.',
  welcome: (name) => rich`Boas-vindas, ${name}! Agora este bot é seu.`,
  hello: (name) => rich`Olá, ${name}. Aqui você fixa mensagens do WhatsApp, agora ou mais tarde.`,
  notYours: () => rich`O seu papel não permite isso.`,
  codeUsed: () => rich`Esse código já foi usado.`,
  codeExpired: () => rich`Esse código expirou.`,
  codeRenewed: () => rich`Esse código expirou. Há um novo no log do servidor.`,
  linkFirst: () => rich`Ainda não há nenhuma conta do WhatsApp conectada: /conectar`,
  helpHint: () => rich`O que eu sei fazer: /ajuda`,
};

export const talk: Messages['talk'] = {
  unknownCommand: (typed, nearest) =>
    rich`Não conheço /${typed}. Você quis dizer /${nearest}? Todos os comandos: /ajuda`,
  onlyCommands: () => rich`Eu só respondo a comandos. O que eu sei fazer: /ajuda`,
  forwarded: (tap) => rich`Para fixar o que isto mostra, responda com /fixar ou toque em ${tap}`,
  noMediaYet: () =>
    rich`Ainda não dá para publicar fotos, vídeos ou arquivos por aqui. Posso fixar um texto ou uma mensagem que já esteja no WhatsApp: /mensagens`,
  trouble: (id) =>
    rich`Isso falhou do nosso lado; a culpa não foi sua. No log, o erro está como <code>${id}</code>. Antes de pedir de novo, veja como está tudo: /situacao`,
  databaseDown: () =>
    rich`🔴 O banco de dados não responde. Nada do que você pediu se perdeu, mas por enquanto não dá para ler nem começar nada. Os comandos enviados enquanto isso serão executados quando ele voltar.`,
  cancelled: () => rich`Cancelado. Nada foi feito.`,
  nothingToCancel: () => rich`Não há nada para cancelar: nenhuma pergunta em aberto.`,
};

export const taps: Messages['taps'] = {
  unknown: 'Este botão não faz mais nada.',
  expired: 'Este botão é antigo demais. Por favor, envie o comando de novo.',
  used: 'Isso já foi respondido.',
  foreign: 'Este botão não é seu.',
  failed: 'Isso falhou do nosso lado; a mensagem abaixo explica.',
};
