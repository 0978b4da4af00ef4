-- Why an identification was rejected stands beside its state, because a client that was rejected for a reason that trading waits
-- for may not quote nor operate, and quotes are asked for by the second. It moves with the state alone: a rejection sets it to
-- the reason that was confirmed in the same transaction, an approval or a reopening clears it, and new papers leave it.
-- +goose Up
UPDATE clients SET kyc_rejection = rejected.reason
FROM (SELECT DISTINCT ON (object_id) object_id, payload ->> 'reason' AS reason, decided_at FROM proposals
    WHERE object_kind = 'client' AND kind = 'KYC_REJECT' AND decision = 'CONFIRMED' ORDER BY object_id, decided_at DESC, id DESC) AS rejected
WHERE clients.id = rejected.object_id AND clients.kyc_status IN ('REJECTED', 'IN_REVIEW')
    AND NOT EXISTS (SELECT FROM events WHERE aggregate_id = clients.id AND aggregate = 'client'
        AND kind IN ('KYC_APPROVED', 'KYC_REOPENED') AND occurred_at > rejected.decided_at);

-- +goose StatementBegin
CREATE FUNCTION guard_kyc_rejection() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.kyc_rejection IS NULL AND NEW.kyc_status <> OLD.kyc_status THEN
        RETURN NEW;
    END IF;
    IF NEW.kyc_rejection IS NULL OR NEW.kyc_status <> 'REJECTED' OR NOT EXISTS (
        SELECT FROM proposals WHERE object_kind = 'client' AND object_id = NEW.id AND kind = 'KYC_REJECT' AND decision = 'CONFIRMED'
            AND decided_tx = pg_current_xact_id() AND payload ->> 'reason' = NEW.kyc_rejection) THEN
        RAISE EXCEPTION 'why client % was rejected is decided by nobody', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER clients_kyc_rejection BEFORE UPDATE OF kyc_rejection ON clients FOR EACH ROW
    WHEN (OLD.kyc_rejection IS DISTINCT FROM NEW.kyc_rejection) EXECUTE FUNCTION guard_kyc_rejection();

GRANT UPDATE (kyc_rejection) ON clients TO qoricash_app;

-- +goose Down
