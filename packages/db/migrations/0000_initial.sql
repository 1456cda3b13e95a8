CREATE TABLE "chats" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "chats_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"instance_id" text NOT NULL,
	"jid" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"hold" jsonb NOT NULL,
	"members" integer,
	"our_role" text NOT NULL,
	"only_admins_edit" boolean NOT NULL,
	"only_admins_speak" boolean NOT NULL,
	"disappearing_seconds" integer
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"remote_jid" text NOT NULL,
	"wire_id" text NOT NULL,
	"from_me" boolean NOT NULL,
	"participant" text,
	"participant_alt" text,
	"addressing" text,
	"sender_name" text,
	"kind" text NOT NULL,
	"text" text,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"arrived" boolean DEFAULT true NOT NULL,
	"unheard" boolean DEFAULT false NOT NULL,
	"raw" "bytea"
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"chat_id" bigint NOT NULL,
	"actor" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"target" jsonb,
	"refusal" jsonb,
	"reported_at" timestamp (3) with time zone,
	"wake_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"id" text PRIMARY KEY NOT NULL,
	"command_id" text NOT NULL,
	"instance_id" text NOT NULL,
	"chat_id" bigint NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "operations_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"content" jsonb NOT NULL,
	"wire_id" text NOT NULL,
	"needs" text,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"epoch" bigint,
	"wake_at" timestamp (3) with time zone,
	"refusal" integer,
	"cancel_reason" text,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "operations_wake" CHECK (("operations"."state" in ('waiting', 'sending')) = ("operations"."wake_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "instances" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"jid" text,
	"lid" text,
	"name" text,
	"connected_since" timestamp (3) with time zone,
	"last_heard_at" timestamp (3) with time zone,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"instance_id" text PRIMARY KEY NOT NULL,
	"holder" text,
	"epoch" bigint NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "linkings" (
	"id" text PRIMARY KEY NOT NULL,
	"instance_id" text NOT NULL,
	"method" text NOT NULL,
	"phone" text,
	"state" text NOT NULL,
	"secret" text,
	"shown" integer NOT NULL,
	"failure" text,
	"target" jsonb,
	"reported" text
);
--> statement-breakpoint
CREATE TABLE "pins" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pins_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	"slot" integer NOT NULL,
	"pinned_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"hold_until" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end" text,
	"wire_id" text NOT NULL,
	"by" jsonb NOT NULL,
	"tend_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rotation_items" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rotation_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rotation_id" bigint NOT NULL,
	"place" integer NOT NULL,
	"target" jsonb NOT NULL,
	"message_id" bigint
);
--> statement-breakpoint
CREATE TABLE "rotations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rotations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"name" text NOT NULL,
	"words" text NOT NULL,
	"rule" jsonb NOT NULL,
	"slot" integer,
	"state" text NOT NULL,
	"next_at" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone,
	"current_item_id" bigint,
	"current_message_id" bigint,
	"actor" jsonb NOT NULL,
	"target" jsonb
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "schedules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"chat_id" bigint NOT NULL,
	"words" text NOT NULL,
	"rule" jsonb NOT NULL,
	"action" jsonb NOT NULL,
	"state" text NOT NULL,
	"next_at" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone,
	"actor" jsonb NOT NULL,
	"target" jsonb
);
--> statement-breakpoint
CREATE TABLE "sent_messages" (
	"instance_id" text NOT NULL,
	"wire_id" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sent_messages_instance_id_wire_id_pk" PRIMARY KEY("instance_id","wire_id")
);
--> statement-breakpoint
CREATE TABLE "whatsapp_records" (
	"instance_id" text NOT NULL,
	"type" text NOT NULL,
	"id" text NOT NULL,
	"key_id" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "whatsapp_records_instance_id_type_id_pk" PRIMARY KEY("instance_id","type","id")
);
--> statement-breakpoint
CREATE TABLE "telegram_actions" (
	"key" text PRIMARY KEY NOT NULL,
	"card" text NOT NULL,
	"action" jsonb NOT NULL,
	"user_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"message_id" bigint,
	"question" boolean NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"used_by" bigint
);
--> statement-breakpoint
CREATE TABLE "telegram_relays" (
	"telegram_chat_id" bigint NOT NULL,
	"telegram_message_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	CONSTRAINT "telegram_relays_telegram_chat_id_telegram_message_id_pk" PRIMARY KEY("telegram_chat_id","telegram_message_id")
);
--> statement-breakpoint
CREATE TABLE "telegram_admins" (
	"telegram_id" bigint PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"origin" text NOT NULL,
	"language" text NOT NULL,
	"chat_id" bigint,
	"added_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "telegram_start_codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "telegram_strangers" (
	"telegram_id" bigint PRIMARY KEY NOT NULL,
	"told_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"tries_since" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "telegram_updates" (
	"update_id" bigint PRIMARY KEY NOT NULL,
	"lane" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"begun" timestamp (3) with time zone,
	"replies" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"instance_id" text,
	"hash" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "chats" ADD CONSTRAINT "chats_instance_id_instances_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."instances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commands" ADD CONSTRAINT "commands_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_command_id_commands_id_fk" FOREIGN KEY ("command_id") REFERENCES "public"."commands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_instance_id_instances_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."instances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_needs_operations_id_fk" FOREIGN KEY ("needs") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_instance_id_instances_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."instances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linkings" ADD CONSTRAINT "linkings_instance_id_instances_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."instances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pins" ADD CONSTRAINT "pins_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pins" ADD CONSTRAINT "pins_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rotation_items" ADD CONSTRAINT "rotation_items_rotation_id_rotations_id_fk" FOREIGN KEY ("rotation_id") REFERENCES "public"."rotations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rotation_items" ADD CONSTRAINT "rotation_items_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rotations" ADD CONSTRAINT "rotations_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_messages" ADD CONSTRAINT "sent_messages_instance_id_instances_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."instances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whatsapp_records" ADD CONSTRAINT "whatsapp_records_instance_id_instances_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."instances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telegram_relays" ADD CONSTRAINT "telegram_relays_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telegram_admins" ADD CONSTRAINT "telegram_admins_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_instance_id_instances_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."instances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "chats_jid" ON "chats" USING btree ("instance_id","jid");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_wire" ON "messages" USING btree ("chat_id","wire_id");--> statement-breakpoint
CREATE INDEX "messages_newest" ON "messages" USING btree ("chat_id","sent_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "commands_source" ON "commands" USING btree ("source");--> statement-breakpoint
CREATE INDEX "commands_due" ON "commands" USING btree ("wake_at") WHERE "commands"."wake_at" is not null;--> statement-breakpoint
CREATE INDEX "operations_command" ON "operations" USING btree ("command_id");--> statement-breakpoint
CREATE UNIQUE INDEX "operations_wire" ON "operations" USING btree ("instance_id","wire_id");--> statement-breakpoint
CREATE INDEX "operations_line" ON "operations" USING btree ("chat_id","seq") WHERE "operations"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "operations_due" ON "operations" USING btree ("wake_at") WHERE "operations"."wake_at" is not null;--> statement-breakpoint
CREATE INDEX "operations_failed" ON "operations" USING btree ("settled_at") WHERE "operations"."state" in ('refused', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "linkings_open" ON "linkings" USING btree ("instance_id") WHERE "linkings"."state" in ('wanted', 'shown');--> statement-breakpoint
CREATE UNIQUE INDEX "pins_wire" ON "pins" USING btree ("chat_id","wire_id");--> statement-breakpoint
CREATE INDEX "pins_board" ON "pins" USING btree ("chat_id","expires_at") WHERE "pins"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "pins_due" ON "pins" USING btree ("tend_at") WHERE "pins"."ended_at" is null and "pins"."tend_at" is not null;--> statement-breakpoint
CREATE INDEX "rotation_items_rotation" ON "rotation_items" USING btree ("rotation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rotations_name" ON "rotations" USING btree ("chat_id",lower("name")) WHERE "rotations"."state" <> 'deleted';--> statement-breakpoint
CREATE INDEX "rotations_due" ON "rotations" USING btree ("next_at") WHERE "rotations"."state" = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "schedules_source" ON "schedules" USING btree ("source");--> statement-breakpoint
CREATE INDEX "schedules_chat" ON "schedules" USING btree ("chat_id");--> statement-breakpoint
CREATE INDEX "schedules_due" ON "schedules" USING btree ("next_at") WHERE "schedules"."state" = 'active';--> statement-breakpoint
CREATE INDEX "sent_messages_age" ON "sent_messages" USING btree ("instance_id","saved_at");--> statement-breakpoint
CREATE INDEX "telegram_actions_card" ON "telegram_actions" USING btree ("card");--> statement-breakpoint
CREATE INDEX "telegram_actions_chat" ON "telegram_actions" USING btree ("chat_id","user_id");--> statement-breakpoint
CREATE INDEX "telegram_actions_age" ON "telegram_actions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "telegram_updates_open" ON "telegram_updates" USING btree ("update_id") WHERE "telegram_updates"."state" = 'open';--> statement-breakpoint
CREATE INDEX "telegram_updates_age" ON "telegram_updates" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_hash" ON "api_tokens" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_source" ON "api_tokens" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_name" ON "api_tokens" USING btree (lower("name")) WHERE "api_tokens"."revoked_at" is null;