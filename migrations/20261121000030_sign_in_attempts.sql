-- Attempts to sign in and to register, counted for all instances together. Unlogged: after a crash the counting begins
-- again, which costs nothing. The subject is a hash, so that no name, document or address stands here.

-- +goose Up

CREATE UNLOGGED TABLE sign_in_attempts (
    subject       bytea       PRIMARY KEY CHECK (octet_length(subject) = 32),
    tries         integer     NOT NULL CHECK (tries >= 0),
    since         timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);

REVOKE ALL ON sign_in_attempts FROM qoricash_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempts TO qoricash_app;

-- +goose Down
