-- Letters that wait for the electronic document of their operation, and the first day whose operations get one.
-- +goose Up
-- modify "outbox_messages" table
ALTER TABLE "outbox_messages" ADD COLUMN "operation_id" uuid NULL, ADD COLUMN "attached_file_id" uuid NULL, ADD CONSTRAINT "outbox_messages_attached" CHECK ((attached_file_id IS NULL) OR (operation_id IS NOT NULL)), ADD CONSTRAINT "outbox_messages_waits" CHECK ((operation_id IS NULL) OR ((channel)::text = 'EMAIL'::text));
-- create index "outbox_messages_waiting" to table: "outbox_messages"
CREATE INDEX "outbox_messages_waiting" ON "outbox_messages" ("operation_id") WHERE (operation_id IS NOT NULL);
-- modify "parameters" table
ALTER TABLE parameters DROP CONSTRAINT parameters_key, ADD CONSTRAINT parameters_key CHECK (key IN (
    'BUSINESS_HOURS', 'SPREAD_PIPS', 'NEGOTIATION_BAND_PIPS', 'RATE_WARN_BASIS_POINTS', 'RATE_REJECT_BASIS_POINTS',
    'RATE_MAX_AGE', 'PRICING_PAUSED', 'QUOTE_TTL', 'DEPOSIT_WINDOW', 'DEPOSIT_PART_GRACE', 'DEPOSIT_UNPROVEN', 'SELF_SERVICE_MIN_USD',
    'SELF_SERVICE_MAX_USD', 'DESK_MIN_USD', 'PERSON_LIMIT_USD', 'PERSON_LIMIT_OPERATIONS', 'COMPANY_LIMIT_USD',
    'COMPANY_LIMIT_OPERATIONS', 'KYC_STRICT', 'KYC_FOUR_EYES', 'REWARD_EARN_PIPS', 'REWARD_REDEEM_PIPS', 'REWARD_MIN_USD',
    'COUPON_PIPS', 'COUPON_MAX_USD', 'DISCOUNT_CAP_PIPS', 'TIER_1_USD', 'TIER_1_PIPS', 'TIER_2_USD', 'TIER_2_PIPS',
    'TIER_3_USD', 'TIER_3_PIPS', 'INVOICING_FROM'));
INSERT INTO four_eyes_parameters (key) VALUES ('INVOICING_FROM');

-- +goose Down
DELETE FROM four_eyes_parameters WHERE key = 'INVOICING_FROM';
ALTER TABLE parameters DROP CONSTRAINT parameters_key, ADD CONSTRAINT parameters_key CHECK (key IN (
    'BUSINESS_HOURS', 'SPREAD_PIPS', 'NEGOTIATION_BAND_PIPS', 'RATE_WARN_BASIS_POINTS', 'RATE_REJECT_BASIS_POINTS',
    'RATE_MAX_AGE', 'PRICING_PAUSED', 'QUOTE_TTL', 'DEPOSIT_WINDOW', 'DEPOSIT_PART_GRACE', 'DEPOSIT_UNPROVEN', 'SELF_SERVICE_MIN_USD',
    'SELF_SERVICE_MAX_USD', 'DESK_MIN_USD', 'PERSON_LIMIT_USD', 'PERSON_LIMIT_OPERATIONS', 'COMPANY_LIMIT_USD',
    'COMPANY_LIMIT_OPERATIONS', 'KYC_STRICT', 'KYC_FOUR_EYES', 'REWARD_EARN_PIPS', 'REWARD_REDEEM_PIPS', 'REWARD_MIN_USD',
    'COUPON_PIPS', 'COUPON_MAX_USD', 'DISCOUNT_CAP_PIPS', 'TIER_1_USD', 'TIER_1_PIPS', 'TIER_2_USD', 'TIER_2_PIPS',
    'TIER_3_USD', 'TIER_3_PIPS'));
-- reverse: create index "outbox_messages_waiting" to table: "outbox_messages"
DROP INDEX "outbox_messages_waiting";
-- reverse: modify "outbox_messages" table
ALTER TABLE "outbox_messages" DROP CONSTRAINT "outbox_messages_waits", DROP CONSTRAINT "outbox_messages_attached", DROP COLUMN "attached_file_id", DROP COLUMN "operation_id";
