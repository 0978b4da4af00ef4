-- With which first values of parameters the house was started, and since when: what was in force at an instant does not change when a program is
-- started with other settings. Rows are added in the order of their instants and never changed.

-- +goose Up
CREATE TABLE first_parameters (
    id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key   text        NOT NULL CHECK (key <> '' AND char_length(key) <= 60),
    value jsonb       NOT NULL CHECK (jsonb_typeof(value) = 'object'),
    since timestamptz NOT NULL
);
CREATE INDEX first_parameters_key_since ON first_parameters (key, since);

REVOKE ALL ON first_parameters FROM qoricash_app;
GRANT SELECT, INSERT ON first_parameters TO qoricash_app;

-- +goose StatementBegin
CREATE FUNCTION guard_first_parameter() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM first_parameters f WHERE f.key = NEW.key AND f.since > NEW.since) THEN
        RAISE EXCEPTION 'with what the house was started before never changes (%)', NEW.key USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER first_parameters_guard BEFORE INSERT ON first_parameters FOR EACH ROW EXECUTE FUNCTION guard_first_parameter();
CREATE TRIGGER first_parameters_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON first_parameters FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();

-- +goose Down
