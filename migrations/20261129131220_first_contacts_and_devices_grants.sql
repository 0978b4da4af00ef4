-- What the application may do with known devices, which it forgets, and with changes of a first contact, which stay as they were asked
-- for: a change comes to hold once, is undone once, and what it says never changes.
-- +goose Up
ALTER TABLE challenges DROP CONSTRAINT challenges_kind, ADD CONSTRAINT challenges_kind CHECK (kind IN ('REGISTRATION_CODE', 'CONTACT_CODE',
    'PASSWORD_RESET_LINK', 'INVITATION_LINK', 'FIRST_CONTACT_CODE', 'UNDO_EMAIL_LINK', 'UNDO_PHONE_LINK'));

-- +goose StatementBegin
CREATE FUNCTION guard_first_contact_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (OLD.ended_at IS NOT NULL OR OLD.undone_at IS NOT NULL)
        OR (OLD.changed_at IS NOT NULL AND (NEW.changed_at, NEW.undo_until, NEW.former) IS DISTINCT FROM (OLD.changed_at, OLD.undo_until, OLD.former)) THEN
        RAISE EXCEPTION 'change % of a first contact is over', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER first_contact_changes_once BEFORE UPDATE ON first_contact_changes FOR EACH ROW EXECUTE FUNCTION guard_first_contact_changes();

REVOKE ALL ON known_devices, first_contact_changes FROM qoricash_app;
GRANT SELECT, INSERT, DELETE ON known_devices TO qoricash_app;
GRANT UPDATE (network, seen_at, expires_at) ON known_devices TO qoricash_app;
GRANT SELECT, INSERT ON first_contact_changes TO qoricash_app;
GRANT UPDATE (former, changed_at, undo_until, undone_at, ended_at) ON first_contact_changes TO qoricash_app;

-- +goose Down
