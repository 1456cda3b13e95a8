import type { Announcement, Chat, Instant, Operation, Pin } from '@pinwheel/domain';
import type { ReportTarget } from './instance.js';
import type { CommandWithOperations, Transaction } from './store.js';

/** How an announcement stands in one of its chats. */
export interface AnnouncementPlace {
  chat: Chat;
  /** 1 at first; a retry makes it the next. */
  tries: number;
  /** What the latest try asked for; null until it is planned. */
  command: CommandWithOperations | null;
  /** What was to post the text there, at whichever try; null if none came so far. */
  post: Operation | null;
}

export interface AnnouncementRecord extends Announcement {
  /** Who reads how it goes; null for nobody, or not known yet. */
  target: ReportTarget | null;
  /** The source of the last retry, which is not done twice. */
  retriedBy: string | null;
  /** In the order in which the chats were named. */
  places: AnnouncementPlace[];
}

export type NewAnnouncement = Omit<Announcement, 'id'> & {
  /** Where it came from, unique: the same source is the same announcement. */
  source: string;
  chatIds: readonly number[];
  target: ReportTarget | null;
};

export interface AnnouncementChange {
  target?: ReportTarget | null;
  retriedBy?: string;
  /** Since when some of its chats wait to be planned; null once none does. */
  wakeAt?: Instant | null;
}

export interface AnnouncementTransaction extends Transaction {
  /** Waits for another transaction that has asked for the same source. */
  findAnnouncementBySource(source: string): Promise<number | null>;
  /** Due from the beginning. @returns its id */
  insertAnnouncement(announcement: NewAnnouncement): Promise<number>;
  /** With all its places. After the locks on boards, where a transaction needs both. */
  lockAnnouncement(id: number): Promise<AnnouncementRecord | null>;
  /** The same with one of its places; null if it has no such chat. */
  lockPlace(id: number, chatId: number): Promise<AnnouncementRecord | null>;
  savePlace(
    id: number,
    chatId: number,
    change: { tries?: number; commandId: string | null; postId?: string },
  ): Promise<void>;
  saveAnnouncement(id: number, change: AnnouncementChange): Promise<void>;
}

export interface AnnouncementQuery {
  /** Of these chats only, announcements and places alike; null for all. */
  chatIds: readonly number[] | null;
  /** Of this instance's chats only; null for all. */
  instanceId: string | null;
  /** Those made before this one. */
  before: number | null;
  limit: number;
}

export interface Announcements {
  transaction<T>(work: (tx: AnnouncementTransaction) => Promise<T>): Promise<T>;
  find(id: number): Promise<AnnouncementRecord | null>;
  /** Newest first. */
  list(query: AnnouncementQuery): Promise<AnnouncementRecord[]>;
  /** The announcement whose latest try in its chat the command is; null for any other command. */
  ofCommand(commandId: string): Promise<number | null>;
  /** Whatever stands in these chats. */
  standingPins(chatIds: readonly number[], now: Instant): Promise<Pin[]>;
}
