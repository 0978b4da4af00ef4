-- Looks at the books, and who sees how the program fares.

-- +goose Up
CREATE TABLE book_checks (
    id             bigint        GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    checked_at     timestamptz   NOT NULL,
    -- How many entries there were, and the newest of them.
    entries        bigint        NOT NULL,
    to_entry       bigint        NOT NULL,
    -- The sums of all postings, which are zero.
    difference_pen numeric(15,2) NOT NULL,
    difference_usd numeric(15,2) NOT NULL,
    -- Entries that are not as they must be.
    findings       bigint        NOT NULL
);
GRANT SELECT, INSERT ON book_checks TO qoricash_app;

INSERT INTO role_permissions (role, permission) VALUES ('MASTER', 'system.read');

-- +goose Down
