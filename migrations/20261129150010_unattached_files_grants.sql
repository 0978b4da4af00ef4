-- A file that nothing names is given up once and never comes back; all else of its row never changes. Whoever attaches one locks its row,
-- which needs the right to update it as well.
-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION guard_removed_files() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.removed_at IS NOT NULL THEN
        RAISE EXCEPTION 'file % was removed', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER files_removed_once BEFORE UPDATE ON files FOR EACH ROW EXECUTE FUNCTION guard_removed_files();

GRANT UPDATE (removed_at) ON files TO qoricash_app;

-- +goose Down
