-- Holds by cause: one open hold of each, the time on hold that it belongs to, and the system among those who open and release.
-- Made from ent/schema; the rows of existing houses are met where they stand.

-- +goose Up
-- What was opened until now was opened by a person, alone at its time. The guard lets nothing but a release change a row.
ALTER TABLE "holds" DISABLE TRIGGER "holds_guard";
-- modify "holds" table
ALTER TABLE "holds" DROP CONSTRAINT "holds_released", ALTER COLUMN "opened_by" DROP NOT NULL, ADD COLUMN "cause" character varying NOT NULL DEFAULT 'MANUAL', ADD COLUMN "period_id" uuid NULL;
ALTER TABLE "holds" RENAME COLUMN "safe_text" TO "note";
UPDATE "holds" SET "period_id" = "id";
ALTER TABLE "holds" ALTER COLUMN "cause" DROP DEFAULT, ALTER COLUMN "period_id" SET NOT NULL, ADD CONSTRAINT "holds_cause" CHECK ((cause)::text = ANY ((ARRAY['MANUAL'::character varying, 'COMPLIANCE'::character varying, 'RECONCILIATION'::character varying])::text[])), ADD CONSTRAINT "holds_released" CHECK ((released_by IS NULL) OR (released_at IS NOT NULL));
ALTER TABLE "holds" ENABLE ALWAYS TRIGGER "holds_guard";
-- drop index "hold_operation_id" from table: "holds"
DROP INDEX "hold_operation_id";
-- create index "hold_operation_id_cause" to table: "holds"
CREATE UNIQUE INDEX "hold_operation_id_cause" ON "holds" ("operation_id", "cause") WHERE (released_at IS NULL);
-- create index "hold_period_id" to table: "holds"
CREATE INDEX "hold_period_id" ON "holds" ("period_id");

-- +goose Down
