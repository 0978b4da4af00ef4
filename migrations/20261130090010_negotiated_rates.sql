-- A rate outside of the band of negotiation is asked for by who makes prices and decided by a Master: proposing takes another permission than
-- deciding. Taking a proposal back is for who may propose.

-- +goose Up
ALTER TABLE proposal_kinds ADD COLUMN proposing text CHECK (proposing <> '');

ALTER TABLE proposals DROP CONSTRAINT proposals_kind, ADD CONSTRAINT proposals_kind CHECK (kind IN ('KYC_APPROVE', 'KYC_REJECT', 'NEGOTIATED_RATE',
    'PARAMETER_SET', 'PERMISSION_SET_GRANT', 'PERMISSION_SET_WITHDRAW'));

INSERT INTO proposal_kinds (kind, permission, proposing) VALUES ('NEGOTIATED_RATE', 'rates.override', 'operations.create');

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    wanted text;
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
    SELECT CASE WHEN NEW.decision = 'WITHDRAWN' THEN coalesce(k.proposing, k.permission) ELSE k.permission END INTO wanted
        FROM proposal_kinds k WHERE k.kind = OLD.kind;
    IF NEW.decision IS NOT NULL AND NOT coalesce(holds_permission(NEW.decided_by, wanted, OLD.proposed_by, OLD.created_at), false) THEN
        RAISE EXCEPTION 'proposal % is decided by somebody who may not', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.decision IN ('CONFIRMED', 'DECLINED') AND OLD.four_eyes AND NEW.decided_by = OLD.proposed_by THEN
        RAISE EXCEPTION 'proposal % is decided by who proposed it', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.decided_tx := CASE WHEN NEW.decision IS NULL THEN NULL ELSE pg_current_xact_id() END;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION guard_new_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.decision IS NOT NULL THEN
        RAISE EXCEPTION 'a proposal begins without a decision' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT coalesce(holds_permission(NEW.proposed_by, (SELECT coalesce(proposing, permission) FROM proposal_kinds WHERE kind = NEW.kind), NULL, NULL), false) THEN
        RAISE EXCEPTION 'a proposal is made by somebody who may propose' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.decided_tx := NULL;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

-- A price beyond the band rests on what a second person confirmed in the same transaction: what lies beyond its rules the program says, whose
-- quote it is the database holds too.
-- +goose StatementBegin
CREATE FUNCTION guard_agreed_quote() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM proposals p WHERE p.object_kind = 'quote' AND p.object_id = NEW.id AND (p.kind <> 'NEGOTIATED_RATE'
            OR p.decision IS DISTINCT FROM 'CONFIRMED' OR p.decided_tx IS DISTINCT FROM pg_current_xact_id() OR NEW.drafted_by IS DISTINCT FROM p.proposed_by
            OR NEW.rate <> (p.payload ->> 'rate')::numeric OR NEW.client_id IS DISTINCT FROM (p.payload ->> 'clientId')::uuid)) THEN
        RAISE EXCEPTION 'quote % is not what two persons agreed to', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER quotes_agreed BEFORE INSERT ON quotes FOR EACH ROW WHEN (NEW.negotiated) EXECUTE FUNCTION guard_agreed_quote();

-- +goose Down
