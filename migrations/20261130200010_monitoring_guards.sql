-- The rules of monitoring. What the house begins with is in force at once; whatever comes after it was tried on 90 days of history and confirmed by
-- a second person. What rules said is evidence.

-- +goose Up
REVOKE ALL ON monitoring_rules, rule_dry_runs, transaction_monitorings, rule_evaluations, client_features FROM qoricash_app;
GRANT SELECT, INSERT, UPDATE (state, active_from, retired_at) ON monitoring_rules TO qoricash_app;
GRANT SELECT, INSERT ON rule_dry_runs, transaction_monitorings, rule_evaluations TO qoricash_app;
GRANT SELECT, INSERT, UPDATE (created, created_usd, lost, lost_usd, completed, completed_usd) ON client_features TO qoricash_app;

INSERT INTO monitoring_rules (id, created_at, code, version, numbers, action, severity, state, reason, active_from)
SELECT gen_random_uuid(), '2026-01-01T00:00:00Z', code, 1, numbers::jsonb, action, severity, 'ACTIVE', 'Regla con la que empieza la casa.', '2026-01-01T00:00:00Z'
FROM (VALUES
    ('CRITICAL_AMOUNT', '{"FROM":{"amount":"100000.00"}}', 'DETECT', 'CRITICAL'),
    ('HIGH_AMOUNT', '{"FROM":{"amount":"50000.00"}}', 'DETECT', 'HIGH'),
    ('HIGH_FREQUENCY', '{"ABOVE":{"integer":3}}', 'DETECT', 'MEDIUM'),
    ('UNUSUAL_DEVIATION', '{"COMPLETED":{"integer":3},"PERCENT":{"integer":200}}', 'DETECT', 'MEDIUM'),
    ('PEP_CLIENT', '{}', 'DETECT', 'HIGH'),
    ('RESTRICTIVE_LIST', '{}', 'DETECT', 'CRITICAL'),
    ('STRUCTURING', '{"COMPANY_WEEK":{"integer":12},"IN_A_DAY":{"integer":3},"IN_A_WEEK":{"integer":7},"THRESHOLD":{"amount":"10000.00"}}', 'DETECT', 'HIGH'),
    ('TM01', '{"FROM_PERCENT":{"integer":60},"IN_A_DAY":{"integer":3},"IN_A_WEEK":{"integer":4},"THRESHOLD_1":{"amount":"5000.00"},"THRESHOLD_2":{"amount":"200.00"},"THRESHOLD_3":{"amount":"1000.00"}}', 'DETECT', 'HIGH'),
    ('TM03', '{"COMPANY":{"amount":"400000.00"},"DAYS":{"integer":30},"PERSON":{"amount":"40000.00"}}', 'DETECT', 'MEDIUM'),
    ('TM04', '{"DEVIATIONS":{"integer":3},"IN_A_DAY":{"integer":3},"IN_A_WEEK":{"integer":10},"LEAST":{"integer":7},"WEEKS":{"integer":8}}', 'DETECT', 'MEDIUM'),
    ('TM05', '{"DISTANCE":{"integer":4},"HISTORY":{"integer":5},"INCOMES":{"integer":3},"LEAST":{"amount":"3000.00"},"TIMES":{"integer":4}}', 'DETECT', 'MEDIUM'),
    ('TM06', '{"ABOVE":{"amount":"5000.00"},"HISTORY":{"integer":5},"SILENCE":{"integer":180}}', 'DETECT', 'HIGH'),
    ('TM07', '{"DAYS":{"integer":7},"FROM":{"amount":"5000.00"}}', 'DETECT', 'MEDIUM'),
    ('TM11', '{"HOURS":{"integer":72},"LEAST":{"amount":"500.00"},"PERCENT":{"integer":5}}', 'DETECT', 'HIGH'),
    ('TM12', '{}', 'DETECT', 'LOW'),
    ('TM02', '{"CLIENTS":{"integer":3},"DAYS":{"integer":7},"REFERRED":{"integer":8},"THRESHOLD":{"amount":"5000.00"}}', 'DETECT', 'HIGH'),
    ('TM08', '{"LIKENESS":{"integer":85}}', 'HOLD', 'HIGH'),
    ('TM09', '{"ACCOUNTS":{"integer":3},"DAYS":{"integer":30}}', 'DETECT', 'HIGH'),
    ('TM17', '{"AGENCIES":{"integer":2}}', 'DETECT', 'HIGH'),
    ('TM18', '{"CLIENTS":{"integer":2}}', 'DETECT', 'MEDIUM'),
    ('TM20', '{}', 'DETECT', 'CRITICAL'),
    ('TM13', '{}', 'DETECT', 'MEDIUM'),
    ('TM14', '{"ABOVE":{"amount":"5000.00"},"OLDER":{"integer":75},"YOUNGER":{"integer":21}}', 'DETECT', 'MEDIUM'),
    ('TM15', '{"MONTHS":{"integer":6}}', 'DETECT', 'HIGH'),
    ('TM16', '{"DAYS":{"integer":30},"TIMES":{"integer":2}}', 'DETECT', 'HIGH'),
    ('TM19', '{"FROM":{"amount":"1000.00"}}', 'DETECT', 'MEDIUM'),
    ('TM21', '{}', 'DETECT', 'HIGH'),
    ('TM22', '{}', 'BLOCK', 'CRITICAL'),
    ('TM10', '{"DAYS":{"integer":30},"MULTIPLE":{"amount":"1000.00"},"OPERATIONS":{"integer":5}}', 'DETECT', 'LOW')
) AS rules (code, numbers, action, severity);

