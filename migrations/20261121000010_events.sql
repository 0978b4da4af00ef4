-- The transactional event log and the seals over the three evidence streams.
--
-- Readers follow events in the order (epoch, tx, id) below the oldest running transaction (realtime.md 2.3); an epoch is
-- one uninterrupted history of transaction ids. Nothing here is ever updated or deleted, by anybody.

-- +goose Up

-- +goose StatementBegin
CREATE FUNCTION refuse_append_only_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END
$$;
-- +goose StatementEnd

CREATE TABLE event_epochs (
    epoch             integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    system_identifier text        NOT NULL,
    timeline_id       integer     NOT NULL,
    -- A dump restored beside the original in one cluster shares the two columns above, and yet is another history.
    database_id       oid         NOT NULL,
    started_at        timestamptz NOT NULL
);

CREATE TABLE events (
    -- No foreign key: its check would lock the one current epoch row in every writing transaction.
    epoch             integer     NOT NULL,
    tx                xid8        NOT NULL DEFAULT pg_current_xact_id(),
    id                bigint      GENERATED ALWAYS AS IDENTITY,
    kind              text        NOT NULL CHECK (kind <> ''),
    schema_version    smallint    NOT NULL CHECK (schema_version > 0),
    aggregate         text        NOT NULL CHECK (aggregate <> ''),
    aggregate_id      uuid        NOT NULL,
    aggregate_version integer     NOT NULL CHECK (aggregate_version > 0),
    -- Routing columns: they never change for an aggregate, so filters and rights over them lose no event.
    client_id         uuid,
    trader_id         uuid,
    actor_kind        text        NOT NULL CHECK (actor_kind <> ''),
    actor_id          uuid,
    occurred_at       timestamptz NOT NULL,
    facts             jsonb       NOT NULL CHECK (jsonb_typeof(facts) = 'object'),
    mac               bytea       NOT NULL CHECK (octet_length(mac) = 32),
    PRIMARY KEY (epoch, tx, id),
    -- aggregate_id leads, so the same index serves the replay of one aggregate.
    UNIQUE (aggregate_id, aggregate, aggregate_version)
);
CREATE INDEX events_client ON events (client_id, epoch, tx, id) WHERE client_id IS NOT NULL;
CREATE INDEX events_trader ON events (trader_id, epoch, tx, id) WHERE trader_id IS NOT NULL;

CREATE TABLE evidence_seals (
    stream      text        NOT NULL CHECK (stream IN ('events', 'ledger', 'audit')),
    number      bigint      NOT NULL CHECK (number > 0),
    epoch       integer     NOT NULL,
    last_tx     xid8        NOT NULL,
    last_id     bigint      NOT NULL,
    row_count   bigint      NOT NULL CHECK (row_count > 0),
    total_count bigint      NOT NULL CHECK (total_count >= row_count),
    chain       bytea       NOT NULL CHECK (octet_length(chain) = 32),
    sealed_at   timestamptz NOT NULL,
    mac         bytea       NOT NULL CHECK (octet_length(mac) = 32),
    PRIMARY KEY (stream, number)
);

CREATE TRIGGER event_epochs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_epochs
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER evidence_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_seals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
-- ALWAYS: session_replication_role = replica must not be a way round.
ALTER TABLE event_epochs ENABLE ALWAYS TRIGGER event_epochs_append_only;
ALTER TABLE events ENABLE ALWAYS TRIGGER events_append_only;
ALTER TABLE evidence_seals ENABLE ALWAYS TRIGGER evidence_seals_append_only;

-- open_event_epoch answers the epoch of the running history and opens a new one when the cluster, its timeline or the
-- database differs from the last: after a restore or a failover the transaction ids begin again or fork.
--
-- Opening waits for every transaction that has written to an evidence table (any table with columns epoch, tx and mac)
-- and holds new ones back until it commits. A row of an older epoch can therefore never appear after the new epoch is
-- visible, which is what lets readers and seals take older epochs as complete.
--
-- The timeline comes from the WAL position and not from pg_control_checkpoint(): after a promotion the latter shows the
-- old timeline until the first checkpoint has ended.
-- +goose StatementBegin
CREATE FUNCTION open_event_epoch(opened_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    identifier text    := (SELECT system_identifier::text FROM pg_control_system());
    timeline   integer := ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer;
    database   oid     := (SELECT oid FROM pg_database WHERE datname = current_database());
    last       event_epochs;
    guarded    regclass;
BEGIN
    SELECT * INTO last FROM event_epochs ORDER BY epoch DESC LIMIT 1;
    IF (last.system_identifier, last.timeline_id, last.database_id) IS NOT DISTINCT FROM (identifier, timeline, database) THEN
        RETURN last.epoch;
    END IF;

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

    SELECT * INTO last FROM event_epochs ORDER BY epoch DESC LIMIT 1;
    IF (last.system_identifier, last.timeline_id, last.database_id) IS DISTINCT FROM (identifier, timeline, database) THEN
        INSERT INTO event_epochs (system_identifier, timeline_id, database_id, started_at)
        VALUES (identifier, timeline, database, opened_at)
        RETURNING * INTO last;
    END IF;
    RETURN last.epoch;
END
$$;
-- +goose StatementEnd

REVOKE ALL ON FUNCTION open_event_epoch(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_event_epoch(timestamptz) TO qoricash_app;

REVOKE ALL ON event_epochs, events, evidence_seals FROM qoricash_app;
GRANT SELECT ON event_epochs, events, evidence_seals TO qoricash_app;
-- Without tx and id: an event's place in the order is never the writer's choice.
GRANT INSERT (epoch, kind, schema_version, aggregate, aggregate_id, aggregate_version, client_id, trader_id,
    actor_kind, actor_id, occurred_at, facts, mac) ON events TO qoricash_app;
GRANT INSERT ON evidence_seals TO qoricash_app;

-- The first epoch, so that the log accepts events from the first start on.
SELECT open_event_epoch(clock_timestamp());

-- +goose Down
