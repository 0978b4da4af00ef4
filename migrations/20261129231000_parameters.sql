-- What people of the house change while it runs; and the bounds of texts, which the program held to alone. What a house of before has in its
-- trail stays as it is: those rows never change.
-- +goose Up
-- modify "access_tokens" table
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_hint_length" CHECK (char_length((hint)::text) <= 12), ADD CONSTRAINT "access_tokens_name_length" CHECK (char_length((name)::text) <= 80);
-- modify "audit_entries" table
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_action_length" CHECK (char_length((action)::text) <= 60) NOT VALID, ADD CONSTRAINT "audit_entries_actor_role_length" CHECK (char_length((actor_role)::text) <= 20) NOT VALID, ADD CONSTRAINT "audit_entries_address_length" CHECK (char_length((address)::text) <= 64) NOT VALID, ADD CONSTRAINT "audit_entries_object_kind_length" CHECK (char_length((object_kind)::text) <= 40) NOT VALID, ADD CONSTRAINT "audit_entries_request_id_length" CHECK (char_length((request_id)::text) <= 64) NOT VALID, ADD CONSTRAINT "audit_entries_user_agent_length" CHECK (char_length((user_agent)::text) <= 300) NOT VALID;
-- modify "bank_accounts" table
ALTER TABLE "bank_accounts" ADD CONSTRAINT "bank_accounts_bank_length" CHECK (char_length((bank)::text) <= 20), ADD CONSTRAINT "bank_accounts_cci_length" CHECK (char_length((cci)::text) <= 20), ADD CONSTRAINT "bank_accounts_number_length" CHECK (char_length((number)::text) <= 20);
-- modify "base_rates" table
ALTER TABLE "base_rates" ADD CONSTRAINT "base_rates_reason_length" CHECK (char_length((reason)::text) <= 300);
-- modify "client_contacts" table
ALTER TABLE "client_contacts" ADD CONSTRAINT "client_contacts_label_length" CHECK (char_length((label)::text) <= 40), ADD CONSTRAINT "client_contacts_value_length" CHECK (char_length((value)::text) <= 120);
-- modify "client_documents" table
ALTER TABLE "client_documents" ADD CONSTRAINT "client_documents_note_length" CHECK (char_length((note)::text) <= 500);
-- modify "clients" table
ALTER TABLE "clients" ADD CONSTRAINT "clients_address_length" CHECK (char_length((address)::text) <= 200), ADD CONSTRAINT "clients_contact_name_length" CHECK (char_length((contact_name)::text) <= 200), ADD CONSTRAINT "clients_contact_position_length" CHECK (char_length((contact_position)::text) <= 100), ADD CONSTRAINT "clients_deactivation_reason_length" CHECK (char_length((deactivation_reason)::text) <= 300), ADD CONSTRAINT "clients_department_length" CHECK (char_length((department)::text) <= 80), ADD CONSTRAINT "clients_district_length" CHECK (char_length((district)::text) <= 80), ADD CONSTRAINT "clients_document_number_length" CHECK (char_length((document_number)::text) <= 15), ADD CONSTRAINT "clients_email_length" CHECK (char_length((email)::text) <= 120), ADD CONSTRAINT "clients_full_name_length" CHECK (char_length((full_name)::text) <= 200), ADD CONSTRAINT "clients_given_names_length" CHECK (char_length((given_names)::text) <= 100), ADD CONSTRAINT "clients_maternal_surname_length" CHECK (char_length((maternal_surname)::text) <= 100), ADD CONSTRAINT "clients_paternal_surname_length" CHECK (char_length((paternal_surname)::text) <= 100), ADD CONSTRAINT "clients_phone_length" CHECK (char_length((phone)::text) <= 20), ADD CONSTRAINT "clients_province_length" CHECK (char_length((province)::text) <= 80), ADD CONSTRAINT "clients_referral_code_used_length" CHECK (char_length((referral_code_used)::text) <= 12);
-- modify "consents" table
ALTER TABLE "consents" ADD CONSTRAINT "consents_address_length" CHECK (char_length((address)::text) <= 64), ADD CONSTRAINT "consents_version_length" CHECK (char_length((version)::text) <= 20);
-- modify "deposit_confirmations" table
ALTER TABLE "deposit_confirmations" ADD CONSTRAINT "deposit_confirmations_bank_reference_length" CHECK (char_length((bank_reference)::text) <= 40), ADD CONSTRAINT "deposit_confirmations_undone_reason_length" CHECK (char_length((undone_reason)::text) <= 300);
-- modify "deposits" table
ALTER TABLE "deposits" ADD CONSTRAINT "deposits_bank_reference_length" CHECK (char_length((bank_reference)::text) <= 40), ADD CONSTRAINT "deposits_normal_reference_length" CHECK (char_length((normal_reference)::text) <= 40), ADD CONSTRAINT "deposits_override_reason_length" CHECK (char_length((override_reason)::text) <= 300), ADD CONSTRAINT "deposits_refund_reference_length" CHECK (char_length((refund_reference)::text) <= 40), ADD CONSTRAINT "deposits_reject_reason_length" CHECK (char_length((reject_reason)::text) <= 300);
-- modify "files" table
ALTER TABLE "files" ADD CONSTRAINT "files_media_type_length" CHECK (char_length((media_type)::text) <= 60);
-- modify "first_contact_changes" table
ALTER TABLE "first_contact_changes" ADD CONSTRAINT "first_contact_changes_former_length" CHECK (char_length((former)::text) <= 150), ADD CONSTRAINT "first_contact_changes_value_length" CHECK (char_length((value)::text) <= 150);
-- modify "holds" table
ALTER TABLE "holds" ADD CONSTRAINT "holds_note_length" CHECK (char_length((note)::text) <= 300);
-- modify "holidays" table
ALTER TABLE "holidays" ADD CONSTRAINT "holidays_name_length" CHECK (char_length((name)::text) <= 80);
-- modify "house_accounts" table
ALTER TABLE "house_accounts" ADD CONSTRAINT "house_accounts_bank_length" CHECK (char_length((bank)::text) <= 20), ADD CONSTRAINT "house_accounts_cci_length" CHECK (char_length((cci)::text) <= 20), ADD CONSTRAINT "house_accounts_holder_length" CHECK (char_length((holder)::text) <= 120), ADD CONSTRAINT "house_accounts_number_length" CHECK (char_length((number)::text) <= 20), ADD CONSTRAINT "house_accounts_pcge_code_length" CHECK (char_length((pcge_code)::text) <= 12);
-- modify "known_devices" table
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_network_length" CHECK (char_length((network)::text) <= 64);
-- modify "ledger_accounts" table
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_name_length" CHECK (char_length((name)::text) <= 120), ADD CONSTRAINT "ledger_accounts_pcge_code_length" CHECK (char_length((pcge_code)::text) <= 12);
-- modify "ledger_entries" table
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_source_length" CHECK (char_length((source)::text) <= 60);
-- modify "notes" table
ALTER TABLE "notes" ADD CONSTRAINT "notes_text_length" CHECK (char_length((text)::text) <= 2000);
-- modify "notifications" table
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_body_length" CHECK (char_length((body)::text) <= 500), ADD CONSTRAINT "notifications_fact_length" CHECK (char_length((fact)::text) <= 100), ADD CONSTRAINT "notifications_kind_length" CHECK (char_length((kind)::text) <= 40), ADD CONSTRAINT "notifications_link_length" CHECK (char_length((link)::text) <= 200), ADD CONSTRAINT "notifications_title_length" CHECK (char_length((title)::text) <= 120);
-- modify "operations" table
ALTER TABLE "operations" ADD CONSTRAINT "operations_cancel_note_length" CHECK (char_length((cancel_note)::text) <= 500), ADD CONSTRAINT "operations_code_length" CHECK (char_length((code)::text) <= 24), ADD CONSTRAINT "operations_return_note_length" CHECK (char_length((return_note)::text) <= 300);
-- modify "outbox_messages" table
ALTER TABLE "outbox_messages" ADD CONSTRAINT "outbox_messages_fact_length" CHECK (char_length((fact)::text) <= 100), ADD CONSTRAINT "outbox_messages_failure_length" CHECK (char_length((failure)::text) <= 200), ADD CONSTRAINT "outbox_messages_kind_length" CHECK (char_length((kind)::text) <= 40), ADD CONSTRAINT "outbox_messages_leased_by_length" CHECK (char_length((leased_by)::text) <= 64), ADD CONSTRAINT "outbox_messages_provider_id_length" CHECK (char_length((provider_id)::text) <= 200), ADD CONSTRAINT "outbox_messages_provider_length" CHECK (char_length((provider)::text) <= 20), ADD CONSTRAINT "outbox_messages_recipient_length" CHECK (char_length((recipient)::text) <= 200);
-- modify "payouts" table
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_bank_reference_length" CHECK (char_length((bank_reference)::text) <= 40), ADD CONSTRAINT "payouts_normal_reference_length" CHECK (char_length((normal_reference)::text) <= 40);
-- modify "permission_grants" table
ALTER TABLE "permission_grants" ADD CONSTRAINT "permission_grants_permission_length" CHECK (char_length((permission)::text) <= 60);
-- modify "proofs" table
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_comment_length" CHECK (char_length((comment)::text) <= 300);
-- modify "proposals" table
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decision_note_length" CHECK (char_length((decision_note)::text) <= 500), ADD CONSTRAINT "proposals_kind_length" CHECK (char_length((kind)::text) <= 40), ADD CONSTRAINT "proposals_note_length" CHECK (char_length((note)::text) <= 500), ADD CONSTRAINT "proposals_object_kind_length" CHECK (char_length((object_kind)::text) <= 40);
-- modify "public_rates" table
ALTER TABLE "public_rates" ADD CONSTRAINT "public_rates_reason_length" CHECK (char_length((reason)::text) <= 300);
-- modify "push_devices" table
ALTER TABLE "push_devices" ADD CONSTRAINT "push_devices_app_version_length" CHECK (char_length((app_version)::text) <= 20), ADD CONSTRAINT "push_devices_disabled_reason_length" CHECK (char_length((disabled_reason)::text) <= 40), ADD CONSTRAINT "push_devices_locale_length" CHECK (char_length((locale)::text) <= 20), ADD CONSTRAINT "push_devices_token_length" CHECK (char_length((token)::text) <= 200);
-- modify "quotes" table
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_coupon_code_length" CHECK (char_length((coupon_code)::text) <= 20);
-- modify "sessions" table
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_address_length" CHECK (char_length((address)::text) <= 64), ADD CONSTRAINT "sessions_device_length" CHECK (char_length((device)::text) <= 80), ADD CONSTRAINT "sessions_user_agent_length" CHECK (char_length((user_agent)::text) <= 300);
-- modify "users" table
ALTER TABLE "users" ADD CONSTRAINT "users_deactivation_reason_length" CHECK (char_length((deactivation_reason)::text) <= 300), ADD CONSTRAINT "users_dni_length" CHECK (char_length((dni)::text) <= 12), ADD CONSTRAINT "users_email_length" CHECK (char_length((email)::text) <= 120), ADD CONSTRAINT "users_name_length" CHECK (char_length((name)::text) <= 120);
-- create "parameters" table
CREATE TABLE "parameters" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "key" character varying NOT NULL, "value" jsonb NOT NULL, "valid_from" timestamptz NOT NULL, "reason" character varying NOT NULL, "source" character varying NULL, "set_by" uuid NOT NULL, "proposal_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "parameters_proposals_proposal" FOREIGN KEY ("proposal_id") REFERENCES "proposals" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "parameters_users_setter" FOREIGN KEY ("set_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "parameters_key" CHECK ((key)::text = ANY ((ARRAY['BUSINESS_HOURS'::character varying, 'SPREAD_PIPS'::character varying, 'NEGOTIATION_BAND_PIPS'::character varying, 'RATE_WARN_BASIS_POINTS'::character varying, 'RATE_REJECT_BASIS_POINTS'::character varying, 'RATE_MAX_AGE'::character varying, 'QUOTE_TTL'::character varying, 'DEPOSIT_WINDOW'::character varying, 'DEPOSIT_PART_GRACE'::character varying, 'DEPOSIT_UNPROVEN'::character varying, 'SELF_SERVICE_MIN_USD'::character varying, 'SELF_SERVICE_MAX_USD'::character varying, 'DESK_MIN_USD'::character varying, 'PERSON_LIMIT_USD'::character varying, 'PERSON_LIMIT_OPERATIONS'::character varying, 'COMPANY_LIMIT_USD'::character varying, 'COMPANY_LIMIT_OPERATIONS'::character varying, 'KYC_STRICT'::character varying, 'KYC_FOUR_EYES'::character varying])::text[])), CONSTRAINT "parameters_reason_length" CHECK (char_length((reason)::text) <= 300), CONSTRAINT "parameters_source_length" CHECK (char_length((source)::text) <= 200), CONSTRAINT "parameters_valid_from" CHECK (valid_from >= created_at), CONSTRAINT "parameters_value" CHECK (jsonb_typeof(value) = 'object'::text));
-- create index "parametersetting_key_valid_from_created_at" to table: "parameters"
CREATE INDEX "parametersetting_key_valid_from_created_at" ON "parameters" ("key", "valid_from", "created_at");
-- create index "parametersetting_proposal_id" to table: "parameters"
CREATE UNIQUE INDEX "parametersetting_proposal_id" ON "parameters" ("proposal_id");