-- The days of the clients of before.
INSERT INTO client_features (id, client_id, day, created, created_usd, lost, lost_usd, completed, completed_usd)
SELECT gen_random_uuid(), client_id, (created_at AT TIME ZONE 'America/Lima')::date, count(*), sum(usd),
    count(*) FILTER (WHERE status IN ('CANCELED', 'EXPIRED')), coalesce(sum(usd) FILTER (WHERE status IN ('CANCELED', 'EXPIRED')), 0),
    count(*) FILTER (WHERE status = 'COMPLETED'), coalesce(sum(usd) FILTER (WHERE status = 'COMPLETED'), 0)
FROM operations GROUP BY client_id, (created_at AT TIME ZONE 'America/Lima')::date;

-- A version is written as a draft, tried on 90 days, and switched on by two; it never goes back.
-- +goose StatementBegin
CREATE FUNCTION guard_monitoring_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
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
    IF (NEW.state = 'ACTIVE' OR OLD.state = 'ACTIVE' AND NOT EXISTS (SELECT FROM monitoring_rules r JOIN proposals p ON p.object_id = r.id
            WHERE r.code = NEW.code AND r.id <> NEW.id AND p.kind = 'RULE_SWITCH' AND p.decision = 'CONFIRMED' AND p.decided_by <> p.proposed_by))
        AND NOT EXISTS (SELECT FROM proposals WHERE kind = 'RULE_SWITCH' AND object_id = NEW.id AND decision = 'CONFIRMED' AND decided_by <> proposed_by) THEN
        RAISE EXCEPTION 'rule % is switched by two persons', NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER guard_monitoring_rule BEFORE INSERT OR UPDATE ON monitoring_rules FOR EACH ROW EXECUTE FUNCTION guard_monitoring_rule();
CREATE TRIGGER monitoring_rules_stay BEFORE DELETE OR TRUNCATE ON monitoring_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER rule_dry_runs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_dry_runs
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER transaction_monitorings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transaction_monitorings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER rule_evaluations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_evaluations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();

ALTER TABLE monitoring_rules ENABLE ALWAYS TRIGGER guard_monitoring_rule;
ALTER TABLE monitoring_rules ENABLE ALWAYS TRIGGER monitoring_rules_stay;
ALTER TABLE rule_dry_runs ENABLE ALWAYS TRIGGER rule_dry_runs_append_only;
ALTER TABLE transaction_monitorings ENABLE ALWAYS TRIGGER transaction_monitorings_append_only;
ALTER TABLE rule_evaluations ENABLE ALWAYS TRIGGER rule_evaluations_append_only;

-- +goose Down
