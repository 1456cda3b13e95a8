CREATE SEQUENCE "public"."audit_refs" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "deeds" (
	"chat_id" bigint NOT NULL,
	"wire_id" text NOT NULL,
	"message_id" bigint NOT NULL,
	"action" text NOT NULL,
	"by" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"ref" bigint DEFAULT nextval('audit_refs') NOT NULL,
	CONSTRAINT "deeds_chat_id_wire_id_pk" PRIMARY KEY("chat_id","wire_id")
);
--> statement-breakpoint
ALTER TABLE "commands" ADD COLUMN "ref" bigint DEFAULT nextval('audit_refs') NOT NULL;--> statement-breakpoint
ALTER TABLE "deeds" ADD CONSTRAINT "deeds_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deeds" ADD CONSTRAINT "deeds_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deeds_ref" ON "deeds" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "deeds_trail" ON "deeds" USING btree ("chat_id","ref");--> statement-breakpoint
CREATE UNIQUE INDEX "commands_ref" ON "commands" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "commands_trail" ON "commands" USING btree ("chat_id","ref");--> statement-breakpoint
INSERT INTO "deeds" ("chat_id", "wire_id", "message_id", "action", "by", "at")
SELECT "chat_id", "wire_id", "message_id", 'pin', "by", "pinned_at" FROM "pins" WHERE "by"->>'kind' = 'person' ORDER BY "id";
