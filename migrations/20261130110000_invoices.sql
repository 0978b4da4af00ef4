-- Electronic documents: what was asked for, the bytes that go out, and the numbers of each series.
-- +goose Up
-- create "invoice_series" table
CREATE TABLE "invoice_series" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "series" character varying NOT NULL, "kind" character varying NOT NULL, "first_number" bigint NOT NULL, "next_number" bigint NOT NULL, "stopped_at" timestamptz NULL, "stopped_code" bigint NULL, "stopped_reason" character varying NULL, "probes" bigint NOT NULL DEFAULT 0, "probe_at" timestamptz NULL, PRIMARY KEY ("id"), CONSTRAINT "invoice_series_form" CHECK (char_length((series)::text) = 4), CONSTRAINT "invoice_series_kind" CHECK ((kind)::text = ANY ((ARRAY['FACTURA'::character varying, 'BOLETA'::character varying, 'CREDIT_NOTE'::character varying])::text[])), CONSTRAINT "invoice_series_next" CHECK ((first_number > 0) AND (next_number >= first_number)), CONSTRAINT "invoice_series_series_length" CHECK (char_length((series)::text) <= 4), CONSTRAINT "invoice_series_stopped" CHECK (((stopped_at IS NULL) = (stopped_code IS NULL)) AND ((stopped_at IS NULL) = (stopped_reason IS NULL)) AND ((stopped_at IS NULL) = (probe_at IS NULL))), CONSTRAINT "invoice_series_stopped_reason_length" CHECK (char_length((stopped_reason)::text) <= 300));
-- create index "invoiceseries_series" to table: "invoice_series"
CREATE UNIQUE INDEX "invoiceseries_series" ON "invoice_series" ("series");
-- create "invoices" table
CREATE TABLE "invoices" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "version" bigint NOT NULL, "kind" character varying NOT NULL, "state" character varying NOT NULL, "series" character varying NOT NULL, "number" bigint NULL, "issued_on" date NULL, "issuer_snapshot" jsonb NULL, "client_snapshot" jsonb NULL, "tax_kind" character varying NOT NULL, "total" numeric(15,2) NOT NULL, "net" numeric(15,2) NOT NULL, "igv" numeric(15,2) NOT NULL, "credit_reason" character varying NULL, "requested_by" uuid NULL, "sunat_code" character varying NULL, "sunat_description" character varying NULL, "sunat_note" character varying NULL, "hash_code" character varying NULL, "qr" character varying NULL, "pdf_link" character varying NULL, "xml_link" character varying NULL, "cdr_link" character varying NULL, "numbered_at" timestamptz NULL, "sent_at" timestamptz NULL, "accepted_at" timestamptz NULL, "due_at" timestamptz NULL, "alarmed_at" timestamptz NULL, "parked_reason" character varying NULL, "absent" boolean NOT NULL DEFAULT false, "fault_code" bigint NULL, "fault_message" character varying NULL, "void_reason" character varying NULL, "void_ticket" character varying NULL, "attempts" bigint NOT NULL DEFAULT 0, "next_at" timestamptz NULL, "files_attempts" bigint NOT NULL DEFAULT 0, "files_next_at" timestamptz NULL, "updated_at" timestamptz NOT NULL, "client_id" uuid NOT NULL, "replaces_id" uuid NULL, "credits_id" uuid NULL, "pdf_file_id" uuid NULL, "xml_file_id" uuid NULL, "cdr_file_id" uuid NULL, "void_proposal_id" uuid NULL, "operation_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "invoices_clients_invoices" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "invoices_files_cdr" FOREIGN KEY ("cdr_file_id") REFERENCES "files" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "invoices_files_pdf" FOREIGN KEY ("pdf_file_id") REFERENCES "files" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "invoices_files_xml" FOREIGN KEY ("xml_file_id") REFERENCES "files" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "invoices_invoices_notes" FOREIGN KEY ("credits_id") REFERENCES "invoices" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "invoices_invoices_replacements" FOREIGN KEY ("replaces_id") REFERENCES "invoices" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "invoices_operations_invoices" FOREIGN KEY ("operation_id") REFERENCES "operations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "invoices_proposals_void_proposal" FOREIGN KEY ("void_proposal_id") REFERENCES "proposals" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "invoices_accepted" CHECK ((accepted_at IS NOT NULL) OR ((state)::text <> ALL ((ARRAY['ACCEPTED'::character varying, 'OBSERVED'::character varying, 'VOID_REQUESTED'::character varying, 'VOID_PENDING'::character varying, 'VOID_REJECTED'::character varying, 'CREDITED'::character varying])::text[]))), CONSTRAINT "invoices_cdr_link_length" CHECK (char_length((cdr_link)::text) <= 500), CONSTRAINT "invoices_credit_reason_length" CHECK (char_length((credit_reason)::text) <= 100), CONSTRAINT "invoices_credits" CHECK ((((kind)::text = 'CREDIT_NOTE'::text) = (credits_id IS NOT NULL)) AND ((credits_id IS NULL) = (credit_reason IS NULL))), CONSTRAINT "invoices_fault_message_length" CHECK (char_length((fault_message)::text) <= 300), CONSTRAINT "invoices_hash_code_length" CHECK (char_length((hash_code)::text) <= 200), CONSTRAINT "invoices_kind" CHECK ((kind)::text = ANY ((ARRAY['FACTURA'::character varying, 'BOLETA'::character varying, 'CREDIT_NOTE'::character varying])::text[])), CONSTRAINT "invoices_number_form" CHECK ((number IS NULL) OR ((number >= 1) AND (number <= 99999999))), CONSTRAINT "invoices_number_of_state" CHECK (
CASE
    WHEN (number IS NULL) THEN (((state)::text = ANY ((ARRAY['REQUESTED'::character varying, 'WITHDRAWN'::character varying])::text[])) OR (((state)::text = 'PARKED'::text) AND ((parked_reason)::text = ANY ((ARRAY['ADDRESS_MISSING'::character varying, 'UNFIT'::character varying])::text[]))))
    ELSE ((state)::text <> ALL ((ARRAY['REQUESTED'::character varying, 'WITHDRAWN'::character varying])::text[]))
END), CONSTRAINT "invoices_numbered" CHECK (((number IS NULL) = (numbered_at IS NULL)) AND ((number IS NULL) = (issued_on IS NULL)) AND ((number IS NULL) = (client_snapshot IS NULL)) AND ((number IS NULL) = (issuer_snapshot IS NULL))), CONSTRAINT "invoices_parked" CHECK (((state)::text = 'PARKED'::text) = (parked_reason IS NOT NULL)), CONSTRAINT "invoices_parked_reason" CHECK ((parked_reason IS NULL) OR ((parked_reason)::text = ANY ((ARRAY['ADDRESS_MISSING'::character varying, 'UNFIT'::character varying, 'FORMAT'::character varying, 'PROVIDER'::character varying, 'OUT_OF_TERM'::character varying, 'NUMBER_FOREIGN'::character varying, 'SUNAT_CONFLICT'::character varying, 'VANISHED'::character varying])::text[]))), CONSTRAINT "invoices_pdf_link_length" CHECK (char_length((pdf_link)::text) <= 500), CONSTRAINT "invoices_qr_length" CHECK (char_length((qr)::text) <= 500), CONSTRAINT "invoices_series_form" CHECK (char_length((series)::text) = 4), CONSTRAINT "invoices_series_length" CHECK (char_length((series)::text) <= 4), CONSTRAINT "invoices_state" CHECK ((state)::text = ANY ((ARRAY['REQUESTED'::character varying, 'NUMBERED'::character varying, 'SENDING'::character varying, 'UNKNOWN'::character varying, 'PENDING_SUNAT'::character varying, 'ACCEPTED'::character varying, 'OBSERVED'::character varying, 'REJECTED'::character varying, 'PARKED'::character varying, 'VOID_REQUESTED'::character varying, 'VOID_PENDING'::character varying, 'VOIDED'::character varying, 'VOID_REJECTED'::character varying, 'CREDITED'::character varying, 'WITHDRAWN'::character varying, 'REPLACED'::character varying])::text[])), CONSTRAINT "invoices_sum" CHECK (((net + igv) = total) AND (net >= (0)::numeric) AND (igv >= (0)::numeric) AND ((igv = (0)::numeric) OR ((tax_kind)::text = 'GRAVADO'::text))), CONSTRAINT "invoices_sunat_code_length" CHECK (char_length((sunat_code)::text) <= 10), CONSTRAINT "invoices_sunat_description_length" CHECK (char_length((sunat_description)::text) <= 500), CONSTRAINT "invoices_sunat_note_length" CHECK (char_length((sunat_note)::text) <= 1000), CONSTRAINT "invoices_tax_kind" CHECK ((tax_kind)::text = ANY ((ARRAY['INAFECTO'::character varying, 'GRAVADO'::character varying])::text[])), CONSTRAINT "invoices_void" CHECK (((void_reason IS NULL) = (void_proposal_id IS NULL)) AND ((void_reason IS NOT NULL) OR ((state)::text <> ALL ((ARRAY['VOID_REQUESTED'::character varying, 'VOID_PENDING'::character varying, 'VOID_REJECTED'::character varying])::text[])))), CONSTRAINT "invoices_void_reason_length" CHECK (char_length((void_reason)::text) <= 100), CONSTRAINT "invoices_void_ticket_length" CHECK (char_length((void_ticket)::text) <= 60), CONSTRAINT "invoices_xml_link_length" CHECK (char_length((xml_link)::text) <= 500));
-- create index "invoice_cdr_file_id" to table: "invoices"
CREATE INDEX "invoice_cdr_file_id" ON "invoices" ("cdr_file_id") WHERE (cdr_file_id IS NOT NULL);
-- create index "invoice_client_id_created_at_id" to table: "invoices"
CREATE INDEX "invoice_client_id_created_at_id" ON "invoices" ("client_id", "created_at", "id");
-- create index "invoice_created_at_id" to table: "invoices"
CREATE INDEX "invoice_created_at_id" ON "invoices" ("created_at", "id");
-- create index "invoice_due_at_id" to table: "invoices"
CREATE INDEX "invoice_due_at_id" ON "invoices" ("due_at", "id") WHERE (due_at IS NOT NULL);
-- create index "invoice_files_next_at" to table: "invoices"
CREATE INDEX "invoice_files_next_at" ON "invoices" ("files_next_at") WHERE (files_next_at IS NOT NULL);
-- create index "invoice_next_at" to table: "invoices"
CREATE INDEX "invoice_next_at" ON "invoices" ("next_at") WHERE (next_at IS NOT NULL);
-- create index "invoice_operation_id_id" to table: "invoices"
CREATE INDEX "invoice_operation_id_id" ON "invoices" ("operation_id", "id");
-- create index "invoice_pdf_file_id" to table: "invoices"
CREATE INDEX "invoice_pdf_file_id" ON "invoices" ("pdf_file_id") WHERE (pdf_file_id IS NOT NULL);
-- create index "invoice_replaces_id" to table: "invoices"
CREATE INDEX "invoice_replaces_id" ON "invoices" ("replaces_id") WHERE (replaces_id IS NOT NULL);
-- create index "invoice_state_created_at_id" to table: "invoices"
CREATE INDEX "invoice_state_created_at_id" ON "invoices" ("state", "created_at", "id");
-- create index "invoice_xml_file_id" to table: "invoices"
CREATE INDEX "invoice_xml_file_id" ON "invoices" ("xml_file_id") WHERE (xml_file_id IS NOT NULL);
-- create index "invoices_in_work" to table: "invoices"
CREATE INDEX "invoices_in_work" ON "invoices" ("series", "id") WHERE (((state)::text = 'REQUESTED'::text) OR ((state)::text = 'NUMBERED'::text) OR ((state)::text = 'SENDING'::text) OR ((state)::text = 'UNKNOWN'::text));
-- create index "invoices_number" to table: "invoices"
CREATE UNIQUE INDEX "invoices_number" ON "invoices" ("series", "number");
-- create index "invoices_one_live_note" to table: "invoices"
CREATE UNIQUE INDEX "invoices_one_live_note" ON "invoices" ("credits_id") WHERE ((credits_id IS NOT NULL) AND ((state)::text <> 'REJECTED'::text) AND ((state)::text <> 'VOIDED'::text) AND ((state)::text <> 'CREDITED'::text) AND ((state)::text <> 'WITHDRAWN'::text) AND ((state)::text <> 'REPLACED'::text));
-- create index "invoices_one_live_per_operation" to table: "invoices"
CREATE UNIQUE INDEX "invoices_one_live_per_operation" ON "invoices" ("operation_id") WHERE ((((kind)::text = 'FACTURA'::text) OR ((kind)::text = 'BOLETA'::text)) AND ((state)::text <> 'REJECTED'::text) AND ((state)::text <> 'VOIDED'::text) AND ((state)::text <> 'CREDITED'::text) AND ((state)::text <> 'WITHDRAWN'::text) AND ((state)::text <> 'REPLACED'::text));
-- create index "invoices_without_address" to table: "invoices"
CREATE INDEX "invoices_without_address" ON "invoices" ("client_id") WHERE ((parked_reason)::text = 'ADDRESS_MISSING'::text);
-- create "invoice_payloads" table
CREATE TABLE "invoice_payloads" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "version" bigint NOT NULL, "content" bytea NOT NULL, "sha256" bytea NOT NULL, "invoice_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "invoice_payloads_invoices_payloads" FOREIGN KEY ("invoice_id") REFERENCES "invoices" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "invoice_payloads_sha256" CHECK (sha256 = sha256(content)), CONSTRAINT "invoice_payloads_version" CHECK (version > 0));
-- create index "invoicepayload_invoice_id_version" to table: "invoice_payloads"
CREATE UNIQUE INDEX "invoicepayload_invoice_id_version" ON "invoice_payloads" ("invoice_id", "version");

