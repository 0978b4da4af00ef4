-- What holds for restrictions of clients whatever the program does: each begins open and is lifted once, in the transaction that confirmed what
-- two persons agreed about it; a frozen client moves no price and no money; why money is held is evidence; and a hold of an operation that
-- nobody releases alone ends by what the officer or the alternate decides on another person's proposal, or by itself where it was there only
-- because nobody had checked the client.

-- +goose Up
INSERT INTO permission_set_permissions (permission_set, permission) VALUES ('OFFICER', 'compliance.officer'), ('ALTERNATE', 'compliance.alternate')
    ON CONFLICT DO NOTHING;

ALTER TABLE proposals DROP CONSTRAINT proposals_kind, ADD CONSTRAINT proposals_kind
    CHECK (kind IN ('KYC_APPROVE', 'KYC_REJECT', 'NEGOTIATED_RATE', 'PARAMETER_SET', 'PERMISSION_SET_GRANT', 'PERMISSION_SET_WITHDRAW', 'INVOICE_VOID',
        'DUE_DILIGENCE_OVERRIDE', 'SCREENING_TRUE_MATCH', 'SCREENING_FALSE_POSITIVE', 'HOLD_RELEASE', 'CLIENT_RELEASE'));

-- Who decides a kind of proposals beside who has its permission.
ALTER TABLE proposal_kinds ADD COLUMN IF NOT EXISTS alternate text CHECK (alternate <> '');

INSERT INTO proposal_kinds (kind, permission, proposing, alternate) VALUES
    ('HOLD_RELEASE', 'compliance.officer', 'operations.hold', 'compliance.alternate'),
    ('CLIENT_RELEASE', 'compliance.officer', 'risk.manage', 'compliance.alternate');

INSERT INTO hold_releases (cause, kind) VALUES ('COMPLIANCE', 'HOLD_RELEASE');

CREATE TABLE restriction_causes (
    cause     text    NOT NULL,
    kind      text    NOT NULL,
    -- Whether the officer or the alternate restricts for it.
    by_person boolean NOT NULL,
    PRIMARY KEY (cause, kind)
);

INSERT INTO restriction_causes (cause, kind, by_person) VALUES ('UN_MATCH', 'FREEZE', true), ('EXACT_DOCUMENT', 'FREEZE', false),
    ('CONFIRMED_MATCH', 'FREEZE', true), ('POSSIBLE_MATCH', 'REVIEW', false), ('FALSE_IDENTITY', 'FREEZE', true), ('OFFICER_ORDER', 'FREEZE', true),
    ('OFFICER_ORDER', 'REVIEW', true), ('AUTHORITY_ORDER', 'FREEZE', true);

REVOKE ALL ON client_restrictions, compliance_grounds, restriction_causes FROM qoricash_app;
GRANT SELECT ON restriction_causes TO qoricash_app;
GRANT SELECT, INSERT ON client_restrictions, compliance_grounds TO qoricash_app;
GRANT UPDATE (released_at, released_by, release_id) ON client_restrictions TO qoricash_app;

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    wanted text;
    beside text;
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
    IF NEW.decision = 'WITHDRAWN' AND NEW.decided_by IS DISTINCT FROM OLD.proposed_by THEN
        RAISE EXCEPTION 'proposal % is withdrawn by who did not propose it', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT CASE WHEN NEW.decision = 'WITHDRAWN' THEN coalesce(k.proposing, k.permission) ELSE k.permission END,
            CASE WHEN NEW.decision = 'WITHDRAWN' THEN NULL ELSE k.alternate END INTO wanted, beside
        FROM proposal_kinds k WHERE k.kind = OLD.kind;
    IF NEW.decision IS NOT NULL AND NOT coalesce(holds_permission(NEW.decided_by, wanted, OLD.proposed_by, OLD.created_at), false)
        AND NOT coalesce(beside IS NOT NULL AND holds_permission(NEW.decided_by, beside, OLD.proposed_by, OLD.created_at), false) THEN
        RAISE EXCEPTION 'proposal % is decided by somebody who may not', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.decision IN ('CONFIRMED', 'DECLINED') AND OLD.four_eyes AND NEW.decided_by = OLD.proposed_by THEN
        RAISE EXCEPTION 'proposal % is decided by who proposed it', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.decided_tx := CASE WHEN NEW.decision IS NULL THEN NULL ELSE pg_current_xact_id() END;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_client_restriction() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    goes boolean := (SELECT r.by_person FROM restriction_causes r WHERE r.cause = NEW.cause AND r.kind = NEW.kind);
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.released_at IS NOT NULL THEN
            RAISE EXCEPTION 'restriction % begins open', NEW.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF goes IS NULL THEN
            RAISE EXCEPTION 'restriction %: % is no cause of %', NEW.id, NEW.cause, NEW.kind USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NEW.opened_by IS NOT NULL AND NOT (goes AND (coalesce(holds_permission(NEW.opened_by, 'compliance.officer', NULL, NULL), false)
            OR coalesce(holds_permission(NEW.opened_by, 'compliance.alternate', NULL, NULL), false))) THEN
            RAISE EXCEPTION 'restriction % is opened by who may not', NEW.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.released_at IS NOT NULL THEN
        RAISE EXCEPTION 'restriction % was lifted', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.id, OLD.created_at, OLD.client_id, OLD.kind, OLD.cause, OLD.reference, OLD.note, OLD.opened_by) IS DISTINCT FROM
       (NEW.id, NEW.created_at, NEW.client_id, NEW.kind, NEW.cause, NEW.reference, NEW.note, NEW.opened_by) THEN
        RAISE EXCEPTION 'restriction % says what it said', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM proposals p WHERE p.id = NEW.release_id AND p.kind = 'CLIENT_RELEASE' AND p.decision = 'CONFIRMED' AND p.four_eyes
            AND p.decided_tx = pg_current_xact_id() AND p.object_kind = 'client_restriction' AND p.object_id = NEW.id
            AND p.decided_by = NEW.released_by) THEN
        RAISE EXCEPTION 'restriction % is lifted by two persons', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A hold because nobody checked the client begins with that ground: no other gets it afterwards, and so none ends by itself that began for
