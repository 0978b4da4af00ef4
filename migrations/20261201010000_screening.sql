-- Who of the files of clients was compared with lists, with what, what was found, and what two people said of it.
-- +goose Up
-- create "screening_runs" table
CREATE TABLE "screening_runs" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "trigger" character varying NOT NULL, "engine_version" character varying NOT NULL, "config_sha" character varying NOT NULL, "list_versions" jsonb NOT NULL, "coverage" character varying NULL, "started_at" timestamptz NOT NULL, "ended_at" timestamptz NOT NULL, "subjects" bigint NOT NULL, "hits" bigint NOT NULL, "opened" bigint NOT NULL, "unexpected" bigint NOT NULL, "first_subject" uuid NULL, "last_subject" uuid NULL, "digest" character varying NOT NULL, "asked_by" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "screening_runs_users_asker" FOREIGN KEY ("asked_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "screening_runs_config_sha_length" CHECK (char_length((config_sha)::text) <= 80), CONSTRAINT "screening_runs_counts" CHECK ((opened <= hits) AND (unexpected <= subjects)), CONSTRAINT "screening_runs_coverage_length" CHECK (char_length((coverage)::text) <= 64), CONSTRAINT "screening_runs_digest" CHECK ((char_length((digest)::text) = 64) AND (char_length((coverage)::text) = 64)), CONSTRAINT "screening_runs_digest_length" CHECK (char_length((digest)::text) <= 64), CONSTRAINT "screening_runs_engine_version_length" CHECK (char_length((engine_version)::text) <= 30), CONSTRAINT "screening_runs_range" CHECK (((first_subject IS NULL) = (subjects = 0)) AND ((last_subject IS NULL) = (subjects = 0))), CONSTRAINT "screening_runs_times" CHECK (ended_at >= started_at), CONSTRAINT "screening_runs_trigger" CHECK ((trigger)::text = ANY ((ARRAY['CHANGE'::character varying, 'PENDING'::character varying, 'LIST_DELTA'::character varying, 'FULL'::character varying, 'MANUAL'::character varying])::text[])));
-- create index "screeningrun_coverage" to table: "screening_runs"
CREATE INDEX "screeningrun_coverage" ON "screening_runs" ("coverage") WHERE (coverage IS NOT NULL);
-- create index "screeningrun_trigger_id" to table: "screening_runs"
CREATE INDEX "screeningrun_trigger_id" ON "screening_runs" ("trigger", "id");
-- create "screening_subjects" table
CREATE TABLE "screening_subjects" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "ref_id" uuid NOT NULL, "snapshot" json NOT NULL, "snapshot_sha" character varying NOT NULL, "coverage" character varying NULL, "outcome" character varying NOT NULL, "screened_at" timestamptz NOT NULL, "retired_at" timestamptz NULL, "client_id" uuid NOT NULL, "run_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "screening_subjects_clients_screening_subjects" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "screening_subjects_screening_runs_run" FOREIGN KEY ("run_id") REFERENCES "screening_runs" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "screening_subjects_coverage_length" CHECK (char_length((coverage)::text) <= 64), CONSTRAINT "screening_subjects_covered" CHECK ((coverage IS NOT NULL) OR ((outcome)::text <> 'CLEAR'::text)), CONSTRAINT "screening_subjects_itself" CHECK (((kind)::text = 'CLIENT'::text) = (ref_id = client_id)), CONSTRAINT "screening_subjects_kind" CHECK ((kind)::text = ANY ((ARRAY['CLIENT'::character varying, 'REPRESENTATIVE'::character varying, 'BENEFICIAL_OWNER'::character varying])::text[])), CONSTRAINT "screening_subjects_outcome" CHECK ((outcome)::text = ANY ((ARRAY['CLEAR'::character varying, 'REVIEW'::character varying, 'EXACT_ID'::character varying, 'NOT_CHECKED'::character varying])::text[])), CONSTRAINT "screening_subjects_shas" CHECK ((char_length((snapshot_sha)::text) = 64) AND (char_length((coverage)::text) = 64)), CONSTRAINT "screening_subjects_snapshot_sha_length" CHECK (char_length((snapshot_sha)::text) <= 64));
-- create index "screening_subjects_once" to table: "screening_subjects"
CREATE UNIQUE INDEX "screening_subjects_once" ON "screening_subjects" ("kind", "ref_id");
-- create index "screeningsubject_client_id_id" to table: "screening_subjects"
CREATE INDEX "screeningsubject_client_id_id" ON "screening_subjects" ("client_id", "id");
-- create index "screeningsubject_coverage_id" to table: "screening_subjects"
CREATE INDEX "screeningsubject_coverage_id" ON "screening_subjects" ("coverage", "id") WHERE (retired_at IS NULL);
-- create "screening_results" table
CREATE TABLE "screening_results" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "snapshot" json NOT NULL, "snapshot_sha" character varying NOT NULL, "outcome" character varying NOT NULL, "top_score" bigint NOT NULL, "run_id" uuid NOT NULL, "subject_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "screening_results_screening_runs_run" FOREIGN KEY ("run_id") REFERENCES "screening_runs" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "screening_results_screening_subjects_results" FOREIGN KEY ("subject_id") REFERENCES "screening_subjects" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "screening_results_outcome" CHECK ((outcome)::text = ANY ((ARRAY['CLEAR'::character varying, 'REVIEW'::character varying, 'EXACT_ID'::character varying, 'NOT_CHECKED'::character varying])::text[])), CONSTRAINT "screening_results_score" CHECK ((top_score >= 0) AND (top_score <= 10000)), CONSTRAINT "screening_results_sha" CHECK (char_length((snapshot_sha)::text) = 64), CONSTRAINT "screening_results_snapshot_sha_length" CHECK (char_length((snapshot_sha)::text) <= 64));
-- create index "screeningresult_run_id" to table: "screening_results"
CREATE INDEX "screeningresult_run_id" ON "screening_results" ("run_id");
-- create index "screeningresult_subject_id_id" to table: "screening_results"
CREATE INDEX "screeningresult_subject_id_id" ON "screening_results" ("subject_id", "id");
-- create "screening_hits" table
CREATE TABLE "screening_hits" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "source" character varying NOT NULL, "entry_sha" character varying NOT NULL, "snapshot_sha" character varying NOT NULL, "score" bigint NOT NULL, "band" character varying NOT NULL, "exact" boolean NOT NULL, "explanation" json NOT NULL, "state" character varying NOT NULL, "due_at" timestamptz NOT NULL, "closed_at" timestamptz NULL, "result_id" uuid NOT NULL, "client_id" uuid NOT NULL, "entry_id" uuid NOT NULL, "subject_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "screening_hits_clients_client" FOREIGN KEY ("client_id") REFERENCES "clients" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "screening_hits_list_entries_entry" FOREIGN KEY ("entry_id") REFERENCES "list_entries" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "screening_hits_screening_results_result" FOREIGN KEY ("result_id") REFERENCES "screening_results" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "screening_hits_screening_subjects_hits" FOREIGN KEY ("subject_id") REFERENCES "screening_subjects" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "screening_hits_band" CHECK ((band)::text = ANY ((ARRAY['REVIEW'::character varying, 'BLOCK'::character varying])::text[])), CONSTRAINT "screening_hits_closed" CHECK ((closed_at IS NULL) = ((state)::text = ANY ((ARRAY['OPEN'::character varying, 'PROPOSED'::character varying])::text[]))), CONSTRAINT "screening_hits_entry_sha_length" CHECK (char_length((entry_sha)::text) <= 64), CONSTRAINT "screening_hits_score" CHECK ((score >= 0) AND (score <= 10000)), CONSTRAINT "screening_hits_shas" CHECK ((char_length((entry_sha)::text) = 64) AND (char_length((snapshot_sha)::text) = 64)), CONSTRAINT "screening_hits_snapshot_sha_length" CHECK (char_length((snapshot_sha)::text) <= 64), CONSTRAINT "screening_hits_source" CHECK ((source)::text = ANY ((ARRAY['OFAC'::character varying, 'UN'::character varying, 'EU'::character varying, 'UK'::character varying, 'PEP'::character varying, 'UIF'::character varying, 'INTERPOL'::character varying, 'ADVERSE'::character varying, 'OTHER'::character varying])::text[])), CONSTRAINT "screening_hits_state" CHECK ((state)::text = ANY ((ARRAY['OPEN'::character varying, 'PROPOSED'::character varying, 'TRUE_MATCH'::character varying, 'FALSE_POSITIVE'::character varying, 'SUPERSEDED'::character varying])::text[])));
-- create index "screening_hits_one_counts" to table: "screening_hits"
CREATE UNIQUE INDEX "screening_hits_one_counts" ON "screening_hits" ("subject_id", "entry_id", "snapshot_sha") WHERE (((state)::text = 'OPEN'::text) OR ((state)::text = 'PROPOSED'::text) OR ((state)::text = 'TRUE_MATCH'::text));
-- create index "screeninghit_client_id_id" to table: "screening_hits"
CREATE INDEX "screeninghit_client_id_id" ON "screening_hits" ("client_id", "id");
-- create index "screeninghit_entry_id" to table: "screening_hits"
CREATE INDEX "screeninghit_entry_id" ON "screening_hits" ("entry_id");
-- create index "screeninghit_result_id" to table: "screening_hits"
CREATE INDEX "screeninghit_result_id" ON "screening_hits" ("result_id");
-- create index "screeninghit_state_id" to table: "screening_hits"
CREATE INDEX "screeninghit_state_id" ON "screening_hits" ("state", "id");
-- create index "screeninghit_subject_id_id" to table: "screening_hits"
CREATE INDEX "screeninghit_subject_id_id" ON "screening_hits" ("subject_id", "id");
-- create "hit_decisions" table
CREATE TABLE "hit_decisions" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "verdict" character varying NOT NULL, "reasons" jsonb NOT NULL, "proposal_id" uuid NOT NULL, "proposed_by" uuid NOT NULL, "decided_by" uuid NOT NULL, "hit_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "hit_decisions_proposals_proposal" FOREIGN KEY ("proposal_id") REFERENCES "proposals" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "hit_decisions_screening_hits_decision" FOREIGN KEY ("hit_id") REFERENCES "screening_hits" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "hit_decisions_users_decider" FOREIGN KEY ("decided_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "hit_decisions_users_proposer" FOREIGN KEY ("proposed_by") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "hit_decisions_two" CHECK (proposed_by <> decided_by), CONSTRAINT "hit_decisions_verdict" CHECK ((verdict)::text = ANY ((ARRAY['TRUE_MATCH'::character varying, 'FALSE_POSITIVE'::character varying])::text[])));
-- create index "hit_decisions_hit_id_key" to table: "hit_decisions"
CREATE UNIQUE INDEX "hit_decisions_hit_id_key" ON "hit_decisions" ("hit_id");
-- create index "hit_decisions_once" to table: "hit_decisions"
CREATE UNIQUE INDEX "hit_decisions_once" ON "hit_decisions" ("hit_id");
-- create index "hitdecision_proposal_id" to table: "hit_decisions"
CREATE UNIQUE INDEX "hitdecision_proposal_id" ON "hit_decisions" ("proposal_id");
-- create "cleared_pairs" table
CREATE TABLE "cleared_pairs" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "source" character varying NOT NULL, "external_id" character varying NOT NULL, "entry_sha" character varying NOT NULL, "snapshot_sha" character varying NOT NULL, "expires_at" timestamptz NOT NULL, "ended_at" timestamptz NULL, "subject_id" uuid NOT NULL, "decision_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "cleared_pairs_hit_decisions_decision" FOREIGN KEY ("decision_id") REFERENCES "hit_decisions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "cleared_pairs_screening_subjects_subject" FOREIGN KEY ("subject_id") REFERENCES "screening_subjects" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "cleared_pairs_entry_sha_length" CHECK (char_length((entry_sha)::text) <= 64), CONSTRAINT "cleared_pairs_external_id_length" CHECK (char_length((external_id)::text) <= 100), CONSTRAINT "cleared_pairs_snapshot_sha_length" CHECK (char_length((snapshot_sha)::text) <= 64), CONSTRAINT "cleared_pairs_source" CHECK ((source)::text = ANY ((ARRAY['OFAC'::character varying, 'UN'::character varying, 'EU'::character varying, 'UK'::character varying, 'PEP'::character varying, 'UIF'::character varying, 'INTERPOL'::character varying, 'ADVERSE'::character varying, 'OTHER'::character varying])::text[])), CONSTRAINT "cleared_pairs_time" CHECK (expires_at > created_at));
-- create index "cleared_pairs_one_live" to table: "cleared_pairs"
CREATE UNIQUE INDEX "cleared_pairs_one_live" ON "cleared_pairs" ("subject_id", "source", "external_id", "entry_sha", "snapshot_sha") WHERE (ended_at IS NULL);
-- create index "clearedpair_decision_id" to table: "cleared_pairs"
CREATE UNIQUE INDEX "clearedpair_decision_id" ON "cleared_pairs" ("decision_id");
-- create index "clearedpair_expires_at" to table: "cleared_pairs"
CREATE INDEX "clearedpair_expires_at" ON "cleared_pairs" ("expires_at") WHERE (ended_at IS NULL);

