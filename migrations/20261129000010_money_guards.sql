-- What ent does not declare about money that is undone and moved: the values of widened lists, what may change in rows of money,
-- what ends for good, and what the serving role may do.

-- +goose Up

ALTER TABLE deposits DROP CONSTRAINT deposits_status, ADD CONSTRAINT deposits_status
    CHECK (status IN ('REPORTED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN', 'RETURNED', 'APPLIED', 'UNAPPLIED')) NOT VALID;
ALTER TABLE deposits VALIDATE CONSTRAINT deposits_status;
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_kind, ADD CONSTRAINT ledger_entries_kind
    CHECK (kind IN ('OPENING', 'DEPOSIT', 'REFUND', 'COMPLETION', 'APPLY', 'REVERSAL')) NOT VALID;
ALTER TABLE ledger_entries VALIDATE CONSTRAINT ledger_entries_kind;

-- These serve the same reads as wider ones that came.
DROP INDEX deposit_house_account_id_bank_reference;
DROP INDEX posting_account_id_id;

-- +goose StatementBegin
-- normal_reference is domain.NormalReference in SQL; a test compares the two.
CREATE FUNCTION normal_reference(reference text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(nullif(ltrim(upper(replace(reference, '-', '')), '0'), ''), '0')
$$;

-- The spelling by which numbers are compared is the database's word, whoever writes; the previous program knows no such column.
CREATE FUNCTION spell_reference() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.normal_reference := normal_reference(NEW.bank_reference);
    RETURN NEW;
END
$$;

-- changed_besides names the columns of a row that changed and were not to. It compares whole rows, so that a column which comes
-- later is guarded until somebody says otherwise.
CREATE FUNCTION changed_besides(before jsonb, after jsonb, allowed text[]) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT string_agg(key, ', ' ORDER BY key) FROM jsonb_each(after) WHERE value IS DISTINCT FROM before -> key AND key <> ALL (allowed)
$$;

-- A deposit moves between these states only, and each step writes what belongs to it (areas.md F18). What an operation exchanged
-- stands, and nothing begins to count for what ended.
CREATE FUNCTION guard_deposit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    step    text   := OLD.status || ' to ' || NEW.status;
    decided text[] := ARRAY['status', 'counted', 'decided_at', 'decided_by'];
    ended   text   := (SELECT status FROM operations WHERE id = OLD.operation_id AND status IN ('COMPLETED', 'CANCELED', 'EXPIRED'));
    allowed text[] := CASE
        WHEN step = 'REPORTED to REPORTED' THEN ARRAY['counted', 'lapsed_at']
        WHEN step = 'CONFIRMED to CONFIRMED' THEN ARRAY['counted']
        WHEN OLD.status = NEW.status THEN ARRAY[]::text[]
        WHEN step = 'REPORTED to CONFIRMED' THEN decided || ARRAY['house_account_id', 'reference_overridden', 'override_reason', 'lapsed_at']
        WHEN step = 'REPORTED to REJECTED' THEN decided || ARRAY['reject_reason']
        WHEN step = 'REPORTED to WITHDRAWN' THEN decided
        WHEN step = 'CONFIRMED to REPORTED' THEN decided || ARRAY['reference_overridden', 'override_reason']
        WHEN step = 'CONFIRMED to RETURNED' THEN ARRAY['status', 'counted', 'returned_at', 'refund_account_id', 'refund_reference']
        WHEN step IN ('CONFIRMED to APPLIED', 'APPLIED to CONFIRMED', 'CONFIRMED to UNAPPLIED') THEN ARRAY['status', 'counted']
    END;
    changed text;
BEGIN
    IF allowed IS NULL THEN
        RAISE EXCEPTION 'deposit %: % is no step', OLD.id, step USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    changed := changed_besides(to_jsonb(OLD), to_jsonb(NEW), allowed);
    IF changed IS NOT NULL THEN
        RAISE EXCEPTION 'deposit %: % never change by %', OLD.id, changed, step USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF ended = 'COMPLETED' AND OLD.counted AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'deposit % was exchanged: it never changes again', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF ended IS NOT NULL AND NEW.counted AND NOT OLD.counted THEN
        RAISE EXCEPTION 'deposit % counts for nothing: its operation is %', OLD.id, ended USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A payout never changes; it is void once, before its operation exchanges it, and what went out by mistake comes back once.
CREATE FUNCTION guard_payout() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    changed text := changed_besides(to_jsonb(OLD), to_jsonb(NEW), CASE
        WHEN OLD.voided_at IS NULL THEN ARRAY['voided_at', 'voided_by', 'void_reason']
        WHEN OLD.void_reason = 'WRONG_DATA' AND OLD.sent_back_at IS NULL THEN ARRAY['sent_back_at', 'sent_back_by']
        ELSE ARRAY[]::text[] END);
BEGIN
    IF changed IS NOT NULL THEN
        RAISE EXCEPTION 'payout %: % never change', OLD.id, changed USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL AND EXISTS (SELECT FROM operations WHERE id = OLD.operation_id AND status = 'COMPLETED') THEN
        RAISE EXCEPTION 'payout % was exchanged: it stands', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- What begins for an operation that ended counts for nothing, and pays nothing.
CREATE FUNCTION guard_beginning() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ended text := (SELECT status FROM operations WHERE id = NEW.operation_id AND status IN ('COMPLETED', 'CANCELED', 'EXPIRED'));
BEGIN
    IF ended IS NOT NULL AND (TG_TABLE_NAME = 'payouts' OR (to_jsonb(NEW) ->> 'counted')::boolean) THEN
        RAISE EXCEPTION 'row % of % comes too late: its operation is %', NEW.id, TG_TABLE_NAME, ended
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- An operation that ends without its exchange gives its money free (areas.md F4).
CREATE FUNCTION check_ending() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM deposits WHERE operation_id = NEW.id AND counted AND status IN ('REPORTED', 'CONFIRMED')) THEN
        RAISE EXCEPTION 'operation % is % and money still counts for it', NEW.code, NEW.status USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

