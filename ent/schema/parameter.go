package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// ParameterSetting is the value that a parameter of the house has from an instant on. Rows are added and never changed.
type ParameterSetting struct{ ent.Schema }

// Mixin of ParameterSetting.
func (ParameterSetting) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ParameterSetting.
func (ParameterSetting) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("key").GoType(domain.ParameterKey("")).Immutable(),
		field.JSON("value", domain.ParameterValue{}).Immutable(),
		field.Time("valid_from").Immutable().Comment("From when on it holds; never before it was set."),
		bounded(field.String("reason"), 300).Immutable(),
		bounded(field.String("source"), 200).Optional().Nillable().Immutable().Comment("A law, a minute, an e-mail."),
		field.UUID("set_by", uuid.UUID{}).Immutable(),
		field.UUID("proposal_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("What a second person confirmed."),
	}
}

// Edges of ParameterSetting.
func (ParameterSetting) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("setter", User.Type).Field("set_by").Unique().Required().Immutable(),
		edge.To("proposal", Proposal.Type).Field("proposal_id").Unique().Immutable(),
	}
}

// Indexes of ParameterSetting: a proposal sets one parameter once.
func (ParameterSetting) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("key", "valid_from", "created_at"),
		index.Fields("proposal_id").Unique(),
	}
}

// Annotations of ParameterSetting.
func (ParameterSetting) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("pst"), table(ParameterSetting{}, "parameters", checks(
		"parameters_key", oneOf("key", domain.ParameterKey("").Values()),
		"parameters_valid_from", "valid_from >= created_at",
		"parameters_value", "jsonb_typeof(value) = 'object'"))}
}
