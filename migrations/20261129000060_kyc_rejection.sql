-- +goose Up
-- modify "clients" table
ALTER TABLE "clients" ADD CONSTRAINT "clients_kyc_rejection" CHECK ((kyc_rejection)::text = ANY ((ARRAY['UNREADABLE'::character varying, 'INCOMPLETE'::character varying, 'EXPIRED'::character varying, 'WRONG_DOCUMENT'::character varying, 'DATA_MISMATCH'::character varying, 'NOT_ACCEPTED'::character varying])::text[])), ADD COLUMN "kyc_rejection" character varying NULL;

-- +goose Down
-- reverse: modify "clients" table
ALTER TABLE "clients" DROP COLUMN "kyc_rejection", DROP CONSTRAINT "clients_kyc_rejection";
