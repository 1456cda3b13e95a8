import type { Actor, Instant, ProgrammeItem, Rotation } from '@pinwheel/domain';
import type { ReportTarget } from './instance.js';

/** With whoever planned it, and where its turns are told. */
export type StoredRotation = Rotation & { actor: Actor; target: ReportTarget | null };

export interface NewRotation extends Pick<Rotation, 'name' | 'words' | 'rule' | 'slot' | 'shuffled'> {
  /** The same source is the same rotation. */
  source: string;
  actor: Actor;
  target: ReportTarget | null;
  chats: readonly { chatId: number; delayMs: number; nextAt: Instant | null }[];
}

export interface RotationsStore {
  /** As they stand in a chat, or in each of all chats; without those that are deleted. */
  rotations(chatId?: number): Promise<Rotation[]>;
  /** As it stands in each of its chats, the least delayed first; empty where there never was one. */
  findRotation(id: number): Promise<Rotation[]>;
  findAiring(airingId: number): Promise<StoredRotation | null>;
}

/** The rows are guarded by the boards of their chats: who changes a rotation has locked them all, in order of id. */
export interface RotationsTransaction {
  lockAiring(airingId: number): Promise<StoredRotation | null>;
  /** As it stands in each of its chats, the least delayed first. */
  lockRotation(id: number): Promise<StoredRotation[]>;
  rotationsIn(chatId: number): Promise<Rotation[]>;
  /** What a source has created or changed already; empty where it has not. */
  findRotationBySource(source: string): Promise<Rotation[]>;
  /** null if one of the chats has a rotation of that name that is not deleted. */
  insertRotation(rotation: NewRotation): Promise<Rotation[] | null>;
  /** How it stands in its chat: the state of its turns, and that of its items. */
  saveRotation(rotation: Rotation): Promise<void>;
  /** What takes turns, in all its chats: new items have id 0, missing ones are removed. */
  saveItems(rotationId: number, items: readonly ProgrammeItem[]): Promise<void>;
  /** Notes what a source is about to change, so that it changes it once. */
  noteRotationChange(source: string, rotationId: number): Promise<void>;
}
