-- Recommendations, pips and codes. Every client has a code of its own from the moment its row is written. Uses of codes follow their operations,
-- checked at the end of each transaction; movements of pips are evidence.

-- +goose Up
REVOKE ALL ON campaigns, codes, coupon_uses, referrals, reward_movements FROM qoricash_app;
GRANT SELECT, INSERT, UPDATE (ended_at, ended_by) ON campaigns TO qoricash_app;
GRANT SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by) ON codes TO qoricash_app;
GRANT SELECT, INSERT, UPDATE (state, ended_at) ON coupon_uses TO qoricash_app;
GRANT SELECT, INSERT, UPDATE (referrer_id, code_id, origin, bound_at, confirmed_at, confirmed_by, flags, flagged, suspended, decided_at, decided_by,
    decision_reason) ON referrals TO qoricash_app;
GRANT SELECT, INSERT ON reward_movements TO qoricash_app;

INSERT INTO role_permissions (role, permission) VALUES ('MASTER', 'rewards.read'), ('MASTER', 'campaigns.manage'), ('MASTER', 'referrals.decide'),
    ('TRADER', 'rewards.read'), ('ANALYST', 'rewards.read');

ALTER TABLE parameters DROP CONSTRAINT parameters_key, ADD CONSTRAINT parameters_key CHECK (key IN (
    'BUSINESS_HOURS', 'SPREAD_PIPS', 'NEGOTIATION_BAND_PIPS', 'RATE_WARN_BASIS_POINTS', 'RATE_REJECT_BASIS_POINTS',
    'RATE_MAX_AGE', 'PRICING_PAUSED', 'QUOTE_TTL', 'DEPOSIT_WINDOW', 'DEPOSIT_PART_GRACE', 'DEPOSIT_UNPROVEN', 'SELF_SERVICE_MIN_USD',
    'SELF_SERVICE_MAX_USD', 'DESK_MIN_USD', 'PERSON_LIMIT_USD', 'PERSON_LIMIT_OPERATIONS', 'COMPANY_LIMIT_USD',
    'COMPANY_LIMIT_OPERATIONS', 'KYC_STRICT', 'KYC_FOUR_EYES', 'REWARD_EARN_PIPS', 'REWARD_REDEEM_PIPS', 'REWARD_MIN_USD',
    'COUPON_PIPS', 'COUPON_MAX_USD', 'DISCOUNT_CAP_PIPS', 'TIER_1_USD', 'TIER_1_PIPS', 'TIER_2_USD', 'TIER_2_PIPS',
    'TIER_3_USD', 'TIER_3_PIPS'));
INSERT INTO four_eyes_parameters (key) VALUES ('REWARD_EARN_PIPS'), ('REWARD_REDEEM_PIPS'), ('REWARD_MIN_USD'), ('COUPON_PIPS'), ('COUPON_MAX_USD'),
    ('DISCOUNT_CAP_PIPS'), ('TIER_1_USD'), ('TIER_1_PIPS'), ('TIER_2_USD'), ('TIER_2_PIPS'), ('TIER_3_USD'), ('TIER_3_PIPS');

-- A new client's own code: six of 32 characters, by the six bytes of a random UUID that are wholly random.
-- +goose StatementBegin
CREATE FUNCTION give_own_code() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    random bytea;
BEGIN
    LOOP
        random := uuid_send(gen_random_uuid());
        INSERT INTO codes (id, created_at, value, kind, client_id)
        SELECT gen_random_uuid(), NEW.created_at, string_agg(substr('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', get_byte(random, i) % 32 + 1, 1), ''), 'REFERRAL', NEW.id
        FROM generate_series(0, 5) AS i
        ON CONFLICT (value) DO NOTHING;
        EXIT WHEN FOUND;
    END LOOP;
    RETURN NULL;
END
$$;

-- The clients of before.
CREATE FUNCTION give_codes_to_all() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    random bytea;
    client record;
