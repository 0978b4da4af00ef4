-- +goose Up
-- create "list_versions" table
CREATE TABLE "list_versions" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "source" character varying NOT NULL, "status" character varying NOT NULL, "published_at" timestamptz NULL, "fetched_at" timestamptz NOT NULL, "origin" character varying NOT NULL, "sha256" character varying NOT NULL, "bytes" bigint NOT NULL, "rows" bigint NOT NULL, "bad_rows" bigint NOT NULL, "entries" bigint NOT NULL, "added" bigint NOT NULL DEFAULT 0, "changed" bigint NOT NULL DEFAULT 0, "removed" bigint NOT NULL DEFAULT 0, "fault" character varying NULL, "rejected_reason" character varying NULL, "activated_at" timestamptz NULL, "superseded_at" timestamptz NULL, "loaded_by" uuid NULL, "activated_by" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "list_versions_users_activator" FOREIGN KEY ("activated_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "list_versions_users_loader" FOREIGN KEY ("loaded_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "list_versions_activated" CHECK ((activated_at IS NOT NULL) = (((status)::text = 'ACTIVE'::text) OR ((status)::text = 'SUPERSEDED'::text))), CONSTRAINT "list_versions_activator" CHECK ((activated_by IS NULL) OR ((fault IS NOT NULL) AND (activated_by IS DISTINCT FROM loaded_by))), CONSTRAINT "list_versions_fault" CHECK ((fault IS NULL) OR ((fault)::text = ANY ((ARRAY['UNREACHABLE'::character varying, 'HTML_PAGE'::character varying, 'WRONG_FORMAT'::character varying, 'UNKNOWN_COLUMNS'::character varying, 'TRUNCATED'::character varying, 'MALFORMED'::character varying, 'EMPTY'::character varying, 'DUPLICATE_IDS'::character varying, 'BAD_ROWS'::character varying, 'FUTURE_DATE'::character varying, 'OLDER_DATE'::character varying, 'SAME_HASH_NEWER_DATE'::character varying, 'TOO_FEW_ROWS'::character varying, 'SHRUNK'::character varying])::text[]))), CONSTRAINT "list_versions_origin_length" CHECK (char_length((origin)::text) <= 200), CONSTRAINT "list_versions_rejected" CHECK (((fault IS NULL) = (rejected_reason IS NULL)) AND (((status)::text <> 'REJECTED'::text) OR (fault IS NOT NULL))), CONSTRAINT "list_versions_rejected_reason_length" CHECK (char_length((rejected_reason)::text) <= 500), CONSTRAINT "list_versions_sha256_length" CHECK (char_length((sha256)::text) <= 64), CONSTRAINT "list_versions_source" CHECK ((source)::text = ANY ((ARRAY['OFAC'::character varying, 'UN'::character varying, 'EU'::character varying, 'UK'::character varying, 'PEP'::character varying, 'UIF'::character varying, 'INTERPOL'::character varying, 'ADVERSE'::character varying, 'OTHER'::character varying])::text[])), CONSTRAINT "list_versions_status" CHECK ((status)::text = ANY ((ARRAY['STAGED'::character varying, 'ACTIVE'::character varying, 'REJECTED'::character varying, 'SUPERSEDED'::character varying])::text[])), CONSTRAINT "list_versions_superseded" CHECK ((superseded_at IS NOT NULL) = ((status)::text = 'SUPERSEDED'::text)));
-- create index "list_versions_one_active" to table: "list_versions"
CREATE UNIQUE INDEX "list_versions_one_active" ON "list_versions" ("source") WHERE ((status)::text = 'ACTIVE'::text);
-- create index "listversion_source_created_at_id" to table: "list_versions"
CREATE INDEX "listversion_source_created_at_id" ON "list_versions" ("source", "created_at", "id");
-- create "list_entries" table
CREATE TABLE "list_entries" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "source" character varying NOT NULL, "external_id" character varying NOT NULL, "content_sha" character varying NOT NULL, "payload" jsonb NOT NULL, "first_version" uuid NOT NULL, "last_version" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "list_entries_list_versions_first" FOREIGN KEY ("first_version") REFERENCES "list_versions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "list_entries_list_versions_last" FOREIGN KEY ("last_version") REFERENCES "list_versions" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "list_entries_content_sha_length" CHECK (char_length((content_sha)::text) <= 64), CONSTRAINT "list_entries_external_id_length" CHECK (char_length((external_id)::text) <= 100), CONSTRAINT "list_entries_payload" CHECK (jsonb_typeof(payload) = 'object'::text), CONSTRAINT "list_entries_sha" CHECK (char_length((content_sha)::text) = 64), CONSTRAINT "list_entries_source" CHECK ((source)::text = ANY ((ARRAY['OFAC'::character varying, 'UN'::character varying, 'EU'::character varying, 'UK'::character varying, 'PEP'::character varying, 'UIF'::character varying, 'INTERPOL'::character varying, 'ADVERSE'::character varying, 'OTHER'::character varying])::text[])));
-- create index "list_entries_one_active" to table: "list_entries"
CREATE UNIQUE INDEX "list_entries_one_active" ON "list_entries" ("source", "external_id") WHERE (last_version IS NULL);
-- create index "listentry_first_version" to table: "list_entries"
CREATE INDEX "listentry_first_version" ON "list_entries" ("first_version");
-- create index "listentry_last_version" to table: "list_entries"
CREATE INDEX "listentry_last_version" ON "list_entries" ("last_version") WHERE (last_version IS NOT NULL);
-- create index "listentry_source_external_id_id" to table: "list_entries"
CREATE INDEX "listentry_source_external_id_id" ON "list_entries" ("source", "external_id", "id");
-- create "list_stagings" table
CREATE TABLE "list_stagings" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "content" bytea NOT NULL, "version_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "list_stagings_list_versions_version" FOREIGN KEY ("version_id") REFERENCES "list_versions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create "list_states" table
CREATE TABLE "list_states" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "source" character varying NOT NULL, "checked_at" timestamptz NULL, "failed_at" timestamptz NULL, "failure" character varying NULL, "failed_sha256" character varying NULL, "stale_told_at" timestamptz NULL, "active_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "list_states_list_versions_active" FOREIGN KEY ("active_id") REFERENCES "list_versions" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "list_states_active" CHECK ((active_id IS NULL) OR (checked_at IS NOT NULL)), CONSTRAINT "list_states_failed_sha256_length" CHECK (char_length((failed_sha256)::text) <= 64), CONSTRAINT "list_states_failure" CHECK (((failed_at IS NULL) = (failure IS NULL)) AND ((failure IS NULL) OR ((failure)::text = ANY ((ARRAY['UNREACHABLE'::character varying, 'HTML_PAGE'::character varying, 'WRONG_FORMAT'::character varying, 'UNKNOWN_COLUMNS'::character varying, 'TRUNCATED'::character varying, 'MALFORMED'::character varying, 'EMPTY'::character varying, 'DUPLICATE_IDS'::character varying, 'BAD_ROWS'::character varying, 'FUTURE_DATE'::character varying, 'OLDER_DATE'::character varying, 'SAME_HASH_NEWER_DATE'::character varying, 'TOO_FEW_ROWS'::character varying, 'SHRUNK'::character varying])::text[])))), CONSTRAINT "list_states_source" CHECK ((source)::text = ANY ((ARRAY['OFAC'::character varying, 'UN'::character varying, 'EU'::character varying, 'UK'::character varying, 'PEP'::character varying, 'UIF'::character varying, 'INTERPOL'::character varying, 'ADVERSE'::character varying, 'OTHER'::character varying])::text[])));
-- create index "liststate_active_id" to table: "list_states"
CREATE INDEX "liststate_active_id" ON "list_states" ("active_id") WHERE (active_id IS NOT NULL);
-- create index "liststate_source" to table: "list_states"
CREATE UNIQUE INDEX "liststate_source" ON "list_states" ("source");

-- +goose Down
-- reverse: create index "liststate_source" to table: "list_states"
DROP INDEX "liststate_source";
-- reverse: create index "liststate_active_id" to table: "list_states"
DROP INDEX "liststate_active_id";
-- reverse: create "list_states" table
DROP TABLE "list_states";
-- reverse: create "list_stagings" table
DROP TABLE "list_stagings";
-- reverse: create index "listentry_source_external_id_id" to table: "list_entries"
DROP INDEX "listentry_source_external_id_id";
-- reverse: create index "listentry_last_version" to table: "list_entries"
DROP INDEX "listentry_last_version";
-- reverse: create index "listentry_first_version" to table: "list_entries"
DROP INDEX "listentry_first_version";
-- reverse: create index "list_entries_one_active" to table: "list_entries"
DROP INDEX "list_entries_one_active";
-- reverse: create "list_entries" table
DROP TABLE "list_entries";
-- reverse: create index "listversion_source_created_at_id" to table: "list_versions"
DROP INDEX "listversion_source_created_at_id";
-- reverse: create index "list_versions_one_active" to table: "list_versions"
DROP INDEX "list_versions_one_active";
-- reverse: create "list_versions" table
DROP TABLE "list_versions";
