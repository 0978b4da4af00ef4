-- What ent does not declare about people: the guards of proposals and of identification, limits shared by all instances, the
-- places of those who follow the feed, and what the serving role may do.

-- +goose Up

ALTER TABLE files DROP CONSTRAINT files_purpose, ADD CONSTRAINT files_purpose
    CHECK (purpose IN ('DEPOSIT_PROOF', 'PAYOUT_PROOF', 'CLIENT_DOCUMENT', 'DATA_EXPORT'));

-- The transaction that decided, so that the guard of identification sees a decision of its own transaction alone.
ALTER TABLE proposals ADD COLUMN decided_tx xid8;

-- What was proposed never changes, and a decision is made once, by somebody who may make it today. Nobody decides on what they
-- proposed: that is a check of the table (proposals_four_eyes). The functions name where they look, so that no table of the
-- session's own takes the place of the house's.
-- +goose StatementBegin
CREATE FUNCTION guard_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.decision IS NOT NULL THEN
        RAISE EXCEPTION 'proposal % is decided: it never changes again', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.id, OLD.created_at, OLD.kind, OLD.object_kind, OLD.object_id, OLD.payload, OLD.note, OLD.four_eyes, OLD.proposed_by, OLD.mac)
        IS DISTINCT FROM
       (NEW.id, NEW.created_at, NEW.kind, NEW.object_kind, NEW.object_id, NEW.payload, NEW.note, NEW.four_eyes, NEW.proposed_by, NEW.mac) THEN
        RAISE EXCEPTION 'proposal %: what was proposed never changes', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.decision IS NOT NULL AND NOT EXISTS (
        SELECT FROM users WHERE id = NEW.decided_by AND status = 'ACTIVE' AND role IN ('MASTER', 'MIDDLE_OFFICE')) THEN
        RAISE EXCEPTION 'proposal % is decided by somebody who may not', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.decided_tx := CASE WHEN NEW.decision IS NULL THEN NULL ELSE pg_current_xact_id() END;
    RETURN NEW;
END
$$;

CREATE FUNCTION guard_new_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.decision IS NOT NULL THEN
        RAISE EXCEPTION 'a proposal begins without a decision' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM users WHERE id = NEW.proposed_by AND status = 'ACTIVE' AND role IN ('MASTER', 'MIDDLE_OFFICE')) THEN
        RAISE EXCEPTION 'a proposal is made by somebody who may decide' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.decided_tx := NULL;
    RETURN NEW;
END
$$;

-- Identification ends by a confirmed proposal of the same transaction and in no other way; and it never touches a password
-- (classes of pain P-14 and P-15). No client begins with an identification that is decided.
CREATE FUNCTION guard_identification() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.password_hash IS DISTINCT FROM NEW.password_hash THEN
            RAISE EXCEPTION 'identification of client % must not touch the password', NEW.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF NEW.kyc_status IN ('APPROVED', 'REJECTED') AND NOT EXISTS (
        SELECT FROM proposals WHERE object_kind = 'client' AND object_id = NEW.id AND decision = 'CONFIRMED'
            AND decided_tx = pg_current_xact_id()
            AND kind = CASE NEW.kyc_status WHEN 'APPROVED' THEN 'KYC_APPROVE' ELSE 'KYC_REJECT' END) THEN
        RAISE EXCEPTION 'identification of client % is decided by nobody', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER proposals_guard BEFORE UPDATE ON proposals FOR EACH ROW EXECUTE FUNCTION guard_proposal();
CREATE TRIGGER proposals_begin BEFORE INSERT ON proposals FOR EACH ROW EXECUTE FUNCTION guard_new_proposal();
CREATE TRIGGER proposals_stay BEFORE DELETE OR TRUNCATE ON proposals FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_append_only_change();
ALTER TABLE proposals ENABLE ALWAYS TRIGGER proposals_guard;
ALTER TABLE proposals ENABLE ALWAYS TRIGGER proposals_begin;
ALTER TABLE proposals ENABLE ALWAYS TRIGGER proposals_stay;
ALTER TABLE consents ENABLE ALWAYS TRIGGER consents_append_only;
CREATE TRIGGER clients_identification BEFORE UPDATE OF kyc_status ON clients FOR EACH ROW
    WHEN (OLD.kyc_status IS DISTINCT FROM NEW.kyc_status) EXECUTE FUNCTION guard_identification();