BEGIN
    FOR client IN SELECT id, created_at FROM clients LOOP
        LOOP
            random := uuid_send(gen_random_uuid());
            INSERT INTO codes (id, created_at, value, kind, client_id)
            SELECT gen_random_uuid(), client.created_at, string_agg(substr('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', get_byte(random, i) % 32 + 1, 1), ''),
                'REFERRAL', client.id
            FROM generate_series(0, 5) AS i
            ON CONFLICT (value) DO NOTHING;
            EXIT WHEN FOUND;
        END LOOP;
    END LOOP;
END
$$;

-- What an operation has of codes is what its quote has, in the state that goes with its own.
CREATE FUNCTION check_coupon_of(wanted uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    o record;
    live record;
BEGIN
    SELECT op.code, op.status, op.client_id, q.coupon_id, q.coupon_pips INTO o FROM operations op JOIN quotes q ON q.id = op.quote_id WHERE op.id = wanted;
    SELECT u.code_id, u.client_id, u.state, u.pips, u.kind, c.kind AS code_kind INTO live FROM coupon_uses u JOIN codes c ON c.id = u.code_id
        WHERE u.operation_id = wanted AND u.state IN ('RESERVED', 'CONSUMED');
    IF NOT FOUND THEN
        IF o.coupon_id IS NOT NULL AND o.status IN ('PENDING', 'IN_PROCESS', 'COMPLETED') THEN
            RAISE EXCEPTION 'operation % has a price with a code and no use of it', o.code USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN;
    END IF;
    IF o.coupon_id IS DISTINCT FROM live.code_id OR o.client_id <> live.client_id OR o.coupon_pips <> live.pips OR live.kind <> live.code_kind
        OR live.state <> (CASE WHEN o.status = 'COMPLETED' THEN 'CONSUMED' WHEN o.status IN ('PENDING', 'IN_PROCESS') THEN 'RESERVED' ELSE 'RELEASED' END) THEN
        RAISE EXCEPTION 'operation % is % and has a code that is %', o.code, o.status, live.state USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END
$$;

CREATE FUNCTION check_use_of_coupon() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_coupon_of(NEW.operation_id);
    RETURN NULL;
END
$$;

CREATE FUNCTION check_coupon_of_operation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_coupon_of(NEW.id);
    RETURN NULL;
END
$$;

-- A code that is taken back is reserved by nobody afterwards, and the last place of a campaign is one's: who reserves waits for whoever
-- changes the code or the campaign. A place that is not left is refused as though an index kept it.
CREATE FUNCTION guard_coupon_use() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    code record;
    running record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state <> 'RESERVED' THEN
            RAISE EXCEPTION 'the use % of a code is %: it never changes again', OLD.id, OLD.state USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    SELECT kind, withdrawn_at, campaign_id, client_id INTO code FROM codes WHERE id = NEW.code_id FOR SHARE;
    IF code.withdrawn_at IS NOT NULL OR code.client_id = NEW.client_id OR NEW.state <> 'RESERVED' THEN
        RAISE EXCEPTION 'code % is not for client %', NEW.code_id, NEW.client_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF code.campaign_id IS NOT NULL THEN
        SELECT ended_at, max_uses INTO running FROM campaigns WHERE id = code.campaign_id FOR UPDATE;
        IF running.ended_at IS NOT NULL
            OR running.max_uses <= (SELECT count(*) FROM coupon_uses WHERE code_id = NEW.code_id AND state IN ('RESERVED', 'CONSUMED')) THEN
            RAISE EXCEPTION 'campaign % has no place left', code.campaign_id USING ERRCODE = 'unique_violation', CONSTRAINT = 'coupon_uses_campaign_left';
        END IF;
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_code() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.withdrawn_at IS NOT NULL OR EXISTS (SELECT FROM coupon_uses WHERE code_id = OLD.id AND state IN ('RESERVED', 'CONSUMED')) THEN
        RAISE EXCEPTION 'code % is not free', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_campaign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'campaign % ended already', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A referral is final once it is confirmed; the code is the referrer's own.
CREATE FUNCTION guard_referral() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.confirmed_at IS NOT NULL AND (OLD.referrer_id, OLD.code_id, OLD.origin, OLD.bound_at, OLD.confirmed_at, OLD.confirmed_by)
        IS DISTINCT FROM (NEW.referrer_id, NEW.code_id, NEW.origin, NEW.bound_at, NEW.confirmed_at, NEW.confirmed_by) THEN
        RAISE EXCEPTION 'the referral of client % is final', OLD.referred_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM codes WHERE id = NEW.code_id AND kind = 'REFERRAL' AND client_id = NEW.referrer_id) THEN
        RAISE EXCEPTION 'client % is referred by a code that is not of %', NEW.referred_id, NEW.referrer_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.confirmed_by IS NOT NULL AND NOT EXISTS (
        SELECT FROM operations WHERE id = NEW.confirmed_by AND client_id = NEW.referred_id AND status = 'COMPLETED') THEN
        RAISE EXCEPTION 'the referral of client % is confirmed by no completed operation', NEW.referred_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- Pips are earned with a completed operation of whom the earner referred, and redeemed for a code of one's own, of what is there.
