import type { CancelReason } from '@pinwheel/domain';
import { type Html, rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';
import { messageKinds } from './chats.js';

export const refusals: Messages['refusals'] = {
  not_a_member: () => rich`Não somos membros dessa conversa.`,
  only_admins_pin: () => rich`Só administradores podem fixar ali, e a nossa conta não é administradora.`,
  channel: () => rich`Em canais do WhatsApp não dá para fixar mensagens.`,
  message_deleted: () => rich`Quem enviou essa mensagem a apagou.`,
  message_unpinnable: ({ messageKind }) => rich`O WhatsApp não deixa ninguém fixar isto: ${messageKinds[messageKind]}.`,
  chat_gone: () => rich`Essa conversa não existe mais.`,
  message_gone: () => rich`Essa mensagem não existe mais.`,
  already_under_way: () => rich`Isso já está em andamento.`,
  board_full: ({ slots }) => rich`As ${slots} vagas estão ocupadas, ou travadas.`,
  slot_taken: ({ slot }) => rich`A vaga ${slot} está ocupada.`,
  slot_locked: ({ slot }) =>
    rich`A vaga ${slot} está travada: o que está nela fica, e nada mais ocupa o lugar. Para destravar: <code>/config destravar ${slot}</code>`,
  no_such_slot: ({ slot, slots }) => rich`Não existe a vaga ${slot}; as vagas vão de 1 a ${slots}.`,
  text_too_long: ({ limit }) => rich`Esse texto é longo demais: o WhatsApp aceita ${limit} caracteres.`,
  hold_over: () => rich`O prazo pelo qual ficaria fixada já passou.`,
  slots_promised: () => rich`As vagas livres são de outros rodízios.`,
  nobodys_turn: () => rich`Não é a vez de ninguém: os dias de nenhum dos itens incluem este.`,
  item_gone: ({ place, rotationId }) =>
    rich`A mensagem foi apagada; r${rotationId} agora pula o item ${place}. Para tirá-lo: <code>/rodizio remover r${rotationId} ${place}</code>`,
  author_left: () => rich`Quem planejou isto não é mais administrador. Está pausado.`,
  board_changed: () => rich`O que está fixado nessa conversa mudou nesse meio-tempo.`,
  not_pinned: () => rich`Isso não está fixado.`,
  no_occurrence: () => rich`Esse horário já passou: nunca aconteceria.`,
  slot_of_rotation: ({ slot, rotationId, name }) => rich`A vaga ${slot} é do rodízio r${rotationId} “${name}”.`,
  no_slot_left: ({ slots }) =>
    slots === 0
      ? rich`Todas as vagas estão travadas.`
      : rich`Um rodízio precisa de uma vaga destravada, e cada uma das ${slots} já tem um.`,
  name_taken: () => rich`Já existe um rodízio com esse nome nesta conversa.`,
};

export const alreadyPinned: Messages['alreadyPinned'] = {
  until: (message, pin, time) => rich`${message} já está fixada (${pin}), até ${time}.`,
  forEver: (message, pin) => rich`${message} já está fixada (${pin}), sem fim.`,
};

export const untimely: Messages['untimely'] = {
  quietHours: (time, until) =>
    rich`${time} cai no horário de silêncio desta conversa. Diga o que deve acontecer então: <code>se silêncio adiar</code> (para o fim dele, ${until}), <code>se silêncio pular</code> ou <code>se silêncio mesmo assim</code>.`,
  missed: (time) => rich`O horário passou enquanto eu não estava funcionando (${time}), e não será recuperado.`,
  missedSeveral: (count, first, last) =>
    rich`${count} horários passaram enquanto eu não estava funcionando (de ${first} a ${last}), e não serão recuperados.`,
};

export const failures: Messages['failures'] = {
  refused: ({ code }) => refusedBy(code),
  unknown: () =>
    rich`O WhatsApp não respondeu, embora tenha sido consultado várias vezes. Confira a conversa em um celular; /fixados mostra o que eu sei.`,
  cancelled: ({ reason }) => cancellations[reason](),
};

const cancellations: { readonly [Reason in CancelReason]: () => Html } = {
  needed_operation_failed: () => rich`Algo que precisava ser feito antes falhou.`,
  message_deleted: () => rich`Quem enviou a mensagem a apagou nesse meio-tempo.`,
  hold_over: () => rich`O prazo terminou antes de conseguirmos falar com o WhatsApp.`,
  board_full: () =>
    rich`Não havia mais vaga, e ela teria tirado outra mensagem do topo. /fixados mostra o que está lá.`,
  by_hand: () => rich`Alguém mudou isso em um celular nesse meio-tempo.`,
  superseded: () => rich`A vez seguinte do mesmo plano chegou antes que esta pudesse ser enviada.`,
  unlinked: () => rich`A conta foi desconectada antes que pudesse ser enviada.`,
  withdrawn: () => rich`Um programa retirou isso da fila antes do envio.`,
  pinned_chats_full: () => rich`A conta já tem três conversas fixadas, e os aplicativos do WhatsApp não permitem mais.`,
  favorites_unreadable: () => rich`O celular não nos deu a chave dos favoritos, e gravar sem ela os perderia.`,
};

function refusedBy(code: number): Html {
  switch (code) {
    case 403:
      return rich`O WhatsApp diz que não temos permissão (403). A nossa conta ainda está no grupo? E é administradora, se só administradores podem fixar?`;
    case 421:
    case 479:
      return rich`O WhatsApp não aceita a forma como a mensagem está endereçada (${code}). Talvez ajude esperar uma nova mensagem dessa pessoa.`;
    case 463:
      return rich`O WhatsApp restringiu a nossa conta (463): por enquanto ela não pode fazer isso. Veja se há um aviso no celular.`;
    case 429:
      return rich`O WhatsApp diz que estamos indo rápido demais (429). Por favor, espere alguns minutos.`;
    default:
      return rich`O WhatsApp recusou (código ${code}).`;
  }
}

export const linkingFailures: Messages['linkingFailures'] = {
  nobody_scanned: 'Ninguém escaneou a tempo. Tente de novo: /conectar',
  bad_phone:
    'O WhatsApp não conhece esse número. Informe com código do país e DDD, como em /conectar código +55 11 99999-0000',
  refused: 'O WhatsApp se recusou a conectar a conta. Espere um pouco e tente de novo: /conectar',
  logged_out: 'A conta foi desconectada pelo celular. Para conectar de novo: /conectar',
  replaced: 'Outro processo usa a mesma conta agora.',
  broken_credentials:
    'As credenciais guardadas não puderam ser lidas, e a conta precisa ser conectada de novo: /conectar desligar e depois /conectar',
};
