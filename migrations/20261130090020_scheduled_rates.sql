-- +goose Up
-- create "scheduled_rates" table
CREATE TABLE "scheduled_rates" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "house_buys" numeric(10,4) NOT NULL, "house_sells" numeric(10,4) NOT NULL, "publish_at" timestamptz NOT NULL, "reason" character varying NOT NULL, "override" boolean NOT NULL DEFAULT false, "scheduled_by" uuid NOT NULL, "outcome" character varying NULL, "ended_at" timestamptz NULL, "ended_by" uuid NULL, "public_rate_id" uuid NULL, "refusal" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "scheduled_rates_ahead" CHECK (publish_at > created_at), CONSTRAINT "scheduled_rates_end" CHECK (((outcome IS NULL) = (ended_at IS NULL)) AND (((COALESCE(outcome, ''::character varying))::text = 'PUBLISHED'::text) = (public_rate_id IS NOT NULL)) AND (((COALESCE(outcome, ''::character varying))::text = 'REFUSED'::text) = (refusal IS NOT NULL)) AND (((COALESCE(outcome, ''::character varying))::text = 'CANCELED'::text) = (ended_by IS NOT NULL))), CONSTRAINT "scheduled_rates_order" CHECK ((house_buys > (0)::numeric) AND (house_sells >= house_buys) AND (house_sells <= (10)::numeric)), CONSTRAINT "scheduled_rates_outcome" CHECK ((outcome IS NULL) OR ((outcome)::text = ANY ((ARRAY['PUBLISHED'::character varying, 'CANCELED'::character varying, 'REFUSED'::character varying])::text[]))), CONSTRAINT "scheduled_rates_reason_length" CHECK (char_length((reason)::text) <= 300), CONSTRAINT "scheduled_rates_refusal_length" CHECK (char_length((refusal)::text) <= 500));
-- create index "scheduled_rates_open" to table: "scheduled_rates"
CREATE INDEX "scheduled_rates_open" ON "scheduled_rates" ("publish_at") WHERE (outcome IS NULL);
-- create index "scheduledrate_publish_at_id" to table: "scheduled_rates"
CREATE INDEX "scheduledrate_publish_at_id" ON "scheduled_rates" ("publish_at", "id");

-- +goose Down
-- reverse: create index "scheduledrate_publish_at_id" to table: "scheduled_rates"
DROP INDEX "scheduledrate_publish_at_id";
-- reverse: create index "scheduled_rates_open" to table: "scheduled_rates"
DROP INDEX "scheduled_rates_open";
-- reverse: create "scheduled_rates" table
DROP TABLE "scheduled_rates";
