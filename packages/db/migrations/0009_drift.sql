ALTER TABLE "chats" ADD COLUMN "reconcile_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "pins" ADD COLUMN "ended_by" jsonb;--> statement-breakpoint
ALTER TABLE "pins" ADD COLUMN "let_go_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "chats_due" ON "chats" USING btree ("reconcile_at") WHERE "chats"."reconcile_at" is not null;--> statement-breakpoint
CREATE INDEX "pins_lost" ON "pins" USING btree ("chat_id") WHERE "pins"."end" in ('taken_down', 'evicted') and "pins"."let_go_at" is null;--> statement-breakpoint
CREATE INDEX "pins_message" ON "pins" USING btree ("message_id");