import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

type Settings = Messages['settings'];

const drift: Settings['drift'] = {
  observe: () => rich`Desvio: observar – se alguém tira o que você quer fixado, eu aviso`,
  repair: (repairs) =>
    rich`Desvio: reparar – se alguém tira o que você quer fixado, eu fixo de novo, no máximo ${repairs} ${repairs === 1 ? 'vez' : 'vezes'} por dia, e depois aviso`,
  off: () => rich`Desvio: desligado – se alguém tira o que você quer fixado, /fixados mostra`,
};

const reports: Settings['reports'] = {
  all: () => rich`Avisos: todos que podem fixar aqui ficam sabendo do que acontece sem terem pedido`,
  owners: () => rich`Avisos: os donos ficam sabendo do que acontece sem terem pedido`,
  off: () => rich`Avisos: ninguém fica sabendo do que acontece sem ter pedido`,
};

const howTo: Settings['howTo'] = {
  tz: () => rich`Qual fuso? <code>/config fuso America/Sao_Paulo</code>`,
  lang: () =>
    rich`Qual idioma? <code>/config idioma pt</code>, <code>en</code>, ou <code>auto</code> para o do Telegram`,
  quiet: () => rich`De quando a quando? <code>/config silêncio 22-7</code>, ou <code>desligar</code>`,
  hold: () => rich`Por quanto tempo? <code>/config prazo 7d</code>, ou <code>para sempre</code>`,
  drift: () =>
    rich`O que devo fazer? <code>/config desvio observar</code>, <code>reparar</code>, <code>reparar 5 por dia</code> ou <code>desligar</code>`,
  gap: () => rich`Quanto no mínimo? <code>/config intervalo 60s</code>, ou <code>desligar</code>`,
  cap: () => rich`Quantas por dia? <code>/config limite 20</code>`,
  slots: () =>
    rich`Quantas mensagens a conversa pode ter fixadas? <code>/config vagas 3</code>, ou <code>desligar</code> para o número desta instalação`,
  lock: () => rich`Qual vaga? <code>/config travar 1</code>`,
  unlock: () => rich`Qual vaga? <code>/config destravar 1</code>`,
  reports: () => rich`Para quem? <code>/config avisos todos</code>, <code>donos</code> ou <code>desligar</code>`,
};

const ranged: { readonly [Setting in Parameters<Settings['faults']['out_of_range']>[0]['setting']]: string } = {
  repairsADay: 'Reparos por dia',
  changeGapSeconds: 'O intervalo em segundos',
  changesADay: 'Mudanças por dia',
  slots: 'Vagas',
};

const faults: Settings['faults'] = {
  no_such_zone: ({ zone }) => rich`Não conheço o fuso “${zone}”. Você quis dizer um destes?`,
  out_of_range: ({ setting, least, most }) => rich`${ranged[setting]}: um número de ${least} a ${most}.`,
  fixed_moment: () => rich`O padrão é uma duração, como 7d, ou para sempre, e não um momento fixo.`,
  no_quiet_hours: () => rich`Essas horas terminam como começam. Para nenhuma: <code>/config silêncio desligar</code>`,
};

export const settings: Settings = {
  title: (chat) => rich`⚙️ <b>Configuração</b> · ${chat}`,
  zone: (zone, now) => rich`Fuso: ${zone}, onde agora é ${now}`,
  quiet: (from, to) => rich`Horas de silêncio: ${from} às ${to}`,
  noQuiet: () => rich`Horas de silêncio: nenhuma`,
  hold: (hold) => rich`Fixação sem prazo dito: ${hold}`,
  drift,
  gap: (gap) => rich`Entre duas mudanças que a conversa vê, no mínimo: ${gap}`,
  noGap: () => rich`nada`,
  seconds: (count) => rich`${count} ${count === 1 ? 'segundo' : 'segundos'}`,
  cap: (changes) => rich`Mudanças por dia que a conversa vê, no máximo: ${changes}`,
  slots: (slots) => rich`Vagas: ${slots}`,
  locked: (slots) => rich`Vagas travadas: ${slots}`,
  noneLocked: () => rich`Vagas travadas: nenhuma`,
  reports,
  language: () => rich`Seu idioma: português`,
  driftButtons: { observe: '👁 Observar', repair: '🔧 Reparar', off: 'Desvio desligado' },
  reportButtons: { all: '📣 Avisos a todos', owners: 'Avisos aos donos', off: 'Sem avisos' },
  otherLanguage: 'English',
  more: (help, command) => rich`Para mudar algo: <code>/${help} ${command}</code>`,
  changed: () => rich`✅ Feito.`,
  plansKeepTheirZone: () => rich`O que já está planejado fica no fuso em que foi planejado.`,
  languageChosen: (command) => rich`✅ Agora falo português com você. De volta ao do Telegram: /${command} idioma auto`,
  languageOfTelegram: () => rich`✅ A partir da sua próxima mensagem falo o idioma do seu Telegram.`,
  howTo,
  faults,
};
