CREATE TABLE "aired_items" (
	"airing_id" bigint NOT NULL,
	"item_id" bigint NOT NULL,
	"message_id" bigint,
	"shown" integer DEFAULT 0 NOT NULL,
	"gone_told" boolean DEFAULT false NOT NULL,
	CONSTRAINT "aired_items_airing_id_item_id_pk" PRIMARY KEY("airing_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "airings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "airings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rotation_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"delay_ms" bigint DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"paused_because" text,
	"next_at" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone,
	"round" integer DEFAULT 0 NOT NULL,
	"current_item_id" bigint,
	"current_message_id" bigint,
	"current_since" timestamp (3) with time zone,
	"empty_since" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rotation_changes" (
	"source" text PRIMARY KEY NOT NULL,
	"rotation_id" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rotation_items" ADD COLUMN "weight" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "rotation_items" ADD COLUMN "from_day" text;--> statement-breakpoint
ALTER TABLE "rotation_items" ADD COLUMN "until_day" text;--> statement-breakpoint
ALTER TABLE "rotation_items" ADD COLUMN "least_ms" bigint;--> statement-breakpoint
ALTER TABLE "rotations" ADD COLUMN "shuffled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "aired_items" ADD CONSTRAINT "aired_items_airing_id_airings_id_fk" FOREIGN KEY ("airing_id") REFERENCES "public"."airings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aired_items" ADD CONSTRAINT "aired_items_item_id_rotation_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."rotation_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aired_items" ADD CONSTRAINT "aired_items_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "airings" ADD CONSTRAINT "airings_rotation_id_rotations_id_fk" FOREIGN KEY ("rotation_id") REFERENCES "public"."rotations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "airings" ADD CONSTRAINT "airings_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rotation_changes" ADD CONSTRAINT "rotation_changes_rotation_id_rotations_id_fk" FOREIGN KEY ("rotation_id") REFERENCES "public"."rotations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "airings_rotation_chat" ON "airings" USING btree ("rotation_id","chat_id");--> statement-breakpoint
CREATE INDEX "airings_chat" ON "airings" USING btree ("chat_id");--> statement-breakpoint
CREATE INDEX "airings_due" ON "airings" USING btree ("next_at") WHERE "airings"."state" = 'active';--> statement-breakpoint
INSERT INTO "airings" ("rotation_id", "chat_id", "state", "next_at", "last_at", "current_item_id", "current_message_id", "current_since", "paused_because")
SELECT "id", "chat_id", "state", "next_at", "last_at", "current_item_id", "current_message_id", "last_at", "paused_because" FROM "rotations" ORDER BY "id";--> statement-breakpoint
-- Who came before the one on air, and that one, have had their turns of the round that is under way.
INSERT INTO "aired_items" ("airing_id", "item_id", "message_id", "shown")
SELECT a."id", i."id", CASE WHEN i."target" ->> 'kind' = 'message' THEN NULL ELSE i."message_id" END,
  CASE WHEN i."place" <= c."place" THEN 1 ELSE 0 END
FROM "airings" a
JOIN "rotation_items" i ON i."rotation_id" = a."rotation_id"
LEFT JOIN "rotation_items" c ON c."id" = a."current_item_id" AND c."rotation_id" = a."rotation_id";
