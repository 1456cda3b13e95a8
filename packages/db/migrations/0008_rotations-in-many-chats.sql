ALTER TABLE "rotation_items" DROP CONSTRAINT "rotation_items_message_id_messages_id_fk";
--> statement-breakpoint
ALTER TABLE "rotations" DROP CONSTRAINT "rotations_chat_id_chats_id_fk";
--> statement-breakpoint
DROP INDEX "rotations_name";--> statement-breakpoint
DROP INDEX "rotations_due";--> statement-breakpoint
ALTER TABLE "rotation_items" DROP COLUMN "message_id";--> statement-breakpoint
ALTER TABLE "rotations" DROP COLUMN "chat_id";--> statement-breakpoint
ALTER TABLE "rotations" DROP COLUMN "state";--> statement-breakpoint
ALTER TABLE "rotations" DROP COLUMN "paused_because";--> statement-breakpoint
ALTER TABLE "rotations" DROP COLUMN "next_at";--> statement-breakpoint
ALTER TABLE "rotations" DROP COLUMN "last_at";--> statement-breakpoint
ALTER TABLE "rotations" DROP COLUMN "current_item_id";--> statement-breakpoint
ALTER TABLE "rotations" DROP COLUMN "current_message_id";