-- A row that ends once: OLD.ended is null, and nothing but the columns of its end may change. The trigger names them; the first is
-- the one that tells whether it ended.
CREATE FUNCTION guard_once() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    allowed text[] := CASE WHEN to_jsonb(OLD) ->> TG_ARGV[0] IS NULL THEN TG_ARGV ELSE ARRAY[]::text[] END;
    changed text   := changed_besides(to_jsonb(OLD), to_jsonb(NEW), allowed);
BEGIN
    IF changed IS NOT NULL THEN
        RAISE EXCEPTION 'row % of %: % never change', OLD.id, TG_TABLE_NAME, changed USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- An operation that ended changes in three things alone: each event raises its version by one, and somebody may look after money
-- that came late (areas.md F17).
CREATE FUNCTION guard_ended_operation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    changed text := changed_besides(to_jsonb(OLD), to_jsonb(NEW), ARRAY['updated_at', 'version', 'operator_id', 'expires_at']);
BEGIN
    IF changed IS NOT NULL THEN
        RAISE EXCEPTION 'operation % is %: it never changes again (%)', OLD.code, OLD.status, changed
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
        RAISE EXCEPTION 'operation %: the version goes from % to %', OLD.code, OLD.version, NEW.version
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.expires_at IS NOT NULL THEN
        RAISE EXCEPTION 'operation % is %: it has no deadline', OLD.code, OLD.status USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A completed operation has exactly its money (class of pain P-01): confirmed deposits, payouts that are not void, and the entry.
CREATE OR REPLACE FUNCTION check_completion() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    buys boolean := NEW.side = 'HOUSE_BUYS_USD';
    due numeric := CASE WHEN buys THEN NEW.usd ELSE NEW.pen END;
    payable numeric := CASE WHEN buys THEN NEW.pen ELSE NEW.usd END;