CREATE FUNCTION check_reward_movement() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.reason = 'EARNED' AND NOT EXISTS (
        SELECT FROM operations o JOIN referrals r ON r.referred_id = o.client_id
        WHERE o.id = NEW.operation_id AND o.status = 'COMPLETED' AND r.referrer_id = NEW.client_id AND r.confirmed_at IS NOT NULL AND NOT r.suspended) THEN
        RAISE EXCEPTION 'client % earns by no completed operation of a client that it referred', NEW.client_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.code_id IS NOT NULL AND NOT EXISTS (SELECT FROM codes WHERE id = NEW.code_id AND kind = 'REWARD' AND client_id = NEW.client_id) THEN
        RAISE EXCEPTION 'client % pays for a code that it did not make', NEW.client_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.reason = 'REDEEMED' AND (SELECT sum(pips) FROM reward_movements WHERE client_id = NEW.client_id) < 0 THEN
        RAISE EXCEPTION 'client % redeems more than it has', NEW.client_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

-- A reward is made of pips.
CREATE FUNCTION check_code_paid() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM reward_movements WHERE code_id = NEW.id AND reason = 'REDEEMED') THEN
        RAISE EXCEPTION 'code % was paid by nobody', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

SELECT give_codes_to_all();
DROP FUNCTION give_codes_to_all();

CREATE TRIGGER clients_own_code AFTER INSERT ON clients FOR EACH ROW EXECUTE FUNCTION give_own_code();
CREATE TRIGGER coupon_uses_guard BEFORE INSERT OR UPDATE ON coupon_uses FOR EACH ROW EXECUTE FUNCTION guard_coupon_use();
CREATE TRIGGER codes_guard BEFORE UPDATE ON codes FOR EACH ROW EXECUTE FUNCTION guard_code();
CREATE TRIGGER campaigns_guard BEFORE UPDATE ON campaigns FOR EACH ROW EXECUTE FUNCTION guard_campaign();
CREATE TRIGGER referrals_guard BEFORE INSERT OR UPDATE ON referrals FOR EACH ROW EXECUTE FUNCTION guard_referral();
CREATE CONSTRAINT TRIGGER coupon_uses_follow AFTER INSERT OR UPDATE ON coupon_uses
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_use_of_coupon();
CREATE CONSTRAINT TRIGGER operations_coupon AFTER INSERT OR UPDATE OF status, quote_id ON operations
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.discount_pips > 0) EXECUTE FUNCTION check_coupon_of_operation();
CREATE CONSTRAINT TRIGGER operations_coupon_gone AFTER UPDATE OF quote_id ON operations
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.discount_pips > 0 AND NEW.discount_pips = 0) EXECUTE FUNCTION check_coupon_of_operation();
CREATE CONSTRAINT TRIGGER reward_movements_check AFTER INSERT ON reward_movements
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_reward_movement();
CREATE CONSTRAINT TRIGGER codes_paid AFTER INSERT ON codes
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'REWARD') EXECUTE FUNCTION check_code_paid();
CREATE TRIGGER reward_movements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reward_movements FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();

-- +goose Down
