CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notices_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"chat_id" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"told" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"wake_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "quiet_hours" jsonb;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "drift" text DEFAULT 'observe' NOT NULL;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "repairs_a_day" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "change_gap_seconds" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "changes_a_day" integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "notices" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "telegram_admins" ADD COLUMN "language_chosen" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notices_source" ON "notices" USING btree ("source");--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("wake_at") WHERE "notices"."wake_at" is not null;