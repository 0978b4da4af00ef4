-- Alerts, cases, reports of suspicious operations and the register of operations. What was found, noted, decided and registered is added and never
-- changed; the instant from which the term of a report runs is set once; a case moves as domain.CaseState says; a sealed month takes no row.

-- +goose Up
CREATE SEQUENCE alert_numbers START 1;
CREATE SEQUENCE case_numbers START 1;
GRANT USAGE ON SEQUENCE alert_numbers, case_numbers TO qoricash_app;

REVOKE ALL ON alerts, alert_findings, alert_notes, compliance_cases, case_steps, suspicious_reports, register_rows, register_seals FROM qoricash_app;
GRANT SELECT, INSERT ON alerts, alert_findings, alert_notes, compliance_cases, case_steps, suspicious_reports, register_rows, register_seals TO qoricash_app;
GRANT UPDATE (status, owner_id, taken_at, due_at, overdue_told_at, resolution, resolution_note, resolved_by, resolved_at, case_id) ON alerts TO qoricash_app;
GRANT UPDATE (state, overdue_told_at, t0, t0_by, report_due_at, alarms) ON compliance_cases TO qoricash_app;
GRANT UPDATE (draft, drafted_by, updated_at, filed_at, filed_by, rosel_number, receipt_file_id) ON suspicious_reports TO qoricash_app;

INSERT INTO role_permissions (role, permission) VALUES ('MASTER', 'alerts.read'), ('MASTER', 'alerts.resolve'), ('MIDDLE_OFFICE', 'alerts.read'),
    ('MIDDLE_OFFICE', 'alerts.resolve');
INSERT INTO permission_set_permissions (permission_set, permission) VALUES
    ('OFFICER', 'alerts.read'), ('OFFICER', 'alerts.resolve'), ('OFFICER', 'compliance.officer'),
    ('ALTERNATE', 'alerts.read'), ('ALTERNATE', 'alerts.resolve'), ('ALTERNATE', 'compliance.alternate') ON CONFLICT DO NOTHING;

ALTER TABLE parameters DROP CONSTRAINT parameters_key, ADD CONSTRAINT parameters_key CHECK (key IN (
    'BUSINESS_HOURS', 'SPREAD_PIPS', 'NEGOTIATION_BAND_PIPS', 'RATE_WARN_BASIS_POINTS', 'RATE_REJECT_BASIS_POINTS',
    'RATE_MAX_AGE', 'PRICING_PAUSED', 'QUOTE_TTL', 'DEPOSIT_WINDOW', 'DEPOSIT_PART_GRACE', 'DEPOSIT_UNPROVEN', 'SELF_SERVICE_MIN_USD',
    'SELF_SERVICE_MAX_USD', 'DESK_MIN_USD', 'TRADER_EXPOSURE_USD', 'PERSON_LIMIT_USD', 'PERSON_LIMIT_OPERATIONS', 'COMPANY_LIMIT_USD',
    'COMPANY_LIMIT_OPERATIONS', 'KYC_STRICT', 'KYC_FOUR_EYES', 'REWARD_EARN_PIPS', 'REWARD_REDEEM_PIPS', 'REWARD_MIN_USD',
    'COUPON_PIPS', 'COUPON_MAX_USD', 'DISCOUNT_CAP_PIPS', 'TIER_1_USD', 'TIER_1_PIPS', 'TIER_2_USD', 'TIER_2_PIPS',
    'TIER_3_USD', 'TIER_3_PIPS', 'INVOICING_FROM', 'RISK_MEDIUM_FROM', 'RISK_HIGH_FROM', 'RISK_CRITICAL_FROM',
    'SIMPLIFIED_DUE_DILIGENCE', 'EXPOSURE_YEARS', 'ALERT_TRIAGE_DAYS', 'ALERT_ANALYSIS_DAYS', 'SUSPICIOUS_REPORT_TERM', 'REGISTER_SINGLE_USD',
    'REGISTER_MONTH_USD'));
INSERT INTO four_eyes_parameters (key) VALUES ('ALERT_TRIAGE_DAYS'), ('ALERT_ANALYSIS_DAYS'), ('SUSPICIOUS_REPORT_TERM'), ('REGISTER_SINGLE_USD'),
    ('REGISTER_MONTH_USD');

