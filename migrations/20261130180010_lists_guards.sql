-- Lists of sanctioned and exposed people. What arrived and what an entry said are evidence: rows are added, a version changes its status in one
-- direction, and an entry gets its last version once.

-- +goose Up
REVOKE ALL ON list_states, list_versions, list_entries, list_stagings FROM qoricash_app;
GRANT SELECT, INSERT, UPDATE (active_id, checked_at, failed_at, failure, failed_sha256, stale_told_at) ON list_states TO qoricash_app;
GRANT SELECT, INSERT, UPDATE (status, added, changed, removed, activated_by, activated_at, superseded_at) ON list_versions TO qoricash_app;
GRANT SELECT, INSERT, UPDATE (last_version) ON list_entries TO qoricash_app;
GRANT SELECT, INSERT, DELETE ON list_stagings TO qoricash_app;

-- +goose StatementBegin
CREATE FUNCTION guard_list_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (OLD.status, NEW.status) NOT IN (('STAGED', 'ACTIVE'), ('STAGED', 'REJECTED'), ('ACTIVE', 'SUPERSEDED')) THEN
        RAISE EXCEPTION 'version % of a list is % and does not become %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.status <> 'ACTIVE' AND (NEW.added, NEW.changed, NEW.removed, NEW.activated_by, NEW.activated_at)
        IS DISTINCT FROM (OLD.added, OLD.changed, OLD.removed, OLD.activated_by, OLD.activated_at) THEN
        RAISE EXCEPTION 'version % of a list says what it said', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_list_arrival() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.status = 'SUPERSEDED' OR NEW.status = 'ACTIVE' AND NEW.fault IS NOT NULL THEN
        RAISE EXCEPTION 'a version of a list with a fault waits for a person' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_list_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.last_version IS NOT NULL OR NOT EXISTS (SELECT FROM list_versions v WHERE v.id = NEW.first_version AND v.source = NEW.source
            AND v.status = 'ACTIVE') THEN
            RAISE EXCEPTION 'an entry begins with the active version of its list' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF OLD.last_version IS NOT NULL OR NOT EXISTS (SELECT FROM list_versions v WHERE v.id = NEW.last_version AND v.source = OLD.source
        AND v.status = 'SUPERSEDED') THEN
        RAISE EXCEPTION 'entry % ends once, with the version that was active before', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_list_state() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.active_id IS NOT NULL AND NOT EXISTS (SELECT FROM list_versions v WHERE v.id = NEW.active_id AND v.source = NEW.source
        AND v.status = 'ACTIVE') THEN
        RAISE EXCEPTION 'list % names a version that is not active', NEW.source USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER list_versions_arrival BEFORE INSERT ON list_versions FOR EACH ROW EXECUTE FUNCTION guard_list_arrival();
CREATE TRIGGER list_versions_guard BEFORE UPDATE ON list_versions FOR EACH ROW EXECUTE FUNCTION guard_list_version();
CREATE TRIGGER list_versions_kept BEFORE DELETE OR TRUNCATE ON list_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER list_entries_guard BEFORE INSERT OR UPDATE ON list_entries FOR EACH ROW EXECUTE FUNCTION guard_list_entry();
CREATE TRIGGER list_entries_kept BEFORE DELETE OR TRUNCATE ON list_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER list_states_guard BEFORE INSERT OR UPDATE OF active_id ON list_states FOR EACH ROW EXECUTE FUNCTION guard_list_state();

-- +goose Down