-- something else. Every ground is of an open hold of its operation.
CREATE FUNCTION guard_compliance_ground() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM holds h WHERE h.id = NEW.hold_id AND h.operation_id = NEW.operation_id AND h.cause = 'COMPLIANCE'
        AND h.released_at IS NULL AND (NEW.ground <> 'NOT_CHECKED' OR h.xmin = pg_current_xact_id()::xid)) THEN
        RAISE EXCEPTION 'ground % is none of hold %', NEW.ground, NEW.hold_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION guard_hold_hand() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
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
            WHERE r.cause = NEW.cause AND p.object_id = NEW.id AND p.four_eyes AND p.decision = 'CONFIRMED' AND p.decided_tx = pg_current_xact_id())
        AND NOT ends_by_itself(NEW.id) THEN
        RAISE EXCEPTION 'hold % for % is released by what two persons agree to', NEW.id, NEW.cause USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- ends_by_itself tells whether a hold is there only because nobody had checked the client, who is not restricted.
CREATE FUNCTION ends_by_itself(hold uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM compliance_grounds g WHERE g.hold_id = hold AND g.ground = 'NOT_CHECKED')
        AND NOT EXISTS (SELECT FROM compliance_grounds g WHERE g.hold_id = hold AND g.ground <> 'NOT_CHECKED')
        AND NOT EXISTS (SELECT FROM holds h JOIN operations o ON o.id = h.operation_id JOIN client_restrictions r ON r.client_id = o.client_id
            WHERE h.id = hold AND r.released_at IS NULL)
$$;

CREATE FUNCTION guard_frozen_client() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    about  jsonb := to_jsonb(NEW);
    frozen uuid  := CASE WHEN about ? 'operation_id' THEN (SELECT o.client_id FROM operations o WHERE o.id = (about ->> 'operation_id')::uuid)
        ELSE (about ->> 'client_id')::uuid END;
BEGIN
    IF EXISTS (SELECT FROM client_restrictions r WHERE r.client_id = frozen AND r.kind = 'FREEZE' AND r.released_at IS NULL) THEN
        RAISE EXCEPTION 'client % is looked at: nothing of it moves (%)', frozen, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER client_restrictions_guard BEFORE INSERT OR UPDATE ON client_restrictions FOR EACH ROW EXECUTE FUNCTION guard_client_restriction();
CREATE TRIGGER client_restrictions_kept BEFORE DELETE OR TRUNCATE ON client_restrictions FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER compliance_grounds_guard BEFORE INSERT ON compliance_grounds FOR EACH ROW EXECUTE FUNCTION guard_compliance_ground();
CREATE TRIGGER compliance_grounds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON compliance_grounds FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();
ALTER TABLE client_restrictions ENABLE ALWAYS TRIGGER client_restrictions_guard;
ALTER TABLE compliance_grounds ENABLE ALWAYS TRIGGER compliance_grounds_guard;

CREATE TRIGGER quotes_not_frozen BEFORE INSERT ON quotes FOR EACH ROW EXECUTE FUNCTION guard_frozen_client();
CREATE TRIGGER operations_not_frozen BEFORE INSERT ON operations FOR EACH ROW EXECUTE FUNCTION guard_frozen_client();
CREATE TRIGGER operations_amended_not_frozen BEFORE UPDATE OF quote_id ON operations FOR EACH ROW
    WHEN (NEW.quote_id <> OLD.quote_id) EXECUTE FUNCTION guard_frozen_client();
CREATE TRIGGER operations_completed_not_frozen BEFORE UPDATE OF status ON operations FOR EACH ROW
    WHEN (NEW.status = 'COMPLETED' AND OLD.status <> 'COMPLETED') EXECUTE FUNCTION guard_frozen_client();
CREATE TRIGGER payouts_not_frozen BEFORE INSERT ON payouts FOR EACH ROW EXECUTE FUNCTION guard_frozen_client();
CREATE TRIGGER deposits_not_frozen BEFORE UPDATE OF status ON deposits FOR EACH ROW
    WHEN (NEW.status IN ('RETURNED', 'APPLIED') AND OLD.status <> NEW.status) EXECUTE FUNCTION guard_frozen_client();
CREATE TRIGGER codes_not_frozen BEFORE INSERT ON codes FOR EACH ROW WHEN (NEW.kind = 'REWARD') EXECUTE FUNCTION guard_frozen_client();

-- +goose Down
