import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const linking: Messages['linking'] = {
  asked: () => rich`Falando com o WhatsApp. Leva alguns segundos.`,
  qrFollows: () => rich`O QR chega aqui como foto e se renova sozinho.`,
  codeFollows: (phone) => rich`O código para +${phone} chega aqui.`,
  underWay: () => rich`Já há uma conexão em andamento. /cancelar a encerra.`,
  onlyPrivate: () =>
    rich`Quem vê o QR ou o código pode tomar a conta. Por favor, escreva para mim no privado, e não em um grupo.`,
  alreadyLinked: (who) => rich`O WhatsApp já está conectado, como ${who}. Para desconectar: /conectar desligar`,
  scan: () =>
    rich`No celular: WhatsApp → Configurações → Dispositivos conectados → Conectar dispositivo, e escaneie este código. Ele se renova sozinho e some quando terminar.`,
  code: (code) =>
    rich`No celular: WhatsApp → Configurações → Dispositivos conectados → Conectar dispositivo → Conectar com número de telefone, e digite <code>${code}</code>`,
  copy: 'Copiar o código',
  linked: (who) => rich`✅ Conectado como ${who}. As conversas aparecem em breve: /grupos`,
  failed: (why) => rich`❌ Não foi possível conectar. ${why}`,
  ended: (why) =>
    why === null
      ? rich`A conta foi desconectada. Para conectar uma: /conectar`
      : rich`❌ A conta não está mais conectada. ${why}`,
  cancelled: () => rich`A conexão foi cancelada.`,
  badNumber: (typed) =>
    rich`“${typed}” não é um número que eu possa usar. Com código do país e DDD: <code>/conectar código +55 11 99999-0000</code>`,
  noNumber: () => rich`Qual número? <code>/conectar código +55 11 99999-0000</code>`,
  offAsk: (who) =>
    rich`Desconectar ${who}? Nada poderá ser fixado até conectar de novo, com um novo QR. Conversas, mensagens e agendamentos ficam.`,
  offYes: 'Desconectar',
  offNo: 'Manter conectado',
  leaving: (who) => rich`${who} está sendo desconectado.`,
  notLinked: () => rich`Nenhuma conta do WhatsApp está conectada. /conectar`,
};

export const status: Messages['status'] = {
  title: () => rich`<b>Situação</b>`,
  instance: (id, who, state) => rich`WhatsApp ${id}: ${who} – ${state}`,
  states: {
    unlinked: 'não conectado',
    linked: 'conectado',
    leaving: 'sendo desconectado',
    logged_out: 'desconectado pelo celular; conecte de novo: /conectar',
    replaced: 'substituído: outro processo usa a mesma conta',
    broken: 'as credenciais guardadas não podem ser lidas',
  },
  nobody: 'ninguém',
  connected: (time) => rich`🟢 online desde ${time}`,
  notConnected: () => rich`🔴 offline`,
  problem: (what) => rich`Problema: ${what}`,
  lastHeard: (time) => rich`Última mensagem recebida: ${time}`,
  neverHeard: () => rich`Nenhuma mensagem recebida ainda.`,
  next: (time, what, chat) => rich`A seguir: ${time}, ${what}, ${chat}`,
  noNext: () => rich`Não há nada planejado.`,
  operations: (waiting, failed) => rich`Operações em espera: ${waiting} · falhas hoje: ${failed}`,
  noInstance: () => rich`Ainda não há conta do WhatsApp: /conectar`,
  queueDown: () => rich`🔴 A fila não responde: o que você pedir fica guardado e será feito quando ela voltar.`,
  databaseDown: () => rich`🔴 O banco de dados não responde: não dá para dizer mais nada agora.`,
};
