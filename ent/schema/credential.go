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

// Challenge is a secret that was sent to somebody and proves something once. Only its hash is kept.
type Challenge struct{ ent.Schema }

// Mixin of Challenge.
func (Challenge) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Challenge.
func (Challenge) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(domain.ChallengeKind("")).Immutable(),
		field.UUID("user_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("contact_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Bytes("secret_hash").MaxLen(32).Immutable().Sensitive(),
		field.Int("attempts").Default(0).Comment("Wrong tries; at the most that its kind allows it is over."),
		field.Time("expires_at").Immutable(),
		field.Time("used_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable().Comment("When a newer one or too many tries ended it."),
	}
}

// Edges of Challenge.
func (Challenge) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("user", User.Type).Field("user_id").Unique().Immutable(),
		edge.To("client", Customer.Type).Field("client_id").Unique().Immutable(),
		edge.To("contact", ClientContact.Type).Field("contact_id").Unique().Immutable(),
	}
}

// Indexes of Challenge.
func (Challenge) Indexes() []ent.Index {
	open := entsql.IndexWhere("used_at IS NULL AND ended_at IS NULL")
	return []ent.Index{
		index.Fields("client_id", "kind").Annotations(open), index.Fields("user_id", "kind").Annotations(open),
		index.Fields("secret_hash").Annotations(open), index.Fields("expires_at"),
	}
}

// Annotations of Challenge.
func (Challenge) Annotations() []schema.Annotation {
	return []schema.Annotation{table(Challenge{}, "challenges", checks(
		"challenges_kind", oneOf("kind", domain.ChallengeKind("").Values()),
		"challenges_one_person", "(user_id IS NULL) <> (client_id IS NULL)",
		"challenges_attempts", "attempts >= 0"))}
}

// RecoveryCode opens a session once when the telephone with the second factor is lost.
type RecoveryCode struct{ ent.Schema }

// Mixin of RecoveryCode.
func (RecoveryCode) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RecoveryCode.
func (RecoveryCode) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.Bytes("code_hash").MaxLen(32).Immutable().Sensitive(),
		field.Time("used_at").Optional().Nillable(),
	}
}

// Edges of RecoveryCode.
func (RecoveryCode) Edges() []ent.Edge {
	return []ent.Edge{edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable()}
}

// Indexes of RecoveryCode.
func (RecoveryCode) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id", "code_hash").Unique()}
}

// Annotations of RecoveryCode.
func (RecoveryCode) Annotations() []schema.Annotation {
	return []schema.Annotation{table(RecoveryCode{}, "recovery_codes", nil)}
}

// KnownDevice is a program on which somebody signed in: it holds a secret of which only the hash is kept.
type KnownDevice struct{ ent.Schema }

// Mixin of KnownDevice.
func (KnownDevice) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of KnownDevice.
func (KnownDevice) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Bytes("secret_hash").MaxLen(32).Immutable().Sensitive(),
		bounded(field.String("network"), 64).Comment("From where it signed in last: an IPv4 address or an IPv6 /64."),
		field.Time("seen_at").Comment("When it signed in last."),
		field.Time("expires_at"),
	}
}

// Edges of KnownDevice.
func (KnownDevice) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("user", User.Type).Field("user_id").Unique().Immutable(),
		edge.To("client", Customer.Type).Field("client_id").Unique().Immutable(),
	}
}

// Indexes of KnownDevice.
func (KnownDevice) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("secret_hash").Unique(), index.Fields("user_id", "seen_at"), index.Fields("client_id", "seen_at"),
		index.Fields("expires_at"),
	}
}

// Annotations of KnownDevice.
func (KnownDevice) Annotations() []schema.Annotation {
	return []schema.Annotation{table(KnownDevice{}, "known_devices", checks(
		"known_devices_one_person", "(user_id IS NULL) <> (client_id IS NULL)"))}
}

// FirstContactChange is another first e-mail or telephone that a client asked for: it waits for its code, then holds, and may be
// undone for a while from the former e-mail.
type FirstContactChange struct{ ent.Schema }

