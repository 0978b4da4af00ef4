-- Uploads of before have no person that is known any more; what they announced counts against nobody.
-- +goose Up
-- modify "files" table
ALTER TABLE "files" ADD COLUMN "removed_at" timestamptz NULL;
-- modify "pending_uploads" table
ALTER TABLE "pending_uploads" ADD COLUMN "requested_by_kind" character varying NOT NULL DEFAULT 'SYSTEM', ADD COLUMN "requested_by" uuid NULL, ADD COLUMN "size" bigint NOT NULL DEFAULT 0;
ALTER TABLE "pending_uploads" ALTER COLUMN "requested_by_kind" DROP DEFAULT, ALTER COLUMN "size" DROP DEFAULT;
-- create index "pendingupload_requested_by_created_at" to table: "pending_uploads"
CREATE INDEX "pendingupload_requested_by_created_at" ON "pending_uploads" ("requested_by", "created_at");

-- +goose Down
-- reverse: create index "pendingupload_requested_by_created_at" to table: "pending_uploads"
DROP INDEX "pendingupload_requested_by_created_at";
-- reverse: modify "pending_uploads" table
ALTER TABLE "pending_uploads" DROP COLUMN "size", DROP COLUMN "requested_by", DROP COLUMN "requested_by_kind";
-- reverse: modify "files" table
ALTER TABLE "files" DROP COLUMN "removed_at";
