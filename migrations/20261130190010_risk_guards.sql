-- What holds for the risk of clients whatever the program does: assessments and checks of lists are added and never changed; a profile says what its
-- assessment says; two people give and lift a regime.

-- +goose Up
REVOKE ALL ON risk_profiles, risk_computations, due_diligence_overrides, pep_records, related_persons, manual_list_checks FROM qoricash_app;
GRANT SELECT, INSERT ON risk_profiles, risk_computations, due_diligence_overrides, pep_records, related_persons, manual_list_checks TO qoricash_app;
GRANT UPDATE (computation_id, score, level, due_diligence, shown_level, shown_due_diligence, reviewed_at, next_review_at, review_told_at, recheck_at,
    recheck_for, updated_at) ON risk_profiles TO qoricash_app;
GRANT UPDATE (ended_at, ended_by) ON due_diligence_overrides TO qoricash_app;
GRANT UPDATE (left_on, withdrawn_at, withdrawn_by, end_reason) ON pep_records TO qoricash_app;
GRANT UPDATE (removed_at, removed_by, removal_reason) ON related_persons TO qoricash_app;
GRANT UPDATE (birth_date, nationality, occupation, origin_of_funds, purpose, monthly_income_band, gender) ON clients TO qoricash_app;

INSERT INTO role_permissions (role, permission) VALUES ('MASTER', 'risk.read'), ('MASTER', 'risk.manage'), ('MIDDLE_OFFICE', 'risk.read'),
    ('MIDDLE_OFFICE', 'risk.manage'), ('OPERATOR', 'risk.read'), ('TRADER', 'risk.read');

ALTER TABLE proposals DROP CONSTRAINT proposals_kind, ADD CONSTRAINT proposals_kind
    CHECK (kind IN ('KYC_APPROVE', 'KYC_REJECT', 'NEGOTIATED_RATE', 'PARAMETER_SET', 'PERMISSION_SET_GRANT', 'PERMISSION_SET_WITHDRAW', 'INVOICE_VOID',
        'DUE_DILIGENCE_OVERRIDE'));
INSERT INTO proposal_kinds (kind, permission) VALUES ('DUE_DILIGENCE_OVERRIDE', 'risk.manage');

ALTER TABLE parameters DROP CONSTRAINT parameters_key, ADD CONSTRAINT parameters_key CHECK (key IN (
    'BUSINESS_HOURS', 'SPREAD_PIPS', 'NEGOTIATION_BAND_PIPS', 'RATE_WARN_BASIS_POINTS', 'RATE_REJECT_BASIS_POINTS',
    'RATE_MAX_AGE', 'PRICING_PAUSED', 'QUOTE_TTL', 'DEPOSIT_WINDOW', 'DEPOSIT_PART_GRACE', 'DEPOSIT_UNPROVEN', 'SELF_SERVICE_MIN_USD',
    'SELF_SERVICE_MAX_USD', 'DESK_MIN_USD', 'PERSON_LIMIT_USD', 'PERSON_LIMIT_OPERATIONS', 'COMPANY_LIMIT_USD',
    'COMPANY_LIMIT_OPERATIONS', 'KYC_STRICT', 'KYC_FOUR_EYES', 'REWARD_EARN_PIPS', 'REWARD_REDEEM_PIPS', 'REWARD_MIN_USD',
    'COUPON_PIPS', 'COUPON_MAX_USD', 'DISCOUNT_CAP_PIPS', 'TIER_1_USD', 'TIER_1_PIPS', 'TIER_2_USD', 'TIER_2_PIPS',
    'TIER_3_USD', 'TIER_3_PIPS', 'INVOICING_FROM', 'TRADER_EXPOSURE_USD', 'RISK_MEDIUM_FROM', 'RISK_HIGH_FROM', 'RISK_CRITICAL_FROM',
    'SIMPLIFIED_DUE_DILIGENCE', 'EXPOSURE_YEARS'));
INSERT INTO four_eyes_parameters (key) VALUES ('RISK_MEDIUM_FROM'), ('RISK_HIGH_FROM'), ('RISK_CRITICAL_FROM'), ('SIMPLIFIED_DUE_DILIGENCE'),
    ('EXPOSURE_YEARS');

-- +goose StatementBegin
CREATE FUNCTION guard_risk_profile() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM risk_computations c WHERE c.id = NEW.computation_id AND c.client_id = NEW.client_id AND c.score = NEW.score
        AND c.level = NEW.level AND c.due_diligence = NEW.due_diligence) THEN
        RAISE EXCEPTION 'the profile of client % is not what its assessment says', NEW.client_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A regime is given and ended by what two people confirmed about its client in the same transaction.
CREATE FUNCTION guard_due_diligence_override() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    rests_on uuid := NEW.proposal_id;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.ended_at IS NOT NULL OR NEW.ended_by IS NULL THEN
            RAISE EXCEPTION 'the decision % about a client is ended once', OLD.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        rests_on := NEW.ended_by;
    ELSIF NEW.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'a decision about a client begins in force' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM proposals p WHERE p.id = rests_on AND p.kind = 'DUE_DILIGENCE_OVERRIDE' AND p.decision = 'CONFIRMED' AND p.four_eyes
            AND p.decided_tx = pg_current_xact_id() AND p.object_kind = 'compliance_client' AND p.object_id = NEW.client_id
            AND (TG_OP = 'UPDATE' OR p.payload ->> 'dueDiligence' = NEW.due_diligence AND p.payload ->> 'ground' = NEW.ground
                AND (p.payload ->> 'until')::timestamptz IS NOT DISTINCT FROM NEW.until)) THEN
        RAISE EXCEPTION 'the due diligence of client % is decided by two persons', NEW.client_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A record of an exposure says once when the post was left, and is withdrawn once, by somebody else than who made it.
CREATE FUNCTION guard_pep_record() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.withdrawn_at IS NOT NULL OR OLD.left_on IS NOT NULL AND NEW.left_on IS DISTINCT FROM OLD.left_on THEN
        RAISE EXCEPTION 'the record % of an exposure says what it said', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.withdrawn_by = OLD.recorded_by THEN
        RAISE EXCEPTION 'the record % of an exposure is withdrawn by who made it', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- The owners of a company have no more than all of it; who was removed stays so.
CREATE FUNCTION guard_related_person() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.removed_at IS NOT NULL THEN
        RAISE EXCEPTION 'related person % was removed', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.share_basis_points + (SELECT coalesce(sum(share_basis_points), 0) FROM related_persons
        WHERE client_id = NEW.client_id AND removed_at IS NULL) > 10000 THEN
        RAISE EXCEPTION 'client % has owners of more than all of it', NEW.client_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER risk_profiles_guard BEFORE INSERT OR UPDATE OF computation_id, score, level, due_diligence ON risk_profiles FOR EACH ROW
    EXECUTE FUNCTION guard_risk_profile();
CREATE TRIGGER due_diligence_overrides_guard BEFORE INSERT OR UPDATE ON due_diligence_overrides FOR EACH ROW
    EXECUTE FUNCTION guard_due_diligence_override();
CREATE TRIGGER pep_records_guard BEFORE UPDATE ON pep_records FOR EACH ROW EXECUTE FUNCTION guard_pep_record();
CREATE TRIGGER related_persons_guard BEFORE INSERT OR UPDATE ON related_persons FOR EACH ROW EXECUTE FUNCTION guard_related_person();
CREATE TRIGGER risk_computations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON risk_computations FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER manual_list_checks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON manual_list_checks FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();

-- +goose Down
