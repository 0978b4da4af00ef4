-- What was found in the books, to tell it from what else might be found, and what the house was told of it. A proof that is kept stands beside the
-- looks: it sees more.

-- +goose Up
ALTER TABLE book_checks ADD COLUMN proof boolean NOT NULL DEFAULT false, ADD COLUMN faults text NOT NULL DEFAULT '';
CREATE INDEX book_checks_proof ON book_checks (id) WHERE proof;

CREATE TABLE book_alarms (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    told_at timestamptz NOT NULL,
    -- What was found; empty where the house was told that the books are whole again.
    faults  text        NOT NULL
);

REVOKE ALL ON book_alarms FROM qoricash_app;
GRANT SELECT, INSERT ON book_alarms TO qoricash_app;

CREATE TRIGGER book_alarms_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON book_alarms FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();

-- +goose Down
