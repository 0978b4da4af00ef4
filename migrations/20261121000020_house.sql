-- What ent does not declare: the number of operations, the order and the guards of the books, idempotency keys, leases and
-- runs of jobs, the rows that every house begins with, and what the serving role may do.

-- +goose Up

-- Never reused; gaps are allowed (decisions.md, Lifecycle).
CREATE SEQUENCE operation_numbers START 1001;

-- +goose StatementBegin
CREATE FUNCTION newest_event_epoch() RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT max(epoch) FROM event_epochs
$$;
-- +goose StatementEnd

-- The order in which evidence is sealed: the same key as that of events.
ALTER TABLE ledger_entries
    ADD COLUMN epoch integer NOT NULL DEFAULT newest_event_epoch(),
    ADD COLUMN tx xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE audit_entries
    ADD COLUMN epoch integer NOT NULL DEFAULT newest_event_epoch(),
    ADD COLUMN tx xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE UNIQUE INDEX ledger_entries_order ON ledger_entries (epoch, tx, id);
CREATE UNIQUE INDEX audit_entries_order ON audit_entries (epoch, tx, id);

-- A posting joins an entry of its own transaction only, in the currency of its account. So the sums need checking once
-- per entry, at commit.
-- +goose StatementBegin
CREATE FUNCTION check_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_entries WHERE id = NEW.entry_id AND tx = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'posting on entry % of another transaction', NEW.entry_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM ledger_accounts WHERE id = NEW.account_id AND currency = NEW.currency) THEN
        RAISE EXCEPTION 'posting in % on an account of another currency', NEW.currency USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION check_entry_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lines bigint;
    unbalanced text;
BEGIN
    SELECT count(*), min(currency) FILTER (WHERE total <> 0) INTO lines, unbalanced
    FROM (SELECT currency, sum(amount) AS total FROM postings WHERE entry_id = NEW.id GROUP BY currency) sums;
    IF lines = 0 THEN
        RAISE EXCEPTION 'entry % has no postings', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF unbalanced IS NOT NULL THEN
        RAISE EXCEPTION 'entry % does not balance in %', NEW.id, unbalanced USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

-- A completed operation has exactly its money (class of pain P-01): confirmed deposits, payouts and the entry agree.
CREATE FUNCTION check_completion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    buys boolean := NEW.side = 'HOUSE_BUYS_USD';
    due numeric := CASE WHEN buys THEN NEW.usd ELSE NEW.pen END;
    payable numeric := CASE WHEN buys THEN NEW.pen ELSE NEW.usd END;
BEGIN
    IF due IS DISTINCT FROM (SELECT sum(amount) FROM deposits WHERE operation_id = NEW.id AND counted AND status = 'CONFIRMED') THEN
        RAISE EXCEPTION 'operation % is completed without its deposit', NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF payable IS DISTINCT FROM (SELECT sum(amount) FROM payouts WHERE operation_id = NEW.id) THEN
        RAISE EXCEPTION 'operation % is completed without its payout', NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM ledger_entries WHERE kind = 'COMPLETION' AND source = NEW.id::text) THEN
        RAISE EXCEPTION 'operation % is completed without its ledger entry', NEW.code USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

-- The end of an operation is final, whoever writes.
CREATE FUNCTION refuse_leaving_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'operation % is %: it never changes again', OLD.code, OLD.status USING ERRCODE = 'integrity_constraint_violation';
END
$$;
-- +goose StatementEnd

CREATE TRIGGER postings_check BEFORE INSERT ON postings FOR EACH ROW EXECUTE FUNCTION check_posting();
CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry_balance();
CREATE CONSTRAINT TRIGGER operations_completion AFTER INSERT OR UPDATE OF status ON operations
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'COMPLETED') EXECUTE FUNCTION check_completion();
CREATE TRIGGER operations_end_is_final BEFORE UPDATE OF status, usd, pen, rate, side ON operations FOR EACH ROW
    WHEN (OLD.status IN ('COMPLETED', 'CANCELED', 'EXPIRED')
        AND (OLD.status, OLD.usd, OLD.pen, OLD.rate, OLD.side) IS DISTINCT FROM (NEW.status, NEW.usd, NEW.pen, NEW.rate, NEW.side))
    EXECUTE FUNCTION refuse_leaving_end();

