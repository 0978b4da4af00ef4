-- Undoing and moving of money: confirmations as rows, applied deposits, void payouts, the client's clock, and the indexes that
-- these and a growing house need. Made from ent/schema; the rows of existing houses are met where they stand.

-- +goose Up
-- modify "deposits" table
ALTER TABLE "deposits" ADD CONSTRAINT "deposits_applied" CHECK ((applied_from IS NULL) OR ((status)::text = ANY ((ARRAY['CONFIRMED'::character varying, 'RETURNED'::character varying, 'APPLIED'::character varying, 'UNAPPLIED'::character varying])::text[]))), ADD CONSTRAINT "deposits_lapsed" CHECK ((lapsed_at IS NULL) OR (NOT counted) OR ((status)::text <> 'REPORTED'::text)), ADD CONSTRAINT "deposits_overridden" CHECK (reference_overridden = (override_reason IS NOT NULL)), ADD CONSTRAINT "deposits_unapplied" CHECK (((status)::text <> 'UNAPPLIED'::text) OR (applied_from IS NOT NULL)), ADD COLUMN "normal_reference" character varying NULL, ADD COLUMN "reference_overridden" boolean NOT NULL DEFAULT false, ADD COLUMN "override_reason" character varying NULL, ADD COLUMN "lapsed_at" timestamptz NULL, ADD COLUMN "applied_from" uuid NULL, ADD CONSTRAINT "deposits_deposits_applications" FOREIGN KEY ("applied_from") REFERENCES "deposits" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- The numbers that are there get their spelling; of those that were claimed twice, every one but the first says so.
UPDATE "deposits" SET "normal_reference" = coalesce(nullif(ltrim(upper(replace("bank_reference", '-', '')), '0'), ''), '0');
ALTER TABLE "deposits" ALTER COLUMN "normal_reference" SET NOT NULL;
UPDATE "deposits" d SET "reference_overridden" = true, "override_reason" = 'MIGRATION' FROM (
    SELECT "id", row_number() OVER (PARTITION BY "house_account_id", "normal_reference" ORDER BY "decided_at", "id") AS place
    FROM "deposits" WHERE "status" IN ('CONFIRMED', 'RETURNED')) claims
WHERE claims."id" = d."id" AND claims.place > 1;
-- Nothing counts for what ended without an exchange: whatever is live there waits, to be applied or given back.
UPDATE "deposits" d SET "counted" = false FROM "operations" o WHERE o."id" = d."operation_id" AND d."counted" AND o."status" IN ('CANCELED', 'EXPIRED');
-- create index "deposit_applied_from" to table: "deposits"
CREATE INDEX "deposit_applied_from" ON "deposits" ("applied_from") WHERE (applied_from IS NOT NULL);
-- create index "deposit_file_id" to table: "deposits"
CREATE INDEX "deposit_file_id" ON "deposits" ("file_id") WHERE (file_id IS NOT NULL);
-- create index "deposit_normal_reference" to table: "deposits"
CREATE INDEX "deposit_normal_reference" ON "deposits" ("normal_reference");
-- create index "deposit_refund_account_id" to table: "deposits"
CREATE INDEX "deposit_refund_account_id" ON "deposits" ("refund_account_id") WHERE (refund_account_id IS NOT NULL);
-- create index "deposits_claimed_once" to table: "deposits"
CREATE UNIQUE INDEX "deposits_claimed_once" ON "deposits" ("house_account_id", "normal_reference") WHERE ((((status)::text = 'CONFIRMED'::text) OR ((status)::text = 'RETURNED'::text) OR ((status)::text = 'APPLIED'::text)) AND (applied_from IS NULL) AND (NOT reference_overridden));
-- create index "deposits_waiting" to table: "deposits"
CREATE INDEX "deposits_waiting" ON "deposits" ("operation_id") WHERE (((status)::text = 'REPORTED'::text) OR (((status)::text = 'CONFIRMED'::text) AND (NOT counted)));
-- modify "ledger_entries" table
ALTER TABLE "ledger_entries" ADD COLUMN "version" smallint NOT NULL DEFAULT 1;
-- modify "operations" table
ALTER TABLE "operations" ADD COLUMN "window_ends_at" timestamptz NULL, ADD COLUMN "clock_stopped_at" timestamptz NULL, ADD COLUMN "windows_renewed" bigint NOT NULL DEFAULT 0, ADD COLUMN "seen_by" timestamptz NULL, ADD COLUMN "believed_at" timestamptz NULL, ADD COLUMN "return_note" character varying NULL;
-- A window that runs ends when it did. Where money or its check had stopped it, the client has the 15 minutes of a return, with
-- the grace of a part; a report that was believed before has three days to be seen, which a weekend does not use up.
UPDATE "operations" SET "window_ends_at" = "expires_at" WHERE "status" = 'PENDING' AND "expires_at" IS NOT NULL;
UPDATE "operations" o SET "window_ends_at" = clock_timestamp() + interval '15 minutes',
    "clock_stopped_at" = CASE WHEN EXISTS (SELECT FROM "holds" h WHERE h."operation_id" = o."id" AND h."released_at" IS NULL) THEN clock_timestamp() END