ALTER TABLE files DROP CONSTRAINT files_purpose, ADD CONSTRAINT files_purpose
    CHECK (purpose IN ('DEPOSIT_PROOF', 'PAYOUT_PROOF', 'CLIENT_DOCUMENT', 'DATA_EXPORT', 'INVOICE_PDF', 'INVOICE_XML', 'INVOICE_CDR', 'COMPLIANCE_DOCUMENT'));

-- An alert is new, then in review, then ended for good.
-- +goose StatementBegin
CREATE FUNCTION guard_alert() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'NEW' THEN
            RAISE EXCEPTION 'an alert begins as a new one' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.status NOT IN ('NEW', 'IN_REVIEW') OR OLD.status = 'IN_REVIEW' AND NEW.status = 'NEW' OR OLD.status = 'NEW' AND NEW.status NOT IN ('NEW', 'IN_REVIEW') THEN
        RAISE EXCEPTION 'alert % does not go from % to %', OLD.code, OLD.status, NEW.status USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.status IN ('RESOLVED', 'FALSE_ALARM', 'ESCALATED') AND NEW.resolved_by IS DISTINCT FROM OLD.owner_id THEN
        RAISE EXCEPTION 'alert % is ended by who took it', OLD.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.case_id IS NOT NULL AND NOT EXISTS (SELECT FROM compliance_cases WHERE id = NEW.case_id AND client_id = NEW.client_id) THEN
        RAISE EXCEPTION 'alert % is about another client than its case', OLD.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A case is decided by who holds an office of compliance, with its grounds in the same transaction; T0 and the end of its term never change.
CREATE FUNCTION guard_compliance_case() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'ANALYSIS' OR NEW.t0 IS NOT NULL OR NEW.alarms <> 0 THEN
            RAISE EXCEPTION 'a case begins with its analysis' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.t0 IS NOT NULL AND (NEW.t0, NEW.t0_by, NEW.report_due_at) IS DISTINCT FROM (OLD.t0, OLD.t0_by, OLD.report_due_at) THEN
        RAISE EXCEPTION 'T0 of case % is what it was', OLD.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.alarms < OLD.alarms THEN
        RAISE EXCEPTION 'the alarms of case % were told', OLD.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = OLD.state AND NEW.t0 IS NOT DISTINCT FROM OLD.t0 THEN
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN (('ANALYSIS', 'UNUSUAL'), ('ANALYSIS', 'SUSPICIOUS'), ('ANALYSIS', 'NOT_UNUSUAL'), ('UNUSUAL', 'SUSPICIOUS'),
        ('UNUSUAL', 'NOT_UNUSUAL'), ('SUSPICIOUS', 'NOT_UNUSUAL'), ('DRAFTED', 'NOT_UNUSUAL'), ('NOT_UNUSUAL', 'UNUSUAL'), ('NOT_UNUSUAL', 'SUSPICIOUS'),
        ('SUSPICIOUS', 'DRAFTED'), ('DRAFTED', 'FILED')) THEN
        RAISE EXCEPTION 'case % does not go from % to %', OLD.code, OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.t0 IS NULL AND NEW.t0 IS NOT NULL AND NEW.state <> 'SUSPICIOUS' THEN
        RAISE EXCEPTION 'T0 of case % is when it is called suspicious', OLD.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM case_steps s JOIN users u ON u.id = s.actor_id JOIN permission_set_grants g ON g.user_id = u.id
        WHERE s.case_id = NEW.id AND s.from_state = OLD.state AND s.to_state = NEW.state AND s.made_tx = pg_current_xact_id()
            AND u.status = 'ACTIVE' AND g.permission_set IN ('OFFICER', 'ALTERNATE')) THEN
        RAISE EXCEPTION 'case % is decided by the officer or the alternate, with grounds', OLD.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state IN ('DRAFTED', 'FILED') AND NOT EXISTS (SELECT FROM suspicious_reports WHERE case_id = NEW.id AND (NEW.state = 'DRAFTED' OR filed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'case % has no such report', OLD.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- What was filed stays as it was filed.
CREATE FUNCTION guard_suspicious_report() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.filed_at IS NOT NULL THEN
        RAISE EXCEPTION 'the report of case % was filed', OLD.case_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A row says of its operation what is so, in a month that is open; a contra-entry takes back a row with the same figures.
CREATE FUNCTION guard_register_row() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM register_seals WHERE month >= NEW.month) THEN
        RAISE EXCEPTION 'the register of % is sealed', NEW.month USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM operations o WHERE o.id = NEW.operation_id AND o.client_id = NEW.client_id AND o.status = 'COMPLETED' AND o.side = NEW.side
        AND o.usd = NEW.usd AND o.pen = NEW.pen AND o.rate = NEW.rate AND (o.completed_at AT TIME ZONE 'America/Lima')::date = NEW.business_date) THEN
        RAISE EXCEPTION 'the register says of operation % what is not so', NEW.operation_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT FROM register_rows r WHERE r.id = NEW.reverses_id AND r.reverses_id IS NULL
        AND r.operation_id = NEW.operation_id AND r.kind = NEW.kind) THEN
        RAISE EXCEPTION 'a contra-entry takes back a row of its operation' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- Months are sealed one after the other, with the rows that they have, once they are over.