-- +goose Down
-- reverse: create index "parametersetting_proposal_id" to table: "parameters"
DROP INDEX "parametersetting_proposal_id";
-- reverse: create index "parametersetting_key_valid_from_created_at" to table: "parameters"
DROP INDEX "parametersetting_key_valid_from_created_at";
-- reverse: create "parameters" table
DROP TABLE "parameters";
-- reverse: modify "users" table
ALTER TABLE "users" DROP CONSTRAINT "users_name_length", DROP CONSTRAINT "users_email_length", DROP CONSTRAINT "users_dni_length", DROP CONSTRAINT "users_deactivation_reason_length";
-- reverse: modify "sessions" table
ALTER TABLE "sessions" DROP CONSTRAINT "sessions_user_agent_length", DROP CONSTRAINT "sessions_device_length", DROP CONSTRAINT "sessions_address_length";
-- reverse: modify "quotes" table
ALTER TABLE "quotes" DROP CONSTRAINT "quotes_coupon_code_length";
-- reverse: modify "push_devices" table
ALTER TABLE "push_devices" DROP CONSTRAINT "push_devices_token_length", DROP CONSTRAINT "push_devices_locale_length", DROP CONSTRAINT "push_devices_disabled_reason_length", DROP CONSTRAINT "push_devices_app_version_length";
-- reverse: modify "public_rates" table
ALTER TABLE "public_rates" DROP CONSTRAINT "public_rates_reason_length";
-- reverse: modify "proposals" table
ALTER TABLE "proposals" DROP CONSTRAINT "proposals_object_kind_length", DROP CONSTRAINT "proposals_note_length", DROP CONSTRAINT "proposals_kind_length", DROP CONSTRAINT "proposals_decision_note_length";
-- reverse: modify "proofs" table
ALTER TABLE "proofs" DROP CONSTRAINT "proofs_comment_length";
-- reverse: modify "permission_grants" table
ALTER TABLE "permission_grants" DROP CONSTRAINT "permission_grants_permission_length";
-- reverse: modify "payouts" table
ALTER TABLE "payouts" DROP CONSTRAINT "payouts_normal_reference_length", DROP CONSTRAINT "payouts_bank_reference_length";
-- reverse: modify "outbox_messages" table
ALTER TABLE "outbox_messages" DROP CONSTRAINT "outbox_messages_recipient_length", DROP CONSTRAINT "outbox_messages_provider_length", DROP CONSTRAINT "outbox_messages_provider_id_length", DROP CONSTRAINT "outbox_messages_leased_by_length", DROP CONSTRAINT "outbox_messages_kind_length", DROP CONSTRAINT "outbox_messages_failure_length", DROP CONSTRAINT "outbox_messages_fact_length";
-- reverse: modify "operations" table
ALTER TABLE "operations" DROP CONSTRAINT "operations_return_note_length", DROP CONSTRAINT "operations_code_length", DROP CONSTRAINT "operations_cancel_note_length";
-- reverse: modify "notifications" table
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_title_length", DROP CONSTRAINT "notifications_link_length", DROP CONSTRAINT "notifications_kind_length", DROP CONSTRAINT "notifications_fact_length", DROP CONSTRAINT "notifications_body_length";
-- reverse: modify "notes" table
ALTER TABLE "notes" DROP CONSTRAINT "notes_text_length";
-- reverse: modify "ledger_entries" table
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_source_length";
-- reverse: modify "ledger_accounts" table
ALTER TABLE "ledger_accounts" DROP CONSTRAINT "ledger_accounts_pcge_code_length", DROP CONSTRAINT "ledger_accounts_name_length";
-- reverse: modify "known_devices" table
ALTER TABLE "known_devices" DROP CONSTRAINT "known_devices_network_length";
-- reverse: modify "house_accounts" table
ALTER TABLE "house_accounts" DROP CONSTRAINT "house_accounts_pcge_code_length", DROP CONSTRAINT "house_accounts_number_length", DROP CONSTRAINT "house_accounts_holder_length", DROP CONSTRAINT "house_accounts_cci_length", DROP CONSTRAINT "house_accounts_bank_length";
-- reverse: modify "holidays" table
ALTER TABLE "holidays" DROP CONSTRAINT "holidays_name_length";
-- reverse: modify "holds" table
ALTER TABLE "holds" DROP CONSTRAINT "holds_note_length";
-- reverse: modify "first_contact_changes" table
ALTER TABLE "first_contact_changes" DROP CONSTRAINT "first_contact_changes_value_length", DROP CONSTRAINT "first_contact_changes_former_length";
-- reverse: modify "files" table
ALTER TABLE "files" DROP CONSTRAINT "files_media_type_length";
-- reverse: modify "deposits" table
ALTER TABLE "deposits" DROP CONSTRAINT "deposits_reject_reason_length", DROP CONSTRAINT "deposits_refund_reference_length", DROP CONSTRAINT "deposits_override_reason_length", DROP CONSTRAINT "deposits_normal_reference_length", DROP CONSTRAINT "deposits_bank_reference_length";
-- reverse: modify "deposit_confirmations" table
ALTER TABLE "deposit_confirmations" DROP CONSTRAINT "deposit_confirmations_undone_reason_length", DROP CONSTRAINT "deposit_confirmations_bank_reference_length";
-- reverse: modify "consents" table
ALTER TABLE "consents" DROP CONSTRAINT "consents_version_length", DROP CONSTRAINT "consents_address_length";
-- reverse: modify "clients" table
ALTER TABLE "clients" DROP CONSTRAINT "clients_referral_code_used_length", DROP CONSTRAINT "clients_province_length", DROP CONSTRAINT "clients_phone_length", DROP CONSTRAINT "clients_paternal_surname_length", DROP CONSTRAINT "clients_maternal_surname_length", DROP CONSTRAINT "clients_given_names_length", DROP CONSTRAINT "clients_full_name_length", DROP CONSTRAINT "clients_email_length", DROP CONSTRAINT "clients_document_number_length", DROP CONSTRAINT "clients_district_length", DROP CONSTRAINT "clients_department_length", DROP CONSTRAINT "clients_deactivation_reason_length", DROP CONSTRAINT "clients_contact_position_length", DROP CONSTRAINT "clients_contact_name_length", DROP CONSTRAINT "clients_address_length";
-- reverse: modify "client_documents" table
ALTER TABLE "client_documents" DROP CONSTRAINT "client_documents_note_length";
-- reverse: modify "client_contacts" table
ALTER TABLE "client_contacts" DROP CONSTRAINT "client_contacts_value_length", DROP CONSTRAINT "client_contacts_label_length";
-- reverse: modify "base_rates" table
ALTER TABLE "base_rates" DROP CONSTRAINT "base_rates_reason_length";
-- reverse: modify "bank_accounts" table
ALTER TABLE "bank_accounts" DROP CONSTRAINT "bank_accounts_number_length", DROP CONSTRAINT "bank_accounts_cci_length", DROP CONSTRAINT "bank_accounts_bank_length";
-- reverse: modify "audit_entries" table
ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_user_agent_length", DROP CONSTRAINT "audit_entries_request_id_length", DROP CONSTRAINT "audit_entries_object_kind_length", DROP CONSTRAINT "audit_entries_address_length", DROP CONSTRAINT "audit_entries_actor_role_length", DROP CONSTRAINT "audit_entries_action_length";
-- reverse: modify "access_tokens" table
ALTER TABLE "access_tokens" DROP CONSTRAINT "access_tokens_name_length", DROP CONSTRAINT "access_tokens_hint_length";