CREATE TRIGGER clients_begin_unidentified BEFORE INSERT ON clients FOR EACH ROW EXECUTE FUNCTION guard_identification();

-- Limits for all instances together (GCRA): one row per limited thing, named by a hash, with its theoretical arrival time.
-- Unlogged: after a crash the counting begins again, which costs nothing. Without an index on the time, so that updates stay in
-- their page; what is swept is found by reading the table.
CREATE UNLOGGED TABLE rate_limits (
    key bytea       PRIMARY KEY CHECK (octet_length(key) = 32),
    tat timestamptz NOT NULL
);

-- How far each follower of the feed has come, moved in the transaction of what it did.
CREATE TABLE feed_consumers (
    name  text    PRIMARY KEY CHECK (name <> ''),
    epoch integer NOT NULL,
    tx    xid8    NOT NULL,
    id    bigint  NOT NULL
);

REVOKE ALL ON rate_limits, feed_consumers FROM qoricash_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO qoricash_app;
GRANT SELECT, INSERT, UPDATE ON feed_consumers TO qoricash_app;

GRANT INSERT (token_id) ON audit_entries TO qoricash_app;
GRANT UPDATE (must_change_password, totp_secret, totp_confirmed_at, totp_last_step, deactivated_at, deactivation_reason, updated_at)
    ON users TO qoricash_app;
GRANT UPDATE (paternal_surname, maternal_surname, given_names, contact_name, contact_position, address, district, province, department,
    politically_exposed, deactivation_reason, review_started_at, kyc_decided_at, reassigned_at) ON clients TO qoricash_app;
GRANT UPDATE (holder_confirmed_at, holder_confirmed_by) ON bank_accounts TO qoricash_app;
GRANT UPDATE (restriction) ON sessions TO qoricash_app;
GRANT SELECT, INSERT ON file_matches, consents, client_contacts, client_documents, access_tokens, challenges, recovery_codes, notifications,
    outbox_messages, push_devices, notification_settings, registration_drafts, pending_uploads TO qoricash_app;
GRANT DELETE ON pending_uploads, registration_drafts, challenges, recovery_codes TO qoricash_app;
GRANT UPDATE (data, updated_at, expires_at) ON registration_drafts TO qoricash_app;
GRANT UPDATE (verified_at, removed_at) ON client_contacts TO qoricash_app;
GRANT UPDATE (status, reason, note, reviewed_by, reviewed_at) ON client_documents TO qoricash_app;
GRANT SELECT ON proposals TO qoricash_app;
GRANT INSERT (id, created_at, kind, object_kind, object_id, payload, note, four_eyes, proposed_by, mac) ON proposals TO qoricash_app;
GRANT UPDATE (decision, decided_by, decided_at, decision_note, decision_mac) ON proposals TO qoricash_app;
GRANT UPDATE (attempts, used_at, ended_at) ON challenges TO qoricash_app;
GRANT UPDATE (used_at) ON recovery_codes TO qoricash_app;
GRANT UPDATE (last_used_at, retires_at, revoked_at, revoked_by) ON access_tokens TO qoricash_app;
GRANT UPDATE (read_at) ON notifications TO qoricash_app;
GRANT UPDATE (secret, status, attempts, due_at, leased_by, leased_until, sent_at, provider, provider_id, receipt_at, failure)
    ON outbox_messages TO qoricash_app;
GRANT UPDATE (session_id, platform, app_version, locale, seen_at, disabled_at, disabled_reason) ON push_devices TO qoricash_app;
GRANT UPDATE (muted, quiet_from, quiet_until, updated_at) ON notification_settings TO qoricash_app;

-- +goose Down
