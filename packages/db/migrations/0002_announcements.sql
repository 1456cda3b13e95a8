CREATE TABLE "announcement_chats" (
	"announcement_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"place" integer NOT NULL,
	"tries" integer DEFAULT 1 NOT NULL,
	"command_id" text,
	"post_id" text,
	CONSTRAINT "announcement_chats_announcement_id_chat_id_pk" PRIMARY KEY("announcement_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"text" text NOT NULL,
	"hold" jsonb,
	"actor" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"target" jsonb,
	"retried_by" text,
	"wake_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "announcement_chats" ADD CONSTRAINT "announcement_chats_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_chats" ADD CONSTRAINT "announcement_chats_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_chats" ADD CONSTRAINT "announcement_chats_command_id_commands_id_fk" FOREIGN KEY ("command_id") REFERENCES "public"."commands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_chats" ADD CONSTRAINT "announcement_chats_post_id_operations_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "announcement_chats_command" ON "announcement_chats" USING btree ("command_id");--> statement-breakpoint
CREATE INDEX "announcement_chats_chat" ON "announcement_chats" USING btree ("chat_id","announcement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "announcements_source" ON "announcements" USING btree ("source");--> statement-breakpoint
CREATE INDEX "announcements_due" ON "announcements" USING btree ("wake_at") WHERE "announcements"."wake_at" is not null;