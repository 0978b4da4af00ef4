-- A scheduled pair never changes and ends once: only how it ended is written beside it.

-- +goose Up
REVOKE ALL ON scheduled_rates FROM qoricash_app;
GRANT SELECT, INSERT, UPDATE (outcome, ended_at, ended_by, public_rate_id, refusal) ON scheduled_rates TO qoricash_app;

-- +goose StatementBegin
CREATE FUNCTION guard_scheduled_rate() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.outcome IS NULL THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.outcome IS NULL AND (OLD.id, OLD.created_at, OLD.house_buys, OLD.house_sells, OLD.publish_at, OLD.reason, OLD.override, OLD.scheduled_by)
            = (NEW.id, NEW.created_at, NEW.house_buys, NEW.house_sells, NEW.publish_at, NEW.reason, NEW.override, NEW.scheduled_by) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a scheduled pair begins open, never changes and ends once' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
-- +goose StatementEnd

CREATE TRIGGER scheduled_rates_guard BEFORE INSERT OR UPDATE OR DELETE ON scheduled_rates FOR EACH ROW EXECUTE FUNCTION guard_scheduled_rate();
CREATE TRIGGER scheduled_rates_kept BEFORE TRUNCATE ON scheduled_rates FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();

-- +goose Down
