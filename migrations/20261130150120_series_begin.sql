-- A series that has taken no number may be given another first one; one that has counts on by one, with a document for each number.

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
    ELSIF NEW.next_number <> OLD.next_number AND (NEW.next_number <> OLD.next_number + 1
        OR NOT EXISTS (SELECT FROM invoices i WHERE i.series = OLD.series AND i.number = OLD.next_number)) THEN
        RAISE EXCEPTION 'series %: number % is taken by no document', OLD.series, OLD.next_number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd
DROP TRIGGER invoice_series_guard ON invoice_series;
CREATE TRIGGER invoice_series_guard BEFORE UPDATE OF first_number, next_number ON invoice_series FOR EACH ROW EXECUTE FUNCTION guard_invoice_series();

-- +goose Down
DROP TRIGGER invoice_series_guard ON invoice_series;
CREATE TRIGGER invoice_series_guard BEFORE UPDATE OF next_number ON invoice_series FOR EACH ROW EXECUTE FUNCTION guard_invoice_series();
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_invoice_series() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.next_number <> NEW.first_number THEN
            RAISE EXCEPTION 'series % begins with its first number', NEW.series USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NEW.next_number <> OLD.next_number + 1
        OR NOT EXISTS (SELECT FROM invoices i WHERE i.series = OLD.series AND i.number = OLD.next_number) THEN
        RAISE EXCEPTION 'series %: number % is taken by no document', OLD.series, OLD.next_number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd
REVOKE UPDATE (first_number) ON invoice_series FROM qoricash_app;
