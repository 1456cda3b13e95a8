ALTER TABLE "rotations" ADD COLUMN "paused_because" text;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "paused_because" text;