package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// RiskProfile is how much risk a client brings and how closely the house looks at it, as its newest computation says.
type RiskProfile struct{ ent.Schema }

// Mixin of RiskProfile.
func (RiskProfile) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RiskProfile.
func (RiskProfile) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.UUID("computation_id", uuid.UUID{}).Comment("The newest."),
		field.Int("score"),
		field.Enum("level").GoType(domain.RiskLevel("")),
		field.Enum("due_diligence").GoType(domain.DueDiligence("")),
		field.Enum("shown_level").GoType(domain.RiskLevel("")).Comment("What also the client and its trader may know (areas.md E39)."),
		field.Enum("shown_due_diligence").GoType(domain.DueDiligence("")),
		field.Time("reviewed_at").Comment("When somebody looked at the client last; at first when the profile was made."),
		field.Time("next_review_at"),
		field.Time("review_told_at").Optional().Nillable().Comment("When people were told that the next review is due."),
		field.Time("recheck_at").Optional().Nillable().Comment("When what it rests on changes by itself; null for never."),
		field.Enum("recheck_for").GoType(domain.RiskTrigger("")).Optional().Nillable().Comment("Why it is computed then, where a person asked for it."),
		field.Time("updated_at"),
	}
}

// Edges of RiskProfile.
func (RiskProfile) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("client", Customer.Type).Ref("risk_profile").Field("client_id").Unique().Required().Immutable(),
		edge.To("computation", RiskComputation.Type).Field("computation_id").Unique().Required(),
	}
}

// Indexes of RiskProfile: a client has one.
func (RiskProfile) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("computation_id").Unique(),
		index.Fields("level", "id"),
		index.Fields("next_review_at"),
		index.Fields("recheck_at").Annotations(entsql.IndexWhere("recheck_at IS NOT NULL")),
	}
}

// Annotations of RiskProfile.
func (RiskProfile) Annotations() []schema.Annotation {
	return []schema.Annotation{table(RiskProfile{}, "risk_profiles", checks(
		"risk_profiles_score", "score BETWEEN 0 AND 100",
		"risk_profiles_level", oneOf("level", domain.RiskLevel("").Values()),
		"risk_profiles_due_diligence", oneOf("due_diligence", domain.DueDiligence("").Values()),
		"risk_profiles_shown_level", oneOf("shown_level", domain.RiskLevel("").Values()),
		"risk_profiles_shown_due_diligence", oneOf("shown_due_diligence", domain.DueDiligence("").Values()),
		"risk_profiles_recheck_for", oneOf("recheck_for", domain.RiskTrigger("").Values()),
		"risk_profiles_review", "next_review_at > reviewed_at"))}
}

// RiskComputation is one assessment of a client with all that it rests on. Rows are added and never changed.
type RiskComputation struct{ ent.Schema }

// Mixin of RiskComputation.
func (RiskComputation) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RiskComputation.
func (RiskComputation) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("trigger").GoType(domain.RiskTrigger("")).Immutable(),
		bounded(field.String("reason"), 300).Optional().Nillable().Immutable().Comment("Why a person asked for it."),
		field.UUID("asked_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Null where nobody asked."),
		field.JSON("facts", domain.RiskFacts{}).Immutable(),
		field.JSON("decided", &domain.RiskOverride{}).Optional().Immutable().Comment("What two people had decided and was in force; null for nothing."),
		field.Int("rules_version").Immutable(),
		field.JSON("rules", domain.RiskRules{}).Immutable(),
		field.Int("score").Immutable(),
		field.Enum("level").GoType(domain.RiskLevel("")).Immutable(),
		field.Enum("due_diligence").GoType(domain.DueDiligence("")).Immutable(),
		field.JSON("factors", []domain.RiskFactor{}).Immutable(),
		field.JSON("reasons", []domain.RiskReason{}).Immutable(),
	}
}

// Edges of RiskComputation.
func (RiskComputation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("asker", User.Type).Field("asked_by").Unique().Immutable(),
	}
}

