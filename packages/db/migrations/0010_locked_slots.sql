ALTER TABLE "chats" ADD COLUMN "slots" integer;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "locked_slots" integer[] DEFAULT '{}' NOT NULL;