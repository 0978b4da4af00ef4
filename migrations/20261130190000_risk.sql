-- How much risk each client brings and why, what two people decided about its due diligence, political exposures, related persons and checks of lists;
-- and what due diligence asks of a client.
-- +goose Up
-- modify "clients" table
ALTER TABLE "clients" ADD CONSTRAINT "clients_gender" CHECK ((gender)::text = ANY ((ARRAY['FEMALE'::character varying, 'MALE'::character varying, 'OTHER'::character varying])::text[])), ADD CONSTRAINT "clients_monthly_income_band" CHECK ((monthly_income_band)::text = ANY ((ARRAY['UP_TO_2000'::character varying, 'UP_TO_5000'::character varying, 'UP_TO_10000'::character varying, 'UP_TO_20000'::character varying, 'UP_TO_50000'::character varying, 'ABOVE_50000'::character varying])::text[])), ADD CONSTRAINT "clients_nationality" CHECK ((nationality)::text ~ '^[A-Z]{2}$'::text), ADD CONSTRAINT "clients_nationality_length" CHECK (char_length((nationality)::text) <= 2), ADD CONSTRAINT "clients_no_birth_of_company" CHECK (((document_type)::text <> 'RUC'::text) OR ((birth_date IS NULL) AND (nationality IS NULL) AND (gender IS NULL))), ADD CONSTRAINT "clients_occupation_length" CHECK (char_length((occupation)::text) <= 100), ADD CONSTRAINT "clients_origin_of_funds_length" CHECK (char_length((origin_of_funds)::text) <= 200), ADD CONSTRAINT "clients_purpose_length" CHECK (char_length((purpose)::text) <= 200), ADD COLUMN "birth_date" date NULL, ADD COLUMN "nationality" character varying NULL, ADD COLUMN "occupation" character varying NULL, ADD COLUMN "origin_of_funds" character varying NULL, ADD COLUMN "purpose" character varying NULL, ADD COLUMN "monthly_income_band" character varying NULL, ADD COLUMN "gender" character varying NULL;
-- create "due_diligence_overrides" table
CREATE TABLE "due_diligence_overrides" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "due_diligence" character varying NOT NULL, "ground" character varying NOT NULL, "until" timestamptz NULL, "ended_at" timestamptz NULL, "client_id" uuid NOT NULL, "proposal_id" uuid NOT NULL, "ended_by" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "due_diligence_overrides_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "due_diligence_overrides_proposals_ending" FOREIGN KEY ("ended_by") REFERENCES "proposals" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "due_diligence_overrides_proposals_proposal" FOREIGN KEY ("proposal_id") REFERENCES "proposals" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "due_diligence_overrides_due_diligence" CHECK ((due_diligence)::text = ANY ((ARRAY['SIMPLIFIED'::character varying, 'BASIC'::character varying, 'REINFORCED'::character varying, 'PROHIBITED'::character varying])::text[])), CONSTRAINT "due_diligence_overrides_ended" CHECK ((ended_at IS NULL) = (ended_by IS NULL)), CONSTRAINT "due_diligence_overrides_ground" CHECK ((ground)::text = ANY ((ARRAY['FALSE_IDENTITY'::character varying, 'IDENTIFICATION_REFUSED'::character varying, 'JUDGEMENT'::character varying])::text[])), CONSTRAINT "due_diligence_overrides_until" CHECK ((((ground)::text = 'JUDGEMENT'::text) = (until IS NOT NULL)) AND (((ground)::text = 'JUDGEMENT'::text) OR ((due_diligence)::text = 'PROHIBITED'::text))));
-- create index "due_diligence_overrides_one_live" to table: "due_diligence_overrides"
CREATE UNIQUE INDEX "due_diligence_overrides_one_live" ON "due_diligence_overrides" ("client_id") WHERE (ended_at IS NULL);
-- create index "duediligenceoverride_client_id_id" to table: "due_diligence_overrides"
CREATE INDEX "duediligenceoverride_client_id_id" ON "due_diligence_overrides" ("client_id", "id");
-- create index "duediligenceoverride_proposal_id" to table: "due_diligence_overrides"
CREATE UNIQUE INDEX "duediligenceoverride_proposal_id" ON "due_diligence_overrides" ("proposal_id");
-- create "manual_list_checks" table
CREATE TABLE "manual_list_checks" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "results" jsonb NOT NULL, "legal_issues" boolean NOT NULL, "observations" character varying NULL, "client_id" uuid NOT NULL, "checked_by" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "manual_list_checks_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "manual_list_checks_users_checker" FOREIGN KEY ("checked_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "manual_list_checks_observations_length" CHECK (char_length((observations)::text) <= 1000));
-- create index "manuallistcheck_client_id_id" to table: "manual_list_checks"
CREATE INDEX "manuallistcheck_client_id_id" ON "manual_list_checks" ("client_id", "id");
-- create "pep_records" table
CREATE TABLE "pep_records" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "position" character varying NOT NULL, "entity" character varying NOT NULL, "designated_on" date NULL, "left_on" date NULL, "notes" character varying NULL, "withdrawn_at" timestamptz NULL, "withdrawn_by" uuid NULL, "end_reason" character varying NULL, "client_id" uuid NOT NULL, "recorded_by" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "pep_records_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "pep_records_users_recorder" FOREIGN KEY ("recorded_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "pep_records_dates" CHECK (left_on >= designated_on), CONSTRAINT "pep_records_end_reason_length" CHECK (char_length((end_reason)::text) <= 300), CONSTRAINT "pep_records_entity_length" CHECK (char_length((entity)::text) <= 150), CONSTRAINT "pep_records_kind" CHECK ((kind)::text = ANY ((ARRAY['DIRECT'::character varying, 'RELATIVE'::character varying, 'ASSOCIATE'::character varying])::text[])), CONSTRAINT "pep_records_notes_length" CHECK (char_length((notes)::text) <= 500), CONSTRAINT "pep_records_position_length" CHECK (char_length(("position")::text) <= 150), CONSTRAINT "pep_records_reason" CHECK (((withdrawn_at IS NULL) OR (end_reason IS NOT NULL)) AND ((end_reason IS NULL) OR (withdrawn_at IS NOT NULL) OR (left_on IS NOT NULL))), CONSTRAINT "pep_records_withdrawn" CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)));
-- create index "peprecord_client_id_id" to table: "pep_records"
CREATE INDEX "peprecord_client_id_id" ON "pep_records" ("client_id", "id");
-- create "related_persons" table
CREATE TABLE "related_persons" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "name" character varying NOT NULL, "document_type" character varying NOT NULL, "document_number" character varying NOT NULL, "share_basis_points" bigint NULL, "added_by" uuid NOT NULL, "removed_at" timestamptz NULL, "removed_by" uuid NULL, "removal_reason" character varying NULL, "client_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "related_persons_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "related_persons_document_number_length" CHECK (char_length((document_number)::text) <= 15), CONSTRAINT "related_persons_document_type" CHECK ((document_type)::text = ANY ((ARRAY['DNI'::character varying, 'CE'::character varying, 'PASSPORT'::character varying, 'RUC'::character varying])::text[])), CONSTRAINT "related_persons_kind" CHECK ((kind)::text = ANY ((ARRAY['REPRESENTATIVE'::character varying, 'BENEFICIAL_OWNER'::character varying, 'ATTORNEY'::character varying])::text[])), CONSTRAINT "related_persons_name_length" CHECK (char_length((name)::text) <= 200), CONSTRAINT "related_persons_removal_reason_length" CHECK (char_length((removal_reason)::text) <= 300), CONSTRAINT "related_persons_removed" CHECK (((removed_at IS NULL) = (removed_by IS NULL)) AND ((removed_at IS NULL) = (removal_reason IS NULL))), CONSTRAINT "related_persons_share" CHECK ((((kind)::text = 'BENEFICIAL_OWNER'::text) = (share_basis_points IS NOT NULL)) AND ((share_basis_points >= 2501) AND (share_basis_points <= 10000))));
-- create index "related_persons_once" to table: "related_persons"
CREATE UNIQUE INDEX "related_persons_once" ON "related_persons" ("client_id", "kind", "document_type", "document_number") WHERE (removed_at IS NULL);
-- create index "relatedperson_client_id_id" to table: "related_persons"
CREATE INDEX "relatedperson_client_id_id" ON "related_persons" ("client_id", "id");
-- create "risk_computations" table
CREATE TABLE "risk_computations" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "trigger" character varying NOT NULL, "reason" character varying NULL, "facts" jsonb NOT NULL, "decided" jsonb NULL, "rules_version" bigint NOT NULL, "rules" jsonb NOT NULL, "score" bigint NOT NULL, "level" character varying NOT NULL, "due_diligence" character varying NOT NULL, "factors" jsonb NOT NULL, "reasons" jsonb NOT NULL, "client_id" uuid NOT NULL, "asked_by" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "risk_computations_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "risk_computations_users_asker" FOREIGN KEY ("asked_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "risk_computations_asked" CHECK ((reason IS NULL) OR (asked_by IS NOT NULL)), CONSTRAINT "risk_computations_due_diligence" CHECK ((due_diligence)::text = ANY ((ARRAY['SIMPLIFIED'::character varying, 'BASIC'::character varying, 'REINFORCED'::character varying, 'PROHIBITED'::character varying])::text[])), CONSTRAINT "risk_computations_level" CHECK ((level)::text = ANY ((ARRAY['LOW'::character varying, 'MEDIUM'::character varying, 'HIGH'::character varying, 'CRITICAL'::character varying])::text[])), CONSTRAINT "risk_computations_reason_length" CHECK (char_length((reason)::text) <= 300), CONSTRAINT "risk_computations_score" CHECK ((score >= 0) AND (score <= 100)), CONSTRAINT "risk_computations_trigger" CHECK ((trigger)::text = ANY ((ARRAY['REGISTRATION'::character varying, 'DOCUMENT'::character varying, 'IDENTIFICATION'::character varying, 'OPERATION'::character varying, 'PROFILE'::character varying, 'EXPOSURE'::character varying, 'LISTS'::character varying, 'OVERRIDE'::character varying, 'DUE'::character varying, 'MANUAL'::character varying, 'ALL'::character varying])::text[])));
-- create index "riskcomputation_client_id_id" to table: "risk_computations"
CREATE INDEX "riskcomputation_client_id_id" ON "risk_computations" ("client_id", "id");
-- create "risk_profiles" table
CREATE TABLE "risk_profiles" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "score" bigint NOT NULL, "level" character varying NOT NULL, "due_diligence" character varying NOT NULL, "shown_level" character varying NOT NULL, "shown_due_diligence" character varying NOT NULL, "reviewed_at" timestamptz NOT NULL, "next_review_at" timestamptz NOT NULL, "review_told_at" timestamptz NULL, "recheck_at" timestamptz NULL, "recheck_for" character varying NULL, "updated_at" timestamptz NOT NULL, "client_id" uuid NOT NULL, "computation_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "risk_profiles_clients_risk_profile" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "risk_profiles_risk_computations_computation" FOREIGN KEY ("computation_id") REFERENCES "risk_computations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "risk_profiles_due_diligence" CHECK ((due_diligence)::text = ANY ((ARRAY['SIMPLIFIED'::character varying, 'BASIC'::character varying, 'REINFORCED'::character varying, 'PROHIBITED'::character varying])::text[])), CONSTRAINT "risk_profiles_level" CHECK ((level)::text = ANY ((ARRAY['LOW'::character varying, 'MEDIUM'::character varying, 'HIGH'::character varying, 'CRITICAL'::character varying])::text[])), CONSTRAINT "risk_profiles_recheck_for" CHECK ((recheck_for)::text = ANY ((ARRAY['REGISTRATION'::character varying, 'DOCUMENT'::character varying, 'IDENTIFICATION'::character varying, 'OPERATION'::character varying, 'PROFILE'::character varying, 'EXPOSURE'::character varying, 'LISTS'::character varying, 'OVERRIDE'::character varying, 'DUE'::character varying, 'MANUAL'::character varying, 'ALL'::character varying])::text[])), CONSTRAINT "risk_profiles_review" CHECK (next_review_at > reviewed_at), CONSTRAINT "risk_profiles_score" CHECK ((score >= 0) AND (score <= 100)), CONSTRAINT "risk_profiles_shown_due_diligence" CHECK ((shown_due_diligence)::text = ANY ((ARRAY['SIMPLIFIED'::character varying, 'BASIC'::character varying, 'REINFORCED'::character varying, 'PROHIBITED'::character varying])::text[])), CONSTRAINT "risk_profiles_shown_level" CHECK ((shown_level)::text = ANY ((ARRAY['LOW'::character varying, 'MEDIUM'::character varying, 'HIGH'::character varying, 'CRITICAL'::character varying])::text[])));
-- create index "risk_profiles_client_id_key" to table: "risk_profiles"
CREATE UNIQUE INDEX "risk_profiles_client_id_key" ON "risk_profiles" ("client_id");
-- create index "riskprofile_computation_id" to table: "risk_profiles"
CREATE UNIQUE INDEX "riskprofile_computation_id" ON "risk_profiles" ("computation_id");
-- create index "riskprofile_level_id" to table: "risk_profiles"
CREATE INDEX "riskprofile_level_id" ON "risk_profiles" ("level", "id");
-- create index "riskprofile_next_review_at" to table: "risk_profiles"
CREATE INDEX "riskprofile_next_review_at" ON "risk_profiles" ("next_review_at");
-- create index "riskprofile_recheck_at" to table: "risk_profiles"
CREATE INDEX "riskprofile_recheck_at" ON "risk_profiles" ("recheck_at") WHERE (recheck_at IS NOT NULL);