// Indexes of RiskComputation.
func (RiskComputation) Indexes() []ent.Index { return []ent.Index{index.Fields("client_id", "id")} }

// Annotations of RiskComputation.
func (RiskComputation) Annotations() []schema.Annotation {
	return []schema.Annotation{table(RiskComputation{}, "risk_computations", checks(
		"risk_computations_trigger", oneOf("trigger", domain.RiskTrigger("").Values()),
		"risk_computations_score", "score BETWEEN 0 AND 100",
		"risk_computations_level", oneOf("level", domain.RiskLevel("").Values()),
		"risk_computations_due_diligence", oneOf("due_diligence", domain.DueDiligence("").Values()),
		"risk_computations_asked", "reason IS NULL OR asked_by IS NOT NULL"))}
}

// DueDiligenceOverride is a regime that two people gave a client above its score.
type DueDiligenceOverride struct{ ent.Schema }

// Mixin of DueDiligenceOverride.
func (DueDiligenceOverride) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of DueDiligenceOverride.
func (DueDiligenceOverride) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("due_diligence").GoType(domain.DueDiligence("")).Immutable(),
		field.Enum("ground").GoType(domain.RiskGround("")).Immutable(),
		field.Time("until").Optional().Nillable().Immutable().Comment("Null for one that stands until two people lift it."),
		field.UUID("proposal_id", uuid.UUID{}).Immutable().Comment("What a second person confirmed."),
		field.Time("ended_at").Optional().Nillable().Comment("When another decision took its place, or lifted it."),
		field.UUID("ended_by", uuid.UUID{}).Optional().Nillable().Comment("The proposal of that decision."),
	}
}

// Edges of DueDiligenceOverride.
func (DueDiligenceOverride) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("proposal", Proposal.Type).Field("proposal_id").Unique().Required().Immutable(),
		edge.To("ending", Proposal.Type).Field("ended_by").Unique(),
	}
}

// Indexes of DueDiligenceOverride: a client has one that was not ended; a proposal gives one.
func (DueDiligenceOverride) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("client_id").Unique().StorageKey("due_diligence_overrides_one_live").Annotations(entsql.IndexWhere("ended_at IS NULL")),
		index.Fields("client_id", "id"),
		index.Fields("proposal_id").Unique(),
	}
}

// Annotations of DueDiligenceOverride.
func (DueDiligenceOverride) Annotations() []schema.Annotation {
	return []schema.Annotation{table(DueDiligenceOverride{}, "due_diligence_overrides", checks(
		"due_diligence_overrides_due_diligence", oneOf("due_diligence", domain.DueDiligence("").Values()),
		"due_diligence_overrides_ground", oneOf("ground", domain.RiskGround("").Values()),
		"due_diligence_overrides_until", "(ground = 'JUDGEMENT') = (until IS NOT NULL) AND (ground = 'JUDGEMENT' OR due_diligence = 'PROHIBITED')",
		"due_diligence_overrides_ended", "(ended_at IS NULL) = (ended_by IS NULL)"))}
}

// PepRecord is a political exposure of a client, or of whom it is close to, as the house knows it (PEP).
type PepRecord struct{ ent.Schema }

// Mixin of PepRecord.
func (PepRecord) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of PepRecord.
func (PepRecord) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(domain.ExposureKind("")).Immutable(),
		bounded(field.String("position"), 150).Immutable(),
		bounded(field.String("entity"), 150).Immutable(),
		field.Other("designated_on", domain.Date{}).SchemaType(dateColumn).Optional().Nillable().Immutable(),
		field.Other("left_on", domain.Date{}).SchemaType(dateColumn).Optional().Nillable().Comment("The exposure goes on for years after it."),
		bounded(field.String("notes"), 500).Optional().Nillable().Immutable(),
		field.UUID("recorded_by", uuid.UUID{}).Immutable(),
		field.Time("withdrawn_at").Optional().Nillable().Comment("When somebody said that the record was wrong."),
		field.UUID("withdrawn_by", uuid.UUID{}).Optional().Nillable(),
		bounded(field.String("end_reason"), 300).Optional().Nillable().Comment("Why it was withdrawn, or how it is known that the post was left."),
	}
}

