import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const help: Messages['help'] = {
  groups: { pin: 'Fixar e desafixar', look: 'Consultar', plan: 'Planejar', setup: 'Configurar' },
  commands: {
    start: { summary: 'Dizer olá', examples: ['/iniciar'] },
    help: { summary: 'O que eu sei fazer', examples: ['/ajuda', '/ajuda fixar'] },
    link: {
      summary: 'Conectar uma conta do WhatsApp',
      examples: ['/conectar', '/conectar código +55 11 99999-0000', '/conectar situação', '/conectar desligar'],
    },
    status: { summary: 'Como está tudo', examples: ['/situacao'] },
    chats: { summary: 'Conversas; toque em uma para trabalhar nela', examples: ['/grupos', '/grupos jardim'] },
    messages: {
      summary: 'Mensagens recebidas, as mais novas primeiro',
      examples: ['/mensagens', '/mensagens 20', '/mensagens buscar coleta', '/mensagens de Ana', '/mensagens mídia'],
    },
    pin: {
      summary: 'Fixar uma mensagem ou um texto novo',
      examples: [
        '/fixar m7',
        '/fixar última por 24h',
        '/fixar "Coleta hoje" até amanhã 18h',
        '/fixar m7 para sempre vaga 2 em g1',
        '/fixar m7 para sempre vaga 1 travada',
      ],
    },
    unpin: {
      summary: 'Desafixar uma mensagem',
      examples: ['/desafixar', '/desafixar p2', '/desafixar m7', '/desafixar tudo'],
    },
    announce: {
      summary: 'Publicar e fixar um texto em várias conversas',
      examples: ['/anunciar "Sem água na terça" em g1,g2 por 24h', '/anunciar "Sejam bem-vindos" em todos para sempre'],
    },
    audit: {
      summary: 'Quem fez o quê, quando, e com que resultado',
      examples: [
        '/historico',
        '/historico 20',
        '/historico por Ana',
        '/historico em g1',
        '/historico a104',
        '/historico exportar',
      ],
    },
    renew: {
      summary: 'Manter uma mensagem fixada além do prazo, ou não',
      examples: ['/renovar p2 ligar', '/renovar p2 desligar'],
    },
    pins: { summary: 'O que está fixado agora', examples: ['/fixados', '/fixados em g1'] },
    schedule: {
      summary: 'Fixar mais tarde, uma vez ou repetidamente',
      examples: [
        '/agendar amanhã 9h m7',
        '/agendar toda segunda 8h "Coleta hoje" por 24h',
        '/agendar 25/12 18h desafixar p2',
        '/agendar sexta 9h trocar p2 por m7',
        '/agendar todo dia 9h de 1/12 a 20/12 exceto domingos m7 por 3h',
        '/agendar 5 dias antes de 24/12 das 19h às 23h m7 até a metade',
        '/agendar todo dia 8h m7 se silêncio pular recuperar uma em até 2h',
        '/agendar lista',
        '/agendar s12 pausar',
        '/agendar s12 mover sexta 19h',
      ],
    },
    agenda: {
      summary: 'O que será fixado e desafixado',
      examples: ['/agenda', '/agenda 14', '/agenda imagem', '/agenda calendário em g1'],
    },
    rotation: {
      summary: 'Avisos que se revezam',
      examples: [
        '/rodizio',
        '/rodizio criar avisos toda segunda 8h',
        '/rodizio criar boas-vindas todo dia 9h vaga 2 embaralhar em g1,g2 escalonar 5min',
        '/rodizio adicionar r1 "Silêncio depois das 22h"',
        '/rodizio adicionar r1 "Coral no domingo" peso 2 de 1/12 até 24/12 pelo menos 2 dias',
        '/rodizio ajustar r1 2 peso 3 até 24/12',
        '/rodizio mover r1 3 1',
        '/rodizio próximo r1',
        '/rodizio prévia r1',
      ],
    },
    settings: {
      summary: 'Fuso, horas de silêncio, prazo padrão e mais',
      examples: [
        '/config',
        '/config fuso America/Sao_Paulo',
        '/config idioma en',
        '/config silêncio 22-7',
        '/config prazo 7d',
        '/config desvio reparar 3 por dia',
        '/config intervalo 60s',
        '/config limite 20',
        '/config travar 1',
        '/config avisos donos em g1',
      ],
    },
    tokens: {
      summary: 'Chaves da API HTTP',
      examples: ['/tokens', '/tokens criar loja', '/tokens criar loja main', '/tokens revogar loja'],
    },
    cancel: { summary: 'Cancelar a pergunta em aberto', examples: ['/cancelar'] },
  },
  title: () => rich`<b>O que eu sei fazer</b>`,
  more: () => rich`Mais sobre um deles: <code>/ajuda fixar</code>`,
  targets: () =>
    rich`Você também pode responder com /fixar a uma mensagem que eu mostro ou tocar em uma referência como /fixar_m7. Entendo horários em português e em inglês.`,
};
