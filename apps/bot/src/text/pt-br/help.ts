import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const help: Messages['help'] = {
  groups: { pin: 'Fixar e desafixar', look: 'Olhar em volta', plan: 'Planejar', setup: 'Preparar' },
  commands: {
    start: { summary: 'Dizer olá', examples: ['/iniciar'] },
    help: { summary: 'O que eu sei fazer', examples: ['/ajuda', '/ajuda fixar'] },
    link: {
      summary: 'Conectar uma conta do WhatsApp',
      examples: ['/conectar', '/conectar code +55 11 99999-0000', '/conectar status', '/conectar off'],
    },
    status: { summary: 'Como tudo está', examples: ['/situacao'] },
    chats: { summary: 'Conversas; toque em uma para trabalhar nela', examples: ['/grupos', '/grupos jardim'] },
    messages: {
      summary: 'Mensagens ouvidas, as mais novas primeiro',
      examples: ['/mensagens', '/mensagens 20', '/mensagens search coleta', '/mensagens from Ana', '/mensagens media'],
    },
    pin: {
      summary: 'Fixar uma mensagem, ou um texto novo',
      examples: [
        '/fixar m7',
        '/fixar last por 24h',
        '/fixar "Coleta hoje" até amanhã 18h',
        '/fixar m7 para sempre slot 2 in g1',
      ],
    },
    unpin: {
      summary: 'Tirar uma mensagem fixada',
      examples: ['/desafixar', '/desafixar p2', '/desafixar m7', '/desafixar all'],
    },
    pins: { summary: 'O que está fixado agora', examples: ['/fixados', '/fixados in g1'] },
    schedule: {
      summary: 'Fixar mais tarde, uma vez ou sempre de novo',
      examples: [
        '/agendar amanhã 9h m7',
        '/agendar toda segunda 8h "Coleta hoje" por 24h',
        '/agendar 25/12 18h unpin p2',
        '/agendar list',
        '/agendar s12 pause',
      ],
    },
    agenda: { summary: 'O que será fixado e desafixado', examples: ['/agenda', '/agenda 14'] },
    rotation: {
      summary: 'Avisos que se revezam',
      examples: [
        '/rodizio',
        '/rodizio create avisos toda segunda 8h',
        '/rodizio add r1 "Silêncio depois das 22h"',
        '/rodizio move r1 3 1',
        '/rodizio next r1',
        '/rodizio preview r1',
      ],
    },
    tokens: {
      summary: 'Chaves da API HTTP',
      examples: ['/tokens', '/tokens criar loja', '/tokens criar loja main', '/tokens revogar loja'],
    },
    cancel: { summary: 'Deixar a pergunta aberta', examples: ['/cancelar'] },
  },
  title: () => rich`<b>O que eu sei fazer</b>`,
  more: () => rich`Mais sobre um deles: <code>/ajuda fixar</code>`,
  targets: () =>
    rich`Você também pode responder com /fixar a uma mensagem que eu mostro, e tocar em uma referência como /fixar_m7. Horários são entendidos em português e em inglês.`,
};
