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
		bounded(field.String("code"), 24).Immutable().Comment("EXP-<number>."),
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
		field.Time("expires_at").Optional().Nillable().Comment("When the client's time is over; null while no clock runs (domain.Deadline)."),
		field.Time("window_ends_at").Optional().Nillable().Comment("When the client's window ends, before any grace; null for desk operations."),
		field.Time("clock_stopped_at").Optional().Nillable().Comment("Since when money or a hold stops the clock."),
		field.Time("believed_at").Optional().Nillable().Comment("When the window's first whole report came: how long reports are believed is counted from here."),
		field.Int("windows_renewed").Default(0).Comment("New windows that rejections and returns gave."),
		field.Time("seen_by").Optional().Nillable().Comment("Until when reported money must be seen, or the system hands the operation back."),
		field.Time("handed_back_at").Optional().Nillable().Comment("When it went back to its client last; null while it never did."),
		field.Time("in_process_at").Optional().Nillable(),
		field.Time("completed_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable().Comment("When it was canceled or expired."),
		field.Enum("cancel_reason").GoType(domain.CancelReason("")).Optional().Nillable(),
		bounded(field.String("cancel_note"), 500).Optional().Nillable(),
		bounded(field.String("return_note"), 300).Optional().Nillable().Comment("Why it was handed back to the client last, in words that the client reads."),
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
		edge.To("invoices", Invoice.Type),
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
		index.Fields("destination_account_id", "created_at"),
		index.Fields("trader_id", "created_at", "id"),
		index.Fields("operator_id", "created_at", "id").Annotations(entsql.IndexWhere("status = 'IN_PROCESS'")),
		index.Fields("operator_id", "id"),
		index.Fields("status", "created_at", "id"),
		index.Fields("expires_at", "id").Annotations(entsql.IndexWhere("status = 'PENDING'")),
		index.Fields("expires_at", "id").StorageKey("operations_by_deadline"),
		index.Fields("seen_by", "id").Annotations(entsql.IndexWhere("status = 'IN_PROCESS'")),
		index.Fields("usd", "id"),
		index.Fields("pen", "id"),
		index.Fields("business_date", "id"),
	}
}

// Annotations of Operation.
func (Operation) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("op"), table(Operation{}, "operations", checks(
		"operations_status", oneOf("status", domain.Status("").Values()),
		"operations_side", oneOf("side", domain.Side("").Values()),
		"operations_channel", oneOf("channel", domain.Channel("").Values()),
		"operations_price", priceCheck,
		"operations_completed", "(status = 'COMPLETED') = (completed_at IS NOT NULL) AND (completed_at IS NULL) = (business_date IS NULL)",
		"operations_ended", "(status IN ('CANCELED', 'EXPIRED')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (cancel_reason IS NULL)",
		"operations_deadline", "status = 'PENDING' OR expires_at IS NULL",
		"operations_clock", "(expires_at IS NULL OR window_ends_at IS NOT NULL) AND (clock_stopped_at IS NULL OR window_ends_at IS NOT NULL) "+
			"AND (seen_by IS NULL OR clock_stopped_at IS NOT NULL)"))}
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
		field.Bool("counted").Comment("Counts for the operation's sum (domain.CountDeposits). Late or wrong money waits to be applied or refunded."),
		field.UUID("house_account_id", uuid.UUID{}).Comment("Where the money should be; where it was seen, once confirmed."),
		bounded(field.String("bank_reference"), 40).Immutable().Comment("The bank's operation number on the voucher."),
		bounded(field.String("normal_reference"), 40).Immutable().Comment("The one spelling by which the bank's numbers are compared."),
		field.Bool("reference_overridden").Default(false).Comment("Somebody said why two transfers have this number at this account."),
		bounded(field.String("override_reason"), 300).Optional().Nillable(),
		field.UUID("applied_from", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("The deposit of another operation that the money came from; it has no bank leg of its own."),
		field.Time("lapsed_at").Optional().Nillable().Comment("When the report stopped counting, because nobody saw the money in time."),
		field.UUID("file_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Enum("reported_by_kind").GoType(domain.ActorKind("")).Immutable(),
		field.UUID("reported_by", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Time("decided_at").Optional().Nillable(),
		field.UUID("decided_by", uuid.UUID{}).Optional().Nillable(),
		bounded(field.String("reject_reason"), 300).Optional().Nillable(),
		field.Time("returned_at").Optional().Nillable(),
		field.UUID("refund_account_id", uuid.UUID{}).Optional().Nillable().Comment("The house account that the refund left from."),
		bounded(field.String("refund_reference"), 40).Optional().Nillable(),
	}
}

// Edges of Deposit.
func (Deposit) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("operation", Operation.Type).Ref("deposits").Field("operation_id").Unique().Required().Immutable(),
		edge.To("house_account", HouseAccount.Type).Field("house_account_id").Unique().Required(),
		edge.To("file", File.Type).Field("file_id").Unique().Immutable(),
		edge.To("applications", Deposit.Type).From("origin").Field("applied_from").Unique().Immutable(),
		edge.To("confirmations", DepositConfirmation.Type),
	}
}

