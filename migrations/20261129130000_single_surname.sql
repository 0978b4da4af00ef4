-- +goose Up
-- modify "clients" table
ALTER TABLE "clients" ADD COLUMN "single_surname" boolean NOT NULL DEFAULT false;

-- +goose Down
-- reverse: modify "clients" table
ALTER TABLE "clients" DROP COLUMN "single_surname";
