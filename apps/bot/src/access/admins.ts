import type { Admin, NewAdmin } from '@pinwheel/db';
import type { Chat } from '@pinwheel/domain';
import type { User } from 'grammy/types';
import type { Bot } from '../bot.js';
import { maySay } from '../commands/permit.js';
import { languageOf } from '../text/language.js';

/**
 * Who may talk to the bot, by numeric id. Those whom the configuration names are owners for as long as it names them, in
 * addition to who once redeemed a one-time code: naming somebody takes the bot from nobody. While there is an owner of
 * either kind no code is offered, and none makes another.
 */
export interface Admins {
  /** The admin that this person is, or null. @throws when the database does not answer */
  find(user: User): Promise<Admin | null>;
  /** Who was known as an admin when the database last answered. */
  remembered(user: User): Admin | null;
  /** Whether the bot belongs to anybody. */
  haveOwner(): Promise<boolean>;
  /** Those who are told what happens in a chat without anybody having asked. */
  readersOf(chat: Pick<Chat, 'id' | 'notices'>): Promise<Admin[]>;
}

export function createAdmins({ config, telegram, deps }: Bot): Admins {
  const remembered = new Map<number, Admin>();
  const counts = ({ origin, telegramId }: Admin) => origin === 'code' || config.ownerIds.includes(telegramId);

  async function find(user: User): Promise<Admin | null> {
    // Bots are nobody: GroupAnonymousBot is whoever likes to be it.
    if (user.is_bot) return null;
    const stored = await telegram.admins.find(user.id);
    if (stored && counts(stored)) return upToDate(stored, user);
    if (!config.ownerIds.includes(user.id)) return null;
    return telegram.admins.save(newOwner(user, 'configured', deps.clock.now()));
  }

  async function upToDate(admin: Admin, user: User): Promise<Admin> {
    const name = nameOf(user);
    const language = admin.languageChosen ? admin.language : languageOf(user.language_code);
    if (admin.name === name && admin.language === language) return admin;
    await telegram.admins.update(admin.telegramId, { name, language });
    return { ...admin, name, language };
  }

  return {
    async find(user) {
      const admin = await find(user);
      if (admin) remembered.set(user.id, admin);
      else remembered.delete(user.id);
      return admin;
    },
    remembered: (user) => remembered.get(user.id) ?? null,
    async readersOf({ notices }) {
      if (notices === 'off') return [];
      const role = notices === 'owners' ? 'owner' : 'editor';
      return (await telegram.admins.all()).filter((admin) => counts(admin) && maySay(admin, { role }));
    },
    haveOwner: async () => config.ownerIds.length > 0 || (await telegram.admins.all()).some(counts),
  };
}

export function newOwner(user: User, origin: Admin['origin'], now: number): NewAdmin {
  return {
    telegramId: user.id,
    name: nameOf(user),
    role: 'owner',
    origin,
    language: languageOf(user.language_code),
    chatId: null,
    addedAt: now,
  };
}

const nameOf = ({ first_name, last_name }: User): string => [first_name, last_name].filter(Boolean).join(' ');
