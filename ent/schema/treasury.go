package schema

import (
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

var dateColumn = map[string]string{dialect.Postgres: "date"}

// HouseAccount is an account of the house at a bank. No code makes one on the way (P-02).
type HouseAccount struct{ ent.Schema }

// Mixin of HouseAccount.
func (HouseAccount) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of HouseAccount.
func (HouseAccount) Fields() []ent.Field {
	return []ent.Field{
		bounded(field.String("bank"), 20).Immutable(),
		field.Enum("currency").GoType(domain.Currency("")).Immutable(),
		bounded(field.String("number"), 20).Immutable(),
		bounded(field.String("cci"), 20).Immutable(),
		bounded(field.String("holder"), 120),
		bounded(field.String("pcge_code"), 12).Immutable().Comment("Account of the chart PCGE (domain.md 10.5)."),
		field.Bool("active").Default(true),
	}
}

// Edges of HouseAccount.
func (HouseAccount) Edges() []ent.Edge {
	return []ent.Edge{edge.To("ledger_account", LedgerAccount.Type).Unique()}
}

// Indexes of HouseAccount.
func (HouseAccount) Indexes() []ent.Index {
	return []ent.Index{index.Fields("bank", "currency", "number").Unique()}
}

// Annotations of HouseAccount.
func (HouseAccount) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("hac"), table(HouseAccount{}, "house_accounts", checks(
		"house_accounts_currency", oneOf("currency", domain.Currency("").Values()),
		"house_accounts_cci", "cci ~ '^[0-9]{20}$'"))}
}

// LedgerAccount is an account of the double-entry ledger, in one currency.
type LedgerAccount struct{ ent.Schema }

// Mixin of LedgerAccount.
func (LedgerAccount) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of LedgerAccount.
func (LedgerAccount) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(domain.LedgerAccountKind("")).Immutable(),
		field.Enum("currency").GoType(domain.Currency("")).Immutable(),
		bounded(field.String("name"), 120).Immutable(),
		bounded(field.String("pcge_code"), 12).Immutable(),
		field.UUID("house_account_id", uuid.UUID{}).Optional().Nillable().Immutable(),
	}
}

// Edges of LedgerAccount.
func (LedgerAccount) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("house_account", HouseAccount.Type).Ref("ledger_account").Field("house_account_id").Unique().Immutable(),
		edge.To("postings", Posting.Type),
	}
}

// Indexes of LedgerAccount.
func (LedgerAccount) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("kind", "currency").Unique().Annotations(entsql.IndexWhere("house_account_id IS NULL")),
	}
}

// Annotations of LedgerAccount.
func (LedgerAccount) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("lac"), table(LedgerAccount{}, "ledger_accounts", checks(
		"ledger_accounts_kind", oneOf("kind", domain.LedgerAccountKind("").Values()),
		"ledger_accounts_bank", "(kind = 'BANK') = (house_account_id IS NOT NULL)"))}
}

// LedgerEntry is one balanced fact of the books. Append-only: an error is mended by an entry that reverses it. The
// columns epoch and tx, which order the entries for the seals, are the database's own.
type LedgerEntry struct{ ent.Schema }

// Fields of LedgerEntry.
func (LedgerEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id"),
		field.Enum("kind").GoType(domain.EntryKind("")).Immutable(),
		bounded(field.String("source"), 60).Immutable().Comment("The row that the entry books, unique per kind: nothing is booked twice."),
		field.UUID("operation_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Other("business_date", domain.Date{}).SchemaType(dateColumn).Immutable(),
		field.Time("recorded_at").Immutable(),
		field.Int64("reverses").Optional().Nillable().Immutable(),
		field.Int16("version").Default(1).Immutable().Comment("What the signature covers: from 2 on also whose money each line is."),
		field.Bytes("mac").Immutable().Sensitive(),
	}
}

// Edges of LedgerEntry.
func (LedgerEntry) Edges() []ent.Edge { return []ent.Edge{edge.To("postings", Posting.Type)} }

// Indexes of LedgerEntry.
func (LedgerEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("kind", "source").Unique(),
		index.Fields("operation_id"),
		index.Fields("reverses").Unique().Annotations(entsql.IndexWhere("reverses IS NOT NULL")),
	}
}

// Annotations of LedgerEntry.
func (LedgerEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("ent"), table(LedgerEntry{}, "ledger_entries", checks(
		"ledger_entries_kind", oneOf("kind", domain.EntryKind("").Values())))}
}

// Posting is one line of an entry: a signed amount on one account, positive is debit.
type Posting struct{ ent.Schema }

// Fields of Posting.
func (Posting) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id"),
		field.Int64("entry_id").Immutable(),
		field.UUID("account_id", uuid.UUID{}).Immutable(),
		field.Enum("currency").GoType(domain.Currency("")).Immutable().Comment("The account's; the database checks it."),
		amount("amount").Immutable(),
		field.UUID("operation_id", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("Whose money it is; null for entries of version 1, where the entry says it."),
	}
}

// Edges of Posting.
func (Posting) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("entry", LedgerEntry.Type).Ref("postings").Field("entry_id").Unique().Required().Immutable(),
		edge.From("account", LedgerAccount.Type).Ref("postings").Field("account_id").Unique().Required().Immutable(),
	}
}

// Indexes of Posting.
func (Posting) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("entry_id"),
		// The amount is in the index, so that a balance reads no table.
		index.Fields("account_id", "id").StorageKey("postings_balance").Annotations(entsql.IndexAnnotation{IncludeColumns: []string{"amount"}}),
		index.Fields("operation_id").Annotations(entsql.IndexWhere("operation_id IS NOT NULL")),
	}
}

// Annotations of Posting.
func (Posting) Annotations() []schema.Annotation {
	return []schema.Annotation{table(Posting{}, "postings", checks("postings_amount", "amount <> 0"))}
}

// Holiday is a day on which the house is closed.
type Holiday struct{ ent.Schema }

// Fields of Holiday.
func (Holiday) Fields() []ent.Field {
	return []ent.Field{
		field.Other("date", domain.Date{}).SchemaType(dateColumn),
		bounded(field.String("name"), 80),
	}
}

// Indexes of Holiday.
func (Holiday) Indexes() []ent.Index { return []ent.Index{index.Fields("date").Unique()} }

// Annotations of Holiday.
func (Holiday) Annotations() []schema.Annotation {
	return []schema.Annotation{table(Holiday{}, "holidays", nil)}
}
