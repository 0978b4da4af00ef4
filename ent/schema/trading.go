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

// Operation is one exchange from promise to payment. Amounts and rate come from its quote and stand for good, but for
// an amendment while no deposit counts.
type Operation struct{ ent.Schema }

// Mixin of Operation.
func (Operation) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Operation.
func (Operation) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("number").Immutable().Comment("From the sequence operation_numbers, first 1001, never reused."),
		field.String("code").MaxRuneLen(24).Immutable().Comment("EXP-<number>."),
		field.Int("version").Comment("Counts the operation's events."),
		field.Enum("status").GoType(domain.Status("")),
		field.Enum("side").GoType(domain.Side("")).Immutable(),
		field.Enum("channel").GoType(domain.Channel("")).Immutable(),
		field.Enum("fixed_currency").GoType(domain.Currency("")),
		amount("usd"),
		amount("pen"),
		rate("rate"),
		rate("public_rate"),
		rate("base_rate").Nillable(),
		field.Int("discount_pips").Default(0),
		field.Bool("negotiated").Default(false),
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.UUID("trader_id", uuid.UUID{}).Immutable().Comment("Who earns the margin; set at creation for good (RULE-OWN-4)."),
		field.UUID("operator_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("named_operator_id", uuid.UUID{}).Optional().Nillable().
			Comment("The operator that the trader asked for, assigned when the deposit is complete."),
		field.UUID("quote_id", uuid.UUID{}),
		field.Enum("created_by_kind").GoType(domain.ActorKind("")).Immutable(),
		field.UUID("created_by", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("source_account_id", uuid.UUID{}).Immutable(),
		field.UUID("destination_account_id", uuid.UUID{}).Immutable(),
		field.UUID("deposit_account_id", uuid.UUID{}).Immutable().Comment("The house account that the client is told to pay into."),
		field.JSON("source_snapshot", domain.AccountSnapshot{}).Immutable(),
		field.JSON("destination_snapshot", domain.AccountSnapshot{}).Immutable(),
		field.JSON("deposit_snapshot", domain.AccountSnapshot{}).Immutable(),
		field.Bool("exclusive").Immutable().Comment("Counts for the rule of one live operation per client."),
		field.Time("expires_at").Optional().Nillable().Comment("Null for desk operations and while a deposit is reported or confirmed."),
		field.Time("in_process_at").Optional().Nillable(),
		field.Time("completed_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable().Comment("When it was canceled or expired."),
		field.Enum("cancel_reason").GoType(domain.CancelReason("")).Optional().Nillable(),
		field.String("cancel_note").MaxRuneLen(500).Optional().Nillable(),
		field.Other("business_date", domain.Date{}).SchemaType(dateColumn).Optional().Nillable().
			Comment("The Lima day of completion, null before."),
		field.Time("updated_at"),
	}
}

// Edges of Operation.
func (Operation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("client", Customer.Type).Ref("operations").Field("client_id").Unique().Required().Immutable(),
		edge.From("trader", User.Type).Ref("traded_operations").Field("trader_id").Unique().Required().Immutable(),
		edge.From("operator", User.Type).Ref("assigned_operations").Field("operator_id").Unique(),
		edge.To("quote", Quote.Type).Field("quote_id").Unique().Required(),
		edge.To("deposit_account", HouseAccount.Type).Field("deposit_account_id").Unique().Required().Immutable(),
		edge.To("deposits", Deposit.Type),
		edge.To("payouts", Payout.Type),
		edge.To("proofs", Proof.Type),
		edge.To("holds", Hold.Type),
		edge.To("notes", Note.Type),
	}
}

// Indexes of Operation. Every list of the API is served by one of these in its order.
func (Operation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("number").Unique(),
		index.Fields("code").Unique(),
		index.Fields("quote_id").Unique(),
		index.Fields("client_id").Unique().StorageKey("operations_one_live_per_client").
			Annotations(entsql.IndexWhere("exclusive AND (status = 'PENDING' OR status = 'IN_PROCESS')")),
		index.Fields("created_at", "id"),
		index.Fields("client_id", "created_at", "id"),
		index.Fields("trader_id", "created_at", "id"),
		index.Fields("operator_id", "created_at", "id").Annotations(entsql.IndexWhere("status = 'IN_PROCESS'")),
		index.Fields("status", "created_at", "id"),
		index.Fields("expires_at", "id").Annotations(entsql.IndexWhere("status = 'PENDING'")),
		index.Fields("usd", "id"),
		index.Fields("business_date", "id"),
	}
}

