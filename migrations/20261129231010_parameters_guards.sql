-- What people of the house change while it runs. Values are added and never changed; those that bound risk rest on what a second person
-- confirmed in the same transaction. The keys are those of domain.HouseParameters, equal by test.
-- +goose Up
REVOKE ALL ON parameters FROM qoricash_app;
GRANT SELECT, INSERT ON parameters TO qoricash_app;

ALTER TABLE proposals DROP CONSTRAINT proposals_kind, ADD CONSTRAINT proposals_kind CHECK (kind IN ('KYC_APPROVE', 'KYC_REJECT', 'PARAMETER_SET'));

INSERT INTO role_permissions (role, permission) VALUES ('MASTER', 'parameters.manage'), ('MIDDLE_OFFICE', 'parameters.manage');
INSERT INTO proposal_kinds (kind, permission) VALUES ('PARAMETER_SET', 'parameters.manage');

CREATE TABLE four_eyes_parameters (key text PRIMARY KEY);

INSERT INTO four_eyes_parameters (key) VALUES ('NEGOTIATION_BAND_PIPS'), ('RATE_WARN_BASIS_POINTS'), ('RATE_REJECT_BASIS_POINTS'), ('RATE_MAX_AGE'),
    ('QUOTE_TTL'), ('DEPOSIT_WINDOW'), ('DEPOSIT_PART_GRACE'), ('DEPOSIT_UNPROVEN'), ('SELF_SERVICE_MIN_USD'), ('SELF_SERVICE_MAX_USD'),
    ('DESK_MIN_USD'), ('PERSON_LIMIT_USD'), ('PERSON_LIMIT_OPERATIONS'), ('COMPANY_LIMIT_USD'), ('COMPANY_LIMIT_OPERATIONS'), ('KYC_STRICT'),
    ('KYC_FOUR_EYES');

REVOKE ALL ON four_eyes_parameters FROM qoricash_app;
GRANT SELECT ON four_eyes_parameters TO qoricash_app;

-- +goose StatementBegin
CREATE FUNCTION guard_parameter() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (NEW.proposal_id IS NOT NULL OR EXISTS (SELECT FROM four_eyes_parameters f WHERE f.key = NEW.key)) AND NOT EXISTS (
        SELECT FROM proposals p WHERE p.id = NEW.proposal_id AND p.kind = 'PARAMETER_SET' AND p.decision = 'CONFIRMED' AND p.four_eyes
            AND p.decided_tx = pg_current_xact_id() AND p.proposed_by = NEW.set_by
            AND p.payload ->> 'key' = NEW.key AND p.payload -> 'value' = NEW.value AND NEW.created_at = p.decided_at
            AND NEW.valid_from = greatest((p.payload ->> 'validFrom')::timestamptz, p.decided_at)) THEN
        RAISE EXCEPTION 'parameter % is set by two persons', NEW.key USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER parameters_guard BEFORE INSERT ON parameters FOR EACH ROW EXECUTE FUNCTION guard_parameter();
CREATE TRIGGER parameters_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON parameters FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();

-- +goose Down
