package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// exactJSON keeps the bytes of a JSON text as they were written, so that what is made again can be compared with them.
var exactJSON = map[string]string{dialect.Postgres: "json"}

// wholeScore is the check of a score in ten-thousandths.
func wholeScore(column string) string { return column + " BETWEEN 0 AND 10000" }

// ScreeningSubject is somebody whom the house compares with lists, with what it knew the last time, and how that ended.
type ScreeningSubject struct{ ent.Schema }

// Mixin of ScreeningSubject.
func (ScreeningSubject) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ScreeningSubject.
func (ScreeningSubject) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable().Comment("Whose file it is in."),
		field.Enum("kind").GoType(domain.ScreenedKind("")).Immutable(),
		field.UUID("ref_id", uuid.UUID{}).Immutable().Comment("The client itself, or the related person."),
		field.JSON("snapshot", json.RawMessage{}).SchemaType(exactJSON).Comment("A screening.Subject: what is compared."),
		bounded(field.String("snapshot_sha"), 64),
		bounded(field.String("coverage"), 64).Optional().Nillable().
			Comment("Of the engine and the lists that it was compared with; null while it was with none, or with a mandatory one that was stale."),
		field.Enum("outcome").GoType(domain.ScreeningOutcome("")),
		field.UUID("run_id", uuid.UUID{}).Comment("The newest run that covered it."),
		field.Time("screened_at"),
		field.Time("retired_at").Optional().Nillable().Comment("When it was no longer anything to the client."),
	}
}

// Edges of ScreeningSubject.
func (ScreeningSubject) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("client", Customer.Type).Ref("screening_subjects").Field("client_id").Unique().Required().Immutable(),
		edge.To("run", ScreeningRun.Type).Field("run_id").Unique().Required(),
		edge.To("results", ScreeningResult.Type),
		edge.To("hits", ScreeningHit.Type),
	}
}

// Indexes of ScreeningSubject: somebody is one subject; those that are not covered are found by their coverage.
func (ScreeningSubject) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("kind", "ref_id").Unique().StorageKey("screening_subjects_once"),
		index.Fields("client_id", "id"),
		index.Fields("coverage", "id").Annotations(entsql.IndexWhere("retired_at IS NULL")),
	}
}

// Annotations of ScreeningSubject.
func (ScreeningSubject) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("scs"), table(ScreeningSubject{}, "screening_subjects", checks(
		"screening_subjects_kind", oneOf("kind", domain.ScreenedKind("").Values()),
		"screening_subjects_outcome", oneOf("outcome", domain.ScreeningOutcome("").Values()),
		"screening_subjects_itself", "(kind = 'CLIENT') = (ref_id = client_id)",
		"screening_subjects_shas", "char_length(snapshot_sha) = 64 AND char_length(coverage) = 64",
		"screening_subjects_covered", "coverage IS NOT NULL OR outcome <> 'CLEAR'"))}
}

// ScreeningRun is one comparison of subjects with the lists, whole as it is written: with what, of how many, and what came out. Its digest is of
// (subject, what was known of it, outcome) of all of them, in the order of the subjects (areas.md E35). Rows are added and never changed.
type ScreeningRun struct{ ent.Schema }

// Mixin of ScreeningRun.
func (ScreeningRun) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ScreeningRun.
func (ScreeningRun) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("trigger").GoType(domain.ScreeningTrigger("")).Immutable(),
		bounded(field.String("engine_version"), 30).Immutable(),
		bounded(field.String("config_sha"), 80).Immutable(),
		field.JSON("list_versions", map[domain.ListSource]uuid.UUID{}).Immutable(),
		bounded(field.String("coverage"), 64).Optional().Nillable().Immutable().Comment("Null where no list was in memory."),
		field.Time("started_at").Immutable(),
		field.Time("ended_at").Immutable(),
		field.Int("subjects").NonNegative().Immutable(),
		field.Int("hits").NonNegative().Immutable().Comment("Hits that count of those subjects."),
		field.Int("opened").NonNegative().Immutable().Comment("Of them, those that this run opened."),
		field.Int("unexpected").NonNegative().Immutable().Comment("Subjects of which the nightly run found what no other did."),
		field.UUID("first_subject", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("last_subject", uuid.UUID{}).Optional().Nillable().Immutable(),
		bounded(field.String("digest"), 64).Immutable(),
		field.UUID("asked_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Who asked for it; null for nobody."),
	}
}

// Edges of ScreeningRun.
func (ScreeningRun) Edges() []ent.Edge {
	return []ent.Edge{edge.To("asker", User.Type).Field("asked_by").Unique().Immutable()}
}

