-- Evidence that outlives its secret, and histories that have a name.
--
-- The keys that sign evidence are rows, wrapped under a key derived from SECRET_KEY, and every signed row says which of them
-- signed it. Seals are added by a function alone, so that no row of the serving role's own stands in the way of the next one.
-- Every epoch has a random name, so that an epoch that is opened anew after the database was set back is not taken for the one
-- of the same number that is lost.

-- +goose Up

-- Keys are never removed: what a key signed is proved by it alone.
CREATE TABLE evidence_keys (
    id         smallint    PRIMARY KEY CHECK (id > 0),
    created_at timestamptz NOT NULL,
    -- RANDOM keys sign, the newest of them; a key of SECRET_KEY is what signed the rows without a key_id.
    origin     text        NOT NULL CHECK (origin IN ('RANDOM', 'SECRET_KEY')),
    -- AES-256-GCM: nonce, the key of 32 bytes, tag.
    wrapped    bytea       NOT NULL CHECK (octet_length(wrapped) = 60)
);

-- +goose StatementBegin
CREATE FUNCTION guard_evidence_key() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM evidence_keys) THEN
            RAISE EXCEPTION 'evidence key % is not the next one', NEW.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF (OLD.id, OLD.created_at, OLD.origin) IS DISTINCT FROM (NEW.id, NEW.created_at, NEW.origin) THEN
        RAISE EXCEPTION 'evidence key %: only its wrapping changes', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER evidence_keys_guard BEFORE INSERT OR UPDATE ON evidence_keys FOR EACH ROW EXECUTE FUNCTION guard_evidence_key();
CREATE TRIGGER evidence_keys_stay BEFORE DELETE OR TRUNCATE ON evidence_keys
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
ALTER TABLE evidence_keys ENABLE ALWAYS TRIGGER evidence_keys_guard;
ALTER TABLE evidence_keys ENABLE ALWAYS TRIGGER evidence_keys_stay;

REVOKE ALL ON evidence_keys FROM qoricash_app;
-- Only the owner wraps keys anew: a key whose wrapping is lost proves nothing any more.
GRANT SELECT, INSERT ON evidence_keys TO qoricash_app;

-- Null is what was signed before keys were rows, and what the previous binary signs beside this one. No foreign key: its check
-- would lock the one current key in every writing transaction, and a key that is not there is a finding of the verification.
ALTER TABLE events ADD COLUMN key_id smallint;
ALTER TABLE ledger_entries ADD COLUMN key_id smallint;
ALTER TABLE audit_entries ADD COLUMN key_id smallint;
ALTER TABLE proposals ADD COLUMN key_id smallint, ADD COLUMN decision_key_id smallint;
GRANT INSERT (key_id) ON events, ledger_entries, audit_entries, proposals TO qoricash_app;
GRANT UPDATE (decision_key_id) ON proposals TO qoricash_app;

-- As before, and the key of a proposal belongs to what never changes.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.decision IS NOT NULL THEN
        RAISE EXCEPTION 'proposal % is decided: it never changes again', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.id, OLD.created_at, OLD.kind, OLD.object_kind, OLD.object_id, OLD.payload, OLD.note, OLD.four_eyes, OLD.proposed_by, OLD.mac,
            OLD.key_id)
        IS DISTINCT FROM
       (NEW.id, NEW.created_at, NEW.kind, NEW.object_kind, NEW.object_id, NEW.payload, NEW.note, NEW.four_eyes, NEW.proposed_by, NEW.mac,
            NEW.key_id) THEN
        RAISE EXCEPTION 'proposal %: what was proposed never changes', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.decision IS NOT NULL AND NOT EXISTS (
        SELECT FROM users WHERE id = NEW.decided_by AND status = 'ACTIVE' AND role IN ('MASTER', 'MIDDLE_OFFICE')) THEN
        RAISE EXCEPTION 'proposal % is decided by somebody who may not', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.decided_tx := CASE WHEN NEW.decision IS NULL THEN NULL ELSE pg_current_xact_id() END;
    RETURN NEW;
END
$$;

-- An event of an epoch that does not run would stand before or after all others for ever, and what is read and sealed in order
-- would never come to the rest.
CREATE FUNCTION refuse_foreign_epoch() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.epoch IS DISTINCT FROM (SELECT max(epoch) FROM event_epochs) THEN
        RAISE EXCEPTION 'epoch % does not run', NEW.epoch USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER events_epoch BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION refuse_foreign_epoch();

-- The number of the seal that a seal chains to, 0 for the first of its stream. Null in seals that chain to the number before.
ALTER TABLE evidence_seals
    ADD COLUMN key_id smallint,
    ADD COLUMN former_number bigint CHECK (former_number >= 0 AND former_number < number);

