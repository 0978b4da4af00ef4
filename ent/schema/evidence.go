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
		bounded(field.String("media_type"), 60).Immutable().Comment("As sniffed from the content, never as claimed."),
		field.Int64("size").Immutable().Comment("Bytes of what is served."),
		field.Bytes("sha256").MaxLen(32).Immutable().Comment("Hash of what is served; images are re-encoded."),
		field.Bytes("original_sha256").MaxLen(32).Optional().Immutable().Comment("Hash of what was sent."),
		field.Int64("original_size").Optional().Nillable().Immutable(),
		field.Int("width").Optional().Nillable().Immutable(),
		field.Int("height").Optional().Nillable().Immutable(),
		field.Int64("perceptual_hash").Optional().Nillable().Immutable().Comment("64 bits of what an image looks like; null where it looks like nothing."),
		field.Enum("store").GoType(domain.BlobStore("")).Default(string(domain.StoreDisk)).Immutable(),
		field.Enum("uploaded_by_kind").GoType(domain.ActorKind("")).Immutable(),
		field.UUID("uploaded_by", uuid.UUID{}).Immutable(),
		field.Time("removed_at").Optional().Nillable().Comment("When its content was given up, because nothing named it; nothing names it ever after."),
	}
}

// Edges of File.
func (File) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("deposits", Deposit.Type).Ref("file"),
		edge.From("proofs", Proof.Type).Ref("file"),
		edge.From("client_documents", ClientDocument.Type).Ref("file"),
		edge.To("matches", FileMatch.Type),
	}
}

// Indexes of File.
func (File) Indexes() []ent.Index {
	return []ent.Index{index.Fields("sha256"), index.Fields("original_sha256"), index.Fields("perceptual_hash"),
		index.Fields("uploaded_by", "created_at")}
}

// Annotations of File.
func (File) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("fil"), table(File{}, "files", checks(
		"files_purpose", oneOf("purpose", domain.FilePurpose("").Values()),
		"files_store", oneOf("store", domain.BlobStore("").Values()),
		"files_size", "size > 0"))}
}

// FileMatch says that a file is the same as, or looks like, a file of another client. It is found when the file arrives and
// accuses nobody: people look at both.
type FileMatch struct{ ent.Schema }

// Mixin of FileMatch.
func (FileMatch) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of FileMatch.
func (FileMatch) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("file_id", uuid.UUID{}).Immutable(),
		field.UUID("other_file_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(domain.FileMatchKind("")).Immutable(),
		field.Int("distance").Immutable().Comment("Bits in which the two perceptual hashes differ; 0 for the same bytes."),
	}
}

// Edges of FileMatch.
func (FileMatch) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("file", File.Type).Ref("matches").Field("file_id").Unique().Required().Immutable(),
		edge.To("other_file", File.Type).Field("other_file_id").Unique().Required().Immutable(),
	}
}

// Indexes of FileMatch.
func (FileMatch) Indexes() []ent.Index {
	return []ent.Index{index.Fields("file_id", "other_file_id").Unique(), index.Fields("other_file_id")}
}

// Annotations of FileMatch.
func (FileMatch) Annotations() []schema.Annotation {
	return []schema.Annotation{table(FileMatch{}, "file_matches", checks("file_matches_kind", oneOf("kind", domain.FileMatchKind("").Values())))}
}

// PendingUpload says that content may lie in a store that belongs to no file, or no longer to one: an upload that was asked for, what
// the house put before a command makes a file of it, a file that was removed. A sweep removes the content and forgets the row.
type PendingUpload struct{ ent.Schema }

// Mixin of PendingUpload: its key is that of the file to be.
func (PendingUpload) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of PendingUpload.
func (PendingUpload) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("store").GoType(domain.BlobStore("")).Immutable(),
		field.Enum("requested_by_kind").GoType(domain.ActorKind("")).Immutable(),
		field.UUID("requested_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Who may send it; null for what the house put there."),
		field.Int64("size").Immutable().Comment("Bytes, as announced."),
	}
}

// Indexes of PendingUpload.
func (PendingUpload) Indexes() []ent.Index {
	return []ent.Index{index.Fields("created_at"), index.Fields("requested_by", "created_at")}
}

// Annotations of PendingUpload.
func (PendingUpload) Annotations() []schema.Annotation {
	return []schema.Annotation{table(PendingUpload{}, "pending_uploads", checks("pending_uploads_store", oneOf("store", domain.BlobStore("").Values())))}
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
		bounded(field.String("actor_role"), 20).Immutable(),
		field.UUID("token_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("The access token that was used, if one was."),
		bounded(field.String("action"), 60).Immutable(),
		bounded(field.String("object_kind"), 40).Immutable(),
		field.UUID("object_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.JSON("changes", map[string]any{}).Immutable().Comment("Before and after of what changed; no secrets."),
		bounded(field.String("address"), 64).Immutable(),
		bounded(field.String("user_agent"), 300).Immutable(),
		bounded(field.String("request_id"), 64).Immutable(),
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
	return []schema.Annotation{globalID("aud"), table(AuditEntry{}, "audit_entries", nil)}
}
