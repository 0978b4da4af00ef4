-- +goose Up
-- modify "operations" table
ALTER TABLE "operations" ADD COLUMN "handed_back_at" timestamptz NULL;

-- +goose Down