BEGIN
    IF due IS DISTINCT FROM (SELECT sum(amount) FROM deposits WHERE operation_id = NEW.id AND counted AND status = 'CONFIRMED') THEN
        RAISE EXCEPTION 'operation % is completed without its deposit', NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF payable IS DISTINCT FROM (SELECT sum(amount) FROM payouts WHERE operation_id = NEW.id AND voided_at IS NULL) THEN
        RAISE EXCEPTION 'operation % is completed without its payout', NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM ledger_entries WHERE kind = 'COMPLETION' AND source = NEW.id::text) THEN
        RAISE EXCEPTION 'operation % is completed without its ledger entry', NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER deposits_spell BEFORE INSERT ON deposits FOR EACH ROW EXECUTE FUNCTION spell_reference();
CREATE TRIGGER payouts_spell BEFORE INSERT ON payouts FOR EACH ROW EXECUTE FUNCTION spell_reference();
CREATE TRIGGER deposits_begin BEFORE INSERT ON deposits FOR EACH ROW EXECUTE FUNCTION guard_beginning();
CREATE TRIGGER payouts_begin BEFORE INSERT ON payouts FOR EACH ROW EXECUTE FUNCTION guard_beginning();
CREATE CONSTRAINT TRIGGER operations_ending AFTER UPDATE OF status ON operations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.status IN ('CANCELED', 'EXPIRED') AND OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION check_ending();
CREATE TRIGGER deposits_guard BEFORE UPDATE ON deposits FOR EACH ROW EXECUTE FUNCTION guard_deposit();
CREATE TRIGGER payouts_guard BEFORE UPDATE ON payouts FOR EACH ROW EXECUTE FUNCTION guard_payout();
CREATE TRIGGER proofs_guard BEFORE UPDATE ON proofs FOR EACH ROW EXECUTE FUNCTION guard_once('retired_at');
CREATE TRIGGER holds_guard BEFORE UPDATE ON holds FOR EACH ROW EXECUTE FUNCTION guard_once('released_at', 'released_by');
CREATE TRIGGER deposit_confirmations_guard BEFORE UPDATE ON deposit_confirmations
    FOR EACH ROW EXECUTE FUNCTION guard_once('undone_at', 'undone_by', 'undone_reason');
DROP TRIGGER operations_end_is_final ON operations;
DROP FUNCTION refuse_leaving_end();
CREATE TRIGGER operations_end_is_final BEFORE UPDATE ON operations FOR EACH ROW
    WHEN (OLD.status IN ('COMPLETED', 'CANCELED', 'EXPIRED')) EXECUTE FUNCTION guard_ended_operation();

-- Nothing that touches money is deleted, by anybody.
-- +goose StatementBegin
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['operations', 'deposits', 'payouts', 'proofs', 'holds', 'deposit_confirmations'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change()',
            name || '_stay', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_stay');
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name,
            CASE name WHEN 'operations' THEN 'operations_end_is_final' ELSE name || '_guard' END);
    END LOOP;
END
$$;
-- +goose StatementEnd

GRANT SELECT, INSERT ON deposit_confirmations TO qoricash_app;
GRANT UPDATE (undone_at, undone_by, undone_reason) ON deposit_confirmations TO qoricash_app;
GRANT UPDATE (lapsed_at, reference_overridden, override_reason) ON deposits TO qoricash_app;
GRANT UPDATE (void_reason, voided_at, voided_by, sent_back_at, sent_back_by) ON payouts TO qoricash_app;
GRANT UPDATE (retired_at) ON proofs TO qoricash_app;
GRANT UPDATE (window_ends_at, clock_stopped_at, believed_at, windows_renewed, seen_by, return_note, named_operator_id) ON operations TO qoricash_app;
GRANT INSERT (version) ON ledger_entries TO qoricash_app;

-- +goose Down
