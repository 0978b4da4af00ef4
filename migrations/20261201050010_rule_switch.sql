-- Who writes and switches the rules of monitoring. What was confirmed switches in the transaction that confirmed it, that version and no other.

-- +goose Up
REVOKE ALL ON rule_trials FROM qoricash_app;
GRANT SELECT, INSERT, UPDATE (attempts, due_at, leased_by, leased_until, failure, status, done_at) ON rule_trials TO qoricash_app;

INSERT INTO role_permissions (role, permission) VALUES ('MASTER', 'rules.manage'), ('MIDDLE_OFFICE', 'rules.manage'), ('MASTER', 'alerts.read'),
    ('MIDDLE_OFFICE', 'alerts.read') ON CONFLICT DO NOTHING;

-- The kinds that other migrations brought stay.
-- +goose StatementBegin
DO $$
DECLARE
    kinds text := (SELECT string_agg(DISTINCT quote_literal(named.parts[1]), ', ') FROM pg_constraint c,
        regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z_]+)''', 'g') AS named (parts) WHERE c.conname = 'proposals_kind' AND c.conrelid = 'proposals'::regclass);
BEGIN
    EXECUTE format('ALTER TABLE proposals DROP CONSTRAINT proposals_kind, ADD CONSTRAINT proposals_kind CHECK (kind IN (%s, ''RULE_SWITCH''))', kinds);
END
$$;
-- +goose StatementEnd
INSERT INTO proposal_kinds (kind, permission) VALUES ('RULE_SWITCH', 'rules.manage');

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_monitoring_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'DRAFT' OR NEW.created_by IS NULL THEN
            RAISE EXCEPTION 'a version of rule % begins as somebody''s draft', NEW.code USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN (('DRAFT', 'DRY_RUN'), ('DRY_RUN', 'ACTIVE'), ('DRAFT', 'RETIRED'), ('DRY_RUN', 'RETIRED'), ('ACTIVE', 'RETIRED')) THEN
        RAISE EXCEPTION 'version % of rule % does not go from % to %', OLD.version, OLD.code, OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state IN ('DRY_RUN', 'ACTIVE') AND NOT EXISTS (SELECT FROM rule_dry_runs
        WHERE rule_id = NEW.id AND until_at - from_at >= interval '90 days') THEN
        RAISE EXCEPTION 'version % of rule % was not tried on 90 days', NEW.version, NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- A version comes in force by what two persons confirmed about it, and goes out of force by that, or for another version of its rule.
    IF NEW.state = 'ACTIVE' AND NOT EXISTS (SELECT FROM proposals p WHERE p.kind = 'RULE_SWITCH' AND p.decision = 'CONFIRMED' AND p.four_eyes
            AND p.decided_tx = pg_current_xact_id() AND p.object_kind = 'rule' AND p.object_id = NEW.id AND p.payload ->> 'code' = NEW.code
            AND (p.payload ->> 'version')::bigint = NEW.version AND p.payload ->> 'retire' IS NULL)
        OR OLD.state = 'ACTIVE' AND NOT EXISTS (SELECT FROM proposals p WHERE p.kind = 'RULE_SWITCH' AND p.decision = 'CONFIRMED' AND p.four_eyes
            AND p.decided_tx = pg_current_xact_id() AND p.object_kind = 'rule' AND p.payload ->> 'code' = NEW.code
            AND CASE WHEN p.payload ->> 'retire' = 'true' THEN p.object_id = NEW.id AND (p.payload ->> 'version')::bigint = NEW.version
                ELSE p.object_id <> NEW.id AND (p.payload ->> 'replaces')::bigint = NEW.version END) THEN
        RAISE EXCEPTION 'rule % is switched by two persons', NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A rule that was replaced was replaced by something: by the end of the transaction the other version is in force.
CREATE FUNCTION guard_replaced_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM proposals p WHERE p.kind = 'RULE_SWITCH' AND p.object_kind = 'rule' AND p.object_id = NEW.id AND p.decision = 'CONFIRMED'
            AND p.decided_tx = pg_current_xact_id() AND p.payload ->> 'retire' = 'true')
        AND NOT EXISTS (SELECT FROM monitoring_rules WHERE code = NEW.code AND state = 'ACTIVE') THEN
        RAISE EXCEPTION 'rule % is out of force and nothing came in its place', NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

-- A trial begins as work that waits, of a version that is a draft, and what was done stays done.
CREATE FUNCTION guard_rule_trial() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND (NEW.status <> 'PENDING' OR NOT EXISTS (SELECT FROM monitoring_rules WHERE id = NEW.rule_id AND state IN ('DRAFT', 'DRY_RUN'))) THEN
        RAISE EXCEPTION 'a trial begins as work about a draft' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.status = 'DONE' OR NEW.status = 'DONE' AND NOT EXISTS (SELECT FROM rule_dry_runs WHERE trial_id = NEW.id)) THEN
        RAISE EXCEPTION 'trial % is done by what it found', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- What a trial found is of the version that it was asked for.
CREATE FUNCTION guard_rule_dry_run() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM rule_trials WHERE id = NEW.trial_id AND rule_id = NEW.rule_id AND asked_by = NEW.created_by AND status = 'PENDING') THEN
        RAISE EXCEPTION 'a dry run is what a trial found' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE CONSTRAINT TRIGGER monitoring_rules_replaced AFTER UPDATE OF state ON monitoring_rules DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state = 'ACTIVE') EXECUTE FUNCTION guard_replaced_rule();
CREATE TRIGGER rule_trials_guard BEFORE INSERT OR UPDATE ON rule_trials FOR EACH ROW EXECUTE FUNCTION guard_rule_trial();
CREATE TRIGGER rule_trials_stay BEFORE DELETE OR TRUNCATE ON rule_trials FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER rule_dry_runs_guard BEFORE INSERT ON rule_dry_runs FOR EACH ROW EXECUTE FUNCTION guard_rule_dry_run();
ALTER TABLE monitoring_rules ENABLE ALWAYS TRIGGER monitoring_rules_replaced;
ALTER TABLE rule_trials ENABLE ALWAYS TRIGGER rule_trials_guard;
ALTER TABLE rule_trials ENABLE ALWAYS TRIGGER rule_trials_stay;
ALTER TABLE rule_dry_runs ENABLE ALWAYS TRIGGER rule_dry_runs_guard;

-- +goose Down
