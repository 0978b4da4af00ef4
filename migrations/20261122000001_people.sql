-- +goose Up
-- create "outbox_messages" table
CREATE TABLE "outbox_messages" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "channel" character varying NOT NULL, "fact" character varying NOT NULL, "kind" character varying NOT NULL, "topic" character varying NOT NULL, "user_id" uuid NULL, "client_id" uuid NULL, "recipient" character varying NOT NULL, "data" jsonb NOT NULL, "secret" bytea NULL, "status" character varying NOT NULL, "attempts" bigint NOT NULL DEFAULT 0, "due_at" timestamptz NOT NULL, "expires_at" timestamptz NULL, "leased_by" character varying NULL, "leased_until" timestamptz NULL, "sent_at" timestamptz NULL, "provider" character varying NULL, "provider_id" character varying NULL, "receipt_at" timestamptz NULL, "failure" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "outbox_messages_channel" CHECK ((channel)::text = ANY ((ARRAY['INBOX'::character varying, 'EMAIL'::character varying, 'PUSH'::character varying])::text[])), CONSTRAINT "outbox_messages_lease" CHECK ((leased_by IS NULL) = (leased_until IS NULL)), CONSTRAINT "outbox_messages_sent" CHECK (((status)::text = 'SENT'::text) = (sent_at IS NOT NULL)), CONSTRAINT "outbox_messages_status" CHECK ((status)::text = ANY ((ARRAY['PENDING'::character varying, 'SENT'::character varying, 'DEAD'::character varying, 'CANCELED'::character varying])::text[])), CONSTRAINT "outbox_messages_topic" CHECK ((topic)::text = ANY ((ARRAY['OPERATIONS'::character varying, 'IDENTITY'::character varying, 'SECURITY'::character varying, 'PORTFOLIO'::character varying, 'HOUSE'::character varying])::text[])));
-- create index "outboxmessage_channel_due_at" to table: "outbox_messages"
CREATE INDEX "outboxmessage_channel_due_at" ON "outbox_messages" ("channel", "due_at") WHERE ((status)::text = 'PENDING'::text);
-- create index "outboxmessage_fact_channel_recipient" to table: "outbox_messages"
CREATE UNIQUE INDEX "outboxmessage_fact_channel_recipient" ON "outbox_messages" ("fact", "channel", "recipient");
-- create index "outboxmessage_sent_at" to table: "outbox_messages"
CREATE INDEX "outboxmessage_sent_at" ON "outbox_messages" ("sent_at") WHERE (((channel)::text = 'PUSH'::text) AND ((status)::text = 'SENT'::text) AND (receipt_at IS NULL));
-- create index "outboxmessage_status_created_at" to table: "outbox_messages"
CREATE INDEX "outboxmessage_status_created_at" ON "outbox_messages" ("status", "created_at");
-- create "pending_uploads" table
CREATE TABLE "pending_uploads" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "store" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "pending_uploads_store" CHECK ((store)::text = ANY ((ARRAY['DISK'::character varying, 'S3'::character varying, 'CLOUDINARY'::character varying])::text[])));
-- create index "pendingupload_created_at" to table: "pending_uploads"
CREATE INDEX "pendingupload_created_at" ON "pending_uploads" ("created_at");
-- create "registration_drafts" table
CREATE TABLE "registration_drafts" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "token_hash" bytea NOT NULL, "data" jsonb NOT NULL, "updated_at" timestamptz NOT NULL, "expires_at" timestamptz NOT NULL, PRIMARY KEY ("id"));
-- create index "registrationdraft_expires_at" to table: "registration_drafts"
CREATE INDEX "registrationdraft_expires_at" ON "registration_drafts" ("expires_at");
-- create index "registrationdraft_token_hash" to table: "registration_drafts"
CREATE UNIQUE INDEX "registrationdraft_token_hash" ON "registration_drafts" ("token_hash");
-- create "push_devices" table
CREATE TABLE "push_devices" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "user_id" uuid NULL, "client_id" uuid NULL, "session_id" uuid NULL, "token" character varying NOT NULL, "platform" character varying NOT NULL, "app_version" character varying NOT NULL, "locale" character varying NOT NULL, "seen_at" timestamptz NOT NULL, "disabled_at" timestamptz NULL, "disabled_reason" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "push_devices_disabled" CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL)), CONSTRAINT "push_devices_one_person" CHECK ((user_id IS NULL) <> (client_id IS NULL)), CONSTRAINT "push_devices_platform" CHECK ((platform)::text = ANY ((ARRAY['IOS'::character varying, 'ANDROID'::character varying])::text[])));
-- create index "pushdevice_client_id" to table: "push_devices"
CREATE INDEX "pushdevice_client_id" ON "push_devices" ("client_id") WHERE (disabled_at IS NULL);
-- create index "pushdevice_session_id" to table: "push_devices"
CREATE INDEX "pushdevice_session_id" ON "push_devices" ("session_id") WHERE (disabled_at IS NULL);
-- create index "pushdevice_token" to table: "push_devices"
CREATE UNIQUE INDEX "pushdevice_token" ON "push_devices" ("token") WHERE (disabled_at IS NULL);
-- create index "pushdevice_user_id" to table: "push_devices"
CREATE INDEX "pushdevice_user_id" ON "push_devices" ("user_id") WHERE (disabled_at IS NULL);
-- modify "sessions" table
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_restriction" CHECK ((restriction)::text = ANY ((ARRAY['PASSWORD_CHANGE'::character varying, 'TOTP_SETUP'::character varying])::text[])), ADD COLUMN "device" character varying NOT NULL DEFAULT '', ADD COLUMN "restriction" character varying NULL;
-- modify "users" table
ALTER TABLE "users" ADD COLUMN "must_change_password" boolean NOT NULL DEFAULT false, ADD COLUMN "totp_secret" bytea NULL, ADD COLUMN "totp_confirmed_at" timestamptz NULL, ADD COLUMN "totp_last_step" bigint NOT NULL DEFAULT 0, ADD COLUMN "deactivated_at" timestamptz NULL, ADD COLUMN "deactivation_reason" character varying NULL, ADD COLUMN "updated_at" timestamptz NULL;
-- modify "audit_entries" table
ALTER TABLE "audit_entries" ADD COLUMN "token_id" uuid NULL;
-- create "notification_settings" table
CREATE TABLE "notification_settings" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "user_id" uuid NULL, "client_id" uuid NULL, "muted" jsonb NOT NULL, "quiet_from" bigint NULL, "quiet_until" bigint NULL, "updated_at" timestamptz NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "notification_settings_one_person" CHECK ((user_id IS NULL) <> (client_id IS NULL)), CONSTRAINT "notification_settings_quiet" CHECK (((quiet_from IS NULL) = (quiet_until IS NULL)) AND ((quiet_from >= 0) AND (quiet_from <= 1439)) AND ((quiet_until >= 0) AND (quiet_until <= 1439))));
-- create index "notificationsetting_client_id" to table: "notification_settings"
CREATE UNIQUE INDEX "notificationsetting_client_id" ON "notification_settings" ("client_id");
-- create index "notificationsetting_user_id" to table: "notification_settings"
CREATE UNIQUE INDEX "notificationsetting_user_id" ON "notification_settings" ("user_id");
-- modify "bank_accounts" table
ALTER TABLE "bank_accounts" ADD CONSTRAINT "bank_accounts_confirmed" CHECK ((holder_confirmed_at IS NULL) = (holder_confirmed_by IS NULL)), ADD COLUMN "holder_confirmed_at" timestamptz NULL, ADD COLUMN "holder_confirmed_by" uuid NULL;
-- create "access_tokens" table
CREATE TABLE "access_tokens" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "name" character varying NOT NULL, "audience" character varying NOT NULL, "created_by" uuid NOT NULL, "hint" character varying NOT NULL, "token_hash" bytea NOT NULL, "scopes" jsonb NOT NULL, "budget_per_hour" bigint NOT NULL, "expires_at" timestamptz NOT NULL, "last_used_at" timestamptz NULL, "replaces_id" uuid NULL, "retires_at" timestamptz NULL, "revoked_at" timestamptz NULL, "revoked_by" uuid NULL, "holder_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "access_tokens_users_holder" FOREIGN KEY ("holder_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "access_tokens_audience" CHECK ((audience)::text = ANY ((ARRAY['ANALYST'::character varying, 'MACHINE'::character varying])::text[])), CONSTRAINT "access_tokens_budget" CHECK (budget_per_hour > 0), CONSTRAINT "access_tokens_revoked" CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)));
-- create index "accesstoken_holder_id_created_at" to table: "access_tokens"
CREATE INDEX "accesstoken_holder_id_created_at" ON "access_tokens" ("holder_id", "created_at");
-- create index "accesstoken_replaces_id" to table: "access_tokens"
CREATE UNIQUE INDEX "accesstoken_replaces_id" ON "access_tokens" ("replaces_id");
-- create index "accesstoken_token_hash" to table: "access_tokens"
CREATE UNIQUE INDEX "accesstoken_token_hash" ON "access_tokens" ("token_hash");
-- modify "clients" table
ALTER TABLE "clients" ADD COLUMN "paternal_surname" character varying NULL, ADD COLUMN "maternal_surname" character varying NULL, ADD COLUMN "given_names" character varying NULL, ADD COLUMN "contact_name" character varying NULL, ADD COLUMN "contact_position" character varying NULL, ADD COLUMN "address" character varying NULL, ADD COLUMN "district" character varying NULL, ADD COLUMN "province" character varying NULL, ADD COLUMN "department" character varying NULL, ADD COLUMN "politically_exposed" boolean NULL, ADD COLUMN "referral_code_used" character varying NULL, ADD COLUMN "deactivation_reason" character varying NULL, ADD COLUMN "review_started_at" timestamptz NULL, ADD COLUMN "kyc_decided_at" timestamptz NULL, ADD COLUMN "reassigned_at" timestamptz NULL;
-- create index "customer_kyc_status_review_started_at" to table: "clients"
CREATE INDEX "customer_kyc_status_review_started_at" ON "clients" ("kyc_status", "review_started_at");
-- create "client_contacts" table
CREATE TABLE "client_contacts" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "value" character varying NOT NULL, "label" character varying NULL, "verified_at" timestamptz NULL, "removed_at" timestamptz NULL, "client_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "client_contacts_clients_contacts" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "client_contacts_kind" CHECK ((kind)::text = ANY ((ARRAY['EMAIL'::character varying, 'PHONE'::character varying])::text[])));
-- create index "clientcontact_client_id_kind_value" to table: "client_contacts"
CREATE UNIQUE INDEX "clientcontact_client_id_kind_value" ON "client_contacts" ("client_id", "kind", "value") WHERE (removed_at IS NULL);
-- create "challenges" table
CREATE TABLE "challenges" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "secret_hash" bytea NOT NULL, "attempts" bigint NOT NULL DEFAULT 0, "expires_at" timestamptz NOT NULL, "used_at" timestamptz NULL, "ended_at" timestamptz NULL, "user_id" uuid NULL, "client_id" uuid NULL, "contact_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "challenges_client_contacts_contact" FOREIGN KEY ("contact_id") REFERENCES "client_contacts" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "challenges_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "challenges_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "challenges_attempts" CHECK (attempts >= 0), CONSTRAINT "challenges_kind" CHECK ((kind)::text = ANY ((ARRAY['REGISTRATION_CODE'::character varying, 'CONTACT_CODE'::character varying, 'PASSWORD_RESET_LINK'::character varying, 'INVITATION_LINK'::character varying])::text[])), CONSTRAINT "challenges_one_person" CHECK ((user_id IS NULL) <> (client_id IS NULL)));
-- create index "challenge_client_id_kind" to table: "challenges"
CREATE INDEX "challenge_client_id_kind" ON "challenges" ("client_id", "kind") WHERE ((used_at IS NULL) AND (ended_at IS NULL));
-- create index "challenge_expires_at" to table: "challenges"
CREATE INDEX "challenge_expires_at" ON "challenges" ("expires_at");
-- create index "challenge_secret_hash" to table: "challenges"
CREATE INDEX "challenge_secret_hash" ON "challenges" ("secret_hash") WHERE ((used_at IS NULL) AND (ended_at IS NULL));
-- create index "challenge_user_id_kind" to table: "challenges"
CREATE INDEX "challenge_user_id_kind" ON "challenges" ("user_id", "kind") WHERE ((used_at IS NULL) AND (ended_at IS NULL));
-- modify "files" table
ALTER TABLE "files" ADD CONSTRAINT "files_store" CHECK ((store)::text = ANY ((ARRAY['DISK'::character varying, 'S3'::character varying, 'CLOUDINARY'::character varying])::text[])), ADD COLUMN "original_sha256" bytea NULL, ADD COLUMN "original_size" bigint NULL, ADD COLUMN "width" bigint NULL, ADD COLUMN "height" bigint NULL, ADD COLUMN "perceptual_hash" bigint NULL, ADD COLUMN "store" character varying NOT NULL DEFAULT 'DISK';
-- create index "file_original_sha256" to table: "files"
CREATE INDEX "file_original_sha256" ON "files" ("original_sha256");
-- create index "file_perceptual_hash" to table: "files"
CREATE INDEX "file_perceptual_hash" ON "files" ("perceptual_hash");
-- create "client_documents" table
CREATE TABLE "client_documents" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "status" character varying NOT NULL, "submitted_by_kind" character varying NOT NULL, "submitted_by" uuid NOT NULL, "reason" character varying NULL, "note" character varying NULL, "reviewed_at" timestamptz NULL, "file_id" uuid NOT NULL, "reviewed_by" uuid NULL, "client_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "client_documents_clients_documents" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "client_documents_files_file" FOREIGN KEY ("file_id") REFERENCES "files" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "client_documents_users_reviewer" FOREIGN KEY ("reviewed_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "client_documents_kind" CHECK ((kind)::text = ANY ((ARRAY['ID_FRONT'::character varying, 'ID_BACK'::character varying, 'PASSPORT_PAGE'::character varying, 'RUC_SHEET'::character varying, 'REPRESENTATIVE_ID_FRONT'::character varying, 'REPRESENTATIVE_ID_BACK'::character varying, 'COMPLIANCE_VALIDATION'::character varying, 'OTHER'::character varying])::text[])), CONSTRAINT "client_documents_reason" CHECK ((reason)::text = ANY ((ARRAY['UNREADABLE'::character varying, 'INCOMPLETE'::character varying, 'EXPIRED'::character varying, 'WRONG_DOCUMENT'::character varying, 'DATA_MISMATCH'::character varying, 'NOT_ACCEPTED'::character varying])::text[])), CONSTRAINT "client_documents_rejected" CHECK (((status)::text <> 'REJECTED'::text) OR (reason IS NOT NULL)), CONSTRAINT "client_documents_reviewed" CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)), CONSTRAINT "client_documents_status" CHECK ((status)::text = ANY ((ARRAY['SUBMITTED'::character varying, 'ACCEPTED'::character varying, 'REJECTED'::character varying, 'REPLACED'::character varying])::text[])));
-- create index "clientdocument_client_id_kind" to table: "client_documents"
CREATE UNIQUE INDEX "clientdocument_client_id_kind" ON "client_documents" ("client_id", "kind") WHERE (((status)::text <> 'REPLACED'::text) AND ((kind)::text <> 'OTHER'::text));
-- create index "clientdocument_file_id" to table: "client_documents"
CREATE UNIQUE INDEX "clientdocument_file_id" ON "client_documents" ("file_id");
-- create "consents" table
CREATE TABLE "consents" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "document" character varying NOT NULL, "version" character varying NOT NULL, "channel" character varying NOT NULL, "address" character varying NOT NULL, "client_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "consents_clients_consents" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "consents_channel" CHECK ((channel)::text = ANY ((ARRAY['DESK'::character varying, 'PLATFORM'::character varying, 'APP'::character varying, 'WEB'::character varying, 'API'::character varying])::text[])), CONSTRAINT "consents_document" CHECK ((document)::text = ANY ((ARRAY['TERMS'::character varying, 'PRIVACY'::character varying])::text[])));
-- create index "consent_client_id_document_version" to table: "consents"
CREATE UNIQUE INDEX "consent_client_id_document_version" ON "consents" ("client_id", "document", "version");
-- create "file_matches" table
CREATE TABLE "file_matches" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "distance" bigint NOT NULL, "file_id" uuid NOT NULL, "other_file_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "file_matches_files_matches" FOREIGN KEY ("file_id") REFERENCES "files" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "file_matches_files_other_file" FOREIGN KEY ("other_file_id") REFERENCES "files" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "file_matches_kind" CHECK ((kind)::text = ANY ((ARRAY['EXACT'::character varying, 'SIMILAR'::character varying])::text[])));
-- create index "filematch_file_id_other_file_id" to table: "file_matches"
CREATE UNIQUE INDEX "filematch_file_id_other_file_id" ON "file_matches" ("file_id", "other_file_id");
-- create index "filematch_other_file_id" to table: "file_matches"
CREATE INDEX "filematch_other_file_id" ON "file_matches" ("other_file_id");
-- create "notifications" table
CREATE TABLE "notifications" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "fact" character varying NOT NULL, "kind" character varying NOT NULL, "topic" character varying NOT NULL, "title" character varying NOT NULL, "body" character varying NOT NULL, "link" character varying NOT NULL, "read_at" timestamptz NULL, "user_id" uuid NULL, "client_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "notifications_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "notifications_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "notifications_one_person" CHECK ((user_id IS NULL) <> (client_id IS NULL)), CONSTRAINT "notifications_topic" CHECK ((topic)::text = ANY ((ARRAY['OPERATIONS'::character varying, 'IDENTITY'::character varying, 'SECURITY'::character varying, 'PORTFOLIO'::character varying, 'HOUSE'::character varying])::text[])));
-- create index "notification_client_id_created_at_id" to table: "notifications"
CREATE INDEX "notification_client_id_created_at_id" ON "notifications" ("client_id", "created_at", "id");
-- create index "notification_client_id_fact" to table: "notifications"
CREATE UNIQUE INDEX "notification_client_id_fact" ON "notifications" ("client_id", "fact");
-- create index "notification_user_id_created_at_id" to table: "notifications"
CREATE INDEX "notification_user_id_created_at_id" ON "notifications" ("user_id", "created_at", "id");
-- create index "notification_user_id_fact" to table: "notifications"
CREATE UNIQUE INDEX "notification_user_id_fact" ON "notifications" ("user_id", "fact");
-- create index "notifications_unread_client" to table: "notifications"
CREATE INDEX "notifications_unread_client" ON "notifications" ("client_id") WHERE (read_at IS NULL);
-- create index "notifications_unread_user" to table: "notifications"
CREATE INDEX "notifications_unread_user" ON "notifications" ("user_id") WHERE (read_at IS NULL);
-- create "proposals" table
CREATE TABLE "proposals" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "object_kind" character varying NOT NULL, "object_id" uuid NOT NULL, "payload" jsonb NOT NULL, "note" character varying NULL, "four_eyes" boolean NOT NULL, "mac" bytea NOT NULL, "decision" character varying NULL, "decided_at" timestamptz NULL, "decision_note" character varying NULL, "decision_mac" bytea NULL, "proposed_by" uuid NOT NULL, "decided_by" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "proposals_users_decider" FOREIGN KEY ("decided_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "proposals_users_proposer" FOREIGN KEY ("proposed_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "proposals_decided" CHECK (((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decision_mac IS NULL))), CONSTRAINT "proposals_decision" CHECK ((decision)::text = ANY ((ARRAY['CONFIRMED'::character varying, 'DECLINED'::character varying, 'WITHDRAWN'::character varying])::text[])), CONSTRAINT "proposals_four_eyes" CHECK ((decision IS NULL) OR (NOT four_eyes) OR (((decision)::text = 'WITHDRAWN'::text) = (decided_by = proposed_by))), CONSTRAINT "proposals_kind" CHECK ((kind)::text = ANY ((ARRAY['KYC_APPROVE'::character varying, 'KYC_REJECT'::character varying])::text[])), CONSTRAINT "proposals_mac" CHECK (octet_length(mac) = 32));
-- create index "proposal_object_id_created_at" to table: "proposals"
CREATE INDEX "proposal_object_id_created_at" ON "proposals" ("object_id", "created_at");
-- create index "proposal_object_kind_object_id" to table: "proposals"
CREATE UNIQUE INDEX "proposal_object_kind_object_id" ON "proposals" ("object_kind", "object_id") WHERE (decision IS NULL);
-- create "recovery_codes" table
CREATE TABLE "recovery_codes" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "code_hash" bytea NOT NULL, "used_at" timestamptz NULL, "user_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "recovery_codes_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "recoverycode_user_id_code_hash" to table: "recovery_codes"
CREATE UNIQUE INDEX "recoverycode_user_id_code_hash" ON "recovery_codes" ("user_id", "code_hash");