-- add_evidence_seal adds a seal that could be one. Whether it is one, its MAC tells, which the database cannot judge; so this
-- keeps what is no seal from ending the sealing: its number is the next free one after the seal that it chains to, and it
-- covers as many rows as there are between the two, up to a row that exists.
-- +goose StatementBegin
CREATE FUNCTION add_evidence_seal(stream text, number bigint, former_number bigint, epoch integer, last_tx xid8, last_id bigint,
    row_count bigint, total_count bigint, chain bytea, sealed_at timestamptz, mac bytea, key_id smallint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    sealed  regclass := CASE $1 WHEN 'events' THEN 'events' WHEN 'ledger' THEN 'ledger_entries' WHEN 'audit' THEN 'audit_entries' END;
    former  evidence_seals;
    taken   bigint;
    there   boolean;
    covered bigint;
BEGIN
    IF sealed IS NULL THEN
        RAISE EXCEPTION 'there is no stream %', $1 USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('seal:' || $1, 0));
    SELECT * INTO former FROM evidence_seals s WHERE s.stream = $1 AND s.number = $3;
    IF former IS NULL AND $3 IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION 'there is no seal % of % to chain to', $3, $1 USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT count(*) INTO taken FROM evidence_seals s WHERE s.stream = $1 AND s.number > $3 AND s.number < $2;
    IF $2 <= $3 OR taken <> $2 - $3 - 1 THEN
        RAISE EXCEPTION 'seal % of % is not the next one after %', $2, $1, $3 USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE (epoch, tx, id) = ($1, $2, $3))', sealed) INTO there USING $4, $5, $6;
    IF NOT there THEN
        RAISE EXCEPTION 'seal % of % ends at no row', $2, $1 USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF former IS NULL THEN
        EXECUTE format('SELECT count(*) FROM %s WHERE (epoch, tx, id) <= ($1, $2, $3)', sealed) INTO covered USING $4, $5, $6;
    ELSE
        EXECUTE format('SELECT count(*) FROM %s WHERE (epoch, tx, id) > ($4, $5, $6) AND (epoch, tx, id) <= ($1, $2, $3)', sealed)
            INTO covered USING $4, $5, $6, former.epoch, former.last_tx, former.last_id;
    END IF;
    IF $7 IS DISTINCT FROM covered OR $8 IS DISTINCT FROM coalesce(former.total_count, 0) + covered THEN
        RAISE EXCEPTION 'seal % of % counts % rows where there are %', $2, $1, $7, covered USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO evidence_seals (stream, number, former_number, epoch, last_tx, last_id, row_count, total_count, chain, sealed_at, mac, key_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
END
$$;
-- +goose StatementEnd

REVOKE ALL ON FUNCTION add_evidence_seal(text, bigint, bigint, integer, xid8, bigint, bigint, bigint, bytea, timestamptz, bytea, smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_evidence_seal(text, bigint, bigint, integer, xid8, bigint, bigint, bigint, bytea, timestamptz, bytea, smallint)
    TO qoricash_app;
REVOKE INSERT ON evidence_seals FROM qoricash_app;

-- The random name of an epoch, and why it was opened where that was not the change of the server. Null in the epochs that were
-- opened before: the cursors that they gave out have no name in them.
ALTER TABLE event_epochs ADD COLUMN history uuid, ADD COLUMN reason text CHECK (reason <> '');

-- begin_event_epoch opens an epoch after the one that the caller takes for the newest, and answers the newest: two who see the
-- same reason at once open one. Its guarantees are those of open_event_epoch: it waits for every transaction that has written to
-- an evidence table, and holds new ones back until it commits.
-- +goose StatementBegin
CREATE FUNCTION begin_event_epoch(opened_at timestamptz, former integer, reason text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    newest  integer;
    guarded regclass;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('open_event_epoch', 0));
    FOR guarded IN
        SELECT c.oid FROM pg_class c
        JOIN pg_attribute e ON e.attrelid = c.oid AND e.attname = 'epoch' AND e.atttypid = 'integer'::regtype
        JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tx' AND t.atttypid = 'xid8'::regtype
        JOIN pg_attribute m ON m.attrelid = c.oid AND m.attname = 'mac' AND m.atttypid = 'bytea'::regtype
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        ORDER BY c.relname
    LOOP
        EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', guarded);
    END LOOP;
    SELECT max(epoch) INTO newest FROM event_epochs;
    IF newest IS NOT DISTINCT FROM $2 THEN
        INSERT INTO event_epochs (system_identifier, timeline_id, database_id, started_at, history, reason)
        VALUES ((SELECT system_identifier::text FROM pg_control_system()),
            ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer,
            (SELECT oid FROM pg_database WHERE datname = current_database()), $1, gen_random_uuid(), $3)
        RETURNING epoch INTO newest;
    END IF;
    RETURN newest;
END
$$;

-- As before, by way of begin_event_epoch: the timeline comes from the WAL position, because after a promotion
-- pg_control_checkpoint() shows the old one until the first checkpoint has ended.
CREATE OR REPLACE FUNCTION open_event_epoch(opened_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    identifier text    := (SELECT system_identifier::text FROM pg_control_system());
    timeline   integer := ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer;
    database   oid     := (SELECT oid FROM pg_database WHERE datname = current_database());
    last       event_epochs;
BEGIN
    SELECT * INTO last FROM event_epochs ORDER BY epoch DESC LIMIT 1;
    IF (last.system_identifier, last.timeline_id, last.database_id) IS NOT DISTINCT FROM (identifier, timeline, database) THEN
        RETURN last.epoch;
    END IF;
    RETURN begin_event_epoch(opened_at, last.epoch, NULL);
END
$$;
-- +goose StatementEnd

REVOKE ALL ON FUNCTION begin_event_epoch(timestamptz, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_event_epoch(timestamptz, integer, text) TO qoricash_app;

-- A house without events has told nobody a place in its history: it begins with a name at once.
ALTER TABLE event_epochs DISABLE TRIGGER event_epochs_append_only;
UPDATE event_epochs SET history = gen_random_uuid() WHERE NOT EXISTS (SELECT FROM events);
ALTER TABLE event_epochs ENABLE ALWAYS TRIGGER event_epochs_append_only;

-- +goose Down
