-- Names are found without accents, whatever normal form, apostrophe or hyphen they were typed with. search_key is
-- domain.SearchKey: a test holds the two together. A generated column needs no backfill and follows every change.

-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION search_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT upper(btrim(regexp_replace(translate(regexp_replace(
        normalize(name, NFD),
        '[\u0300-\u036f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202d\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]+', '', 'g'),
        U&'\2019\2018\201b\0060\00b4\2032\02b9\02bc\02bb\02c8\ff07\2010\2011\2012\2013\2014\2015\2212\2043\fe58\fe63\ff0d\00d8\00f8\0141\0142\0110\0111\00d0\00f0',
        '''''''''''''''''''''''-----------OOLLDDDD'), '[\s\u00a0]+', ' ', 'g'), ' '))
$$;
-- +goose StatementEnd

ALTER TABLE clients ADD COLUMN search_key text GENERATED ALWAYS AS (search_key(full_name)) STORED;
ALTER TABLE users ADD COLUMN search_key text GENERATED ALWAYS AS (search_key(name)) STORED;
CREATE INDEX clients_search_key ON clients (search_key text_pattern_ops);
DROP INDEX customer_full_name;

GRANT UPDATE (single_surname) ON clients TO qoricash_app;

-- +goose Down
REVOKE UPDATE (single_surname) ON clients FROM qoricash_app;
CREATE INDEX customer_full_name ON clients (full_name text_pattern_ops);
ALTER TABLE users DROP COLUMN search_key;
ALTER TABLE clients DROP COLUMN search_key;
DROP FUNCTION search_key(text);