// Annotations of Operation.
func (Operation) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("op"), table("operations", checks(
		"operations_status", oneOf("status", domain.Status("").Values()),
		"operations_side", oneOf("side", domain.Side("").Values()),
		"operations_channel", oneOf("channel", domain.Channel("").Values()),
		"operations_price", priceCheck,
		"operations_completed", "(status = 'COMPLETED') = (completed_at IS NOT NULL) AND (completed_at IS NULL) = (business_date IS NULL)",
		"operations_ended", "(status IN ('CANCELED', 'EXPIRED')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (cancel_reason IS NULL)",
		"operations_deadline", "status = 'PENDING' OR expires_at IS NULL"))}
}

// Deposit is money that a client says it transferred, and what became of it (abono).
type Deposit struct{ ent.Schema }

// Mixin of Deposit.
func (Deposit) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Deposit.
func (Deposit) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		amount("amount").Immutable(),
		field.Enum("currency").GoType(domain.Currency("")).Immutable(),
		field.Enum("status").GoType(domain.DepositStatus("")),
		field.Bool("counted").Comment("Counts for the operation's sum. Late or wrong money does not, until requoted or refunded."),
		field.UUID("house_account_id", uuid.UUID{}).Comment("Where the money should be; where it was seen, once confirmed."),
		field.String("bank_reference").MaxRuneLen(40).Immutable().Comment("The bank's operation number on the voucher."),
		field.Bool("duplicate_reference").Default(false).Immutable().
			Comment("The same number was already used for this house account."),
		field.UUID("file_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Enum("reported_by_kind").GoType(domain.ActorKind("")).Immutable(),
		field.UUID("reported_by", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Time("decided_at").Optional().Nillable(),
		field.UUID("decided_by", uuid.UUID{}).Optional().Nillable(),
		field.String("reject_reason").MaxRuneLen(300).Optional().Nillable(),
		field.Time("returned_at").Optional().Nillable(),
		field.UUID("refund_account_id", uuid.UUID{}).Optional().Nillable().Comment("The house account that the refund left from."),
		field.String("refund_reference").MaxRuneLen(40).Optional().Nillable(),
	}
}

// Edges of Deposit.
func (Deposit) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("operation", Operation.Type).Ref("deposits").Field("operation_id").Unique().Required().Immutable(),
		edge.To("house_account", HouseAccount.Type).Field("house_account_id").Unique().Required(),
		edge.To("file", File.Type).Field("file_id").Unique().Immutable(),
	}
}

// Indexes of Deposit.
func (Deposit) Indexes() []ent.Index {
	return []ent.Index{index.Fields("operation_id", "id"), index.Fields("house_account_id", "bank_reference")}
}

// Annotations of Deposit.
func (Deposit) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("dep"), table("deposits", checks(
		"deposits_status", oneOf("status", domain.DepositStatus("").Values()),
		"deposits_amount", "amount > 0",
		"deposits_decided", "(status = 'REPORTED') = (decided_at IS NULL)",
		"deposits_returned", "(status = 'RETURNED') = (returned_at IS NOT NULL) AND (returned_at IS NULL) = (refund_account_id IS NULL)",
		"deposits_counted", "NOT counted OR status IN ('REPORTED', 'CONFIRMED')"))}
}

// Payout is money that the house transferred to the client (pago).
type Payout struct{ ent.Schema }

// Mixin of Payout.
func (Payout) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Payout.
func (Payout) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		amount("amount").Immutable(),
		field.Enum("currency").GoType(domain.Currency("")).Immutable(),
		field.UUID("house_account_id", uuid.UUID{}).Immutable().Comment("Chosen by the operator; never guessed from text (P-03)."),
		field.String("bank_reference").MaxRuneLen(40).Immutable(),
		field.UUID("created_by", uuid.UUID{}).Immutable(),
	}
}

