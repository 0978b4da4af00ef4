-- +goose Up
-- create "first_contact_changes" table
CREATE TABLE "first_contact_changes" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "value" character varying NOT NULL, "former" character varying NULL, "changed_at" timestamptz NULL, "undo_until" timestamptz NULL, "undone_at" timestamptz NULL, "ended_at" timestamptz NULL, "client_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "first_contact_changes_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "first_contact_changes_kind" CHECK ((kind)::text = ANY ((ARRAY['EMAIL'::character varying, 'PHONE'::character varying])::text[])), CONSTRAINT "first_contact_changes_one_end" CHECK ((changed_at IS NULL) OR (ended_at IS NULL)), CONSTRAINT "first_contact_changes_undo" CHECK ((changed_at IS NULL) = (undo_until IS NULL)), CONSTRAINT "first_contact_changes_undone" CHECK ((undone_at IS NULL) OR (changed_at IS NOT NULL)));
-- create index "first_contact_changes_waiting" to table: "first_contact_changes"
CREATE UNIQUE INDEX "first_contact_changes_waiting" ON "first_contact_changes" ("client_id") WHERE ((changed_at IS NULL) AND (ended_at IS NULL));
-- create index "firstcontactchange_client_id_kind_created_at" to table: "first_contact_changes"
CREATE INDEX "firstcontactchange_client_id_kind_created_at" ON "first_contact_changes" ("client_id", "kind", "created_at");
-- create "known_devices" table
CREATE TABLE "known_devices" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "secret_hash" bytea NOT NULL, "network" character varying NOT NULL, "seen_at" timestamptz NOT NULL, "expires_at" timestamptz NOT NULL, "user_id" uuid NULL, "client_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "known_devices_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "known_devices_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "known_devices_one_person" CHECK ((user_id IS NULL) <> (client_id IS NULL)));
-- create index "knowndevice_client_id_seen_at" to table: "known_devices"
CREATE INDEX "knowndevice_client_id_seen_at" ON "known_devices" ("client_id", "seen_at");
-- create index "knowndevice_expires_at" to table: "known_devices"
CREATE INDEX "knowndevice_expires_at" ON "known_devices" ("expires_at");
-- create index "knowndevice_secret_hash" to table: "known_devices"
CREATE UNIQUE INDEX "knowndevice_secret_hash" ON "known_devices" ("secret_hash");
-- create index "knowndevice_user_id_seen_at" to table: "known_devices"
CREATE INDEX "knowndevice_user_id_seen_at" ON "known_devices" ("user_id", "seen_at");

-- +goose Down
-- reverse: create index "knowndevice_user_id_seen_at" to table: "known_devices"
DROP INDEX "knowndevice_user_id_seen_at";
-- reverse: create index "knowndevice_secret_hash" to table: "known_devices"
DROP INDEX "knowndevice_secret_hash";
-- reverse: create index "knowndevice_expires_at" to table: "known_devices"
DROP INDEX "knowndevice_expires_at";
-- reverse: create index "knowndevice_client_id_seen_at" to table: "known_devices"
DROP INDEX "knowndevice_client_id_seen_at";
-- reverse: create "known_devices" table
DROP TABLE "known_devices";
-- reverse: create index "firstcontactchange_client_id_kind_created_at" to table: "first_contact_changes"
DROP INDEX "firstcontactchange_client_id_kind_created_at";
-- reverse: create index "first_contact_changes_waiting" to table: "first_contact_changes"
DROP INDEX "first_contact_changes_waiting";
-- reverse: create "first_contact_changes" table
DROP TABLE "first_contact_changes";
