-- What holds for screening whatever the program does: runs, results and decisions are added and never changed; a hit says what it said, and changes
-- how it stands by a table of pairs; two people say that it is a match or somebody else.

-- +goose Up
REVOKE ALL ON screening_subjects, screening_runs, screening_results, screening_hits, hit_decisions, cleared_pairs FROM qoricash_app;
GRANT SELECT, INSERT ON screening_subjects, screening_runs, screening_results, screening_hits, hit_decisions, cleared_pairs TO qoricash_app;
GRANT UPDATE (snapshot, snapshot_sha, coverage, outcome, run_id, screened_at, retired_at) ON screening_subjects TO qoricash_app;
GRANT UPDATE (state, closed_at) ON screening_hits TO qoricash_app;
GRANT UPDATE (ended_at) ON cleared_pairs TO qoricash_app;

INSERT INTO role_permissions (role, permission) VALUES ('MASTER', 'screening.review'), ('MIDDLE_OFFICE', 'screening.review');

ALTER TABLE proposals DROP CONSTRAINT proposals_kind, ADD CONSTRAINT proposals_kind
    CHECK (kind IN ('KYC_APPROVE', 'KYC_REJECT', 'NEGOTIATED_RATE', 'PARAMETER_SET', 'PERMISSION_SET_GRANT', 'PERMISSION_SET_WITHDRAW', 'INVOICE_VOID',
        'DUE_DILIGENCE_OVERRIDE', 'SCREENING_TRUE_MATCH', 'SCREENING_FALSE_POSITIVE'));
INSERT INTO proposal_kinds (kind, permission) VALUES ('SCREENING_TRUE_MATCH', 'screening.review'), ('SCREENING_FALSE_POSITIVE', 'screening.review');

-- +goose StatementBegin
-- A subject stays whose it is; who is nothing to its client any more stays so.
CREATE FUNCTION guard_screening_subject() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.id, OLD.client_id, OLD.kind, OLD.ref_id, OLD.created_at) IS DISTINCT FROM (NEW.id, NEW.client_id, NEW.kind, NEW.ref_id, NEW.created_at) THEN
        RAISE EXCEPTION 'subject % of screening is whose it was', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.retired_at IS NOT NULL THEN
        RAISE EXCEPTION 'subject % of screening was retired', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.coverage IS NOT NULL AND NOT EXISTS (SELECT FROM screening_runs r WHERE r.id = NEW.run_id AND r.coverage = NEW.coverage) THEN
        RAISE EXCEPTION 'subject % of screening names a run that did not compare it', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.kind <> 'CLIENT' AND NOT EXISTS (SELECT FROM related_persons p WHERE p.id = NEW.ref_id AND p.client_id = NEW.client_id) THEN
        RAISE EXCEPTION 'subject % of screening is nobody of its client', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A hit begins open, of a result of its subject and of the content of its entry. It is decided by what two people confirmed about it in the same
-- transaction, and waits for a decision while there is a proposal.
CREATE FUNCTION guard_screening_hit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'OPEN'
            OR NOT EXISTS (SELECT FROM screening_results r JOIN screening_subjects s ON s.id = r.subject_id WHERE r.id = NEW.result_id
                AND r.subject_id = NEW.subject_id AND r.snapshot_sha = NEW.snapshot_sha AND s.client_id = NEW.client_id)
            OR NOT EXISTS (SELECT FROM list_entries e WHERE e.id = NEW.entry_id AND e.source = NEW.source AND e.content_sha = NEW.entry_sha) THEN
            RAISE EXCEPTION 'a hit begins open, of what was compared' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (to_jsonb(OLD) - 'state' - 'closed_at' - 'explanation') IS DISTINCT FROM (to_jsonb(NEW) - 'state' - 'closed_at' - 'explanation')
        OR OLD.explanation::text IS DISTINCT FROM NEW.explanation::text THEN
        RAISE EXCEPTION 'hit % says what it said', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.state, NEW.state) NOT IN (('OPEN', 'PROPOSED'), ('OPEN', 'SUPERSEDED'), ('PROPOSED', 'OPEN'), ('PROPOSED', 'SUPERSEDED'),
        ('PROPOSED', 'TRUE_MATCH'), ('PROPOSED', 'FALSE_POSITIVE')) THEN
        RAISE EXCEPTION 'hit % is % and does not become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'PROPOSED' AND NOT EXISTS (SELECT FROM proposals p WHERE p.object_kind = 'screening_hit' AND p.object_id = NEW.id AND p.decision IS NULL
        AND p.kind IN ('SCREENING_TRUE_MATCH', 'SCREENING_FALSE_POSITIVE')) THEN
        RAISE EXCEPTION 'nobody proposes anything about hit %', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state IN ('TRUE_MATCH', 'FALSE_POSITIVE') AND NOT EXISTS (SELECT FROM proposals p WHERE p.object_kind = 'screening_hit' AND p.object_id = NEW.id
        AND p.kind = 'SCREENING_' || NEW.state AND p.decision = 'CONFIRMED' AND p.four_eyes AND p.decided_by <> p.proposed_by
        AND p.decided_tx = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'hit % is decided by two persons', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_hit_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM proposals p JOIN screening_hits h ON h.id = p.object_id WHERE p.id = NEW.proposal_id AND p.object_kind = 'screening_hit'
        AND p.object_id = NEW.hit_id AND p.kind = 'SCREENING_' || NEW.verdict AND p.decision = 'CONFIRMED' AND p.four_eyes
        AND p.decided_tx = pg_current_xact_id() AND p.proposed_by = NEW.proposed_by AND p.decided_by = NEW.decided_by AND h.state = NEW.verdict
        AND p.payload -> 'reasons' = NEW.reasons) THEN
        RAISE EXCEPTION 'hit % is decided by two persons', NEW.hit_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- Two people clear a pair as they saw it, for a year; it ends once.