// Indexes of ScreeningRun.
func (ScreeningRun) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("trigger", "id"),
		index.Fields("coverage").Annotations(entsql.IndexWhere("coverage IS NOT NULL")),
	}
}

// Annotations of ScreeningRun.
func (ScreeningRun) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("scn"), table(ScreeningRun{}, "screening_runs", checks(
		"screening_runs_trigger", oneOf("trigger", domain.ScreeningTrigger("").Values()),
		"screening_runs_digest", "char_length(digest) = 64 AND char_length(coverage) = 64",
		"screening_runs_times", "ended_at >= started_at",
		"screening_runs_counts", "opened <= hits AND unexpected <= subjects",
		"screening_runs_range", "(first_subject IS NULL) = (subjects = 0) AND (last_subject IS NULL) = (subjects = 0)"))}
}

// ScreeningResult is what a run came to of a subject, where that is something else than before. Rows are added and never changed.
type ScreeningResult struct{ ent.Schema }

// Mixin of ScreeningResult.
func (ScreeningResult) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ScreeningResult.
func (ScreeningResult) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("run_id", uuid.UUID{}).Immutable(),
		field.UUID("subject_id", uuid.UUID{}).Immutable(),
		field.JSON("snapshot", json.RawMessage{}).SchemaType(exactJSON).Immutable().Comment("A screening.Subject: what was compared."),
		bounded(field.String("snapshot_sha"), 64).Immutable(),
		field.Enum("outcome").GoType(domain.ScreeningOutcome("")).Immutable(),
		field.Int("top_score").Immutable().Comment("In ten-thousandths; of clear subjects too."),
	}
}

// Edges of ScreeningResult.
func (ScreeningResult) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("run", ScreeningRun.Type).Field("run_id").Unique().Required().Immutable(),
		edge.From("subject", ScreeningSubject.Type).Ref("results").Field("subject_id").Unique().Required().Immutable(),
	}
}

// Indexes of ScreeningResult.
func (ScreeningResult) Indexes() []ent.Index {
	return []ent.Index{index.Fields("subject_id", "id"), index.Fields("run_id")}
}

// Annotations of ScreeningResult.
func (ScreeningResult) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("scr"), table(ScreeningResult{}, "screening_results", checks(
		"screening_results_outcome", oneOf("outcome", domain.ScreeningOutcome("").Values()),
		"screening_results_score", wholeScore("top_score"),
		"screening_results_sha", "char_length(snapshot_sha) = 64"))}
}

// ScreeningHit is an entry of a list that a subject may be. Only how it stands changes.
type ScreeningHit struct{ ent.Schema }

// Mixin of ScreeningHit.
func (ScreeningHit) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ScreeningHit.
func (ScreeningHit) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("result_id", uuid.UUID{}).Immutable(),
		field.UUID("subject_id", uuid.UUID{}).Immutable(),
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.UUID("entry_id", uuid.UUID{}).Immutable(),
		field.Enum("source").GoType(domain.ListSource("")).Immutable(),
		bounded(field.String("entry_sha"), 64).Immutable().Comment("Of the content of the entry that was compared."),
		bounded(field.String("snapshot_sha"), 64).Immutable().Comment("Of what was known of the subject."),
		field.Int("score").Immutable().Comment("In ten-thousandths."),
		field.Enum("band").GoType(domain.ScreeningBand("")).Immutable(),
		field.Bool("exact").Immutable().Comment("Whether a document is the same."),
		field.JSON("explanation", json.RawMessage{}).SchemaType(exactJSON).Immutable().Comment("A screening.Explanation."),
		field.Enum("state").GoType(domain.HitState("")),
		field.Time("due_at").Immutable().Comment("When somebody should have looked at it."),
		field.Time("closed_at").Optional().Nillable(),
	}
}

// Edges of ScreeningHit.
func (ScreeningHit) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("result", ScreeningResult.Type).Field("result_id").Unique().Required().Immutable(),
		edge.From("subject", ScreeningSubject.Type).Ref("hits").Field("subject_id").Unique().Required().Immutable(),
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("entry", ListEntry.Type).Field("entry_id").Unique().Required().Immutable(),
		edge.To("decision", HitDecision.Type).Unique(),
	}
}