// Edges of Payout.
func (Payout) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("operation", Operation.Type).Ref("payouts").Field("operation_id").Unique().Required().Immutable(),
		edge.To("house_account", HouseAccount.Type).Field("house_account_id").Unique().Required().Immutable(),
	}
}

// Indexes of Payout.
func (Payout) Indexes() []ent.Index { return []ent.Index{index.Fields("operation_id", "id")} }

// Annotations of Payout.
func (Payout) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("pay"), table("payouts", checks("payouts_amount", "amount > 0"))}
}

// Proof is an operator's evidence of a payout (comprobante), at most four per operation.
type Proof struct{ ent.Schema }

// Mixin of Proof.
func (Proof) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Proof.
func (Proof) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		field.UUID("file_id", uuid.UUID{}).Immutable(),
		field.String("comment").MaxRuneLen(300).Optional().Nillable().Immutable(),
		field.UUID("created_by", uuid.UUID{}).Immutable(),
	}
}

// Edges of Proof.
func (Proof) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("operation", Operation.Type).Ref("proofs").Field("operation_id").Unique().Required().Immutable(),
		edge.To("file", File.Type).Field("file_id").Unique().Required().Immutable(),
	}
}

// Indexes of Proof.
func (Proof) Indexes() []ent.Index {
	return []ent.Index{index.Fields("operation_id", "file_id").Unique()}
}

// Annotations of Proof.
func (Proof) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("prf"), table("proofs", nil)}
}

// Hold blocks the transitions of an operation until it is released. It is a row, never a status.
type Hold struct{ ent.Schema }

// Mixin of Hold.
func (Hold) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Hold.
func (Hold) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		field.Enum("reason").GoType(domain.HoldReason("")).Immutable(),
		field.String("safe_text").MaxRuneLen(300).Immutable().Comment("What the client may read."),
		field.UUID("opened_by", uuid.UUID{}).Immutable(),
		field.Time("released_at").Optional().Nillable(),
		field.UUID("released_by", uuid.UUID{}).Optional().Nillable(),
	}
}

// Edges of Hold.
func (Hold) Edges() []ent.Edge {
	return []ent.Edge{edge.From("operation", Operation.Type).Ref("holds").Field("operation_id").Unique().Required().Immutable()}
}

// Indexes of Hold.
func (Hold) Indexes() []ent.Index {
	return []ent.Index{index.Fields("operation_id").Unique().Annotations(entsql.IndexWhere("released_at IS NULL")), index.Fields("operation_id", "id")}
}

// Annotations of Hold.
func (Hold) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("hld"), table("holds", checks(
		"holds_reason", oneOf("reason", domain.HoldReason("").Values()),
		"holds_released", "(released_at IS NULL) = (released_by IS NULL)"))}
}

// Note is what people of the house tell each other about an operation. Clients never see notes.
type Note struct{ ent.Schema }

// Mixin of Note.
func (Note) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Note.
func (Note) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		field.UUID("author_id", uuid.UUID{}).Immutable(),
		field.String("text").MaxRuneLen(2000).Immutable(),
	}
}

// Edges of Note.
func (Note) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("operation", Operation.Type).Ref("notes").Field("operation_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("reads", NoteRead.Type),
	}
}

// Indexes of Note.
func (Note) Indexes() []ent.Index { return []ent.Index{index.Fields("operation_id", "id")} }

// Annotations of Note.
func (Note) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("not"), table("notes", nil)}
}

// NoteRead marks that a person read a note.
type NoteRead struct{ ent.Schema }

// Mixin of NoteRead.
func (NoteRead) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of NoteRead.
func (NoteRead) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("note_id", uuid.UUID{}).Immutable(),
		field.UUID("user_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of NoteRead.
func (NoteRead) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("note", Note.Type).Ref("reads").Field("note_id").Unique().Required().Immutable(),
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable(),
	}
}

// Indexes of NoteRead.
func (NoteRead) Indexes() []ent.Index {
	return []ent.Index{index.Fields("note_id", "user_id").Unique()}
}

// Annotations of NoteRead.
func (NoteRead) Annotations() []schema.Annotation {
	return []schema.Annotation{table("note_reads", nil)}
}
