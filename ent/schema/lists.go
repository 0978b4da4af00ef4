package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// ListState is how the house keeps one list: which version is active, and when it was last seen to be the publisher's.
type ListState struct{ ent.Schema }

// Mixin of ListState.
func (ListState) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ListState.
func (ListState) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("source").GoType(domain.ListSource("")).Immutable(),
		field.UUID("active_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("checked_at").Optional().Nillable().Comment("When the active version was last seen to be the publisher's, or loaded."),
		field.Time("failed_at").Optional().Nillable().Comment("When the newest try ended with a fault; null after one without."),
		field.Enum("failure").GoType(domain.ListFault("")).Optional().Nillable(),
		bounded(field.String("failed_sha256"), 64).Optional().Nillable().Comment("Of what bytes it was: the same fault is told once."),
		field.Time("stale_told_at").Optional().Nillable().Comment("When people were told that it is stale; null once it is fresh."),
	}
}

// Edges of ListState.
func (ListState) Edges() []ent.Edge {
	return []ent.Edge{edge.To("active", ListVersion.Type).Field("active_id").Unique()}
}

// Indexes of ListState.
func (ListState) Indexes() []ent.Index {
	return []ent.Index{index.Fields("source").Unique(), index.Fields("active_id").Annotations(entsql.IndexWhere("active_id IS NOT NULL"))}
}

// Annotations of ListState.
func (ListState) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("lst"), table(ListState{}, "list_states", checks(
		"list_states_source", oneOf("source", domain.ListSource("").Values()),
		"list_states_failure", "(failed_at IS NULL) = (failure IS NULL) AND (failure IS NULL OR "+oneOf("failure", domain.ListFault("").Values())+")",
		"list_states_active", "active_id IS NULL OR checked_at IS NOT NULL"))}
}

// ListVersion is one version of a list that arrived, with where it came from. Only its status changes.
type ListVersion struct{ ent.Schema }

// Mixin of ListVersion.
func (ListVersion) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ListVersion.
func (ListVersion) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("source").GoType(domain.ListSource("")).Immutable(),
		field.Enum("status").GoType(domain.ListStatus("")),
		field.Time("published_at").Optional().Nillable().Immutable().Comment("As its publisher says; null where nobody says it."),
		field.Time("fetched_at").Immutable(),
		bounded(field.String("origin"), 200).Immutable().Comment("An address without its query, or the name of a file."),
		bounded(field.String("sha256"), 64).Immutable().Comment("Of its bytes."),
		field.Int64("bytes").NonNegative().Immutable(),
		field.Int("rows").NonNegative().Immutable(),
		field.Int("bad_rows").NonNegative().Immutable(),
		field.Int("entries").NonNegative().Immutable(),
		field.Int("added").NonNegative().Default(0).Comment("Against the version that was active before it; set when it becomes active."),
		field.Int("changed").NonNegative().Default(0),
		field.Int("removed").NonNegative().Default(0),
		field.Enum("fault").GoType(domain.ListFault("")).Optional().Nillable().Immutable().Comment("What the guard found."),
		bounded(field.String("rejected_reason"), 500).Optional().Nillable().Immutable().Comment("The same in figures."),
		field.UUID("loaded_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Null for what the house fetched by itself."),
		field.UUID("activated_by", uuid.UUID{}).Optional().Nillable().Comment("Who made a staged version the active one."),
		field.Time("activated_at").Optional().Nillable(),
		field.Time("superseded_at").Optional().Nillable(),
	}
}

// Edges of ListVersion.
func (ListVersion) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("loader", User.Type).Field("loaded_by").Unique().Immutable(),
		edge.To("activator", User.Type).Field("activated_by").Unique(),
	}
}

// Indexes of ListVersion: one version of a list is active.
func (ListVersion) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("source").Unique().StorageKey("list_versions_one_active").Annotations(entsql.IndexWhere("status = 'ACTIVE'")),
		index.Fields("source", "created_at", "id"),
	}
}

// Annotations of ListVersion.
func (ListVersion) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("lsv"), table(ListVersion{}, "list_versions", checks(
		"list_versions_source", oneOf("source", domain.ListSource("").Values()),
		"list_versions_status", oneOf("status", domain.ListStatus("").Values()),
		"list_versions_fault", "fault IS NULL OR "+oneOf("fault", domain.ListFault("").Values()),
		"list_versions_rejected", "(fault IS NULL) = (rejected_reason IS NULL) AND (status <> 'REJECTED' OR fault IS NOT NULL)",
		"list_versions_activated", "(activated_at IS NOT NULL) = (status = 'ACTIVE' OR status = 'SUPERSEDED')",
		"list_versions_superseded", "(superseded_at IS NOT NULL) = (status = 'SUPERSEDED')",
		"list_versions_activator", "activated_by IS NULL OR (fault IS NOT NULL AND activated_by IS DISTINCT FROM loaded_by)"))}
}

// ListEntry is an entry of a list with one content: a change of the content is another row. Names, identifiers and attributes live in the
// payload, whole as the reader gave it: nothing in the database is searched by them, for the engine is in memory.
type ListEntry struct{ ent.Schema }

// Mixin of ListEntry.
func (ListEntry) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ListEntry.
func (ListEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("source").GoType(domain.ListSource("")).Immutable(),
		bounded(field.String("external_id"), 100).Immutable().Comment("The publisher's number."),
		field.UUID("first_version", uuid.UUID{}).Immutable().Comment("The version that brought this content."),
		field.UUID("last_version", uuid.UUID{}).Optional().Nillable().Comment("The last version with it; null while it stands in the active one."),
		bounded(field.String("content_sha"), 64).Immutable(),
		field.JSON("payload", json.RawMessage{}).Immutable().Comment("A screening.Entry."),
	}
}

// Edges of ListEntry.
func (ListEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("first", ListVersion.Type).Field("first_version").Unique().Required().Immutable(),
		edge.To("last", ListVersion.Type).Field("last_version").Unique(),
	}
}

// Indexes of ListEntry: a publisher's number stands once in the active version.
func (ListEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("source", "external_id").Unique().StorageKey("list_entries_one_active").Annotations(entsql.IndexWhere("last_version IS NULL")),
		index.Fields("source", "external_id", "id"),
		index.Fields("first_version"),
		index.Fields("last_version").Annotations(entsql.IndexWhere("last_version IS NOT NULL")),
	}
}

// Annotations of ListEntry.
func (ListEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("lse"), table(ListEntry{}, "list_entries", checks(
		"list_entries_source", oneOf("source", domain.ListSource("").Values()),
		"list_entries_sha", "char_length(content_sha) = 64",
		"list_entries_payload", "jsonb_typeof(payload) = 'object'"))}
}

// ListStaging holds what was read of a staged version until somebody decides about it.
type ListStaging struct{ ent.Schema }

// Mixin of ListStaging.
func (ListStaging) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ListStaging.
func (ListStaging) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("version_id", uuid.UUID{}).Unique().Immutable(),
		field.Bytes("content").Immutable().Comment("The entries as JSON, packed with gzip."),
	}
}

// Edges of ListStaging.
func (ListStaging) Edges() []ent.Edge {
	return []ent.Edge{edge.To("version", ListVersion.Type).Field("version_id").Unique().Required().Immutable()}
}

// Annotations of ListStaging.
func (ListStaging) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("lsg"), table(ListStaging{}, "list_stagings", nil)}
}
