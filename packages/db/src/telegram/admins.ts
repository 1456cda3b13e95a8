import type { Instant } from '@pinwheel/domain';
import { eq, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { type AdminOrigin, type AdminRole, telegramAdmins as admins } from './schema/index.js';

export interface Admin {
  telegramId: number;
  name: string;
  role: AdminRole;
  origin: AdminOrigin;
  language: 'en' | 'pt-BR';
  /** Whether the admin has said so; else it is the one that Telegram is set to. */
  languageChosen: boolean;
  /** The chat that commands without one mean. */
  chatId: number | null;
  addedAt: Instant;
}

export type NewAdmin = Omit<Admin, 'languageChosen'>;

export interface TelegramAdmins {
  find(telegramId: number): Promise<Admin | null>;
  all(): Promise<Admin[]>;
  /** Adds the admin; one who is there already gets the new name, role and origin, and the language unless one was chosen. */
  save(admin: NewAdmin): Promise<Admin>;
  update(
    telegramId: number,
    change: Partial<Pick<Admin, 'name' | 'language' | 'languageChosen' | 'chatId'>>,
  ): Promise<void>;
}

export function telegramAdminsIn(db: Connection): TelegramAdmins {
  return {
    async find(telegramId) {
      return (await db.select().from(admins).where(eq(admins.telegramId, telegramId)))[0] ?? null;
    },
    all: () => db.select().from(admins).orderBy(admins.addedAt),
    async save(admin) {
      const { name, role, origin } = admin;
      const language = sql`case when ${admins.languageChosen} then ${admins.language} else excluded.language end`;
      const [saved] = await db
        .insert(admins)
        .values(admin)
        .onConflictDoUpdate({ target: admins.telegramId, set: { name, role, origin, language } })
        .returning();
      return saved!;
    },
    async update(telegramId, change) {
      await db.update(admins).set(change).where(eq(admins.telegramId, telegramId));
    },
  };
}
