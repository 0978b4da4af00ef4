-- The first number of a series may be said until a document took one of it; what was withdrawn with its operation has no successor.

-- +goose Up
GRANT UPDATE (first_number) ON invoice_series TO qoricash_app;

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_invoice_series() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.next_number <> NEW.first_number THEN
            RAISE EXCEPTION 'series % begins with its first number', NEW.series USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NEW.first_number <> OLD.first_number THEN
        IF OLD.next_number <> OLD.first_number OR NEW.next_number <> NEW.first_number
            OR EXISTS (SELECT FROM invoices i WHERE i.series = OLD.series AND i.number IS NOT NULL) THEN
            RAISE EXCEPTION 'series % has begun', OLD.series USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NEW.next_number <> OLD.next_number + 1
        OR NOT EXISTS (SELECT FROM invoices i WHERE i.series = OLD.series AND i.number = OLD.next_number) THEN
        RAISE EXCEPTION 'series %: number % is taken by no document', OLD.series, OLD.next_number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_invoice_withdrawn() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM invoices i WHERE i.operation_id = NEW.operation_id AND i.state = 'WITHDRAWN') THEN
        RAISE EXCEPTION 'the document of operation % was withdrawn with it', NEW.operation_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

DROP TRIGGER invoice_series_guard ON invoice_series;
CREATE TRIGGER invoice_series_guard BEFORE UPDATE OF next_number, first_number ON invoice_series FOR EACH ROW EXECUTE FUNCTION guard_invoice_series();
CREATE TRIGGER invoices_not_withdrawn BEFORE INSERT ON invoices FOR EACH ROW EXECUTE FUNCTION guard_invoice_withdrawn();

-- +goose Down