CREATE FUNCTION guard_cleared_pair() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR (to_jsonb(OLD) - 'ended_at') IS DISTINCT FROM (to_jsonb(NEW) - 'ended_at') THEN
            RAISE EXCEPTION 'the cleared pair % ends once', OLD.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NEW.ended_at IS NOT NULL OR NOT EXISTS (
        SELECT FROM hit_decisions d JOIN screening_hits h ON h.id = d.hit_id JOIN list_entries e ON e.id = h.entry_id JOIN proposals p ON p.id = d.proposal_id
        WHERE d.id = NEW.decision_id AND d.verdict = 'FALSE_POSITIVE' AND h.subject_id = NEW.subject_id AND h.source = NEW.source
            AND e.external_id = NEW.external_id AND h.entry_sha = NEW.entry_sha AND h.snapshot_sha = NEW.snapshot_sha
            AND p.decided_tx = pg_current_xact_id() AND NEW.expires_at <= NEW.created_at + interval '1 year 1 day') THEN
        RAISE EXCEPTION 'two persons clear a pair as they saw it' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER screening_subjects_guard BEFORE INSERT OR UPDATE ON screening_subjects FOR EACH ROW EXECUTE FUNCTION guard_screening_subject();
CREATE TRIGGER screening_subjects_kept BEFORE DELETE OR TRUNCATE ON screening_subjects FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER screening_runs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON screening_runs FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER screening_results_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON screening_results FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER screening_hits_guard BEFORE INSERT OR UPDATE ON screening_hits FOR EACH ROW EXECUTE FUNCTION guard_screening_hit();
CREATE TRIGGER screening_hits_kept BEFORE DELETE OR TRUNCATE ON screening_hits FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER hit_decisions_guard BEFORE INSERT ON hit_decisions FOR EACH ROW EXECUTE FUNCTION guard_hit_decision();
CREATE TRIGGER hit_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON hit_decisions FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();
CREATE CONSTRAINT TRIGGER screening_runs_attested AFTER INSERT ON screening_runs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION require_attestation('screening_run');
CREATE CONSTRAINT TRIGGER screening_results_attested AFTER INSERT ON screening_results DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION require_attestation('screening_result');
CREATE CONSTRAINT TRIGGER screening_hits_attested AFTER INSERT ON screening_hits DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION require_attestation('screening_hit');
CREATE CONSTRAINT TRIGGER hit_decisions_attested AFTER INSERT ON hit_decisions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION require_attestation('hit_decision');
ALTER TABLE screening_runs ENABLE ALWAYS TRIGGER screening_runs_attested;
ALTER TABLE screening_results ENABLE ALWAYS TRIGGER screening_results_attested;
ALTER TABLE screening_hits ENABLE ALWAYS TRIGGER screening_hits_attested;
ALTER TABLE hit_decisions ENABLE ALWAYS TRIGGER hit_decisions_attested;
CREATE TRIGGER cleared_pairs_guard BEFORE INSERT OR UPDATE ON cleared_pairs FOR EACH ROW EXECUTE FUNCTION guard_cleared_pair();
CREATE TRIGGER cleared_pairs_kept BEFORE DELETE OR TRUNCATE ON cleared_pairs FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();

-- +goose Down
