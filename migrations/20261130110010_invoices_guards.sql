-- What holds for electronic documents whatever the program does: a number is the next of its series, comes with bytes, and is taken once;
-- bytes are added and never changed; what does not count any more stays so; two persons void.

-- +goose Up
REVOKE ALL ON invoices, invoice_payloads, invoice_series FROM qoricash_app;
GRANT SELECT, INSERT ON invoices, invoice_payloads, invoice_series TO qoricash_app;
GRANT UPDATE (version, state, number, issued_on, issuer_snapshot, client_snapshot, sunat_code, sunat_description, sunat_note, hash_code, qr,
    pdf_link, xml_link, cdr_link, pdf_file_id, xml_file_id, cdr_file_id, numbered_at, sent_at, accepted_at, due_at, alarmed_at, parked_reason,
    absent, fault_code, fault_message, void_reason, void_ticket, void_proposal_id, attempts, next_at, files_attempts, files_next_at, updated_at)
    ON invoices TO qoricash_app;
GRANT UPDATE (next_number, stopped_at, stopped_code, stopped_reason, probes, probe_at) ON invoice_series TO qoricash_app;

ALTER TABLE files DROP CONSTRAINT files_purpose, ADD CONSTRAINT files_purpose
    CHECK (purpose IN ('DEPOSIT_PROOF', 'PAYOUT_PROOF', 'CLIENT_DOCUMENT', 'DATA_EXPORT', 'INVOICE_PDF', 'INVOICE_XML', 'INVOICE_CDR'));

ALTER TABLE proposals DROP CONSTRAINT proposals_kind, ADD CONSTRAINT proposals_kind
    CHECK (kind IN ('KYC_APPROVE', 'KYC_REJECT', 'NEGOTIATED_RATE', 'PARAMETER_SET', 'PERMISSION_SET_GRANT', 'PERMISSION_SET_WITHDRAW', 'INVOICE_VOID'));
INSERT INTO proposal_kinds (kind, permission) VALUES ('INVOICE_VOID', 'invoices.void');

INSERT INTO role_permissions (role, permission) VALUES ('MASTER', 'invoices.read'), ('MASTER', 'invoices.manage'), ('MASTER', 'invoices.void'),
    ('OPERATOR', 'invoices.read'), ('MIDDLE_OFFICE', 'invoices.read'), ('TRADER', 'invoices.read'), ('TRADER', 'invoices.manage'),
    ('ANALYST', 'invoices.read');
INSERT INTO permission_set_permissions (permission_set, permission) VALUES ('ACCOUNTANT', 'invoices.read'), ('ACCOUNTANT', 'invoices.manage'),
    ('ACCOUNTANT', 'invoices.void');

