import { html } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const linking: Messages['linking'] = {
  asked: () => html`Pedindo ao WhatsApp. Leva alguns segundos.`,
  qrFollows: () => html`O QR chega aqui como foto e se renova sozinho.`,
  codeFollows: (phone) => html`O código para +${phone} chega aqui.`,
  underWay: () => html`Já há uma conexão em andamento. /cancelar a encerra.`,
  onlyPrivate: () =>
    html`Quem vê o QR ou o código pode tomar a conta. Por favor, escreva para mim em particular, e não em um grupo.`,
  alreadyLinked: (who) => html`O WhatsApp já está conectado, como ${who}. Para desconectar: /conectar off`,
  scan: () =>
    html`No celular: WhatsApp → Configurações → Dispositivos conectados → Conectar dispositivo, e escaneie isto.
    Renova-se sozinho e some quando estiver pronto.`,
  code: (code) =>
    html`No celular: WhatsApp → Configurações → Dispositivos conectados → Conectar dispositivo → Conectar com número de
      telefone, e digite <code>${code}</code>`,
  copy: 'Copiar o código',
  linked: (who) => html`✅ Conectado como ${who}. As conversas aparecem em breve: /grupos`,
  failed: (why) => html`❌ Não conectado. ${why}`,
  ended: (why) =>
    why === null
      ? html`A conta foi desconectada. Para conectar uma: /conectar`
      : html`❌ A conta não está mais conectada. ${why}`,
  cancelled: () => html`A conexão foi cancelada.`,
  badNumber: (typed) =>
    html`“${typed}” não é um número que eu possa usar. Com código do país e DDD:
      <code>/conectar code +55 11 99999-0000</code>`,
  noNumber: () => html`Qual número? <code>/conectar code +55 11 99999-0000</code>`,
  offAsk: (who) =>
    html`Desconectar ${who}? Nada poderá ser fixado até conectar de novo, com um novo QR. Conversas, mensagens e
    agendamentos ficam.`,
  offYes: 'Desconectar',
  offNo: 'Manter conectado',
  leaving: (who) => html`${who} está sendo desconectado.`,
  notLinked: () => html`Nenhuma conta do WhatsApp está conectada. /conectar`,
};

export const status: Messages['status'] = {
  title: () => html`<b>Situação</b>`,
  instance: (id, who, state) => html`WhatsApp ${id}: ${who} – ${state}`,
  states: {
    unlinked: 'não conectado',
    linked: 'conectado',
    leaving: 'sendo desconectado',
    logged_out: 'desconectado pelo celular; conecte de novo: /conectar',
    replaced: 'substituído: outro processo usa a mesma conta',
    broken: 'as credenciais guardadas não podem ser lidas',
  },
  nobody: 'ninguém',
  connected: (time) => html`🟢 em contato desde ${time}`,
  notConnected: () => html`🔴 sem contato`,
  problem: (what) => html`Problema: ${what}`,
  lastHeard: (time) => html`Última mensagem ouvida: ${time}`,
  neverHeard: () => html`Nenhuma mensagem ouvida ainda.`,
  next: (time, what, chat) => html`A seguir: ${time}, ${what}, ${chat}`,
  noNext: () => html`Nada está planejado.`,
  operations: (waiting, failed) => html`Operações em espera: ${waiting} · falhas em 24 h: ${failed}`,
  noInstance: () => html`Ainda não há conta do WhatsApp: /conectar`,
  queueDown: () => html`🔴 A fila não responde: o que você pedir fica guardado e será feito quando ela voltar.`,
  databaseDown: () => html`🔴 O banco de dados não responde: nada mais pode ser dito agora.`,
};