// Indexes of Deposit.
func (Deposit) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("operation_id", "id"),
		index.Fields("normal_reference"),
		// One transfer is claimed once (areas.md F9).
		index.Fields("house_account_id", "normal_reference").Unique().StorageKey("deposits_claimed_once").Annotations(entsql.IndexWhere(
			"(status = 'CONFIRMED' OR status = 'RETURNED' OR status = 'APPLIED') AND applied_from IS NULL AND NOT reference_overridden")),
		index.Fields("operation_id").StorageKey("deposits_waiting").
			Annotations(entsql.IndexWhere("status = 'REPORTED' OR (status = 'CONFIRMED' AND NOT counted)")),
		index.Fields("file_id").Annotations(entsql.IndexWhere("file_id IS NOT NULL")),
		index.Fields("refund_account_id").Annotations(entsql.IndexWhere("refund_account_id IS NOT NULL")),
		index.Fields("applied_from").Annotations(entsql.IndexWhere("applied_from IS NOT NULL")),
	}
}

// Annotations of Deposit.
func (Deposit) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("dep"), table(Deposit{}, "deposits", checks(
		"deposits_status", oneOf("status", domain.DepositStatus("").Values()),
		"deposits_amount", "amount > 0",
		"deposits_decided", "(status = 'REPORTED') = (decided_at IS NULL)",
		"deposits_returned", "(status = 'RETURNED') = (returned_at IS NOT NULL) AND (returned_at IS NULL) = (refund_account_id IS NULL)",
		"deposits_counted", "NOT counted OR status IN ('REPORTED', 'CONFIRMED')",
		"deposits_lapsed", "lapsed_at IS NULL OR NOT counted OR status <> 'REPORTED'",
		"deposits_overridden", "reference_overridden = (override_reason IS NOT NULL)",
		"deposits_applied", "applied_from IS NULL OR status IN ('CONFIRMED', 'RETURNED', 'APPLIED', 'UNAPPLIED')",
		"deposits_unapplied", "status <> 'UNAPPLIED' OR applied_from IS NOT NULL"))}
}

// DepositConfirmation says that money of a deposit was seen: by whom, when, where. It is what the entry of the deposit books; a
// mistaken one is undone once, and stays.
type DepositConfirmation struct{ ent.Schema }

// Mixin of DepositConfirmation.
func (DepositConfirmation) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of DepositConfirmation.
func (DepositConfirmation) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("deposit_id", uuid.UUID{}).Immutable(),
		field.UUID("house_account_id", uuid.UUID{}).Immutable(),
		bounded(field.String("bank_reference"), 40).Immutable(),
		field.UUID("confirmed_by", uuid.UUID{}).Immutable(),
		field.Time("undone_at").Optional().Nillable(),
		field.UUID("undone_by", uuid.UUID{}).Optional().Nillable(),
		bounded(field.String("undone_reason"), 300).Optional().Nillable().Comment("Clients never read it."),
	}
}

// Edges of DepositConfirmation.
func (DepositConfirmation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("deposit", Deposit.Type).Ref("confirmations").Field("deposit_id").Unique().Required().Immutable(),
		edge.To("house_account", HouseAccount.Type).Field("house_account_id").Unique().Required().Immutable(),
	}
}

// Indexes of DepositConfirmation. A deposit has one confirmation that stands.
func (DepositConfirmation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("deposit_id").Unique().StorageKey("deposit_confirmations_one_stands").Annotations(entsql.IndexWhere("undone_at IS NULL")),
		index.Fields("deposit_id", "id"),
	}
}