-- +goose Down
-- reverse: create index "recoverycode_user_id_code_hash" to table: "recovery_codes"
DROP INDEX "recoverycode_user_id_code_hash";
-- reverse: create "recovery_codes" table
DROP TABLE "recovery_codes";
-- reverse: create index "proposal_object_kind_object_id" to table: "proposals"
DROP INDEX "proposal_object_kind_object_id";
-- reverse: create index "proposal_object_id_created_at" to table: "proposals"
DROP INDEX "proposal_object_id_created_at";
-- reverse: create "proposals" table
DROP TABLE "proposals";
-- reverse: create index "notifications_unread_user" to table: "notifications"
DROP INDEX "notifications_unread_user";
-- reverse: create index "notifications_unread_client" to table: "notifications"
DROP INDEX "notifications_unread_client";
-- reverse: create index "notification_user_id_fact" to table: "notifications"
DROP INDEX "notification_user_id_fact";
-- reverse: create index "notification_user_id_created_at_id" to table: "notifications"
DROP INDEX "notification_user_id_created_at_id";
-- reverse: create index "notification_client_id_fact" to table: "notifications"
DROP INDEX "notification_client_id_fact";
-- reverse: create index "notification_client_id_created_at_id" to table: "notifications"
DROP INDEX "notification_client_id_created_at_id";
-- reverse: create "notifications" table
DROP TABLE "notifications";
-- reverse: create index "filematch_other_file_id" to table: "file_matches"
DROP INDEX "filematch_other_file_id";
-- reverse: create index "filematch_file_id_other_file_id" to table: "file_matches"
DROP INDEX "filematch_file_id_other_file_id";
-- reverse: create "file_matches" table
DROP TABLE "file_matches";
-- reverse: create index "consent_client_id_document_version" to table: "consents"
DROP INDEX "consent_client_id_document_version";
-- reverse: create "consents" table
DROP TABLE "consents";
-- reverse: create index "clientdocument_file_id" to table: "client_documents"
DROP INDEX "clientdocument_file_id";
-- reverse: create index "clientdocument_client_id_kind" to table: "client_documents"
DROP INDEX "clientdocument_client_id_kind";
-- reverse: create "client_documents" table
DROP TABLE "client_documents";
-- reverse: create index "file_perceptual_hash" to table: "files"
DROP INDEX "file_perceptual_hash";
-- reverse: create index "file_original_sha256" to table: "files"
DROP INDEX "file_original_sha256";
-- reverse: modify "files" table
ALTER TABLE "files" DROP COLUMN "store", DROP COLUMN "perceptual_hash", DROP COLUMN "height", DROP COLUMN "width", DROP COLUMN "original_size", DROP COLUMN "original_sha256", DROP CONSTRAINT "files_store";
-- reverse: create index "challenge_user_id_kind" to table: "challenges"
DROP INDEX "challenge_user_id_kind";
-- reverse: create index "challenge_secret_hash" to table: "challenges"
DROP INDEX "challenge_secret_hash";
-- reverse: create index "challenge_expires_at" to table: "challenges"
DROP INDEX "challenge_expires_at";
-- reverse: create index "challenge_client_id_kind" to table: "challenges"
DROP INDEX "challenge_client_id_kind";
-- reverse: create "challenges" table
DROP TABLE "challenges";
-- reverse: create index "clientcontact_client_id_kind_value" to table: "client_contacts"
DROP INDEX "clientcontact_client_id_kind_value";
-- reverse: create "client_contacts" table
DROP TABLE "client_contacts";
-- reverse: create index "customer_kyc_status_review_started_at" to table: "clients"
DROP INDEX "customer_kyc_status_review_started_at";
-- reverse: modify "clients" table
ALTER TABLE "clients" DROP COLUMN "reassigned_at", DROP COLUMN "kyc_decided_at", DROP COLUMN "review_started_at", DROP COLUMN "deactivation_reason", DROP COLUMN "referral_code_used", DROP COLUMN "politically_exposed", DROP COLUMN "department", DROP COLUMN "province", DROP COLUMN "district", DROP COLUMN "address", DROP COLUMN "contact_position", DROP COLUMN "contact_name", DROP COLUMN "given_names", DROP COLUMN "maternal_surname", DROP COLUMN "paternal_surname";
-- reverse: create index "accesstoken_token_hash" to table: "access_tokens"
DROP INDEX "accesstoken_token_hash";
-- reverse: create index "accesstoken_replaces_id" to table: "access_tokens"
DROP INDEX "accesstoken_replaces_id";
-- reverse: create index "accesstoken_holder_id_created_at" to table: "access_tokens"
DROP INDEX "accesstoken_holder_id_created_at";
-- reverse: create "access_tokens" table
DROP TABLE "access_tokens";
-- reverse: modify "bank_accounts" table
ALTER TABLE "bank_accounts" DROP COLUMN "holder_confirmed_by", DROP COLUMN "holder_confirmed_at", DROP CONSTRAINT "bank_accounts_confirmed";
-- reverse: create index "notificationsetting_user_id" to table: "notification_settings"
DROP INDEX "notificationsetting_user_id";
-- reverse: create index "notificationsetting_client_id" to table: "notification_settings"
DROP INDEX "notificationsetting_client_id";
-- reverse: create "notification_settings" table
DROP TABLE "notification_settings";
-- reverse: modify "audit_entries" table
ALTER TABLE "audit_entries" DROP COLUMN "token_id";
-- reverse: modify "users" table
ALTER TABLE "users" DROP COLUMN "updated_at", DROP COLUMN "deactivation_reason", DROP COLUMN "deactivated_at", DROP COLUMN "totp_last_step", DROP COLUMN "totp_confirmed_at", DROP COLUMN "totp_secret", DROP COLUMN "must_change_password";
-- reverse: modify "sessions" table
ALTER TABLE "sessions" DROP COLUMN "restriction", DROP COLUMN "device", DROP CONSTRAINT "sessions_restriction";
-- reverse: create index "pushdevice_user_id" to table: "push_devices"
DROP INDEX "pushdevice_user_id";
-- reverse: create index "pushdevice_token" to table: "push_devices"
DROP INDEX "pushdevice_token";
-- reverse: create index "pushdevice_session_id" to table: "push_devices"
DROP INDEX "pushdevice_session_id";
-- reverse: create index "pushdevice_client_id" to table: "push_devices"
DROP INDEX "pushdevice_client_id";
-- reverse: create "push_devices" table
DROP TABLE "push_devices";
-- reverse: create index "registrationdraft_token_hash" to table: "registration_drafts"
DROP INDEX "registrationdraft_token_hash";
-- reverse: create index "registrationdraft_expires_at" to table: "registration_drafts"
DROP INDEX "registrationdraft_expires_at";
-- reverse: create "registration_drafts" table
DROP TABLE "registration_drafts";
-- reverse: create index "pendingupload_created_at" to table: "pending_uploads"
DROP INDEX "pendingupload_created_at";
-- reverse: create "pending_uploads" table
DROP TABLE "pending_uploads";
-- reverse: create index "outboxmessage_status_created_at" to table: "outbox_messages"
DROP INDEX "outboxmessage_status_created_at";
-- reverse: create index "outboxmessage_sent_at" to table: "outbox_messages"
DROP INDEX "outboxmessage_sent_at";
-- reverse: create index "outboxmessage_fact_channel_recipient" to table: "outbox_messages"
DROP INDEX "outboxmessage_fact_channel_recipient";
-- reverse: create index "outboxmessage_channel_due_at" to table: "outbox_messages"
DROP INDEX "outboxmessage_channel_due_at";
-- reverse: create "outbox_messages" table
DROP TABLE "outbox_messages";