// Edges of PepRecord.
func (PepRecord) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("recorder", User.Type).Field("recorded_by").Unique().Required().Immutable(),
	}
}

// Indexes of PepRecord.
func (PepRecord) Indexes() []ent.Index { return []ent.Index{index.Fields("client_id", "id")} }

// Annotations of PepRecord.
func (PepRecord) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("pep"), table(PepRecord{}, "pep_records", checks(
		"pep_records_kind", oneOf("kind", domain.ExposureKind("").Values()),
		"pep_records_dates", "left_on >= designated_on",
		"pep_records_withdrawn", "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
		"pep_records_reason", "(withdrawn_at IS NULL OR end_reason IS NOT NULL) AND (end_reason IS NULL OR withdrawn_at IS NOT NULL OR left_on IS NOT NULL)"))}
}

// RelatedPerson is somebody whom the house knows beside a client: who represents, owns or acts for it.
type RelatedPerson struct{ ent.Schema }

// Mixin of RelatedPerson.
func (RelatedPerson) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RelatedPerson.
func (RelatedPerson) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(domain.RelatedPersonKind("")).Immutable(),
		bounded(field.String("name"), 200).Immutable().Comment("Upper case, as on the document."),
		field.Enum("document_type").GoType(domain.DocumentType("")).Immutable(),
		bounded(field.String("document_number"), 15).Immutable(),
		field.Int("share_basis_points").Optional().Nillable().Immutable().Comment("What an owner has of the company, in hundredths of a percent."),
		field.UUID("added_by", uuid.UUID{}).Immutable(),
		field.Time("removed_at").Optional().Nillable(),
		field.UUID("removed_by", uuid.UUID{}).Optional().Nillable(),
		bounded(field.String("removal_reason"), 300).Optional().Nillable(),
	}
}

// Edges of RelatedPerson.
func (RelatedPerson) Edges() []ent.Edge {
	return []ent.Edge{edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable()}
}

// Indexes of RelatedPerson: a person is one thing to a client once.
func (RelatedPerson) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("client_id", "kind", "document_type", "document_number").Unique().StorageKey("related_persons_once").
			Annotations(entsql.IndexWhere("removed_at IS NULL")),
		index.Fields("client_id", "id"),
	}
}

// Annotations of RelatedPerson.
func (RelatedPerson) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("rel"), table(RelatedPerson{}, "related_persons", checks(
		"related_persons_kind", oneOf("kind", domain.RelatedPersonKind("").Values()),
		"related_persons_document_type", oneOf("document_type", domain.DocumentType("").Values()),
		"related_persons_share", "(kind = 'BENEFICIAL_OWNER') = (share_basis_points IS NOT NULL) AND share_basis_points BETWEEN 2501 AND 10000",
		"related_persons_removed", "(removed_at IS NULL) = (removed_by IS NULL) AND (removed_at IS NULL) = (removal_reason IS NULL)"))}
}

// ManualListCheck is what a person found of a client on restrictive lists. Rows are added and never changed.
type ManualListCheck struct{ ent.Schema }

// Mixin of ManualListCheck.
func (ManualListCheck) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ManualListCheck.
func (ManualListCheck) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.JSON("results", []domain.RiskListResult{}).Immutable().Comment("One of each kind of list."),
		field.Bool("legal_issues").Immutable().Comment("Whether there are proceedings against the client."),
		bounded(field.String("observations"), 1000).Optional().Nillable().Immutable(),
		field.UUID("checked_by", uuid.UUID{}).Immutable(),
	}
}

// Edges of ManualListCheck.
func (ManualListCheck) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("checker", User.Type).Field("checked_by").Unique().Required().Immutable(),
	}
}

// Indexes of ManualListCheck.
func (ManualListCheck) Indexes() []ent.Index { return []ent.Index{index.Fields("client_id", "id")} }

// Annotations of ManualListCheck.
func (ManualListCheck) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("mlc"), table(ManualListCheck{}, "manual_list_checks", nil)}
}