-- +goose StatementBegin
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['ledger_entries', 'postings', 'audit_entries', 'base_rates', 'public_rates'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change()',
            name || '_append_only', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_append_only');
    END LOOP;
END
$$;
-- +goose StatementEnd

CREATE TABLE idempotency_keys (
    actor       text        NOT NULL,
    mutation    text        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL CHECK (octet_length(fingerprint) = 32),
    result      jsonb       NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (actor, mutation, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

CREATE TABLE leases (
    name       text        PRIMARY KEY,
    holder     text        NOT NULL,
    -- Grows with every new holder, so that a holder that lost the lease is told apart.
    term       bigint      NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE TABLE job_runs (
    schedule    text        NOT NULL,
    fire_at     timestamptz NOT NULL,
    holder      text        NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,
    outcome     text,
    PRIMARY KEY (schedule, fire_at)
);
CREATE INDEX job_runs_age ON job_runs (started_at);

-- The accounts that are not banks, one per currency.
INSERT INTO ledger_accounts (id, created_at, kind, currency, name, pcge_code)
SELECT gen_random_uuid(), clock_timestamp(), kind, currency, name || ' ' || currency, pcge
FROM (VALUES ('CLIENT_FUNDS', 'Fondos de clientes', '4699'), ('POSITION', 'Posición de cambio', '3599'), ('FEES', 'Comisiones', '6391'),
    ('ROUNDING', 'Redondeo', '6762'), ('RESULT', 'Resultado cambiario', '7711'), ('OPENING', 'Saldos de apertura', '591')) AS k (kind, name, pcge),
    (VALUES ('PEN'), ('USD')) AS c (currency);

-- The owner of self-registered clients. It has no password: nobody signs in as the house.
INSERT INTO users (id, created_at, name, email, password_hash, role, status, is_house)
VALUES ('00000000-0000-7000-8000-000000000001', clock_timestamp(), 'La Casa', 'casa@localhost', '', 'TRADER', 'ACTIVE', true);

-- What the serving role may do: read and add; change only what changes by design; delete nothing that is evidence.
GRANT USAGE ON SEQUENCE operation_numbers TO qoricash_app;
GRANT SELECT ON holidays, ledger_accounts, house_accounts TO qoricash_app;
GRANT INSERT ON ledger_accounts, house_accounts, holidays TO qoricash_app;
GRANT UPDATE (holder, active) ON house_accounts TO qoricash_app;
GRANT DELETE ON holidays TO qoricash_app;
GRANT SELECT, INSERT ON users, permission_grants, clients, bank_accounts, sessions, files, base_rates, public_rates, quotes, operations,
    deposits, payouts, proofs, holds, notes, note_reads, postings TO qoricash_app;
GRANT SELECT ON ledger_entries, audit_entries TO qoricash_app;
GRANT INSERT (kind, source, operation_id, business_date, recorded_at, reverses, mac) ON ledger_entries TO qoricash_app;
GRANT INSERT (at, actor_kind, actor_id, actor_role, action, object_kind, object_id, changes, address, user_agent, request_id, mac)
    ON audit_entries TO qoricash_app;
GRANT UPDATE (name, email, dni, password_hash, role, status) ON users TO qoricash_app;
GRANT DELETE ON permission_grants TO qoricash_app;
GRANT UPDATE (full_name, email, phone, password_hash, status, kyc_status, owner_id, parallel_operations, updated_at) ON clients TO qoricash_app;
GRANT UPDATE (removed_at) ON bank_accounts TO qoricash_app;
GRANT UPDATE (seen_at, idle_expires_at, ended_at, end_reason) ON sessions TO qoricash_app;
GRANT UPDATE (used_at) ON quotes TO qoricash_app;
GRANT UPDATE (version, status, fixed_currency, usd, pen, rate, public_rate, base_rate, discount_pips, negotiated, operator_id, quote_id,
    expires_at, in_process_at, completed_at, ended_at, cancel_reason, cancel_note, business_date, updated_at) ON operations TO qoricash_app;
GRANT UPDATE (status, counted, house_account_id, decided_at, decided_by, reject_reason, returned_at, refund_account_id, refund_reference)
    ON deposits TO qoricash_app;
GRANT UPDATE (released_at, released_by) ON holds TO qoricash_app;
GRANT SELECT, INSERT, DELETE ON idempotency_keys TO qoricash_app;
GRANT SELECT, INSERT, UPDATE ON leases TO qoricash_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON job_runs TO qoricash_app;

-- +goose Down
