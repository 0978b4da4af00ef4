-- +goose Up
-- create "client_features" table
CREATE TABLE "client_features" ("id" uuid NOT NULL, "day" date NOT NULL, "created" bigint NOT NULL DEFAULT 0, "created_usd" numeric(15,2) NOT NULL, "lost" bigint NOT NULL DEFAULT 0, "lost_usd" numeric(15,2) NOT NULL, "completed" bigint NOT NULL DEFAULT 0, "completed_usd" numeric(15,2) NOT NULL, "client_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "client_features_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "client_features_amounts" CHECK ((created_usd >= (lost_usd + completed_usd)) AND (lost_usd >= (0)::numeric) AND (completed_usd >= (0)::numeric)), CONSTRAINT "client_features_counts" CHECK ((created >= (lost + completed)) AND (lost >= 0) AND (completed >= 0)));
-- create index "client_features_day" to table: "client_features"
CREATE UNIQUE INDEX "client_features_day" ON "client_features" ("client_id", "day");
-- create "monitoring_rules" table
CREATE TABLE "monitoring_rules" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "code" character varying NOT NULL, "version" bigint NOT NULL, "numbers" jsonb NOT NULL, "action" character varying NOT NULL, "severity" character varying NOT NULL, "state" character varying NOT NULL, "reason" character varying NOT NULL, "created_by" uuid NULL, "active_from" timestamptz NULL, "retired_at" timestamptz NULL, PRIMARY KEY ("id"), CONSTRAINT "monitoring_rules_action" CHECK ((action)::text = ANY ((ARRAY['DETECT'::character varying, 'HOLD'::character varying, 'BLOCK'::character varying])::text[])), CONSTRAINT "monitoring_rules_code" CHECK ((code)::text = ANY ((ARRAY['CRITICAL_AMOUNT'::character varying, 'HIGH_AMOUNT'::character varying, 'HIGH_FREQUENCY'::character varying, 'UNUSUAL_DEVIATION'::character varying, 'PEP_CLIENT'::character varying, 'RESTRICTIVE_LIST'::character varying, 'STRUCTURING'::character varying, 'TM01'::character varying, 'TM03'::character varying, 'TM04'::character varying, 'TM05'::character varying, 'TM06'::character varying, 'TM07'::character varying, 'TM11'::character varying, 'TM12'::character varying, 'TM02'::character varying, 'TM08'::character varying, 'TM09'::character varying, 'TM17'::character varying, 'TM18'::character varying, 'TM20'::character varying, 'TM13'::character varying, 'TM14'::character varying, 'TM15'::character varying, 'TM16'::character varying, 'TM19'::character varying, 'TM21'::character varying, 'TM22'::character varying, 'TM10'::character varying])::text[])), CONSTRAINT "monitoring_rules_dates" CHECK ((((state)::text = ANY ((ARRAY['ACTIVE'::character varying, 'RETIRED'::character varying])::text[])) OR (active_from IS NULL)) AND (((state)::text <> 'ACTIVE'::text) OR (active_from IS NOT NULL)) AND (((state)::text = 'RETIRED'::text) = (retired_at IS NOT NULL))), CONSTRAINT "monitoring_rules_reason_length" CHECK (char_length((reason)::text) <= 300), CONSTRAINT "monitoring_rules_severity" CHECK ((severity)::text = ANY ((ARRAY['LOW'::character varying, 'MEDIUM'::character varying, 'HIGH'::character varying, 'CRITICAL'::character varying])::text[])), CONSTRAINT "monitoring_rules_state" CHECK ((state)::text = ANY ((ARRAY['DRAFT'::character varying, 'DRY_RUN'::character varying, 'ACTIVE'::character varying, 'RETIRED'::character varying])::text[])), CONSTRAINT "monitoring_rules_version" CHECK (version > 0));
-- create index "monitoring_rules_one_active" to table: "monitoring_rules"
CREATE UNIQUE INDEX "monitoring_rules_one_active" ON "monitoring_rules" ("code") WHERE ((state)::text = 'ACTIVE'::text);
-- create index "monitoringrule_code_version" to table: "monitoring_rules"
CREATE UNIQUE INDEX "monitoringrule_code_version" ON "monitoring_rules" ("code", "version");
-- create "rule_dry_runs" table
CREATE TABLE "rule_dry_runs" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "from_at" timestamptz NOT NULL, "until_at" timestamptz NOT NULL, "operations" bigint NOT NULL, "alerts" bigint NOT NULL, "added" bigint NOT NULL, "lost" bigint NOT NULL, "not_checked" bigint NOT NULL, "milliseconds" bigint NOT NULL, "created_by" uuid NULL, "rule_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "rule_dry_runs_monitoring_rules_dry_runs" FOREIGN KEY ("rule_id") REFERENCES "monitoring_rules" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "rule_dry_runs_counts" CHECK ((operations >= 0) AND (alerts >= added) AND (added >= 0) AND (lost >= 0) AND (not_checked >= 0) AND (milliseconds >= 0)), CONSTRAINT "rule_dry_runs_time" CHECK (from_at < until_at));
-- create index "ruledryrun_rule_id_created_at_id" to table: "rule_dry_runs"
CREATE INDEX "ruledryrun_rule_id_created_at_id" ON "rule_dry_runs" ("rule_id", "created_at", "id");
-- create "rule_evaluations" table
CREATE TABLE "rule_evaluations" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "code" character varying NOT NULL, "version" bigint NOT NULL, "moment" character varying NOT NULL, "action" character varying NOT NULL, "severity" character varying NOT NULL, "alert_window" character varying NOT NULL, "why" character varying NOT NULL, "figures" jsonb NOT NULL, "features" jsonb NOT NULL, "rule_id" uuid NOT NULL, "operation_id" uuid NULL, "client_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "rule_evaluations_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "rule_evaluations_monitoring_rules_evaluations" FOREIGN KEY ("rule_id") REFERENCES "monitoring_rules" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "rule_evaluations_operations_operation" FOREIGN KEY ("operation_id") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "rule_evaluations_action" CHECK ((action)::text = ANY ((ARRAY['DETECT'::character varying, 'HOLD'::character varying, 'BLOCK'::character varying])::text[])), CONSTRAINT "rule_evaluations_alert_window_length" CHECK (char_length((alert_window)::text) <= 100), CONSTRAINT "rule_evaluations_code" CHECK ((code)::text = ANY ((ARRAY['CRITICAL_AMOUNT'::character varying, 'HIGH_AMOUNT'::character varying, 'HIGH_FREQUENCY'::character varying, 'UNUSUAL_DEVIATION'::character varying, 'PEP_CLIENT'::character varying, 'RESTRICTIVE_LIST'::character varying, 'STRUCTURING'::character varying, 'TM01'::character varying, 'TM03'::character varying, 'TM04'::character varying, 'TM05'::character varying, 'TM06'::character varying, 'TM07'::character varying, 'TM11'::character varying, 'TM12'::character varying, 'TM02'::character varying, 'TM08'::character varying, 'TM09'::character varying, 'TM17'::character varying, 'TM18'::character varying, 'TM20'::character varying, 'TM13'::character varying, 'TM14'::character varying, 'TM15'::character varying, 'TM16'::character varying, 'TM19'::character varying, 'TM21'::character varying, 'TM22'::character varying, 'TM10'::character varying])::text[])), CONSTRAINT "rule_evaluations_moment" CHECK ((moment)::text = ANY ((ARRAY['ACCEPTANCE'::character varying, 'VERIFICATION'::character varying, 'CREATION'::character varying, 'COMPLETION'::character varying])::text[])), CONSTRAINT "rule_evaluations_refused" CHECK ((operation_id IS NOT NULL) OR ((action)::text = 'BLOCK'::text)), CONSTRAINT "rule_evaluations_severity" CHECK ((severity)::text = ANY ((ARRAY['LOW'::character varying, 'MEDIUM'::character varying, 'HIGH'::character varying, 'CRITICAL'::character varying])::text[])), CONSTRAINT "rule_evaluations_why_length" CHECK (char_length((why)::text) <= 500));
-- create index "rule_evaluations_once" to table: "rule_evaluations"
CREATE UNIQUE INDEX "rule_evaluations_once" ON "rule_evaluations" ("operation_id", "code");
-- create index "ruleevaluation_client_id_alert_window" to table: "rule_evaluations"
CREATE INDEX "ruleevaluation_client_id_alert_window" ON "rule_evaluations" ("client_id", "alert_window");
-- create index "ruleevaluation_client_id_created_at_id" to table: "rule_evaluations"
CREATE INDEX "ruleevaluation_client_id_created_at_id" ON "rule_evaluations" ("client_id", "created_at", "id");
-- create index "ruleevaluation_rule_id_created_at_id" to table: "rule_evaluations"
CREATE INDEX "ruleevaluation_rule_id_created_at_id" ON "rule_evaluations" ("rule_id", "created_at", "id");
-- create "transaction_monitorings" table
CREATE TABLE "transaction_monitorings" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "moment" character varying NOT NULL, "score" bigint NOT NULL, "outcomes" jsonb NOT NULL, "features" jsonb NOT NULL, "operation_id" uuid NOT NULL, "client_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "transaction_monitorings_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "transaction_monitorings_operations_operation" FOREIGN KEY ("operation_id") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "transaction_monitorings_moment" CHECK ((moment)::text = ANY ((ARRAY['ACCEPTANCE'::character varying, 'VERIFICATION'::character varying, 'CREATION'::character varying, 'COMPLETION'::character varying])::text[])), CONSTRAINT "transaction_monitorings_score" CHECK ((score >= 0) AND (score <= 100)));
-- create index "transaction_monitorings_once" to table: "transaction_monitorings"
CREATE UNIQUE INDEX "transaction_monitorings_once" ON "transaction_monitorings" ("operation_id", "moment");
-- create index "transactionmonitoring_client_id_created_at_id" to table: "transaction_monitorings"
CREATE INDEX "transactionmonitoring_client_id_created_at_id" ON "transaction_monitorings" ("client_id", "created_at", "id");