-- +goose Down
-- reverse: create index "invoicepayload_invoice_id_version" to table: "invoice_payloads"
DROP INDEX "invoicepayload_invoice_id_version";
-- reverse: create "invoice_payloads" table
DROP TABLE "invoice_payloads";
-- reverse: create index "invoices_without_address" to table: "invoices"
DROP INDEX "invoices_without_address";
-- reverse: create index "invoices_one_live_per_operation" to table: "invoices"
DROP INDEX "invoices_one_live_per_operation";
-- reverse: create index "invoices_one_live_note" to table: "invoices"
DROP INDEX "invoices_one_live_note";
-- reverse: create index "invoices_number" to table: "invoices"
DROP INDEX "invoices_number";
-- reverse: create index "invoices_in_work" to table: "invoices"
DROP INDEX "invoices_in_work";
-- reverse: create index "invoice_xml_file_id" to table: "invoices"
DROP INDEX "invoice_xml_file_id";
-- reverse: create index "invoice_state_created_at_id" to table: "invoices"
DROP INDEX "invoice_state_created_at_id";
-- reverse: create index "invoice_replaces_id" to table: "invoices"
DROP INDEX "invoice_replaces_id";
-- reverse: create index "invoice_pdf_file_id" to table: "invoices"
DROP INDEX "invoice_pdf_file_id";
-- reverse: create index "invoice_operation_id_id" to table: "invoices"
DROP INDEX "invoice_operation_id_id";
-- reverse: create index "invoice_next_at" to table: "invoices"
DROP INDEX "invoice_next_at";
-- reverse: create index "invoice_files_next_at" to table: "invoices"
DROP INDEX "invoice_files_next_at";
-- reverse: create index "invoice_due_at_id" to table: "invoices"
DROP INDEX "invoice_due_at_id";
-- reverse: create index "invoice_created_at_id" to table: "invoices"
DROP INDEX "invoice_created_at_id";
-- reverse: create index "invoice_client_id_created_at_id" to table: "invoices"
DROP INDEX "invoice_client_id_created_at_id";
-- reverse: create index "invoice_cdr_file_id" to table: "invoices"
DROP INDEX "invoice_cdr_file_id";
-- reverse: create "invoices" table
DROP TABLE "invoices";
-- reverse: create index "invoiceseries_series" to table: "invoice_series"
DROP INDEX "invoiceseries_series";
-- reverse: create "invoice_series" table
DROP TABLE "invoice_series";
