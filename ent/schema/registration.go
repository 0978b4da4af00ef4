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

// RegistrationDraft is a registration that was begun and may be gone on with. Whoever has the token reads it.
type RegistrationDraft struct{ ent.Schema }

// Mixin of RegistrationDraft.
func (RegistrationDraft) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RegistrationDraft.
func (RegistrationDraft) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("token_hash").MaxLen(32).Immutable().Sensitive(),
		field.JSON("data", map[string]string{}).Sensitive().Comment("What was typed so far, by field; no password."),
		field.Time("updated_at"),
		field.Time("expires_at"),
	}
}

// Indexes of RegistrationDraft.
func (RegistrationDraft) Indexes() []ent.Index {
	return []ent.Index{index.Fields("token_hash").Unique(), index.Fields("expires_at")}
}

// Annotations of RegistrationDraft.
func (RegistrationDraft) Annotations() []schema.Annotation {
	return []schema.Annotation{table(RegistrationDraft{}, "registration_drafts", nil)}
}

// ClientContact is a further e-mail or telephone of a client; the first ones stand on the client (P-23).
type ClientContact struct{ ent.Schema }

// Mixin of ClientContact.
func (ClientContact) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ClientContact.
func (ClientContact) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(domain.ContactKind("")).Immutable(),
		bounded(field.String("value"), 120).Immutable().Comment("A lower-case e-mail, or a telephone in E.164."),
		bounded(field.String("label"), 40).Optional().Nillable().Immutable().Comment("For example Tesorería."),
		field.Time("verified_at").Optional().Nillable(),
		field.Time("removed_at").Optional().Nillable(),
	}
}

// Edges of ClientContact.
func (ClientContact) Edges() []ent.Edge {
	return []ent.Edge{edge.From("client", Customer.Type).Ref("contacts").Field("client_id").Unique().Required().Immutable()}
}

// Indexes of ClientContact.
func (ClientContact) Indexes() []ent.Index {
	return []ent.Index{index.Fields("client_id", "kind", "value").Unique().Annotations(entsql.IndexWhere("removed_at IS NULL"))}
}

// Annotations of ClientContact.
func (ClientContact) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("ctc"), table(ClientContact{}, "client_contacts", checks(
		"client_contacts_kind", oneOf("kind", domain.ContactKind("").Values())))}
}

// Consent is a client's acceptance of one version of a text. Append-only (Ley 29733).
type Consent struct{ ent.Schema }

// Mixin of Consent.
func (Consent) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Consent.
func (Consent) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("document").GoType(domain.ConsentDocument("")).Immutable(),
		bounded(field.String("version"), 20).Immutable(),
		field.Enum("channel").GoType(domain.Channel("")).Immutable(),
		bounded(field.String("address"), 64).Immutable().Comment("Network address from which it was given."),
	}
}

// Edges of Consent.
func (Consent) Edges() []ent.Edge {
	return []ent.Edge{edge.From("client", Customer.Type).Ref("consents").Field("client_id").Unique().Required().Immutable()}
}

// Indexes of Consent.
func (Consent) Indexes() []ent.Index {
	return []ent.Index{index.Fields("client_id", "document", "version").Unique()}
}

// Annotations of Consent.
func (Consent) Annotations() []schema.Annotation {
	return []schema.Annotation{table(Consent{}, "consents", checks(
		"consents_document", oneOf("document", domain.ConsentDocument("").Values()),
		"consents_channel", oneOf("channel", domain.Channel("").Values())))}
}

// ClientDocument is a paper of a client, with a verdict of its own.
type ClientDocument struct{ ent.Schema }

// Mixin of ClientDocument.
func (ClientDocument) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ClientDocument.
func (ClientDocument) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(domain.DocumentKind("")).Immutable(),
		field.UUID("file_id", uuid.UUID{}).Immutable(),
		field.Enum("status").GoType(domain.DocumentStatus("")),
		field.Enum("submitted_by_kind").GoType(domain.ActorKind("")).Immutable(),
		field.UUID("submitted_by", uuid.UUID{}).Immutable(),
		field.Enum("reason").GoType(domain.KYCReason("")).Optional().Nillable().Comment("Why it was rejected, in words that are safe to tell."),
		bounded(field.String("note"), 500).Optional().Nillable().Comment("For the staff alone."),
		field.UUID("reviewed_by", uuid.UUID{}).Optional().Nillable(),
		field.Time("reviewed_at").Optional().Nillable(),
	}
}