-- +goose Down
-- reverse: create index "transactionmonitoring_client_id_created_at_id" to table: "transaction_monitorings"
DROP INDEX "transactionmonitoring_client_id_created_at_id";
-- reverse: create index "transaction_monitorings_once" to table: "transaction_monitorings"
DROP INDEX "transaction_monitorings_once";
-- reverse: create "transaction_monitorings" table
DROP TABLE "transaction_monitorings";
-- reverse: create index "ruleevaluation_rule_id_created_at_id" to table: "rule_evaluations"
DROP INDEX "ruleevaluation_rule_id_created_at_id";
-- reverse: create index "ruleevaluation_client_id_created_at_id" to table: "rule_evaluations"
DROP INDEX "ruleevaluation_client_id_created_at_id";
-- reverse: create index "ruleevaluation_client_id_alert_window" to table: "rule_evaluations"
DROP INDEX "ruleevaluation_client_id_alert_window";
-- reverse: create index "rule_evaluations_once" to table: "rule_evaluations"
DROP INDEX "rule_evaluations_once";
-- reverse: create "rule_evaluations" table
DROP TABLE "rule_evaluations";
-- reverse: create index "ruledryrun_rule_id_created_at_id" to table: "rule_dry_runs"
DROP INDEX "ruledryrun_rule_id_created_at_id";
-- reverse: create "rule_dry_runs" table
DROP TABLE "rule_dry_runs";
-- reverse: create index "monitoringrule_code_version" to table: "monitoring_rules"
DROP INDEX "monitoringrule_code_version";
-- reverse: create index "monitoring_rules_one_active" to table: "monitoring_rules"
DROP INDEX "monitoring_rules_one_active";
-- reverse: create "monitoring_rules" table
DROP TABLE "monitoring_rules";
-- reverse: create index "client_features_day" to table: "client_features"
DROP INDEX "client_features_day";
-- reverse: create "client_features" table
DROP TABLE "client_features";
