-- +goose Up
-- create "campaigns" table
CREATE TABLE "campaigns" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "name" character varying NOT NULL, "valid_from" timestamptz NOT NULL, "valid_until" timestamptz NOT NULL, "max_uses" bigint NOT NULL, "created_by" uuid NOT NULL, "ended_at" timestamptz NULL, "ended_by" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "campaigns_ended" CHECK ((ended_at IS NULL) = (ended_by IS NULL)), CONSTRAINT "campaigns_max_uses" CHECK (max_uses > 0), CONSTRAINT "campaigns_name_length" CHECK (char_length((name)::text) <= 80), CONSTRAINT "campaigns_time" CHECK (valid_from < valid_until));
-- create index "campaign_created_at_id" to table: "campaigns"
CREATE INDEX "campaign_created_at_id" ON "campaigns" ("created_at", "id");
-- create "codes" table
CREATE TABLE "codes" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "value" character varying NOT NULL, "kind" character varying NOT NULL, "pips" bigint NULL, "expires_at" timestamptz NULL, "withdrawn_at" timestamptz NULL, "withdrawn_by" uuid NULL, "campaign_id" uuid NULL, "client_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "codes_campaigns_codes" FOREIGN KEY ("campaign_id") REFERENCES "campaigns" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "codes_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "codes_kind" CHECK ((kind)::text = ANY ((ARRAY['REFERRAL'::character varying, 'REWARD'::character varying, 'CAMPAIGN'::character varying])::text[])), CONSTRAINT "codes_owner" CHECK ((((kind)::text = 'CAMPAIGN'::text) = (client_id IS NULL)) AND (((kind)::text = 'CAMPAIGN'::text) = (campaign_id IS NOT NULL))), CONSTRAINT "codes_pips" CHECK ((((kind)::text = 'REFERRAL'::text) = (pips IS NULL)) AND ((pips IS NULL) OR (pips > 0))), CONSTRAINT "codes_value" CHECK ((value)::text ~ '^[A-HJ-NP-Z2-9]{6}$'::text), CONSTRAINT "codes_value_length" CHECK (char_length((value)::text) <= 6), CONSTRAINT "codes_withdrawn" CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) OR ((kind)::text = 'REWARD'::text))));
-- create index "codes_one_referral_per_client" to table: "codes"
CREATE UNIQUE INDEX "codes_one_referral_per_client" ON "codes" ("client_id") WHERE ((kind)::text = 'REFERRAL'::text);
-- create index "rewardcode_campaign_id" to table: "codes"
CREATE UNIQUE INDEX "rewardcode_campaign_id" ON "codes" ("campaign_id");
-- create index "rewardcode_client_id_created_at_id" to table: "codes"
CREATE INDEX "rewardcode_client_id_created_at_id" ON "codes" ("client_id", "created_at", "id");
-- create index "rewardcode_value" to table: "codes"
CREATE UNIQUE INDEX "rewardcode_value" ON "codes" ("value");
-- create "coupon_uses" table
CREATE TABLE "coupon_uses" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "pips" bigint NOT NULL, "state" character varying NOT NULL, "ended_at" timestamptz NULL, "client_id" uuid NOT NULL, "operation_id" uuid NOT NULL, "code_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "coupon_uses_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "coupon_uses_codes_uses" FOREIGN KEY ("code_id") REFERENCES "codes" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "coupon_uses_operations_operation" FOREIGN KEY ("operation_id") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "coupon_uses_ended" CHECK (((state)::text = 'RESERVED'::text) = (ended_at IS NULL)), CONSTRAINT "coupon_uses_kind" CHECK ((kind)::text = ANY ((ARRAY['REFERRAL'::character varying, 'REWARD'::character varying, 'CAMPAIGN'::character varying])::text[])), CONSTRAINT "coupon_uses_pips" CHECK (pips > 0), CONSTRAINT "coupon_uses_state" CHECK ((state)::text = ANY ((ARRAY['RESERVED'::character varying, 'CONSUMED'::character varying, 'RELEASED'::character varying])::text[])));
-- create index "coupon_uses_campaign_once" to table: "coupon_uses"
CREATE UNIQUE INDEX "coupon_uses_campaign_once" ON "coupon_uses" ("code_id", "client_id") WHERE (((kind)::text = 'CAMPAIGN'::text) AND (((state)::text = 'RESERVED'::text) OR ((state)::text = 'CONSUMED'::text)));
-- create index "coupon_uses_once" to table: "coupon_uses"
CREATE UNIQUE INDEX "coupon_uses_once" ON "coupon_uses" ("code_id") WHERE (((kind)::text = 'REWARD'::text) AND (((state)::text = 'RESERVED'::text) OR ((state)::text = 'CONSUMED'::text)));
-- create index "coupon_uses_one_of_operation" to table: "coupon_uses"
CREATE UNIQUE INDEX "coupon_uses_one_of_operation" ON "coupon_uses" ("operation_id") WHERE (((state)::text = 'RESERVED'::text) OR ((state)::text = 'CONSUMED'::text));
-- create index "coupon_uses_one_referral_per_client" to table: "coupon_uses"
CREATE UNIQUE INDEX "coupon_uses_one_referral_per_client" ON "coupon_uses" ("client_id") WHERE (((kind)::text = 'REFERRAL'::text) AND ((state)::text = 'CONSUMED'::text));
-- create index "coupon_uses_one_reserved_per_client" to table: "coupon_uses"
CREATE UNIQUE INDEX "coupon_uses_one_reserved_per_client" ON "coupon_uses" ("client_id") WHERE ((state)::text = 'RESERVED'::text);
-- create index "couponuse_client_id_id" to table: "coupon_uses"
CREATE INDEX "couponuse_client_id_id" ON "coupon_uses" ("client_id", "id");
-- create index "couponuse_code_id_id" to table: "coupon_uses"
CREATE INDEX "couponuse_code_id_id" ON "coupon_uses" ("code_id", "id");
-- create index "couponuse_operation_id" to table: "coupon_uses"
CREATE INDEX "couponuse_operation_id" ON "coupon_uses" ("operation_id");
-- modify "quotes" table
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_coupon" CHECK (((coupon_pips > 0) = (coupon_id IS NOT NULL)) AND ((coupon_id IS NULL) = (coupon_code IS NULL))), ADD CONSTRAINT "quotes_discount" CHECK ((discount_pips = (tier_pips + coupon_pips)) AND (tier_pips >= 0) AND (coupon_pips >= 0)), ADD CONSTRAINT "quotes_negotiated" CHECK ((NOT negotiated) OR (discount_pips = 0)), ADD COLUMN "tier_pips" bigint NOT NULL DEFAULT 0, ADD COLUMN "coupon_pips" bigint NOT NULL DEFAULT 0, ADD COLUMN "coupon_id" uuid NULL, ADD CONSTRAINT "quotes_codes_coupon" FOREIGN KEY ("coupon_id") REFERENCES "codes" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- create index "quote_coupon_id_client_id" to table: "quotes"
CREATE INDEX "quote_coupon_id_client_id" ON "quotes" ("coupon_id", "client_id") WHERE (coupon_id IS NOT NULL);
-- create "referrals" table
CREATE TABLE "referrals" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "origin" character varying NOT NULL, "bound_at" timestamptz NOT NULL, "confirmed_at" timestamptz NULL, "flags" jsonb NOT NULL, "flagged" boolean NOT NULL DEFAULT false, "suspended" boolean NOT NULL DEFAULT false, "decided_at" timestamptz NULL, "decided_by" uuid NULL, "decision_reason" character varying NULL, "referred_id" uuid NOT NULL, "referrer_id" uuid NOT NULL, "code_id" uuid NOT NULL, "confirmed_by" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "referrals_clients_referred" FOREIGN KEY ("referred_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "referrals_clients_referrer" FOREIGN KEY ("referrer_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "referrals_codes_code" FOREIGN KEY ("code_id") REFERENCES "codes" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "referrals_operations_first_operation" FOREIGN KEY ("confirmed_by") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "referrals_confirmed" CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)), CONSTRAINT "referrals_decided" CHECK (((decided_at IS NULL) = (decided_by IS NULL)) AND ((decided_at IS NULL) = (decision_reason IS NULL))), CONSTRAINT "referrals_decision_reason_length" CHECK (char_length((decision_reason)::text) <= 300), CONSTRAINT "referrals_flagged" CHECK (flagged = (flags <> '[]'::jsonb)), CONSTRAINT "referrals_origin" CHECK ((origin)::text = ANY ((ARRAY['REGISTRATION'::character varying, 'CREATION'::character varying])::text[])), CONSTRAINT "referrals_suspended" CHECK ((NOT suspended) OR flagged OR (decided_at IS NOT NULL)), CONSTRAINT "referrals_two" CHECK (referred_id <> referrer_id));
-- create index "referral_created_at_id" to table: "referrals"
CREATE INDEX "referral_created_at_id" ON "referrals" ("created_at", "id");
-- create index "referral_referred_id" to table: "referrals"
CREATE UNIQUE INDEX "referral_referred_id" ON "referrals" ("referred_id");
-- create index "referral_referrer_id_created_at_id" to table: "referrals"
CREATE INDEX "referral_referrer_id_created_at_id" ON "referrals" ("referrer_id", "created_at", "id");
-- create index "referrals_flagged" to table: "referrals"
CREATE INDEX "referrals_flagged" ON "referrals" ("created_at", "id") WHERE flagged;
-- create "reward_movements" table
CREATE TABLE "reward_movements" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "pips" bigint NOT NULL, "reason" character varying NOT NULL, "business_date" date NOT NULL, "client_id" uuid NOT NULL, "operation_id" uuid NULL, "code_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "reward_movements_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "reward_movements_codes_code" FOREIGN KEY ("code_id") REFERENCES "codes" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "reward_movements_operations_operation" FOREIGN KEY ("operation_id") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "reward_movements_earned" CHECK (((reason)::text <> 'EARNED'::text) OR ((pips > 0) AND (operation_id IS NOT NULL) AND (code_id IS NULL))), CONSTRAINT "reward_movements_pips" CHECK (pips <> 0), CONSTRAINT "reward_movements_reason" CHECK ((reason)::text = ANY ((ARRAY['EARNED'::character varying, 'REDEEMED'::character varying, 'REVERSED'::character varying, 'ADJUSTED'::character varying])::text[])), CONSTRAINT "reward_movements_redeemed" CHECK (((reason)::text <> 'REDEEMED'::text) OR ((pips < 0) AND (code_id IS NOT NULL) AND (operation_id IS NULL))), CONSTRAINT "reward_movements_reversed" CHECK (((reason)::text <> 'REVERSED'::text) OR
CASE
    WHEN (operation_id IS NULL) THEN ((pips > 0) AND (code_id IS NOT NULL))
    ELSE ((pips < 0) AND (code_id IS NULL))
END));
-- create index "rewardmovement_client_id_id" to table: "reward_movements"
CREATE INDEX "rewardmovement_client_id_id" ON "reward_movements" ("client_id", "id");
-- create index "rewardmovement_code_id_reason" to table: "reward_movements"
CREATE UNIQUE INDEX "rewardmovement_code_id_reason" ON "reward_movements" ("code_id", "reason");
-- create index "rewardmovement_operation_id_reason_client_id" to table: "reward_movements"
CREATE UNIQUE INDEX "rewardmovement_operation_id_reason_client_id" ON "reward_movements" ("operation_id", "reason", "client_id");

