-- Who holds which office of the house, and who gave somebody its role.
-- +goose Up
-- modify "users" table
ALTER TABLE "users" ADD CONSTRAINT "users_role_given" CHECK ((role_given_by IS NULL) OR (role_given_at IS NOT NULL)), ADD COLUMN "role_given_by" uuid NULL, ADD COLUMN "role_given_at" timestamptz NULL;
-- create "permission_set_grants" table
CREATE TABLE "permission_set_grants" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "permission_set" character varying NOT NULL, "granted_by" uuid NULL, "proposal_id" uuid NULL, "user_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "permission_set_grants_proposals_proposal" FOREIGN KEY ("proposal_id") REFERENCES "proposals" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "permission_set_grants_users_sets" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "permission_set_grants_permission_set" CHECK ((permission_set)::text = ANY ((ARRAY['ACCOUNTANT'::character varying, 'OFFICER'::character varying, 'ALTERNATE'::character varying])::text[])));
-- create index "permissionsetgrant_user_id_permission_set" to table: "permission_set_grants"
CREATE UNIQUE INDEX "permissionsetgrant_user_id_permission_set" ON "permission_set_grants" ("user_id", "permission_set");
-- create index "permissionsetgrant_proposal_id" to table: "permission_set_grants"
CREATE UNIQUE INDEX "permissionsetgrant_proposal_id" ON "permission_set_grants" ("proposal_id");

-- +goose Down
-- reverse: create index "permissionsetgrant_proposal_id" to table: "permission_set_grants"
DROP INDEX "permissionsetgrant_proposal_id";
-- reverse: create index "permissionsetgrant_user_id_permission_set" to table: "permission_set_grants"
DROP INDEX "permissionsetgrant_user_id_permission_set";
-- reverse: create "permission_set_grants" table
DROP TABLE "permission_set_grants";
-- reverse: modify "users" table
ALTER TABLE "users" DROP COLUMN "role_given_at", DROP COLUMN "role_given_by", DROP CONSTRAINT "users_role_given";
