-- Nobody chooses who decides on what they proposed: whom somebody let in, or gave a role, a permission, an office or a way to sign in, does not
-- decide on what that one proposes within a week of it, nor does whom such a person chose (domain.ChosenBy). Who gave what is append-only; the
-- columns of users that had the last hand alone go.

-- +goose Up

INSERT INTO entrustments (id, created_at, user_id, given_by, kind)
SELECT gen_random_uuid(), role_given_at, id, role_given_by, 'ROLE' FROM users WHERE role_given_at IS NOT NULL
UNION ALL SELECT gen_random_uuid(), created_at, user_id, granted_by, 'PERMISSION' FROM permission_grants
UNION ALL SELECT gen_random_uuid(), created_at, user_id, granted_by, 'OFFICE' FROM permission_set_grants WHERE proposal_id IS NULL;

ALTER TABLE entrustments ADD COLUMN given_tx xid8 NOT NULL DEFAULT pg_current_xact_id();

REVOKE ALL ON entrustments FROM qoricash_app;
GRANT SELECT, INSERT ON entrustments TO qoricash_app;

CREATE TRIGGER entrustments_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON entrustments FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();

DROP TRIGGER users_role_given ON users;
DROP FUNCTION guard_role_given();
ALTER TABLE users DROP COLUMN role_given_by, DROP COLUMN role_given_at;

-- chosen_by tells whether a person acts by what somebody gave after an instant, directly or through others whom that one chose so.
-- +goose StatementBegin
CREATE FUNCTION chosen_by(giver uuid, person uuid, since timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE chosen (id) AS (
        SELECT giver
        UNION SELECT e.user_id FROM entrustments e JOIN chosen c ON e.given_by = c.id WHERE e.created_at > since
    )
    SELECT person <> giver AND EXISTS (SELECT FROM chosen WHERE id = person)
$$;

CREATE OR REPLACE FUNCTION holds_permission(person uuid, wanted text, proposer uuid, proposed_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM users u WHERE u.id = person AND u.status = 'ACTIVE' AND NOT u.is_house
            AND (proposer IS NULL OR NOT chosen_by(proposer, person, proposed_at - interval '168 hours'))
            AND (
                EXISTS (SELECT FROM role_permissions r WHERE r.role = u.role AND r.permission = wanted)
                OR EXISTS (SELECT FROM permission_grants g JOIN grantable_permissions USING (permission)
                    WHERE g.user_id = u.id AND g.permission = wanted)
                OR EXISTS (SELECT FROM permission_set_grants g JOIN permission_set_permissions p USING (permission_set)
                        JOIN permission_set_roles r USING (permission_set)
                    WHERE g.user_id = u.id AND p.permission = wanted AND r.role = u.role)))
$$;

-- A role, and work again, is given by a hand that is written in the same transaction; another role is not for who holds an office that two
-- persons give.
CREATE FUNCTION guard_role() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.role = OLD.role AND NOT (NEW.status = 'ACTIVE' AND OLD.status <> 'ACTIVE') THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM entrustments WHERE user_id = NEW.id AND kind = 'ROLE' AND given_tx = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'the role of user % is given by a hand that entrustments names', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT FROM permission_set_grants JOIN permission_sets USING (permission_set) WHERE user_id = NEW.id AND four_eyes) THEN
        RAISE EXCEPTION 'user % holds an office that two persons give', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- The officer and the alternate are two persons.
CREATE FUNCTION guard_permission_sets_apart() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM permission_sets WHERE permission_set = NEW.permission_set AND four_eyes)
        AND EXISTS (SELECT FROM permission_set_grants JOIN permission_sets USING (permission_set)
            WHERE user_id = NEW.user_id AND four_eyes AND permission_set <> NEW.permission_set) THEN
        RAISE EXCEPTION 'user % holds another office that two persons give', NEW.user_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER users_role BEFORE UPDATE OF role, status ON users FOR EACH ROW EXECUTE FUNCTION guard_role();
CREATE TRIGGER permission_set_grants_apart BEFORE INSERT ON permission_set_grants FOR EACH ROW EXECUTE FUNCTION guard_permission_sets_apart();

-- +goose Down
