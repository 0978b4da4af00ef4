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

// ClientRestriction is what keeps a client from acting, for one cause, until two persons lift it. It is never a status of the client.
type ClientRestriction struct{ ent.Schema }

// Mixin of ClientRestriction.
func (ClientRestriction) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ClientRestriction.
func (ClientRestriction) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(domain.RestrictionKind("")).Immutable(),
		field.Enum("cause").GoType(domain.RestrictionCause("")).Immutable(),
		bounded(field.String("reference"), 100).Optional().Nillable().Immutable().Comment("What it rests on: a decision about a hit, an order."),
		bounded(field.String("note"), 300).Immutable().Comment("Why, for who manages risk: neither client nor trader reads it."),
		field.UUID("opened_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Null for the system."),
		field.Time("released_at").Optional().Nillable(),
		field.UUID("released_by", uuid.UUID{}).Optional().Nillable().Comment("Who decided it, the second of two persons."),
		field.UUID("release_id", uuid.UUID{}).Optional().Nillable().Comment("The proposal that two persons agreed to."),
	}
}

// Edges of ClientRestriction.
func (ClientRestriction) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("opener", User.Type).Field("opened_by").Unique().Immutable(),
		edge.To("releaser", User.Type).Field("released_by").Unique(),
		edge.To("release", Proposal.Type).Field("release_id").Unique(),
	}
}

// Indexes of ClientRestriction: a client has one open of a kind and cause.
func (ClientRestriction) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("client_id", "kind", "cause").Unique().StorageKey("client_restrictions_one_open").Annotations(entsql.IndexWhere("released_at IS NULL")),
		index.Fields("client_id", "id"),
		index.Fields("release_id").Unique(),
	}
}

// Annotations of ClientRestriction.
func (ClientRestriction) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("rst"), table(ClientRestriction{}, "client_restrictions", checks(
		"client_restrictions_kind", oneOf("kind", domain.RestrictionKind("").Values()),
		"client_restrictions_cause", oneOf("cause", domain.RestrictionCause("").Values()),
		"client_restrictions_released", "(released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_id IS NULL)"))}
}

// ComplianceGround is one reason why an operation is held for compliance. Rows are added and never changed.
type ComplianceGround struct{ ent.Schema }

// Mixin of ComplianceGround.
func (ComplianceGround) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ComplianceGround.
func (ComplianceGround) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		field.UUID("hold_id", uuid.UUID{}).Immutable(),
		field.Enum("ground").GoType(domain.HoldGround("")).Immutable(),
		bounded(field.String("note"), 300).Immutable().Comment("What it is, for the house. What was decided about it holds the operation no more."),
	}
}

// Edges of ComplianceGround.
func (ComplianceGround) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("operation", Operation.Type).Field("operation_id").Unique().Required().Immutable(),
		edge.To("hold", Hold.Type).Field("hold_id").Unique().Required().Immutable(),
	}
}

// Indexes of ComplianceGround: one reason holds an operation once.
func (ComplianceGround) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("operation_id", "ground", "note").Unique().StorageKey("compliance_grounds_once"),
		index.Fields("hold_id"),
	}
}

// Annotations of ComplianceGround.
func (ComplianceGround) Annotations() []schema.Annotation {
	return []schema.Annotation{table(ComplianceGround{}, "compliance_grounds", checks(
		"compliance_grounds_ground", oneOf("ground", domain.HoldGround("").Values())))}
}
