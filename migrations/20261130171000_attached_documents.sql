-- A letter carries the document of its own operation, and no other file.

-- +goose Up
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_attached_file() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.attached_file_id IS DISTINCT FROM OLD.attached_file_id
        AND (OLD.attached_file_id IS NOT NULL OR OLD.status <> 'PENDING' OR OLD.attempts > 0) THEN
        RAISE EXCEPTION 'message % was written without that file', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.attached_file_id IS NOT NULL AND NOT EXISTS (SELECT FROM invoices i
        WHERE i.operation_id = NEW.operation_id AND i.pdf_file_id = NEW.attached_file_id AND i.kind <> 'CREDIT_NOTE') THEN
        RAISE EXCEPTION 'message % carries a file that is no document of its operation', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd
DROP TRIGGER outbox_messages_attached_file ON outbox_messages;
CREATE TRIGGER outbox_messages_attached_file BEFORE INSERT OR UPDATE OF attached_file_id ON outbox_messages
    FOR EACH ROW EXECUTE FUNCTION guard_attached_file();

-- +goose Down
DROP TRIGGER outbox_messages_attached_file ON outbox_messages;
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_attached_file() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
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