-- +goose Down
-- reverse: create index "riskprofile_recheck_at" to table: "risk_profiles"
DROP INDEX "riskprofile_recheck_at";
-- reverse: create index "riskprofile_next_review_at" to table: "risk_profiles"
DROP INDEX "riskprofile_next_review_at";
-- reverse: create index "riskprofile_level_id" to table: "risk_profiles"
DROP INDEX "riskprofile_level_id";
-- reverse: create index "riskprofile_computation_id" to table: "risk_profiles"
DROP INDEX "riskprofile_computation_id";
-- reverse: create index "risk_profiles_client_id_key" to table: "risk_profiles"
DROP INDEX "risk_profiles_client_id_key";
-- reverse: create "risk_profiles" table
DROP TABLE "risk_profiles";
-- reverse: create index "riskcomputation_client_id_id" to table: "risk_computations"
DROP INDEX "riskcomputation_client_id_id";
-- reverse: create "risk_computations" table
DROP TABLE "risk_computations";
-- reverse: create index "relatedperson_client_id_id" to table: "related_persons"
DROP INDEX "relatedperson_client_id_id";
-- reverse: create index "related_persons_once" to table: "related_persons"
DROP INDEX "related_persons_once";
-- reverse: create "related_persons" table
DROP TABLE "related_persons";
-- reverse: create index "peprecord_client_id_id" to table: "pep_records"
DROP INDEX "peprecord_client_id_id";
-- reverse: create "pep_records" table
DROP TABLE "pep_records";
-- reverse: create index "manuallistcheck_client_id_id" to table: "manual_list_checks"
DROP INDEX "manuallistcheck_client_id_id";
-- reverse: create "manual_list_checks" table
DROP TABLE "manual_list_checks";
-- reverse: create index "duediligenceoverride_proposal_id" to table: "due_diligence_overrides"
DROP INDEX "duediligenceoverride_proposal_id";
-- reverse: create index "duediligenceoverride_client_id_id" to table: "due_diligence_overrides"
DROP INDEX "duediligenceoverride_client_id_id";
-- reverse: create index "due_diligence_overrides_one_live" to table: "due_diligence_overrides"
DROP INDEX "due_diligence_overrides_one_live";
-- reverse: create "due_diligence_overrides" table
DROP TABLE "due_diligence_overrides";
-- reverse: modify "clients" table
ALTER TABLE "clients" DROP COLUMN "gender", DROP COLUMN "monthly_income_band", DROP COLUMN "purpose", DROP COLUMN "origin_of_funds", DROP COLUMN "occupation", DROP COLUMN "nationality", DROP COLUMN "birth_date", DROP CONSTRAINT "clients_purpose_length", DROP CONSTRAINT "clients_origin_of_funds_length", DROP CONSTRAINT "clients_occupation_length", DROP CONSTRAINT "clients_no_birth_of_company", DROP CONSTRAINT "clients_nationality_length", DROP CONSTRAINT "clients_nationality", DROP CONSTRAINT "clients_monthly_income_band", DROP CONSTRAINT "clients_gender";