WHERE "status" = 'PENDING' AND "channel" <> 'DESK' AND "expires_at" IS NULL;
UPDATE "operations" o SET "expires_at" = "window_ends_at" + interval '30 minutes'
WHERE "status" = 'PENDING' AND "expires_at" IS NULL AND "window_ends_at" IS NOT NULL AND "clock_stopped_at" IS NULL;
UPDATE "operations" SET "window_ends_at" = "in_process_at" + interval '15 minutes', "clock_stopped_at" = "in_process_at"
WHERE "status" = 'IN_PROCESS' AND "channel" <> 'DESK';
UPDATE "operations" o SET "believed_at" = clock_timestamp(), "seen_by" = clock_timestamp() + interval '3 days'
WHERE "status" = 'IN_PROCESS' AND "channel" <> 'DESK'
    AND EXISTS (SELECT FROM "deposits" d WHERE d."operation_id" = o."id" AND d."counted" AND d."status" = 'REPORTED')
    AND NOT EXISTS (SELECT FROM "payouts" p WHERE p."operation_id" = o."id")
    AND NOT EXISTS (SELECT FROM "holds" h WHERE h."operation_id" = o."id" AND h."released_at" IS NULL);
ALTER TABLE "operations" ADD CONSTRAINT "operations_clock" CHECK (((expires_at IS NULL) OR (window_ends_at IS NOT NULL)) AND ((clock_stopped_at IS NULL) OR (window_ends_at IS NOT NULL)) AND ((seen_by IS NULL) OR (clock_stopped_at IS NOT NULL)));
-- create index "operation_operator_id_id" to table: "operations"
CREATE INDEX "operation_operator_id_id" ON "operations" ("operator_id", "id");
-- create index "operation_seen_by_id" to table: "operations"
CREATE INDEX "operation_seen_by_id" ON "operations" ("seen_by", "id") WHERE ((status)::text = 'IN_PROCESS'::text);
-- create index "operations_by_deadline" to table: "operations"
CREATE INDEX "operations_by_deadline" ON "operations" ("expires_at", "id");
-- modify "payouts" table
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_sent_back" CHECK (((sent_back_at IS NULL) = (sent_back_by IS NULL)) AND ((sent_back_at IS NULL) OR ((void_reason)::text = 'WRONG_DATA'::text))), ADD CONSTRAINT "payouts_void_reason" CHECK ((void_reason IS NULL) OR ((void_reason)::text = ANY ((ARRAY['NEVER_SENT'::character varying, 'SENT_BACK'::character varying, 'WRONG_DATA'::character varying])::text[]))), ADD CONSTRAINT "payouts_voided" CHECK (((voided_at IS NULL) = (voided_by IS NULL)) AND ((voided_at IS NULL) = (void_reason IS NULL))), ADD COLUMN "normal_reference" character varying NULL, ADD COLUMN "void_reason" character varying NULL, ADD COLUMN "voided_at" timestamptz NULL, ADD COLUMN "voided_by" uuid NULL, ADD COLUMN "sent_back_at" timestamptz NULL, ADD COLUMN "sent_back_by" uuid NULL;
UPDATE "payouts" SET "normal_reference" = coalesce(nullif(ltrim(upper(replace("bank_reference", '-', '')), '0'), ''), '0');
ALTER TABLE "payouts" ALTER COLUMN "normal_reference" SET NOT NULL;
-- create index "payout_house_account_id_normal_reference" to table: "payouts"
CREATE INDEX "payout_house_account_id_normal_reference" ON "payouts" ("house_account_id", "normal_reference");
-- modify "postings" table
ALTER TABLE "postings" ADD COLUMN "operation_id" uuid NULL;
-- create index "posting_operation_id" to table: "postings"
CREATE INDEX "posting_operation_id" ON "postings" ("operation_id") WHERE (operation_id IS NOT NULL);
-- create index "postings_balance" to table: "postings"
CREATE INDEX "postings_balance" ON "postings" ("account_id", "id") INCLUDE ("amount");
-- modify "proofs" table
ALTER TABLE "proofs" ADD COLUMN "retired_at" timestamptz NULL;
-- create index "proof_file_id" to table: "proofs"
CREATE INDEX "proof_file_id" ON "proofs" ("file_id");
-- create "deposit_confirmations" table
CREATE TABLE "deposit_confirmations" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "bank_reference" character varying NOT NULL, "confirmed_by" uuid NOT NULL, "undone_at" timestamptz NULL, "undone_by" uuid NULL, "undone_reason" character varying NULL, "deposit_id" uuid NOT NULL, "house_account_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "deposit_confirmations_deposits_confirmations" FOREIGN KEY ("deposit_id") REFERENCES "deposits" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "deposit_confirmations_house_accounts_house_account" FOREIGN KEY ("house_account_id") REFERENCES "house_accounts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "deposit_confirmations_undone" CHECK (((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undone_reason IS NULL))));
-- create index "deposit_confirmations_one_stands" to table: "deposit_confirmations"
CREATE UNIQUE INDEX "deposit_confirmations_one_stands" ON "deposit_confirmations" ("deposit_id") WHERE (undone_at IS NULL);
-- create index "depositconfirmation_deposit_id_id" to table: "deposit_confirmations"
CREATE INDEX "depositconfirmation_deposit_id_id" ON "deposit_confirmations" ("deposit_id", "id");

-- What was confirmed before has one confirmation each, under the id that its entry in the books names.
INSERT INTO "deposit_confirmations" ("id", "created_at", "bank_reference", "confirmed_by", "deposit_id", "house_account_id")
SELECT "id", "decided_at", "bank_reference", coalesce("decided_by", '00000000-0000-7000-8000-000000000001'), "id", "house_account_id"
FROM "deposits" WHERE "status" IN ('CONFIRMED', 'RETURNED');

-- +goose Down
