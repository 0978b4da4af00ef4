// Package schema declares the tables of the house. It holds structure alone: fields, edges, indexes and checks; rules
// live in internal/domain and commands in the areas. It imports nothing generated.
package schema

import (
	"fmt"
	"maps"
	"strings"

	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// keyed gives an entity its UUIDv7 key: ordered by time, made before the row is stored.
type keyed struct{ mixin.Schema }

func (keyed) Fields() []ent.Field {
	return []ent.Field{field.UUID("id", uuid.UUID{}).Default(newKey).Immutable()}
}

func newKey() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// stamped records when a row was made. The instant comes from the clock of the transaction, never from the database.
type stamped struct{ mixin.Schema }

func (stamped) Fields() []ent.Field {
	return []ent.Field{field.Time("created_at").Immutable()}
}

// worked makes the rows of an entity work that is done after the commit, whatever dies (package work). Beside it an entity has its
// status, the instant at which it was done, the index by which what is due is found, and the check of the lease.
type worked struct{ mixin.Schema }

func (worked) Fields() []ent.Field {
	return []ent.Field{
		field.Int("attempts").Default(0).Comment("Tries so far."),
		field.Time("due_at").Comment("Not before; back-off moves it."),
		field.Time("expires_at").Optional().Nillable().Immutable().Comment("After this it is not worth doing."),
		bounded(field.String("leased_by"), 64).Optional().Nillable(),
		field.Time("leased_until").Optional().Nillable(),
		bounded(field.String("failure"), 200).Optional().Nillable().Comment("Why the last try failed, without personal data."),
	}
}

// wholeLease is the check that a row of work is held by somebody until some instant, or by nobody.
const wholeLease = "(leased_by IS NULL) = (leased_until IS NULL)"

// IDPrefix is the annotation that gives an entity its typed global id ("op" makes op_01k9...).
type IDPrefix struct{ Prefix string }

// Name implements schema.Annotation.
func (IDPrefix) Name() string { return "IDPrefix" }

var _ schema.Annotation = IDPrefix{}

func globalID(prefix string) IDPrefix { return IDPrefix{Prefix: prefix} }

// amount declares an exact numeric(15,2) column.
func amount(name string) *amountField { return &amountField{name: name} }

type amountField struct {
	name     string
	constant bool
}

func (f *amountField) Immutable() *amountField { f.constant = true; return f }

func (f *amountField) Descriptor() *field.Descriptor {
	b := field.Other(f.name, money.Amount{}).SchemaType(map[string]string{dialect.Postgres: "numeric(15,2)"})
	if f.constant {
		b = b.Immutable()
	}
	return b.Descriptor()
}

// rate declares an exact numeric(10,4) column of PEN per USD.
func rate(name string) *rateField { return &rateField{name: name} }

type rateField struct {
	name               string
	nillable, constant bool
}

func (f *rateField) Immutable() *rateField { f.constant = true; return f }
func (f *rateField) Nillable() *rateField  { f.nillable = true; return f }

func (f *rateField) Descriptor() *field.Descriptor {
	b := field.Other(f.name, money.Rate{}).SchemaType(map[string]string{dialect.Postgres: "numeric(10,4)"})
	if f.constant {
		b = b.Immutable()
	}
	if f.nillable {
		b = b.Optional().Nillable()
	}
	return b.Descriptor()
}

// table names the table of an entity and the checks that the database keeps on its rows: those, and the bounds of its texts.
func table(of ent.Interface, name string, checks map[string]string) schema.Annotation {
	all := map[string]string{}
	maps.Copy(all, checks)
	fields := of.Fields()
	for _, mixed := range of.Mixin() {
		fields = append(fields, mixed.Fields()...)
	}
	for _, f := range fields {
		described := f.Descriptor()
		for _, annotation := range described.Annotations {
			if bound, is := annotation.(longest); is {
				all[name+"_"+described.Name+"_length"] = fmt.Sprintf("char_length(%s) <= %d", described.Name, bound.Characters)
			}
		}
	}
	return entsql.Annotation{Table: name, Checks: all}
}

// longest is the annotation of a text's bound in characters.
type longest struct{ Characters int }

// Name implements schema.Annotation.
func (longest) Name() string { return "Longest" }

// bounded bounds a text in characters: in the program, and in the database for statements that pass the program by.
func bounded[Text interface {
	MaxRuneLen(characters int) Text
	Annotations(...schema.Annotation) Text
}](text Text, characters int) Text {
	return text.MaxRuneLen(characters).Annotations(longest{characters})
}

// oneOf is the check that a column holds a value of a closed list.
func oneOf(column string, values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = "'" + v + "'"
	}
	return column + " IN (" + strings.Join(quoted, ", ") + ")"
}

// checks merges the checks of a table.
func checks(pairs ...string) map[string]string {
	all := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		all[pairs[i]] = pairs[i+1]
	}
	return all
}
