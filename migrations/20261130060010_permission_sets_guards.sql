-- Offices of the house: sets of permissions that one person holds beyond the role. Which there are, what they give and to which roles stands
-- here too, written by migrations alone and equal to domain.HouseSets by test. What two persons give, two persons take away.
--
-- Whom somebody let in, or gave a role or an office, does not decide on what that one had proposed before.

-- +goose Up

CREATE TABLE permission_sets (
    permission_set text PRIMARY KEY,
    four_eyes      boolean NOT NULL
);

INSERT INTO permission_sets (permission_set, four_eyes) VALUES ('ACCOUNTANT', false), ('OFFICER', true), ('ALTERNATE', true);

CREATE TABLE permission_set_permissions (
    permission_set text NOT NULL REFERENCES permission_sets,
    permission     text NOT NULL,
    PRIMARY KEY (permission_set, permission)
);

INSERT INTO permission_set_permissions (permission_set, permission)
SELECT permission_set, unnest(string_to_array(permissions, ' ')) FROM (VALUES
    ('ACCOUNTANT', 'balances.read ledger.read'),
    ('OFFICER', 'audit.read balances.read kyc.read kyc.review ledger.read operations.hold'),
    ('ALTERNATE', 'audit.read balances.read kyc.read kyc.review ledger.read operations.hold')
) AS sets (permission_set, permissions);

CREATE TABLE permission_set_roles (
    permission_set text NOT NULL REFERENCES permission_sets,
    role           text NOT NULL,
    PRIMARY KEY (permission_set, role)
);

INSERT INTO permission_set_roles (permission_set, role) VALUES ('ACCOUNTANT', 'MIDDLE_OFFICE'), ('ACCOUNTANT', 'ANALYST'),
    ('OFFICER', 'MIDDLE_OFFICE'), ('ALTERNATE', 'MIDDLE_OFFICE');

REVOKE ALL ON permission_sets, permission_set_permissions, permission_set_roles, permission_set_grants FROM qoricash_app;
GRANT SELECT ON permission_sets, permission_set_permissions, permission_set_roles TO qoricash_app;
GRANT SELECT, INSERT, DELETE ON permission_set_grants TO qoricash_app;
GRANT UPDATE (role_given_by, role_given_at) ON users TO qoricash_app;

ALTER TABLE proposals DROP CONSTRAINT proposals_kind, ADD CONSTRAINT proposals_kind
    CHECK (kind IN ('KYC_APPROVE', 'KYC_REJECT', 'PARAMETER_SET', 'PERMISSION_SET_GRANT', 'PERMISSION_SET_WITHDRAW'));

INSERT INTO proposal_kinds (kind, permission) VALUES ('PERMISSION_SET_GRANT', 'users.write'), ('PERMISSION_SET_WITHDRAW', 'users.write');

-- holds_permission tells whether somebody works here and has a permission now, by the role, by a grant or by an office. What the proposer
-- gave after the proposal does not count: nobody chooses who decides on what they proposed.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION holds_permission(person uuid, wanted text, proposer uuid, proposed_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM users u WHERE u.id = person AND u.status = 'ACTIVE' AND NOT u.is_house
            AND (proposer IS NULL OR u.role_given_by IS DISTINCT FROM proposer OR u.role_given_at < proposed_at)
            AND (
                EXISTS (SELECT FROM role_permissions r WHERE r.role = u.role AND r.permission = wanted)
                OR EXISTS (SELECT FROM permission_grants g JOIN grantable_permissions USING (permission)
                    WHERE g.user_id = u.id AND g.permission = wanted
                        AND (proposer IS NULL OR g.granted_by IS DISTINCT FROM proposer OR g.created_at < proposed_at))
                OR EXISTS (SELECT FROM permission_set_grants g JOIN permission_set_permissions p USING (permission_set)
                        JOIN permission_set_roles r USING (permission_set)
                    WHERE g.user_id = u.id AND p.permission = wanted AND r.role = u.role
                        AND (proposer IS NULL OR g.granted_by IS DISTINCT FROM proposer OR g.created_at < proposed_at))))
$$;

-- Who gave a role is written with the role, or with who comes back, and never afterwards.
CREATE FUNCTION guard_role_given() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.role = OLD.role AND NEW.status = OLD.status THEN
        RAISE EXCEPTION 'who gave user % the role is written together with it', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_permission_set_grant() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    given permission_set_grants;
    asked text := 'PERMISSION_SET_GRANT';
BEGIN
    IF TG_OP = 'DELETE' THEN
        given := OLD;
        asked := 'PERMISSION_SET_WITHDRAW';
    ELSE
        given := NEW;
        IF NOT EXISTS (SELECT FROM permission_set_roles r JOIN users u USING (role)
            WHERE r.permission_set = given.permission_set AND u.id = given.user_id AND u.status = 'ACTIVE') THEN
            RAISE EXCEPTION 'set % does not go with the role of user %', given.permission_set, given.user_id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF (EXISTS (SELECT FROM permission_sets s WHERE s.permission_set = given.permission_set AND s.four_eyes)
            OR TG_OP = 'INSERT' AND given.proposal_id IS NOT NULL)
        AND NOT EXISTS (
            SELECT FROM proposals p WHERE p.kind = asked AND p.decision = 'CONFIRMED' AND p.four_eyes AND p.decided_tx = pg_current_xact_id()
                AND p.object_kind = 'user' AND p.object_id = given.user_id AND p.payload ->> 'set' = given.permission_set
                AND (TG_OP = 'DELETE' OR p.id = given.proposal_id AND p.proposed_by = given.granted_by AND p.decided_at = given.created_at)) THEN
        RAISE EXCEPTION 'set % is given and taken by two persons', given.permission_set USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER users_role_given BEFORE UPDATE OF role_given_by, role_given_at ON users FOR EACH ROW
    WHEN ((NEW.role_given_by, NEW.role_given_at) IS DISTINCT FROM (OLD.role_given_by, OLD.role_given_at)) EXECUTE FUNCTION guard_role_given();
CREATE TRIGGER permission_set_grants_guard BEFORE INSERT OR DELETE ON permission_set_grants FOR EACH ROW EXECUTE FUNCTION guard_permission_set_grant();
CREATE TRIGGER permission_set_grants_unchanged BEFORE UPDATE OR TRUNCATE ON permission_set_grants FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();

-- +goose Down
