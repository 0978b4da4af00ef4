-- Who gave whom what to act with: a role, a permission, an office, a way to sign in.
-- +goose Up
-- modify "users" table
ALTER TABLE "users" DROP CONSTRAINT "users_role_given";
-- create "entrustments" table
CREATE TABLE "entrustments" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "given_by" uuid NULL, "kind" character varying NOT NULL, "user_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "entrustments_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "entrustments_kind" CHECK ((kind)::text = ANY ((ARRAY['ROLE'::character varying, 'PERMISSION'::character varying, 'OFFICE'::character varying, 'SIGN_IN'::character varying])::text[])));
-- create index "entrustment_given_by_created_at" to table: "entrustments"
CREATE INDEX "entrustment_given_by_created_at" ON "entrustments" ("given_by", "created_at");
-- create index "entrustment_user_id_created_at" to table: "entrustments"
CREATE INDEX "entrustment_user_id_created_at" ON "entrustments" ("user_id", "created_at");

-- +goose Down
-- reverse: create index "entrustment_user_id_created_at" to table: "entrustments"
DROP INDEX "entrustment_user_id_created_at";
-- reverse: create index "entrustment_given_by_created_at" to table: "entrustments"
DROP INDEX "entrustment_given_by_created_at";
-- reverse: create "entrustments" table
DROP TABLE "entrustments";
-- reverse: modify "users" table
ALTER TABLE "users" ADD CONSTRAINT "users_role_given" CHECK ((role_given_by IS NULL) OR (role_given_at IS NOT NULL));
