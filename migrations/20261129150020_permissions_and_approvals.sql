-- Who may decide a proposal is asked of the permission of its kind, as the person holds it at that moment.
--
-- The matrix of roles and permissions and the permission of each kind stand here too, written by migrations alone and held equal to
-- the program by test, so that whoever gets past the program meets the same rule.

-- +goose Up

CREATE TABLE role_permissions (
    role       text NOT NULL,
    permission text NOT NULL,
    PRIMARY KEY (role, permission)
);

INSERT INTO role_permissions (role, permission)
SELECT role, unnest(string_to_array(permissions, ' ')) FROM (VALUES
    ('MASTER', 'accounts.confirm accounts.write audit.read balances.read clients.create clients.deactivate clients.export clients.read '
        'clients.reassign clients.update deposits.report documents.submit files.upload houseAccounts.open kyc.read kyc.review '
        'ledger.read messages.manage notes.read notes.write operations.amend operations.cancel operations.create operations.hold '
        'operations.read operations.reassign operations.settle operations.take rates.base rates.override rates.publish '
        'schema.explore tokens.manage users.read users.write'),
    ('TRADER', 'accounts.write clients.create clients.read deposits.report documents.submit files.upload kyc.read notes.read notes.write '
        'operations.amend operations.cancel operations.create operations.read schema.explore users.read'),
    ('OPERATOR', 'accounts.confirm accounts.write balances.read clients.read files.upload notes.read notes.write operations.read '
        'operations.settle operations.take rates.base rates.publish schema.explore users.read'),
    ('MIDDLE_OFFICE', 'accounts.confirm accounts.write audit.read clients.deactivate clients.read clients.update documents.submit files.upload '
        'kyc.read kyc.review notes.read operations.hold operations.read schema.explore users.read'),
    ('ANALYST', 'balances.read clients.read ledger.read operations.read schema.explore tokens.manage users.read')
) AS matrix (role, permissions);

-- A grant of anything else gives nobody anything.
CREATE TABLE grantable_permissions (permission text PRIMARY KEY);

INSERT INTO grantable_permissions (permission) VALUES ('rates.publish'), ('rates.base');

CREATE TABLE proposal_kinds (
    kind       text PRIMARY KEY CHECK (kind <> ''),
    permission text NOT NULL CHECK (permission <> '')
);

INSERT INTO proposal_kinds (kind, permission) VALUES ('KYC_APPROVE', 'kyc.review'), ('KYC_REJECT', 'kyc.review');

REVOKE ALL ON role_permissions, grantable_permissions, proposal_kinds FROM qoricash_app;
GRANT SELECT ON role_permissions, grantable_permissions, proposal_kinds TO qoricash_app;

-- Lists of proposals go by the instant.
CREATE INDEX "proposal_created_at_id" ON "proposals" ("created_at", "id");

-- holds_permission tells whether somebody works here and has a permission now, by the role or by a grant. A grant that the proposer
-- made after the proposal does not count: nobody chooses who decides on what they proposed.
-- +goose StatementBegin
CREATE FUNCTION holds_permission(person uuid, wanted text, proposer uuid, proposed_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM users u WHERE u.id = person AND u.status = 'ACTIVE' AND NOT u.is_house AND (
            EXISTS (SELECT FROM role_permissions r WHERE r.role = u.role AND r.permission = wanted)
            OR EXISTS (SELECT FROM permission_grants g JOIN grantable_permissions USING (permission)
                WHERE g.user_id = u.id AND g.permission = wanted
                    AND (proposer IS NULL OR g.granted_by IS DISTINCT FROM proposer OR g.created_at < proposed_at))))
$$;

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
    IF NEW.decision IS NOT NULL AND NOT coalesce(holds_permission(NEW.decided_by,
        (SELECT permission FROM proposal_kinds WHERE kind = OLD.kind), OLD.proposed_by, OLD.created_at), false) THEN
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
    IF NOT coalesce(holds_permission(NEW.proposed_by, (SELECT permission FROM proposal_kinds WHERE kind = NEW.kind), NULL, NULL), false) THEN
        RAISE EXCEPTION 'a proposal is made by somebody who may decide' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.decided_tx := NULL;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

-- +goose Down