-- +goose StatementBegin
CREATE FUNCTION guard_invoice_request() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.state <> 'REQUESTED' OR NEW.version <> 1 THEN
        RAISE EXCEPTION 'a document begins as a request' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM operations o WHERE o.id = NEW.operation_id AND o.status = 'COMPLETED' AND o.client_id = NEW.client_id) THEN
        RAISE EXCEPTION 'operation % is not completed, or another client''s', NEW.operation_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.credits_id IS NOT NULL AND NOT EXISTS (SELECT FROM invoices i WHERE i.id = NEW.credits_id AND i.operation_id = NEW.operation_id
        AND i.kind <> 'CREDIT_NOTE' AND i.state IN ('ACCEPTED', 'OBSERVED', 'VOID_REJECTED') AND i.total = NEW.total) THEN
        RAISE EXCEPTION 'a credit note undoes a whole valid document of its operation' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT FROM invoices i WHERE i.id = NEW.replaces_id AND i.operation_id = NEW.operation_id
        AND i.state IN ('REJECTED', 'VOIDED', 'CREDITED', 'REPLACED')) THEN
        RAISE EXCEPTION 'a document replaces one of its operation that does not count' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_invoice() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.version NOT IN (OLD.version, OLD.version + 1) OR NEW.state <> OLD.state AND NEW.version = OLD.version THEN
        RAISE EXCEPTION 'invoice %: each change of its state is one version', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state IN ('REJECTED', 'VOIDED', 'CREDITED', 'WITHDRAWN', 'REPLACED') AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'invoice % is % for ever', OLD.id, OLD.state USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.number IS NULL AND NEW.number IS NOT NULL THEN
        IF OLD.state <> 'REQUESTED' OR NOT EXISTS (SELECT FROM invoice_series s WHERE s.series = NEW.series AND s.next_number = NEW.number) THEN
            RAISE EXCEPTION 'invoice %: % is not the next number of series %', OLD.id, NEW.number, NEW.series USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF OLD.number IS NOT NULL THEN
        IF (NEW.number, NEW.numbered_at, NEW.issuer_snapshot) IS DISTINCT FROM (OLD.number, OLD.numbered_at, OLD.issuer_snapshot) THEN
            RAISE EXCEPTION 'invoice % has its number for ever', OLD.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF (NEW.client_snapshot, NEW.issued_on) IS DISTINCT FROM (OLD.client_snapshot, OLD.issued_on)
            AND NOT (OLD.state = 'PARKED' AND OLD.absent AND NEW.state = 'NUMBERED') THEN
            RAISE EXCEPTION 'invoice % says what it said', OLD.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF OLD.pdf_file_id IS NOT NULL AND NEW.pdf_file_id IS DISTINCT FROM OLD.pdf_file_id
        OR OLD.xml_file_id IS NOT NULL AND NEW.xml_file_id IS DISTINCT FROM OLD.xml_file_id
        OR OLD.cdr_file_id IS NOT NULL AND NEW.cdr_file_id IS DISTINCT FROM OLD.cdr_file_id THEN
        RAISE EXCEPTION 'invoice % keeps its files', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.void_proposal_id IS NOT NULL AND (NEW.void_proposal_id, NEW.void_reason) IS DISTINCT FROM (OLD.void_proposal_id, OLD.void_reason)
        OR OLD.void_proposal_id IS NULL AND NEW.void_proposal_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM proposals p WHERE p.id = NEW.void_proposal_id AND p.kind = 'INVOICE_VOID' AND p.decision = 'CONFIRMED' AND p.four_eyes
                AND p.decided_tx = pg_current_xact_id() AND p.object_kind = 'invoice' AND p.object_id = OLD.id
                AND p.payload ->> 'reason' = NEW.void_reason) THEN
        RAISE EXCEPTION 'invoice % is voided by two persons', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A number is taken whole: with its bytes, and with the counter gone on.
CREATE FUNCTION check_invoice_number() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM invoice_payloads p WHERE p.invoice_id = NEW.id)
        OR NOT EXISTS (SELECT FROM invoice_series s WHERE s.series = NEW.series AND s.next_number > NEW.number) THEN
        RAISE EXCEPTION 'invoice % took number % without its bytes or without counting', NEW.id, NEW.number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

-- Bytes come with the number; others only after the provider said that it has no such document, while it waits for a person.
CREATE FUNCTION guard_invoice_payload() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    last integer := (SELECT coalesce(max(version), 0) FROM invoice_payloads WHERE invoice_id = NEW.invoice_id);
BEGIN
    IF NEW.version <> last + 1 OR NOT EXISTS (SELECT FROM invoices i WHERE i.id = NEW.invoice_id
        AND CASE WHEN last = 0 THEN i.state = 'REQUESTED' ELSE i.state = 'PARKED' AND i.absent END) THEN
        RAISE EXCEPTION 'invoice % takes no other bytes now', NEW.invoice_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_invoice_series() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.next_number <> NEW.first_number THEN
            RAISE EXCEPTION 'series % begins with its first number', NEW.series USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NEW.next_number <> OLD.next_number + 1
        OR NOT EXISTS (SELECT FROM invoices i WHERE i.series = OLD.series AND i.number = OLD.next_number) THEN
        RAISE EXCEPTION 'series %: number % is taken by no document', OLD.series, OLD.next_number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER invoices_request BEFORE INSERT ON invoices FOR EACH ROW EXECUTE FUNCTION guard_invoice_request();
CREATE TRIGGER invoices_guard BEFORE UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION guard_invoice();
CREATE CONSTRAINT TRIGGER invoices_number_whole AFTER UPDATE OF number ON invoices DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.number IS NULL AND NEW.number IS NOT NULL) EXECUTE FUNCTION check_invoice_number();
CREATE TRIGGER invoice_payloads_guard BEFORE INSERT ON invoice_payloads FOR EACH ROW EXECUTE FUNCTION guard_invoice_payload();
CREATE TRIGGER invoice_payloads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_payloads FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER invoice_series_begin BEFORE INSERT ON invoice_series FOR EACH ROW EXECUTE FUNCTION guard_invoice_series();
CREATE TRIGGER invoice_series_guard BEFORE UPDATE OF next_number ON invoice_series FOR EACH ROW EXECUTE FUNCTION guard_invoice_series();

-- +goose Down
