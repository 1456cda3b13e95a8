import type { PinEvent } from './people/board.js';

export type { PinEvent };

/** A WhatsApp server on loopback for real Baileys clients, with simulated people and their phones. */
export interface WhatsAppSimulator extends AsyncDisposable {
  /** `ws://127.0.0.1:port/ws/chat` */
  readonly socketUrl: string;
  /** 64 hex digits: the public key of this simulator's own certificate root. */
  readonly noiseRootKey: string;
  readonly noiseRootSerial: number;
  readonly faults: Faults;
  /** Live, logged in client sockets. */
  readonly connections: number;
  addPerson(person: { name: string; phone: string }): Person;
  addGroup(group: NewGroup): Group;
  /** Resolves when a companion of that person is logged in and has asked all that Baileys asks at a login. */
  waitForConnection(person: Person, timeoutMs?: number): Promise<void>;
  /** `xmlns/type/child` of queries that had no answer, and stanzas that the server could not make sense of. */
  unknownQueries(): string[];
}

export interface NewGroup {
  name: string;
  /** The first one, or the first admin, is the group's creator. */
  members: Person[];
  admins?: Person[];
  addressing?: 'lid' | 'pn';
  /** "Edit group settings: only admins"; covers pins. */
  onlyAdminsEdit?: boolean;
  /** "Send messages: only admins". */
  onlyAdminsSpeak?: boolean;
}

export interface Person {
  readonly name: string;
  /** Digits. */
  readonly phone: string;
  /** `digits@s.whatsapp.net` */
  readonly jid: string;
  readonly lid: string;
  /** What the phone does with a QR code's text; resolves when the client is paired and was told to restart (515). */
  scan(qrText: string): Promise<void>;
  /** The same with a picture of the QR code. */
  scanPhoto(png: Buffer): Promise<void>;
  /** Rejects when no client asked to be paired with this number, or the code is wrong. */
  enterPairingCode(code: string): Promise<void>;
  unlinkCompanions(): void;
  /** These resolve to the WhatsApp message id, and reject when the group's settings forbid it. */
  say(group: Group, text: string): Promise<string>;
  sayPrivately(to: Person, text: string): Promise<string>;
  /** A pin made on this person's phone, 7 days unless told. */
  pin(chat: Chat, messageId: string, seconds?: number): Promise<string>;
  unpin(chat: Chat, messageId: string): Promise<string>;
  /** Deletes for everyone; others' messages only as an admin. */
  deleteMessage(chat: Chat, messageId: string): Promise<void>;
  /** Text messages and pin events that this person's phone could read, in the order of arrival. */
  heard(chat: Chat): HeardMessage[];
  /** Messages that arrived here and that the phone could not decrypt, also not after asking for them again. */
  undecryptable(chat: Chat): number;
  /** What the phone shows pinned, newest message first. */
  board(chat: Chat, now?: number): ShownPin[];
  /** The chats at the top of this person's own list, first what was pinned last. What phones are not made for is ignored. */
  pinnedChats(): Chat[];
  favoriteChats(): Chat[];
  /** Wire ids of the messages of a chat that are starred. */
  favoriteMessages(chat: Chat): string[];
  /** Done on this phone; its companions are told. It refuses a fourth. */
  pinChat(chat: Chat): Promise<void>;
  unpinChat(chat: Chat): Promise<void>;
  favoriteChat(chat: Chat): Promise<void>;
}

/** A group, or the private chat with that person. */
export type Chat = Group | Person;

export interface HeardMessage {
  readonly wireId: string;
  readonly from: Person;
  readonly text?: string;
  readonly pin?: PinEvent;
  /** Milliseconds, the simulator's clock. */
  readonly at: number;
  /** How often this wire id was delivered and could be read. */
  readonly copies: number;
}

export interface ShownPin {
  readonly messageId: string;
  readonly text: string;
  readonly pinnedBy: Person;
  /** Milliseconds, the simulator's clock. */
  readonly expiresAt: number;
}

/** Every change is told to the companions of the members, as WhatsApp does. */
export interface Group {
  readonly jid: string;
  readonly name: string;
  readonly members: Person[];
  setAdmin(person: Person, admin: boolean): void;
  add(person: Person): void;
  remove(person: Person): void;
  setOnlyAdminsEdit(only: boolean): void;
  setOnlyAdminsSpeak(only: boolean): void;
  rename(name: string): void;
}

/** Each applies to what clients do next; a count is how often, 1 unless told. */
export interface Faults {
  /** An error acknowledgement; delivered to nobody. */
  refuseMessages(code: number, count?: number): void;
  /** Delivered to every phone; no acknowledgement and no receipt. */
  withholdAcknowledgements(count?: number): void;
  /** Neither delivered nor acknowledged. */
  loseMessages(count?: number): void;
  /** Delivered at once, acknowledged late. */
  delayAcknowledgements(ms: number, count?: number): void;
  /** A change to the app state is refused with that code. */
  refuseViewChanges(code: number, count?: number): void;
  /** A change to the app state is made, and not answered. */
  withholdViewAnswers(count?: number): void;
  /** Neither made nor answered. */
  loseViewChanges(count?: number): void;
  /** Phones give the companions that are linked from now on no keys for the app state. */
  keepViewKeys(): void;
  /** They do again, and what was kept back is given. */
  giveViewKeys(): Promise<void>;
  dropConnections(): void;
  endStream(code: 515 | 503 | 500): void;
  /** 440: another socket took over. */
  replaceConnections(): void;
  /** 401: the person removed the companions. */
  logOut(person: Person): void;
  /** `<failure reason>` at the next logins. */
  refuseLogins(reason: number, count?: number): void;
  /** That HTTP status instead of a WebSocket. */
  refuseUpgrades(httpStatus: number, count?: number): void;
  /** Half-open: TCP stays up, nothing is read or answered; new sockets get no answer to their upgrade. */
  goSilent(): void;
  speakAgain(): void;
  /** New TCP connections are reset. */
  holdConnections(): void;
  allowConnections(): void;
  /**
   * Called when a client's message has arrived, before it is delivered or acknowledged; also for one that a client says
   * again after a retry receipt. Returns how to stop listening.
   */
  onMessage(listener: (message: { wireId: string; from: Person }) => void): () => void;
}
