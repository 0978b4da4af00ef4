-- +goose Up
-- create "register_seals" table
CREATE TABLE "register_seals" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "month" date NOT NULL, "row_count" bigint NOT NULL, "digest" bytea NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "register_seals_rows" CHECK (row_count >= 0));
-- create index "registerseal_month" to table: "register_seals"
CREATE UNIQUE INDEX "registerseal_month" ON "register_seals" ("month");
-- create "compliance_cases" table
CREATE TABLE "compliance_cases" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "number" bigint NOT NULL, "code" character varying NOT NULL, "state" character varying NOT NULL, "decide_by" timestamptz NOT NULL, "overdue_told_at" timestamptz NULL, "t0" timestamptz NULL, "report_due_at" timestamptz NULL, "alarms" bigint NOT NULL DEFAULT 0, "client_id" uuid NOT NULL, "t0_by" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "compliance_cases_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "compliance_cases_users_classifier" FOREIGN KEY ("t0_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "compliance_cases_alarms" CHECK ((alarms >= 0) AND (alarms <= 4)), CONSTRAINT "compliance_cases_classified" CHECK ((t0 IS NOT NULL) OR ((state)::text = ANY ((ARRAY['ANALYSIS'::character varying, 'UNUSUAL'::character varying, 'NOT_UNUSUAL'::character varying])::text[]))), CONSTRAINT "compliance_cases_code_length" CHECK (char_length((code)::text) <= 24), CONSTRAINT "compliance_cases_state" CHECK ((state)::text = ANY ((ARRAY['ANALYSIS'::character varying, 'NOT_UNUSUAL'::character varying, 'UNUSUAL'::character varying, 'SUSPICIOUS'::character varying, 'DRAFTED'::character varying, 'FILED'::character varying])::text[])), CONSTRAINT "compliance_cases_t0" CHECK (((t0 IS NULL) = (t0_by IS NULL)) AND ((t0 IS NULL) = (report_due_at IS NULL)) AND (report_due_at > t0)));
-- create index "compliance_cases_one_live" to table: "compliance_cases"
CREATE UNIQUE INDEX "compliance_cases_one_live" ON "compliance_cases" ("client_id") WHERE (((state)::text = 'ANALYSIS'::text) OR ((state)::text = 'UNUSUAL'::text) OR ((state)::text = 'SUSPICIOUS'::text) OR ((state)::text = 'DRAFTED'::text));
-- create index "compliancecase_client_id_id" to table: "compliance_cases"
CREATE INDEX "compliancecase_client_id_id" ON "compliance_cases" ("client_id", "id");
-- create index "compliancecase_number" to table: "compliance_cases"
CREATE UNIQUE INDEX "compliancecase_number" ON "compliance_cases" ("number");
-- create index "compliancecase_state_id" to table: "compliance_cases"
CREATE INDEX "compliancecase_state_id" ON "compliance_cases" ("state", "id");
-- create index "compliancecase_t0" to table: "compliance_cases"
CREATE INDEX "compliancecase_t0" ON "compliance_cases" ("t0") WHERE (((state)::text = 'SUSPICIOUS'::text) OR ((state)::text = 'DRAFTED'::text));
-- create "alerts" table
CREATE TABLE "alerts" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "number" bigint NOT NULL, "code" character varying NOT NULL, "type" character varying NOT NULL, "severity" character varying NOT NULL, "rule" character varying NOT NULL, "title" character varying NOT NULL, "description" character varying NOT NULL, "details" jsonb NOT NULL, "dedup_key" character varying NOT NULL, "status" character varying NOT NULL, "taken_at" timestamptz NULL, "due_at" timestamptz NOT NULL, "overdue_told_at" timestamptz NULL, "resolution" character varying NULL, "resolution_note" character varying NULL, "resolved_at" timestamptz NULL, "client_id" uuid NOT NULL, "operation_id" uuid NULL, "owner_id" uuid NULL, "resolved_by" uuid NULL, "case_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "alerts_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "alerts_compliance_cases_alerts" FOREIGN KEY ("case_id") REFERENCES "compliance_cases" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "alerts_operations_operation" FOREIGN KEY ("operation_id") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "alerts_users_owner" FOREIGN KEY ("owner_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "alerts_users_resolver" FOREIGN KEY ("resolved_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "alerts_code_length" CHECK (char_length((code)::text) <= 24), CONSTRAINT "alerts_dedup_key_length" CHECK (char_length((dedup_key)::text) <= 150), CONSTRAINT "alerts_description_length" CHECK (char_length((description)::text) <= 500), CONSTRAINT "alerts_end" CHECK ((((status)::text = ANY ((ARRAY['NEW'::character varying, 'IN_REVIEW'::character varying])::text[])) = (resolved_at IS NULL)) AND ((resolved_at IS NULL) = (resolved_by IS NULL)) AND ((resolved_at IS NULL) = (resolution IS NULL)) AND ((resolution_note IS NULL) OR (resolved_at IS NOT NULL))), CONSTRAINT "alerts_escalated" CHECK ((((status)::text = 'ESCALATED'::text) = (case_id IS NOT NULL)) AND (((status)::text <> 'ESCALATED'::text) OR (((resolution)::text = 'REVIEWED'::text) AND (resolution_note IS NULL)))), CONSTRAINT "alerts_owner" CHECK (((owner_id IS NULL) = (taken_at IS NULL)) AND (((status)::text = 'NEW'::text) = (owner_id IS NULL))), CONSTRAINT "alerts_resolution" CHECK ((resolution)::text = ANY ((ARRAY['REVIEWED'::character varying, 'EXPLAINED'::character varying, 'DOCUMENTED'::character varying, 'MEASURES_TAKEN'::character varying, 'MISTAKEN'::character varying, 'REPEATED'::character varying])::text[])), CONSTRAINT "alerts_resolution_note_length" CHECK (char_length((resolution_note)::text) <= 1000), CONSTRAINT "alerts_rule_length" CHECK (char_length((rule)::text) <= 40), CONSTRAINT "alerts_severity" CHECK ((severity)::text = ANY ((ARRAY['LOW'::character varying, 'MEDIUM'::character varying, 'HIGH'::character varying, 'CRITICAL'::character varying])::text[])), CONSTRAINT "alerts_status" CHECK ((status)::text = ANY ((ARRAY['NEW'::character varying, 'IN_REVIEW'::character varying, 'RESOLVED'::character varying, 'FALSE_ALARM'::character varying, 'ESCALATED'::character varying])::text[])), CONSTRAINT "alerts_title_length" CHECK (char_length((title)::text) <= 150), CONSTRAINT "alerts_type" CHECK ((type)::text = ANY ((ARRAY['AML'::character varying, 'KYC'::character varying, 'PEP'::character varying, 'SUSPICIOUS'::character varying, 'VOLUME'::character varying, 'BEHAVIORAL'::character varying, 'SCREENING'::character varying])::text[])));
-- create index "alert_client_id_id" to table: "alerts"
CREATE INDEX "alert_client_id_id" ON "alerts" ("client_id", "id");
-- create index "alert_due_at_id" to table: "alerts"
CREATE INDEX "alert_due_at_id" ON "alerts" ("due_at", "id") WHERE (((status)::text = 'NEW'::text) OR ((status)::text = 'IN_REVIEW'::text));
-- create index "alert_number" to table: "alerts"
CREATE UNIQUE INDEX "alert_number" ON "alerts" ("number");
-- create index "alert_operation_id" to table: "alerts"
CREATE INDEX "alert_operation_id" ON "alerts" ("operation_id");
-- create index "alert_severity_id" to table: "alerts"
CREATE INDEX "alert_severity_id" ON "alerts" ("severity", "id");
-- create index "alert_status_id" to table: "alerts"
CREATE INDEX "alert_status_id" ON "alerts" ("status", "id");
-- create index "alerts_one_open" to table: "alerts"
CREATE UNIQUE INDEX "alerts_one_open" ON "alerts" ("client_id", "dedup_key") WHERE (((status)::text = 'NEW'::text) OR ((status)::text = 'IN_REVIEW'::text));
-- create "alert_findings" table
CREATE TABLE "alert_findings" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "source" character varying NOT NULL, "evaluation_id" uuid NULL, "hit_id" uuid NULL, "description" character varying NOT NULL, "details" jsonb NOT NULL, "alert_id" uuid NOT NULL, "operation_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "alert_findings_alerts_findings" FOREIGN KEY ("alert_id") REFERENCES "alerts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "alert_findings_operations_operation" FOREIGN KEY ("operation_id") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "alert_findings_description_length" CHECK (char_length((description)::text) <= 500), CONSTRAINT "alert_findings_source_length" CHECK (char_length((source)::text) <= 150));
-- create index "alert_findings_once" to table: "alert_findings"
CREATE UNIQUE INDEX "alert_findings_once" ON "alert_findings" ("source");
-- create index "alertfinding_alert_id_id" to table: "alert_findings"
CREATE INDEX "alertfinding_alert_id_id" ON "alert_findings" ("alert_id", "id");
-- create index "alertfinding_operation_id" to table: "alert_findings"
CREATE INDEX "alertfinding_operation_id" ON "alert_findings" ("operation_id");
-- create "alert_notes" table
CREATE TABLE "alert_notes" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "text" character varying NOT NULL, "alert_id" uuid NOT NULL, "author_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "alert_notes_alerts_notes" FOREIGN KEY ("alert_id") REFERENCES "alerts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "alert_notes_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "alert_notes_text_length" CHECK (char_length((text)::text) <= 1000));
-- create index "alertnote_alert_id_id" to table: "alert_notes"
CREATE INDEX "alertnote_alert_id_id" ON "alert_notes" ("alert_id", "id");
-- create "case_steps" table
CREATE TABLE "case_steps" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "from_state" character varying NULL, "to_state" character varying NOT NULL, "grounds" character varying NOT NULL, "actor_id" uuid NOT NULL, "case_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "case_steps_compliance_cases_steps" FOREIGN KEY ("case_id") REFERENCES "compliance_cases" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "case_steps_users_actor" FOREIGN KEY ("actor_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "case_steps_from" CHECK ((from_state)::text = ANY ((ARRAY['ANALYSIS'::character varying, 'NOT_UNUSUAL'::character varying, 'UNUSUAL'::character varying, 'SUSPICIOUS'::character varying, 'DRAFTED'::character varying, 'FILED'::character varying])::text[])), CONSTRAINT "case_steps_grounds_length" CHECK (char_length((grounds)::text) <= 2000), CONSTRAINT "case_steps_to" CHECK ((to_state)::text = ANY ((ARRAY['ANALYSIS'::character varying, 'NOT_UNUSUAL'::character varying, 'UNUSUAL'::character varying, 'SUSPICIOUS'::character varying, 'DRAFTED'::character varying, 'FILED'::character varying])::text[])));
-- create index "casestep_case_id_id" to table: "case_steps"
CREATE INDEX "casestep_case_id_id" ON "case_steps" ("case_id", "id");
-- create "register_rows" table
CREATE TABLE "register_rows" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "month" date NOT NULL, "business_date" date NOT NULL, "kind" character varying NOT NULL, "side" character varying NOT NULL, "usd" numeric(15,2) NOT NULL, "pen" numeric(15,2) NOT NULL, "rate" numeric(10,4) NOT NULL, "reason" character varying NULL, "operation_id" uuid NOT NULL, "client_id" uuid NOT NULL, "reverses_id" uuid NULL, "created_by" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "register_rows_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "register_rows_operations_operation" FOREIGN KEY ("operation_id") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "register_rows_register_rows_reverses" FOREIGN KEY ("reverses_id") REFERENCES "register_rows" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "register_rows_users_author" FOREIGN KEY ("created_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "register_rows_contra" CHECK (((reverses_id IS NULL) = (reason IS NULL)) AND ((reverses_id IS NULL) = (created_by IS NULL))), CONSTRAINT "register_rows_kind" CHECK ((kind)::text = ANY ((ARRAY['SINGLE'::character varying, 'MULTIPLE'::character varying])::text[])), CONSTRAINT "register_rows_month" CHECK ((EXTRACT(day FROM month) = (1)::numeric) AND (month >= date_trunc('month'::text, (business_date)::timestamp with time zone))), CONSTRAINT "register_rows_reason_length" CHECK (char_length((reason)::text) <= 300));
-- create index "register_rows_once" to table: "register_rows"
CREATE UNIQUE INDEX "register_rows_once" ON "register_rows" ("operation_id") WHERE (reverses_id IS NULL);
-- create index "register_rows_reverses_id_key" to table: "register_rows"
CREATE UNIQUE INDEX "register_rows_reverses_id_key" ON "register_rows" ("reverses_id");
-- create index "registerrow_client_id_business_date" to table: "register_rows"
CREATE INDEX "registerrow_client_id_business_date" ON "register_rows" ("client_id", "business_date");
-- create index "registerrow_month_id" to table: "register_rows"
CREATE INDEX "registerrow_month_id" ON "register_rows" ("month", "id");
-- create index "registerrow_reverses_id" to table: "register_rows"
CREATE UNIQUE INDEX "registerrow_reverses_id" ON "register_rows" ("reverses_id");
-- create "suspicious_reports" table
CREATE TABLE "suspicious_reports" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "draft" bytea NOT NULL, "updated_at" timestamptz NOT NULL, "filed_at" timestamptz NULL, "rosel_number" character varying NULL, "case_id" uuid NOT NULL, "drafted_by" uuid NOT NULL, "filed_by" uuid NULL, "receipt_file_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "suspicious_reports_compliance_cases_report" FOREIGN KEY ("case_id") REFERENCES "compliance_cases" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "suspicious_reports_files_receipt" FOREIGN KEY ("receipt_file_id") REFERENCES "files" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "suspicious_reports_users_drafter" FOREIGN KEY ("drafted_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "suspicious_reports_users_filer" FOREIGN KEY ("filed_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "suspicious_reports_filed" CHECK (((filed_at IS NULL) = (filed_by IS NULL)) AND ((filed_at IS NULL) = (rosel_number IS NULL)) AND ((filed_at IS NOT NULL) OR (receipt_file_id IS NULL))), CONSTRAINT "suspicious_reports_rosel_number_length" CHECK (char_length((rosel_number)::text) <= 40));
-- create index "suspicious_reports_case_id_key" to table: "suspicious_reports"
CREATE UNIQUE INDEX "suspicious_reports_case_id_key" ON "suspicious_reports" ("case_id");

-- +goose Down
-- reverse: create index "suspicious_reports_case_id_key" to table: "suspicious_reports"
DROP INDEX "suspicious_reports_case_id_key";
-- reverse: create "suspicious_reports" table
DROP TABLE "suspicious_reports";
-- reverse: create index "registerrow_reverses_id" to table: "register_rows"
DROP INDEX "registerrow_reverses_id";
-- reverse: create index "registerrow_month_id" to table: "register_rows"
DROP INDEX "registerrow_month_id";
-- reverse: create index "registerrow_client_id_business_date" to table: "register_rows"
DROP INDEX "registerrow_client_id_business_date";
-- reverse: create index "register_rows_reverses_id_key" to table: "register_rows"
DROP INDEX "register_rows_reverses_id_key";
-- reverse: create index "register_rows_once" to table: "register_rows"
DROP INDEX "register_rows_once";
-- reverse: create "register_rows" table
DROP TABLE "register_rows";
-- reverse: create index "casestep_case_id_id" to table: "case_steps"
DROP INDEX "casestep_case_id_id";
-- reverse: create "case_steps" table
DROP TABLE "case_steps";
-- reverse: create index "alertnote_alert_id_id" to table: "alert_notes"
DROP INDEX "alertnote_alert_id_id";
-- reverse: create "alert_notes" table
DROP TABLE "alert_notes";
-- reverse: create index "alertfinding_operation_id" to table: "alert_findings"
DROP INDEX "alertfinding_operation_id";
-- reverse: create index "alertfinding_alert_id_id" to table: "alert_findings"
DROP INDEX "alertfinding_alert_id_id";
-- reverse: create index "alert_findings_once" to table: "alert_findings"
DROP INDEX "alert_findings_once";
-- reverse: create "alert_findings" table
DROP TABLE "alert_findings";
-- reverse: create index "alerts_one_open" to table: "alerts"
DROP INDEX "alerts_one_open";
-- reverse: create index "alert_status_id" to table: "alerts"
DROP INDEX "alert_status_id";
-- reverse: create index "alert_severity_id" to table: "alerts"
DROP INDEX "alert_severity_id";
-- reverse: create index "alert_operation_id" to table: "alerts"
DROP INDEX "alert_operation_id";
-- reverse: create index "alert_number" to table: "alerts"
DROP INDEX "alert_number";
-- reverse: create index "alert_due_at_id" to table: "alerts"
DROP INDEX "alert_due_at_id";
-- reverse: create index "alert_client_id_id" to table: "alerts"
DROP INDEX "alert_client_id_id";
-- reverse: create "alerts" table
DROP TABLE "alerts";
-- reverse: create index "compliancecase_t0" to table: "compliance_cases"
DROP INDEX "compliancecase_t0";
-- reverse: create index "compliancecase_state_id" to table: "compliance_cases"
DROP INDEX "compliancecase_state_id";
-- reverse: create index "compliancecase_number" to table: "compliance_cases"
DROP INDEX "compliancecase_number";
-- reverse: create index "compliancecase_client_id_id" to table: "compliance_cases"
DROP INDEX "compliancecase_client_id_id";
-- reverse: create index "compliance_cases_one_live" to table: "compliance_cases"
DROP INDEX "compliance_cases_one_live";
-- reverse: create "compliance_cases" table
DROP TABLE "compliance_cases";
-- reverse: create index "registerseal_month" to table: "register_seals"
DROP INDEX "registerseal_month";
-- reverse: create "register_seals" table
DROP TABLE "register_seals";
