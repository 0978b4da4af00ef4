-- What keeps clients from acting, and why operations are held for compliance.
-- +goose Up
-- create "client_restrictions" table
CREATE TABLE "client_restrictions" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "cause" character varying NOT NULL, "reference" character varying NULL, "note" character varying NOT NULL, "released_at" timestamptz NULL, "client_id" uuid NOT NULL, "opened_by" uuid NULL, "released_by" uuid NULL, "release_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "client_restrictions_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "client_restrictions_proposals_release" FOREIGN KEY ("release_id") REFERENCES "proposals" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "client_restrictions_users_opener" FOREIGN KEY ("opened_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "client_restrictions_users_releaser" FOREIGN KEY ("released_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "client_restrictions_cause" CHECK (("cause")::text = ANY ((ARRAY['UN_MATCH'::character varying, 'EXACT_DOCUMENT'::character varying, 'CONFIRMED_MATCH'::character varying, 'POSSIBLE_MATCH'::character varying, 'FALSE_IDENTITY'::character varying, 'OFFICER_ORDER'::character varying, 'AUTHORITY_ORDER'::character varying])::text[])), CONSTRAINT "client_restrictions_kind" CHECK (("kind")::text = ANY ((ARRAY['FREEZE'::character varying, 'REVIEW'::character varying])::text[])), CONSTRAINT "client_restrictions_note_length" CHECK (char_length((note)::text) <= 300), CONSTRAINT "client_restrictions_reference_length" CHECK (char_length((reference)::text) <= 100), CONSTRAINT "client_restrictions_released" CHECK (((released_at IS NULL) = (released_by IS NULL)) AND ((released_at IS NULL) = (release_id IS NULL))));
-- create index "client_restrictions_one_open" to table: "client_restrictions"
CREATE UNIQUE INDEX "client_restrictions_one_open" ON "client_restrictions" ("client_id", "kind", "cause") WHERE (released_at IS NULL);
-- create index "clientrestriction_client_id_id" to table: "client_restrictions"
CREATE INDEX "clientrestriction_client_id_id" ON "client_restrictions" ("client_id", "id");
-- create index "clientrestriction_release_id" to table: "client_restrictions"
CREATE UNIQUE INDEX "clientrestriction_release_id" ON "client_restrictions" ("release_id");
-- create "compliance_grounds" table
CREATE TABLE "compliance_grounds" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "ground" character varying NOT NULL, "note" character varying NOT NULL, "operation_id" uuid NOT NULL, "hold_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "compliance_grounds_holds_hold" FOREIGN KEY ("hold_id") REFERENCES "holds" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "compliance_grounds_operations_operation" FOREIGN KEY ("operation_id") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "compliance_grounds_ground" CHECK (("ground")::text = ANY ((ARRAY['RESTRICTION'::character varying, 'MATTER'::character varying, 'RULE'::character varying, 'NOT_CHECKED'::character varying])::text[])), CONSTRAINT "compliance_grounds_note_length" CHECK (char_length((note)::text) <= 300));
-- create index "compliance_grounds_once" to table: "compliance_grounds"
CREATE UNIQUE INDEX "compliance_grounds_once" ON "compliance_grounds" ("operation_id", "ground", "note");
-- create index "complianceground_hold_id" to table: "compliance_grounds"
CREATE INDEX "complianceground_hold_id" ON "compliance_grounds" ("hold_id");

-- +goose Down
-- reverse: create index "complianceground_hold_id" to table: "compliance_grounds"
DROP INDEX "complianceground_hold_id";
-- reverse: create index "compliance_grounds_once" to table: "compliance_grounds"
DROP INDEX "compliance_grounds_once";
-- reverse: create "compliance_grounds" table
DROP TABLE "compliance_grounds";
-- reverse: create index "clientrestriction_release_id" to table: "client_restrictions"
DROP INDEX "clientrestriction_release_id";
-- reverse: create index "clientrestriction_client_id_id" to table: "client_restrictions"
DROP INDEX "clientrestriction_client_id_id";
-- reverse: create index "client_restrictions_one_open" to table: "client_restrictions"
DROP INDEX "client_restrictions_one_open";
-- reverse: create "client_restrictions" table
DROP TABLE "client_restrictions";