// Mixin of FirstContactChange.
func (FirstContactChange) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of FirstContactChange.
func (FirstContactChange) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(domain.ContactKind("")).Immutable(),
		bounded(field.String("value"), 150).Immutable().Comment("The new e-mail or telephone."),
		bounded(field.String("former"), 150).Optional().Nillable().Comment("The one before, from when it changed; null for none."),
		field.Time("changed_at").Optional().Nillable().Comment("When its code was told and it became the client's."),
		field.Time("undo_until").Optional().Nillable(),
		field.Time("undone_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable().Comment("When a newer one was asked for before its code was told."),
	}
}

// Edges of FirstContactChange.
func (FirstContactChange) Edges() []ent.Edge {
	return []ent.Edge{edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable()}
}

// Indexes of FirstContactChange.
func (FirstContactChange) Indexes() []ent.Index {
	return []ent.Index{index.Fields("client_id", "kind", "created_at"),
		index.Fields("client_id").Unique().StorageKey("first_contact_changes_waiting").
			Annotations(entsql.IndexWhere("changed_at IS NULL AND ended_at IS NULL"))}
}

// Annotations of FirstContactChange.
func (FirstContactChange) Annotations() []schema.Annotation {
	return []schema.Annotation{table(FirstContactChange{}, "first_contact_changes", checks(
		"first_contact_changes_kind", oneOf("kind", domain.ContactKind("").Values()),
		"first_contact_changes_undo", "(changed_at IS NULL) = (undo_until IS NULL)",
		"first_contact_changes_one_end", "changed_at IS NULL OR ended_at IS NULL",
		"first_contact_changes_undone", "undone_at IS NULL OR changed_at IS NOT NULL"))}
}

// AccessToken lets an analyst's tool or a machine call the API. The token itself is never stored, only its SHA-256.
type AccessToken struct{ ent.Schema }

// Mixin of AccessToken.
func (AccessToken) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of AccessToken.
func (AccessToken) Fields() []ent.Field {
	return []ent.Field{
		bounded(field.String("name"), 80).Immutable().Comment("What it is for, in the words of who made it."),
		field.Enum("audience").GoType(domain.TokenAudience("")).Immutable(),
		field.UUID("holder_id", uuid.UUID{}).Immutable().Comment("The person who answers for it; it never has more rights than that one."),
		field.UUID("created_by", uuid.UUID{}).Immutable(),
		bounded(field.String("hint"), 12).Immutable().Comment("Its first characters, to recognise it by."),
		field.Bytes("token_hash").MaxLen(32).Immutable().Sensitive(),
		field.JSON("scopes", []domain.TokenScope{}).Immutable(),
		field.Int("budget_per_hour").Immutable().Comment("Points of cost that it may spend in an hour."),
		field.Time("expires_at").Immutable(),
		field.Time("last_used_at").Optional().Nillable(),
		field.UUID("replaces_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("The token that this one was made to follow."),
		field.Time("retires_at").Optional().Nillable().Comment("When it ends because another replaced it."),
		field.Time("revoked_at").Optional().Nillable(),
		field.UUID("revoked_by", uuid.UUID{}).Optional().Nillable(),
	}
}

// Edges of AccessToken.
func (AccessToken) Edges() []ent.Edge {
	return []ent.Edge{edge.To("holder", User.Type).Field("holder_id").Unique().Required().Immutable()}
}

// Indexes of AccessToken.
func (AccessToken) Indexes() []ent.Index {
	return []ent.Index{index.Fields("token_hash").Unique(), index.Fields("holder_id", "created_at"), index.Fields("replaces_id").Unique()}
}

// Annotations of AccessToken.
func (AccessToken) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("tok"), table(AccessToken{}, "access_tokens", checks(
		"access_tokens_audience", oneOf("audience", domain.TokenAudience("").Values()),
		"access_tokens_budget", "budget_per_hour > 0",
		"access_tokens_revoked", "(revoked_at IS NULL) = (revoked_by IS NULL)"))}
}