// Edges of ClientDocument.
func (ClientDocument) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("client", Customer.Type).Ref("documents").Field("client_id").Unique().Required().Immutable(),
		edge.To("file", File.Type).Field("file_id").Unique().Required().Immutable(),
		edge.To("reviewer", User.Type).Field("reviewed_by").Unique(),
	}
}

// Indexes of ClientDocument: one paper of a kind counts; another of the same kind replaces it.
func (ClientDocument) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("client_id", "kind").Unique().Annotations(entsql.IndexWhere("status <> 'REPLACED' AND kind <> 'OTHER'")),
		index.Fields("file_id").Unique(),
	}
}

// Annotations of ClientDocument.
func (ClientDocument) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("doc"), table(ClientDocument{}, "client_documents", checks(
		"client_documents_kind", oneOf("kind", domain.DocumentKind("").Values()),
		"client_documents_status", oneOf("status", domain.DocumentStatus("").Values()),
		"client_documents_reason", oneOf("reason", domain.KYCReason("").Values()),
		"client_documents_rejected", "status <> 'REJECTED' OR reason IS NOT NULL",
		"client_documents_reviewed", "(reviewed_by IS NULL) = (reviewed_at IS NULL)"))}
}

// Proposal asks a second person to decide. Nobody decides on what they proposed, and what was proposed never changes.
type Proposal struct{ ent.Schema }

// Mixin of Proposal.
func (Proposal) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Proposal.
func (Proposal) Fields() []ent.Field {
	return []ent.Field{
		bounded(field.String("kind").GoType(domain.ProposalKind("")), 40).Immutable(),
		bounded(field.String("object_kind"), 40).Immutable(),
		field.UUID("object_id", uuid.UUID{}).Immutable(),
		field.JSON("payload", map[string]any{}).Immutable().Comment("Everything that the decision will do; no personal data."),
		bounded(field.String("note"), 500).Optional().Nillable().Immutable().Comment("For the staff alone."),
		field.Bool("four_eyes").Immutable().Comment("True where somebody else must decide."),
		field.UUID("proposed_by", uuid.UUID{}).Immutable(),
		field.Bytes("mac").MaxLen(32).Immutable().Sensitive(),
		field.Int16("key_id").Optional().Immutable().Comment("The evidence key of mac; null is one that was derived from SECRET_KEY."),
		field.Enum("decision").GoType(domain.ProposalDecision("")).Optional().Nillable(),
		field.UUID("decided_by", uuid.UUID{}).Optional().Nillable(),
		field.Time("decided_at").Optional().Nillable(),
		bounded(field.String("decision_note"), 500).Optional().Nillable(),
		field.Bytes("decision_mac").MaxLen(32).Optional().Sensitive(),
		field.Int16("decision_key_id").Optional().Comment("The evidence key of decision_mac."),
	}
}

// Edges of Proposal.
func (Proposal) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("proposer", User.Type).Field("proposed_by").Unique().Required().Immutable(),
		edge.To("decider", User.Type).Field("decided_by").Unique(),
	}
}

// Indexes of Proposal: one thing has one open proposal.
func (Proposal) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("object_kind", "object_id").Unique().Annotations(entsql.IndexWhere("decision IS NULL")),
		index.Fields("object_id", "created_at"),
		index.Fields("created_at", "id"),
	}
}

// Annotations of Proposal.
func (Proposal) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("ppl"), table(Proposal{}, "proposals", checks(
		"proposals_kind", oneOf("kind", domain.ProposalKind("").Values()),
		"proposals_decision", oneOf("decision", domain.ProposalDecision("").Values()),
		"proposals_mac", "octet_length(mac) = 32",
		"proposals_decided", "(decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decision_mac IS NULL)",
		"proposals_four_eyes", "decision IS NULL OR NOT four_eyes OR (decision = 'WITHDRAWN') = (decided_by = proposed_by)"))}
}