CREATE FUNCTION guard_register_seal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXTRACT(DAY FROM NEW.month) <> 1 OR EXISTS (SELECT FROM register_seals WHERE month >= NEW.month)
        OR NEW.month + interval '1 month' > NEW.created_at AT TIME ZONE 'America/Lima'
        OR NEW.row_count <> (SELECT count(*) FROM register_rows WHERE month = NEW.month) THEN
        RAISE EXCEPTION 'the register of % is not sealed so', NEW.month USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- While the term of a report runs the house has somebody who can file it (areas.md E45).
CREATE FUNCTION guard_last_officer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.permission_set IN ('OFFICER', 'ALTERNATE') AND EXISTS (SELECT FROM compliance_cases WHERE state IN ('SUSPICIOUS', 'DRAFTED'))
        AND NOT EXISTS (SELECT FROM permission_set_grants g JOIN users u ON u.id = g.user_id
            WHERE g.id <> OLD.id AND g.permission_set IN ('OFFICER', 'ALTERNATE') AND u.status = 'ACTIVE') THEN
        RAISE EXCEPTION 'the last holder of an office of compliance stays' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$;
-- +goose StatementEnd

ALTER TABLE case_steps ADD COLUMN made_tx xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE TRIGGER alerts_guard BEFORE INSERT OR UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION guard_alert();
CREATE TRIGGER compliance_cases_guard BEFORE INSERT OR UPDATE ON compliance_cases FOR EACH ROW EXECUTE FUNCTION guard_compliance_case();
CREATE TRIGGER suspicious_reports_guard BEFORE UPDATE ON suspicious_reports FOR EACH ROW EXECUTE FUNCTION guard_suspicious_report();
CREATE TRIGGER register_rows_guard BEFORE INSERT ON register_rows FOR EACH ROW EXECUTE FUNCTION guard_register_row();
CREATE TRIGGER register_seals_guard BEFORE INSERT ON register_seals FOR EACH ROW EXECUTE FUNCTION guard_register_seal();
CREATE TRIGGER permission_set_grants_last_officer BEFORE DELETE ON permission_set_grants FOR EACH ROW EXECUTE FUNCTION guard_last_officer();
CREATE TRIGGER alerts_stay BEFORE DELETE OR TRUNCATE ON alerts FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER compliance_cases_stay BEFORE DELETE OR TRUNCATE ON compliance_cases FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER suspicious_reports_stay BEFORE DELETE OR TRUNCATE ON suspicious_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER alert_findings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_findings FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER alert_notes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_notes FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER case_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER register_rows_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_rows FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER register_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_seals FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();

ALTER TABLE compliance_cases ENABLE ALWAYS TRIGGER compliance_cases_guard;
ALTER TABLE compliance_cases ENABLE ALWAYS TRIGGER compliance_cases_stay;
ALTER TABLE case_steps ENABLE ALWAYS TRIGGER case_steps_append_only;
ALTER TABLE register_rows ENABLE ALWAYS TRIGGER register_rows_append_only;
ALTER TABLE register_seals ENABLE ALWAYS TRIGGER register_seals_append_only;

-- +goose Down