// Indexes of ScreeningHit: of a subject and an entry with what both say one hit counts.
func (ScreeningHit) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("subject_id", "entry_id", "snapshot_sha").Unique().StorageKey("screening_hits_one_counts").
			Annotations(entsql.IndexWhere("state = 'OPEN' OR state = 'PROPOSED' OR state = 'TRUE_MATCH'")),
		index.Fields("subject_id", "id"),
		index.Fields("client_id", "id"),
		index.Fields("state", "id"),
		index.Fields("entry_id"),
		index.Fields("result_id"),
	}
}

// Annotations of ScreeningHit.
func (ScreeningHit) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("hit"), table(ScreeningHit{}, "screening_hits", checks(
		"screening_hits_source", oneOf("source", domain.ListSource("").Values()),
		"screening_hits_band", oneOf("band", domain.ScreeningBand("").Values()),
		"screening_hits_state", oneOf("state", domain.HitState("").Values()),
		"screening_hits_score", wholeScore("score"),
		"screening_hits_shas", "char_length(entry_sha) = 64 AND char_length(snapshot_sha) = 64",
		"screening_hits_closed", "(closed_at IS NULL) = (state IN ('OPEN', 'PROPOSED'))"))}
}

// HitDecision is what two people said of a hit. Rows are added and never changed.
type HitDecision struct{ ent.Schema }

// Mixin of HitDecision.
func (HitDecision) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of HitDecision.
func (HitDecision) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("hit_id", uuid.UUID{}).Immutable(),
		field.UUID("proposal_id", uuid.UUID{}).Immutable().Comment("What a second person confirmed."),
		field.Enum("verdict").GoType(domain.HitVerdict("")).Immutable(),
		field.JSON("reasons", []domain.HitReason{}).Immutable(),
		field.UUID("proposed_by", uuid.UUID{}).Immutable(),
		field.UUID("decided_by", uuid.UUID{}).Immutable(),
	}
}

// Edges of HitDecision.
func (HitDecision) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("hit", ScreeningHit.Type).Ref("decision").Field("hit_id").Unique().Required().Immutable(),
		edge.To("proposal", Proposal.Type).Field("proposal_id").Unique().Required().Immutable(),
		edge.To("proposer", User.Type).Field("proposed_by").Unique().Required().Immutable(),
		edge.To("decider", User.Type).Field("decided_by").Unique().Required().Immutable(),
	}
}

// Indexes of HitDecision: a hit is decided once, by a proposal of its own.
func (HitDecision) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("hit_id").Unique().StorageKey("hit_decisions_once"),
		index.Fields("proposal_id").Unique(),
	}
}

// Annotations of HitDecision.
func (HitDecision) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("hdc"), table(HitDecision{}, "hit_decisions", checks(
		"hit_decisions_verdict", oneOf("verdict", domain.HitVerdict("").Values()),
		"hit_decisions_two", "proposed_by <> decided_by"))}
}

// ClearedPair is a subject and an entry that two people said to be different, for as long as neither changes.
type ClearedPair struct{ ent.Schema }

// Mixin of ClearedPair.
func (ClearedPair) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ClearedPair.
func (ClearedPair) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("subject_id", uuid.UUID{}).Immutable(),
		field.Enum("source").GoType(domain.ListSource("")).Immutable(),
		bounded(field.String("external_id"), 100).Immutable().Comment("The publisher's number of the entry."),
		bounded(field.String("entry_sha"), 64).Immutable(),
		bounded(field.String("snapshot_sha"), 64).Immutable(),
		field.UUID("decision_id", uuid.UUID{}).Immutable(),
		field.Time("expires_at").Immutable(),
		field.Time("ended_at").Optional().Nillable().Comment("When its time was over, or a side of it changed."),
	}
}

// Edges of ClearedPair.
func (ClearedPair) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("subject", ScreeningSubject.Type).Field("subject_id").Unique().Required().Immutable(),
		edge.To("decision", HitDecision.Type).Field("decision_id").Unique().Required().Immutable(),
	}
}

// Indexes of ClearedPair.
func (ClearedPair) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("subject_id", "source", "external_id", "entry_sha", "snapshot_sha").Unique().StorageKey("cleared_pairs_one_live").
			Annotations(entsql.IndexWhere("ended_at IS NULL")),
		index.Fields("decision_id").Unique(),
		index.Fields("expires_at").Annotations(entsql.IndexWhere("ended_at IS NULL")),
	}
}

// Annotations of ClearedPair.
func (ClearedPair) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("clp"), table(ClearedPair{}, "cleared_pairs", checks(
		"cleared_pairs_source", oneOf("source", domain.ListSource("").Values()),
		"cleared_pairs_time", "expires_at > created_at"))}
}