// Annotations of DepositConfirmation.
func (DepositConfirmation) Annotations() []schema.Annotation {
	return []schema.Annotation{table(DepositConfirmation{}, "deposit_confirmations", checks("deposit_confirmations_undone",
		"(undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL)"))}
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
		bounded(field.String("bank_reference"), 40).Immutable(),
		bounded(field.String("normal_reference"), 40).Immutable().Comment("The one spelling by which the bank's numbers are compared."),
		field.UUID("created_by", uuid.UUID{}).Immutable(),
		field.Enum("void_reason").GoType(domain.VoidReason("")).Optional().Nillable(),
		field.Time("voided_at").Optional().Nillable(),
		field.UUID("voided_by", uuid.UUID{}).Optional().Nillable(),
		field.Time("sent_back_at").Optional().Nillable().Comment("When money that went out with wrong data came back."),
		field.UUID("sent_back_by", uuid.UUID{}).Optional().Nillable(),
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
func (Payout) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("operation_id", "id"),
		index.Fields("house_account_id", "normal_reference"),
		index.Fields("normal_reference"),
		index.Fields("operation_id").StorageKey("payouts_out").Annotations(entsql.IndexWhere("void_reason = 'WRONG_DATA' AND sent_back_at IS NULL")),
	}
}

// Annotations of Payout.
func (Payout) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("pay"), table(Payout{}, "payouts", checks(
		"payouts_amount", "amount > 0",
		"payouts_void_reason", "void_reason IS NULL OR "+oneOf("void_reason", domain.VoidReason("").Values()),
		"payouts_voided", "(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL)",
		"payouts_sent_back", "(sent_back_at IS NULL) = (sent_back_by IS NULL) AND (sent_back_at IS NULL OR void_reason = 'WRONG_DATA')"))}
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
		bounded(field.String("comment"), 300).Optional().Nillable().Immutable(),
		field.UUID("created_by", uuid.UUID{}).Immutable(),
		field.Time("retired_at").Optional().Nillable().Comment("When a void took its payout away: it is kept and counts no more."),
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
	return []ent.Index{index.Fields("operation_id", "file_id").Unique(), index.Fields("file_id")}
}

// Annotations of Proof.
func (Proof) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("prf"), table(Proof{}, "proofs", nil)}
}

// Hold blocks the transitions of an operation until it is released. It is a row, never a status; each cause has one of its own.
type Hold struct{ ent.Schema }

// Mixin of Hold.
func (Hold) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Hold.
func (Hold) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		field.Enum("cause").GoType(domain.HoldCause("")).Immutable(),
		field.UUID("period_id", uuid.UUID{}).Immutable().
			Comment("The hold that began the time on hold: this one, where none was open; else that of those which were."),
		field.Enum("reason").GoType(domain.HoldReason("")).Immutable(),
		bounded(field.String("note"), 300).Immutable().Comment("Why, for the house: neither client nor trader reads it."),
		field.UUID("opened_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Null for the system."),
		field.Time("released_at").Optional().Nillable(),
		field.UUID("released_by", uuid.UUID{}).Optional().Nillable().Comment("Null for the system."),
	}
}

// Edges of Hold.
func (Hold) Edges() []ent.Edge {
	return []ent.Edge{edge.From("operation", Operation.Type).Ref("holds").Field("operation_id").Unique().Required().Immutable()}
}

// Indexes of Hold.
func (Hold) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("operation_id", "cause").Unique().Annotations(entsql.IndexWhere("released_at IS NULL")),
		index.Fields("operation_id", "id"),
		index.Fields("period_id"),
	}
}

// Annotations of Hold.
func (Hold) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("hld"), table(Hold{}, "holds", checks(
		"holds_cause", oneOf("cause", domain.HoldCause("").Values()),
		"holds_reason", oneOf("reason", domain.HoldReason("").Values()),
		"holds_released", "released_by IS NULL OR released_at IS NOT NULL"))}
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
		bounded(field.String("text"), 2000).Immutable(),
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
	return []schema.Annotation{globalID("not"), table(Note{}, "notes", nil)}
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
	return []schema.Annotation{table(NoteRead{}, "note_reads", nil)}
}