-- +goose Down
-- reverse: create index "rewardmovement_operation_id_reason_client_id" to table: "reward_movements"
DROP INDEX "rewardmovement_operation_id_reason_client_id";
-- reverse: create index "rewardmovement_code_id_reason" to table: "reward_movements"
DROP INDEX "rewardmovement_code_id_reason";
-- reverse: create index "rewardmovement_client_id_id" to table: "reward_movements"
DROP INDEX "rewardmovement_client_id_id";
-- reverse: create "reward_movements" table
DROP TABLE "reward_movements";
-- reverse: create index "referrals_flagged" to table: "referrals"
DROP INDEX "referrals_flagged";
-- reverse: create index "referral_referrer_id_created_at_id" to table: "referrals"
DROP INDEX "referral_referrer_id_created_at_id";
-- reverse: create index "referral_referred_id" to table: "referrals"
DROP INDEX "referral_referred_id";
-- reverse: create index "referral_created_at_id" to table: "referrals"
DROP INDEX "referral_created_at_id";
-- reverse: create "referrals" table
DROP TABLE "referrals";
-- reverse: create index "quote_coupon_id_client_id" to table: "quotes"
DROP INDEX "quote_coupon_id_client_id";
-- reverse: modify "quotes" table
ALTER TABLE "quotes" DROP CONSTRAINT "quotes_codes_coupon", DROP COLUMN "coupon_id", DROP COLUMN "coupon_pips", DROP COLUMN "tier_pips", DROP CONSTRAINT "quotes_negotiated", DROP CONSTRAINT "quotes_discount", DROP CONSTRAINT "quotes_coupon";
-- reverse: create index "couponuse_operation_id" to table: "coupon_uses"
DROP INDEX "couponuse_operation_id";
-- reverse: create index "couponuse_code_id_id" to table: "coupon_uses"
DROP INDEX "couponuse_code_id_id";
-- reverse: create index "couponuse_client_id_id" to table: "coupon_uses"
DROP INDEX "couponuse_client_id_id";
-- reverse: create index "coupon_uses_one_reserved_per_client" to table: "coupon_uses"
DROP INDEX "coupon_uses_one_reserved_per_client";
-- reverse: create index "coupon_uses_one_referral_per_client" to table: "coupon_uses"
DROP INDEX "coupon_uses_one_referral_per_client";
-- reverse: create index "coupon_uses_one_of_operation" to table: "coupon_uses"
DROP INDEX "coupon_uses_one_of_operation";
-- reverse: create index "coupon_uses_once" to table: "coupon_uses"
DROP INDEX "coupon_uses_once";
-- reverse: create index "coupon_uses_campaign_once" to table: "coupon_uses"
DROP INDEX "coupon_uses_campaign_once";
-- reverse: create "coupon_uses" table
DROP TABLE "coupon_uses";
-- reverse: create index "rewardcode_value" to table: "codes"
DROP INDEX "rewardcode_value";
-- reverse: create index "rewardcode_client_id_created_at_id" to table: "codes"
DROP INDEX "rewardcode_client_id_created_at_id";
-- reverse: create index "rewardcode_campaign_id" to table: "codes"
DROP INDEX "rewardcode_campaign_id";
-- reverse: create index "codes_one_referral_per_client" to table: "codes"
DROP INDEX "codes_one_referral_per_client";
-- reverse: create "codes" table
DROP TABLE "codes";
-- reverse: create index "campaign_created_at_id" to table: "campaigns"
DROP INDEX "campaign_created_at_id";
-- reverse: create "campaigns" table
DROP TABLE "campaigns";
