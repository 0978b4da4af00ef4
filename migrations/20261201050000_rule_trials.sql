-- +goose Up
CREATE TABLE "rule_trials" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "attempts" bigint NOT NULL DEFAULT 0, "due_at" timestamptz NOT NULL, "expires_at" timestamptz NULL, "leased_by" character varying NULL, "leased_until" timestamptz NULL, "failure" character varying NULL, "asked_by" uuid NOT NULL, "status" character varying NOT NULL, "done_at" timestamptz NULL, "rule_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "rule_trials_monitoring_rules_trials" FOREIGN KEY ("rule_id") REFERENCES "monitoring_rules" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "rule_trials_done" CHECK (((status)::text = 'DONE'::text) = (done_at IS NOT NULL)), CONSTRAINT "rule_trials_lease" CHECK ((leased_by IS NULL) = (leased_until IS NULL)), CONSTRAINT "rule_trials_status" CHECK ((status)::text = ANY ((ARRAY['PENDING'::character varying, 'DONE'::character varying, 'DEAD'::character varying, 'CANCELED'::character varying])::text[])), CONSTRAINT "rule_trials_leased_by_length" CHECK (char_length((leased_by)::text) <= 64), CONSTRAINT "rule_trials_failure_length" CHECK (char_length((failure)::text) <= 200));
CREATE UNIQUE INDEX "rule_trials_one_waits" ON "rule_trials" ("rule_id") WHERE ((status)::text = 'PENDING'::text);
CREATE INDEX "ruletrial_due_at" ON "rule_trials" ("due_at") WHERE ((status)::text = 'PENDING'::text);
CREATE INDEX "ruletrial_rule_id_created_at_id" ON "rule_trials" ("rule_id", "created_at", "id");
ALTER TABLE "rule_dry_runs" ADD COLUMN "examples" jsonb NOT NULL DEFAULT '[]', ADD COLUMN "trial_id" uuid NULL, ADD CONSTRAINT "rule_dry_runs_rule_trials_dry_run" FOREIGN KEY ("trial_id") REFERENCES "rule_trials" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
ALTER TABLE "rule_dry_runs" ALTER COLUMN "examples" DROP DEFAULT;
CREATE UNIQUE INDEX "rule_dry_runs_trial_id_key" ON "rule_dry_runs" ("trial_id");
ALTER TABLE "transaction_monitorings" ADD COLUMN "amendment" bigint NOT NULL DEFAULT 0, ADD CONSTRAINT "transaction_monitorings_amendment" CHECK (amendment >= 0), DROP CONSTRAINT "transaction_monitorings_moment", ADD CONSTRAINT "transaction_monitorings_moment" CHECK ((moment)::text = ANY ((ARRAY['ACCEPTANCE'::character varying, 'VERIFICATION'::character varying, 'CREATION'::character varying, 'AMENDMENT'::character varying, 'SETTLEMENT'::character varying, 'COMPLETION'::character varying])::text[]));
ALTER TABLE "rule_evaluations" DROP CONSTRAINT "rule_evaluations_moment", ADD CONSTRAINT "rule_evaluations_moment" CHECK ((moment)::text = ANY ((ARRAY['ACCEPTANCE'::character varying, 'VERIFICATION'::character varying, 'CREATION'::character varying, 'AMENDMENT'::character varying, 'SETTLEMENT'::character varying, 'COMPLETION'::character varying])::text[]));
DROP INDEX "transaction_monitorings_once";
CREATE UNIQUE INDEX "transaction_monitorings_once" ON "transaction_monitorings" ("operation_id", "moment", "amendment");
-- What rules compare clients by.
CREATE INDEX "customer_phone" ON "clients" ("phone") WHERE (phone IS NOT NULL);
CREATE INDEX "customer_address" ON "clients" ("address") WHERE (address IS NOT NULL);
CREATE INDEX "bankaccount_cci" ON "bank_accounts" ("cci");
CREATE INDEX "operation_destination_account_id_created_at" ON "operations" ("destination_account_id", "created_at");

-- +goose Down
