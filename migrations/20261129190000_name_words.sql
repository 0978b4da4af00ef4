-- Names are found by the beginnings of their words, in whatever order: nobody knows whether "Núñez" is a first or a second surname.
-- The index is of the expression that graph.nameHas asks. And the hourly sweep reads files in the order of their age, without those
-- that were given up.

-- +goose Up
CREATE INDEX clients_name_words ON clients USING gin (array_to_tsvector(string_to_array(search_key, ' ')));
DROP INDEX clients_search_key;
CREATE INDEX files_kept ON files (created_at, id) WHERE removed_at IS NULL;

-- +goose Down
DROP INDEX files_kept;
CREATE INDEX clients_search_key ON clients (search_key text_pattern_ops);
DROP INDEX clients_name_words;
