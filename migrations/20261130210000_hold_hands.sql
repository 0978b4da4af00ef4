-- Who opens and releases the holds of which cause (domain.HoldRules), and what a hold keeps from leaving, for whoever gets past the program.
--
-- A hold of a cause that one person looks after is opened and released by somebody who holds its permission at that moment, or opened by the
-- system; it is released by a person alone. A hold of any other cause is opened by the system, and released in the transaction that confirmed
-- what two persons agreed about that very hold, by a kind of proposal that stands in hold_releases. A kind comes with the area that brings it;
-- until then nobody releases such a hold.

-- +goose Up
CREATE TABLE hold_causes (
    cause      text    PRIMARY KEY,
    permission text    NOT NULL CHECK (permission <> ''),
    -- Whether one person opens and releases it.
    alone      boolean NOT NULL
);

INSERT INTO hold_causes (cause, permission, alone) VALUES ('MANUAL', 'operations.hold', true), ('COMPLIANCE', 'operations.hold', false),
    ('RECONCILIATION', 'operations.hold', true);

CREATE TABLE hold_releases (
    cause text NOT NULL REFERENCES hold_causes (cause),
    kind  text NOT NULL CHECK (kind <> ''),
    PRIMARY KEY (cause, kind)
);

REVOKE ALL ON hold_causes, hold_releases FROM qoricash_app;
GRANT SELECT ON hold_causes, hold_releases TO qoricash_app;

-- +goose StatementBegin
CREATE FUNCTION guard_hold_hand() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    releases boolean := TG_OP = 'UPDATE';
    hand     uuid    := CASE WHEN releases THEN NEW.released_by ELSE NEW.opened_by END;
    alone    boolean := (SELECT c.alone FROM hold_causes c WHERE c.cause = NEW.cause);
    wanted   text    := (SELECT c.permission FROM hold_causes c WHERE c.cause = NEW.cause);
BEGIN
    IF NOT releases AND NEW.released_at IS NOT NULL THEN
        RAISE EXCEPTION 'hold % begins open', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF hand IS NOT NULL AND NOT (coalesce(alone, false) AND coalesce(holds_permission(hand, wanted, NULL, NULL), false)) THEN
        RAISE EXCEPTION 'hold % for % is opened and released by who may alone', NEW.id, NEW.cause USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF releases AND hand IS NULL AND alone IS DISTINCT FROM false THEN
        RAISE EXCEPTION 'hold % for % is released by a person', NEW.id, NEW.cause USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF releases AND hand IS NULL AND NOT EXISTS (
        SELECT FROM proposals p JOIN hold_releases r ON r.kind = p.kind
        WHERE r.cause = NEW.cause AND p.object_id = NEW.id AND p.four_eyes AND p.decision = 'CONFIRMED' AND p.decided_tx = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'hold % for % is released by what two persons agree to', NEW.id, NEW.cause USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- Money does not leave under a hold. A refund is for who may release every hold alone, and under one that nobody releases alone for nobody.
CREATE FUNCTION guard_held_money() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held uuid := CASE TG_TABLE_NAME WHEN 'operations' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'operation_id')::uuid END;
    refund boolean := TG_TABLE_NAME = 'deposits' AND to_jsonb(NEW) ->> 'status' = 'RETURNED';
BEGIN
    IF EXISTS (SELECT FROM holds h LEFT JOIN hold_causes c USING (cause)
        WHERE h.operation_id = held AND h.released_at IS NULL AND NOT (refund AND coalesce(c.alone, false))) THEN
        RAISE EXCEPTION 'operation % is on hold: its money does not leave (%)', held, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER holds_hand_opens BEFORE INSERT ON holds FOR EACH ROW EXECUTE FUNCTION guard_hold_hand();
CREATE TRIGGER holds_hand_releases BEFORE UPDATE ON holds FOR EACH ROW
    WHEN (OLD.released_at IS NULL AND NEW.released_at IS NOT NULL) EXECUTE FUNCTION guard_hold_hand();

CREATE TRIGGER operations_held BEFORE UPDATE OF status ON operations FOR EACH ROW
    WHEN (NEW.status = 'COMPLETED' AND OLD.status <> 'COMPLETED') EXECUTE FUNCTION guard_held_money();
CREATE TRIGGER payouts_held BEFORE INSERT ON payouts FOR EACH ROW EXECUTE FUNCTION guard_held_money();
-- The program writes a deposit before it asks whether the operation lets it go: what it refuses is undone.
CREATE CONSTRAINT TRIGGER deposits_held AFTER UPDATE OF status ON deposits DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.status IN ('RETURNED', 'APPLIED') AND OLD.status <> NEW.status) EXECUTE FUNCTION guard_held_money();

ALTER TABLE holds ENABLE ALWAYS TRIGGER holds_hand_opens;
ALTER TABLE holds ENABLE ALWAYS TRIGGER holds_hand_releases;

-- +goose Down
