import type { Missed, PinRefusal, RotationRefusal, ScheduleRefusal, UnpinRefusal } from '@pinwheel/pinning';

type Refusal = PinRefusal | UnpinRefusal | ScheduleRefusal | RotationRefusal | Missed;
type Dashed<Word extends string> = Word extends `${infer Head}_${infer Rest}` ? `${Head}-${Dashed<Rest>}` : Word;
type RefusalProblem = Dashed<Refusal['kind']>;

interface Kind {
  status: number;
  title: string;
}

const general = {
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'bad-cursor': { status: 400, title: 'That cursor is not one of this list' },
  unauthorized: { status: 401, title: 'A valid token is needed' },
  forbidden: { status: 403, title: 'This token may not do that' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'This address has other methods' },
  'already-linked': { status: 409, title: 'The account is linked already' },
  'not-linked': { status: 409, title: 'The account is not linked' },
  'nothing-to-show': { status: 409, title: 'There is nothing to be scanned or typed' },
  over: { status: 409, title: 'All its occurrences have passed' },
  empty: { status: 409, title: 'The rotation has no items' },
  'message-of-one-chat': { status: 422, title: 'A rotation in several chats shows texts only' },
  'nothing-failed': { status: 409, title: 'It has failed in no chat' },
  'label-taken': { status: 409, title: 'There is a webhook of that label' },
  'too-many-webhooks': { status: 409, title: 'No more webhooks may be switched on' },
  'set-elsewhere': { status: 409, title: 'That is set where the webhook was made' },
  'switched-off': { status: 409, title: 'The webhook is switched off' },
  'precondition-failed': { status: 412, title: 'It is not what you have seen' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be JSON' },
  invalid: { status: 422, title: 'The body does not say what is wanted' },
  'idempotency-key-reused': { status: 422, title: 'That key was used for another request' },
  'too-many-requests': { status: 429, title: 'This token has asked too often' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, Kind>;

const verdicts = {
  'whatsapp-refused': { status: 409, title: 'WhatsApp has refused it' },
  'whatsapp-silent': { status: 409, title: 'WhatsApp never said whether it was done' },
  'given-up': { status: 409, title: 'It was given up before it was sent' },
} as const satisfies Record<string, Kind>;

const refusals: Record<RefusalProblem, Kind> = {
  'chat-gone': { status: 404, title: 'There is no such chat' },
  'message-gone': { status: 404, title: 'There is no such message in that chat' },
  'not-a-member': { status: 409, title: 'The account is not a member of that chat' },
  'only-admins-pin': { status: 409, title: 'Only admins may pin in that chat' },
  channel: { status: 409, title: 'WhatsApp has no pins in channels' },
  'message-deleted': { status: 409, title: 'The message was deleted by its sender' },
  'message-unpinnable': { status: 409, title: 'Messages of that kind cannot be pinned' },
  'already-pinned': { status: 409, title: 'It is pinned already' },
  'already-under-way': { status: 409, title: 'The same is under way already' },
  'board-full': { status: 409, title: 'All slots are taken' },
  'slot-taken': { status: 409, title: 'That slot is taken' },
  'slots-promised': { status: 409, title: 'The slots that are free belong to rotations' },
  'slot-locked': { status: 409, title: 'That slot is locked' },
  'slot-of-rotation': { status: 409, title: 'Another rotation has that slot' },
  'no-slot-left': { status: 409, title: 'Each slot has a rotation' },
  'nobodys-turn': { status: 409, title: 'It is the turn of no item' },
  'item-gone': { status: 409, title: 'The message of an item was deleted' },
  'not-pinned': { status: 409, title: 'It is not pinned' },
  'name-taken': { status: 409, title: 'That name is taken' },
  'author-left': { status: 409, title: 'Whoever planned it may no longer do so' },
  missed: { status: 409, title: 'Its time passed while Pinwheel was not running' },
  'quiet-hours': { status: 409, title: 'That is within the quiet hours of the chat' },
  'board-changed': { status: 412, title: 'The board is not the one that you have seen' },
  'hold-over': { status: 409, title: 'The time for which it was to be pinned has passed' },
  'no-such-slot': { status: 422, title: 'There is no such slot' },
  'text-too-long': { status: 422, title: 'The text is too long for WhatsApp' },
  'no-occurrence': { status: 422, title: 'It would never happen' },
};

export type ProblemKind = keyof typeof general | keyof typeof verdicts | RefusalProblem;

/** Every problem that an answer may name. A kind keeps its name and its status for good. */
export const problemKinds: Readonly<Record<ProblemKind, Kind>> = { ...general, ...verdicts, ...refusals };

export const kindOfRefusal = ({ kind }: Refusal): ProblemKind => kind.replaceAll('_', '-') as RefusalProblem;

/** Relative to the address of the API; `GET /v1/problems` lists them. */
export const typeOf = (kind: ProblemKind): string => `/v1/problems#${kind}`;
