-- A hold that is opened while another is open belongs to the same time on hold: what a client reads is one.

-- +goose Up

-- +goose StatementBegin
CREATE FUNCTION guard_hold_period() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    begun uuid := (SELECT period_id FROM holds WHERE operation_id = NEW.operation_id AND released_at IS NULL LIMIT 1);
BEGIN
    IF NEW.period_id IS DISTINCT FROM coalesce(begun, NEW.id) THEN
        RAISE EXCEPTION 'hold % belongs to the time on hold %', NEW.id, coalesce(begun, NEW.id) USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER holds_begin BEFORE INSERT ON holds FOR EACH ROW EXECUTE FUNCTION guard_hold_period();

-- +goose Down
