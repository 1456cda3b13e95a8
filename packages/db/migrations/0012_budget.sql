ALTER TABLE "operations" ADD COLUMN "due_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "put_off" jsonb;--> statement-breakpoint
CREATE INDEX "operations_seen" ON "operations" USING btree ("chat_id","settled_at") WHERE "operations"."state" in ('acknowledged', 'unknown');