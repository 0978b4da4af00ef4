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

// File is an uploaded document: kept privately, read through short signed addresses.
type File struct{ ent.Schema }

// Mixin of File.
func (File) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of File.
func (File) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("purpose").GoType(domain.FilePurpose("")).Immutable(),
		field.String("media_type").MaxRuneLen(60).Immutable().Comment("As sniffed from the content, never as claimed."),
		field.Int64("size").Immutable().Comment("Bytes."),
		field.Bytes("sha256").MaxLen(32).Immutable(),
		field.Enum("uploaded_by_kind").GoType(domain.ActorKind("")).Immutable(),
		field.UUID("uploaded_by", uuid.UUID{}).Immutable(),
	}
}

// Edges of File.
func (File) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("deposits", Deposit.Type).Ref("file"),
		edge.From("proofs", Proof.Type).Ref("file"),
	}
}

// Indexes of File.
func (File) Indexes() []ent.Index {
	return []ent.Index{index.Fields("sha256"), index.Fields("uploaded_by", "created_at")}
}

// Annotations of File.
func (File) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("fil"), table("files", checks(
		"files_purpose", oneOf("purpose", domain.FilePurpose("").Values()),
		"files_size", "size > 0"))}
}

// AuditEntry says who did what, with before and after. Append-only, one row per command, in the command's transaction.
type AuditEntry struct{ ent.Schema }

// Fields of AuditEntry.
func (AuditEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id"),
		field.Time("at").Immutable(),
		field.Enum("actor_kind").GoType(domain.ActorKind("")).Immutable(),
		field.UUID("actor_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("actor_role").MaxRuneLen(20).Immutable(),
		field.String("action").MaxRuneLen(60).Immutable(),
		field.String("object_kind").MaxRuneLen(40).Immutable(),
		field.UUID("object_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.JSON("changes", map[string]any{}).Immutable().Comment("Before and after of what changed; no secrets."),
		field.String("address").MaxRuneLen(64).Immutable(),
		field.String("user_agent").MaxRuneLen(300).Immutable(),
		field.String("request_id").MaxRuneLen(64).Immutable(),
		field.Bytes("mac").Immutable().Sensitive(),
	}
}

// Indexes of AuditEntry.
func (AuditEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("object_id", "id"), index.Fields("actor_id", "id"), index.Fields("action", "id"), index.Fields("at"),
	}
}

// Annotations of AuditEntry.
func (AuditEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("aud"), table("audit_entries", nil)}
}
