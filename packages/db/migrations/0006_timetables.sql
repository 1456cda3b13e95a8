ALTER TABLE "commands" ADD COLUMN "occurrence" jsonb;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "begins_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "except" jsonb;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "if_quiet" text DEFAULT 'move' NOT NULL;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "catch_up" jsonb DEFAULT '{"policy":"once","graceMs":null}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "done_until" timestamp (3) with time zone DEFAULT to_timestamp(0) NOT NULL;--> statement-breakpoint
UPDATE "schedules" SET "done_until" = "next_at" - interval '1 millisecond' WHERE "next_at" IS NOT NULL;