-- +goose Down
-- reverse: create index "clearedpair_expires_at" to table: "cleared_pairs"
DROP INDEX "clearedpair_expires_at";
-- reverse: create index "clearedpair_decision_id" to table: "cleared_pairs"
DROP INDEX "clearedpair_decision_id";
-- reverse: create index "cleared_pairs_one_live" to table: "cleared_pairs"
DROP INDEX "cleared_pairs_one_live";
-- reverse: create "cleared_pairs" table
DROP TABLE "cleared_pairs";
-- reverse: create index "hitdecision_proposal_id" to table: "hit_decisions"
DROP INDEX "hitdecision_proposal_id";
-- reverse: create index "hit_decisions_once" to table: "hit_decisions"
DROP INDEX "hit_decisions_once";
-- reverse: create index "hit_decisions_hit_id_key" to table: "hit_decisions"
DROP INDEX "hit_decisions_hit_id_key";
-- reverse: create "hit_decisions" table
DROP TABLE "hit_decisions";
-- reverse: create index "screeninghit_subject_id_id" to table: "screening_hits"
DROP INDEX "screeninghit_subject_id_id";
-- reverse: create index "screeninghit_state_id" to table: "screening_hits"
DROP INDEX "screeninghit_state_id";
-- reverse: create index "screeninghit_result_id" to table: "screening_hits"
DROP INDEX "screeninghit_result_id";
-- reverse: create index "screeninghit_entry_id" to table: "screening_hits"
DROP INDEX "screeninghit_entry_id";
-- reverse: create index "screeninghit_client_id_id" to table: "screening_hits"
DROP INDEX "screeninghit_client_id_id";
-- reverse: create index "screening_hits_one_counts" to table: "screening_hits"
DROP INDEX "screening_hits_one_counts";
-- reverse: create "screening_hits" table
DROP TABLE "screening_hits";
-- reverse: create index "screeningresult_subject_id_id" to table: "screening_results"
DROP INDEX "screeningresult_subject_id_id";
-- reverse: create index "screeningresult_run_id" to table: "screening_results"
DROP INDEX "screeningresult_run_id";
-- reverse: create "screening_results" table
DROP TABLE "screening_results";
-- reverse: create index "screeningsubject_coverage_id" to table: "screening_subjects"
DROP INDEX "screeningsubject_coverage_id";
-- reverse: create index "screeningsubject_client_id_id" to table: "screening_subjects"
DROP INDEX "screeningsubject_client_id_id";
-- reverse: create index "screening_subjects_once" to table: "screening_subjects"
DROP INDEX "screening_subjects_once";
-- reverse: create "screening_subjects" table
DROP TABLE "screening_subjects";
-- reverse: create index "screeningrun_trigger_id" to table: "screening_runs"
DROP INDEX "screeningrun_trigger_id";
-- reverse: create index "screeningrun_coverage" to table: "screening_runs"
DROP INDEX "screeningrun_coverage";
-- reverse: create "screening_runs" table
DROP TABLE "screening_runs";
