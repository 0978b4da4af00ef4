-- A letter that may have left keeps what went with it: a file comes to it once, before it is tried for the first time.

-- +goose Up
GRANT UPDATE (attached_file_id) ON outbox_messages TO qoricash_app;

-- +goose StatementBegin
CREATE FUNCTION guard_attached_file() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.attached_file_id IS DISTINCT FROM OLD.attached_file_id
        AND (OLD.attached_file_id IS NOT NULL OR OLD.status <> 'PENDING' OR OLD.attempts > 0) THEN
        RAISE EXCEPTION 'message % was written without that file', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER outbox_messages_attached_file BEFORE UPDATE OF attached_file_id ON outbox_messages
    FOR EACH ROW EXECUTE FUNCTION guard_attached_file();

-- +goose Down
DROP TRIGGER outbox_messages_attached_file ON outbox_messages;
DROP FUNCTION guard_attached_file();
REVOKE UPDATE (attached_file_id) ON outbox_messages FROM qoricash_app;
