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

// Invoice is an electronic document of an operation, or the note that undoes one. It was requested when its row was made.
type Invoice struct{ ent.Schema }

// Mixin of Invoice.
func (Invoice) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Invoice.
func (Invoice) Fields() []ent.Field {
	return []ent.Field{
		field.Int("version").Comment("Counts the document's events."),
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(domain.InvoiceKind("")).Immutable(),
		field.Enum("state").GoType(domain.InvoiceState("")),
		bounded(field.String("series"), 4).Immutable().Comment("Whose number it takes."),
		field.Int64("number").Optional().Nillable().Comment("Set once, with the first payload."),
		field.Other("issued_on", domain.Date{}).SchemaType(dateColumn).Optional().Nillable().Comment("The Lima day that its newest payload names."),
		field.JSON("issuer_snapshot", &domain.InvoiceIssuer{}).Optional().Comment("The house, as it was when the document took its number."),
		field.JSON("client_snapshot", &domain.InvoiceClient{}).Optional().Comment("The client, as the newest payload names it."),
		field.Enum("tax_kind").GoType(domain.TaxKind("")).Immutable(),
		amount("total").Immutable(),
		amount("net").Immutable(),
		amount("igv").Immutable(),
		field.UUID("replaces_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("credits_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("What a credit note undoes."),
		bounded(field.String("credit_reason"), 100).Optional().Nillable().Immutable(),
		field.UUID("requested_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Null where the completion asked for it."),
		bounded(field.String("sunat_code"), 10).Optional().Nillable(),
		bounded(field.String("sunat_description"), 500).Optional().Nillable(),
		bounded(field.String("sunat_note"), 1000).Optional().Nillable(),
		bounded(field.String("hash_code"), 200).Optional().Nillable(),
		bounded(field.String("qr"), 500).Optional().Nillable(),
		bounded(field.String("pdf_link"), 500).Optional().Nillable().Comment("Where the provider has it; the house keeps what is there."),
		bounded(field.String("xml_link"), 500).Optional().Nillable(),
		bounded(field.String("cdr_link"), 500).Optional().Nillable(),
		field.UUID("pdf_file_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("xml_file_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("cdr_file_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("numbered_at").Optional().Nillable(),
		field.Time("sent_at").Optional().Nillable().Comment("When its bytes went out last."),
		field.Time("accepted_at").Optional().Nillable(),
		field.Time("due_at").Optional().Nillable().Comment("Until when SUNAT must have it."),
		field.Time("alarmed_at").Optional().Nillable().Comment("When people were told that the term is near."),
		field.Enum("parked_reason").GoType(domain.InvoiceParkReason("")).Optional().Nillable(),
		field.Bool("absent").Default(false).Comment("The provider's last word is that it has no such document, after everything that was sent."),
		field.Int("fault_code").Optional().Nillable().Comment("The provider's code of the last fault; 0 where it gave none."),
		bounded(field.String("fault_message"), 300).Optional().Nillable(),
		bounded(field.String("void_reason"), 100).Optional().Nillable(),
		bounded(field.String("void_ticket"), 60).Optional().Nillable(),
		field.UUID("void_proposal_id", uuid.UUID{}).Optional().Nillable().Comment("What a second person confirmed."),
		field.Int("attempts").Default(0).Comment("Tries since the last answer."),
		field.Time("next_at").Optional().Nillable().Comment("When the provider is asked next; null where there is nothing to ask."),
		field.Int("files_attempts").Default(0),
		field.Time("files_next_at").Optional().Nillable().Comment("When what is missing of PDF, XML and CDR is fetched next; null for nothing."),
		field.Time("updated_at"),
	}
}

// Edges of Invoice.
func (Invoice) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("operation", Operation.Type).Ref("invoices").Field("operation_id").Unique().Required().Immutable(),
		edge.From("client", Customer.Type).Ref("invoices").Field("client_id").Unique().Required().Immutable(),
		edge.To("replacements", Invoice.Type).From("replaces").Field("replaces_id").Unique().Immutable(),
		edge.To("notes", Invoice.Type).From("credits").Field("credits_id").Unique().Immutable(),
		edge.To("payloads", InvoicePayload.Type),
		edge.To("pdf", File.Type).Field("pdf_file_id").Unique(),
		edge.To("xml", File.Type).Field("xml_file_id").Unique(),
		edge.To("cdr", File.Type).Field("cdr_file_id").Unique(),
		edge.To("void_proposal", Proposal.Type).Field("void_proposal_id").Unique(),
	}
}

// liveDocument holds for the documents of which an operation has one: the opposite of domain.InvoiceState.Final.
const liveDocument = "state <> 'REJECTED' AND state <> 'VOIDED' AND state <> 'CREDITED' AND state <> 'WITHDRAWN' AND state <> 'REPLACED'"

// Indexes of Invoice. An operation has one live document, and a document one live note; no number is taken twice.
func (Invoice) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("series", "number").Unique().StorageKey("invoices_number"),
		index.Fields("operation_id").Unique().StorageKey("invoices_one_live_per_operation").
			Annotations(entsql.IndexWhere("(kind = 'FACTURA' OR kind = 'BOLETA') AND " + liveDocument)),
		index.Fields("credits_id").Unique().StorageKey("invoices_one_live_note").
			Annotations(entsql.IndexWhere("credits_id IS NOT NULL AND " + liveDocument)),
		index.Fields("operation_id", "id"),
		index.Fields("client_id", "created_at", "id"),
		index.Fields("created_at", "id"),
		index.Fields("state", "created_at", "id"),
		index.Fields("series", "id").StorageKey("invoices_in_work").Annotations(entsql.IndexWhere(
			"state = 'REQUESTED' OR state = 'NUMBERED' OR state = 'SENDING' OR state = 'UNKNOWN'")),
		index.Fields("next_at").Annotations(entsql.IndexWhere("next_at IS NOT NULL")),
		index.Fields("files_next_at").Annotations(entsql.IndexWhere("files_next_at IS NOT NULL")),
		index.Fields("due_at", "id").Annotations(entsql.IndexWhere("due_at IS NOT NULL")),
		index.Fields("client_id").StorageKey("invoices_without_address").Annotations(entsql.IndexWhere("parked_reason = 'ADDRESS_MISSING'")),
		index.Fields("pdf_file_id").Annotations(entsql.IndexWhere("pdf_file_id IS NOT NULL")),
		index.Fields("xml_file_id").Annotations(entsql.IndexWhere("xml_file_id IS NOT NULL")),
		index.Fields("cdr_file_id").Annotations(entsql.IndexWhere("cdr_file_id IS NOT NULL")),
		index.Fields("replaces_id").Annotations(entsql.IndexWhere("replaces_id IS NOT NULL")),
	}
}

// Annotations of Invoice.
func (Invoice) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("inv"), table(Invoice{}, "invoices", checks(
		"invoices_kind", oneOf("kind", domain.InvoiceKind("").Values()),
		"invoices_state", oneOf("state", domain.InvoiceState("").Values()),
		"invoices_tax_kind", oneOf("tax_kind", domain.TaxKind("").Values()),
		"invoices_parked_reason", "parked_reason IS NULL OR "+oneOf("parked_reason", domain.InvoiceParkReason("").Values()),
		"invoices_series_form", "char_length(series) = 4",
		"invoices_number_form", "number IS NULL OR number BETWEEN 1 AND 99999999",
		"invoices_sum", "net + igv = total AND net >= 0 AND igv >= 0 AND (igv = 0 OR tax_kind = 'GRAVADO')",
		"invoices_numbered", "(number IS NULL) = (numbered_at IS NULL) AND (number IS NULL) = (issued_on IS NULL) "+
			"AND (number IS NULL) = (client_snapshot IS NULL) AND (number IS NULL) = (issuer_snapshot IS NULL)",
		"invoices_number_of_state", "CASE WHEN number IS NULL THEN state IN ('REQUESTED', 'WITHDRAWN') OR (state = 'PARKED' AND "+
			"parked_reason IN ('ADDRESS_MISSING', 'UNFIT')) ELSE state NOT IN ('REQUESTED', 'WITHDRAWN') END",
		"invoices_parked", "(state = 'PARKED') = (parked_reason IS NOT NULL)",
		"invoices_accepted", "accepted_at IS NOT NULL OR state NOT IN ('ACCEPTED', 'OBSERVED', 'VOID_REQUESTED', 'VOID_PENDING', 'VOID_REJECTED', 'CREDITED')",
		"invoices_void", "(void_reason IS NULL) = (void_proposal_id IS NULL) "+
			"AND (void_reason IS NOT NULL OR state NOT IN ('VOID_REQUESTED', 'VOID_PENDING', 'VOID_REJECTED'))",
		"invoices_credits", "(kind = 'CREDIT_NOTE') = (credits_id IS NOT NULL) AND (credits_id IS NULL) = (credit_reason IS NULL)"))}
}

// InvoicePayload is what was or will be sent of a document, byte for byte. A document that a person mended has another one.
type InvoicePayload struct{ ent.Schema }

// Mixin of InvoicePayload.
func (InvoicePayload) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of InvoicePayload.
func (InvoicePayload) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("invoice_id", uuid.UUID{}).Immutable(),
		field.Int("version").Immutable().Comment("From 1 on."),
		field.Bytes("content").Sensitive().Immutable(),
		field.Bytes("sha256").MaxLen(32).Immutable(),
	}
}

// Edges of InvoicePayload.
func (InvoicePayload) Edges() []ent.Edge {
	return []ent.Edge{edge.From("invoice", Invoice.Type).Ref("payloads").Field("invoice_id").Unique().Required().Immutable()}
}

// Indexes of InvoicePayload.
func (InvoicePayload) Indexes() []ent.Index {
	return []ent.Index{index.Fields("invoice_id", "version").Unique()}
}

// Annotations of InvoicePayload.
func (InvoicePayload) Annotations() []schema.Annotation {
	return []schema.Annotation{table(InvoicePayload{}, "invoice_payloads", checks(
		"invoice_payloads_version", "version > 0",
		"invoice_payloads_sha256", "sha256 = sha256(content)"))}
}

// InvoiceSeries counts the numbers of one series, and says whether the provider takes any.
type InvoiceSeries struct{ ent.Schema }

// Mixin of InvoiceSeries.
func (InvoiceSeries) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of InvoiceSeries.
func (InvoiceSeries) Fields() []ent.Field {
	return []ent.Field{
		bounded(field.String("series"), 4).Immutable(),
		field.Enum("kind").GoType(domain.InvoiceKind("")).Immutable(),
		field.Int64("first_number").Comment("The first that this house takes; those before are of its life before. It stays once a number is taken."),
		field.Int64("next_number").Comment("Each is taken by one document, in the transaction that gives it its payload."),
		field.Time("stopped_at").Optional().Nillable().Comment("Since when the provider refuses the account; null while it does not."),
		field.Int("stopped_code").Optional().Nillable(),
		bounded(field.String("stopped_reason"), 300).Optional().Nillable(),
		field.Int("probes").Default(0),
		field.Time("probe_at").Optional().Nillable().Comment("When one document tries whether the account works again."),
	}
}

// Indexes of InvoiceSeries.
func (InvoiceSeries) Indexes() []ent.Index { return []ent.Index{index.Fields("series").Unique()} }

// Annotations of InvoiceSeries.
func (InvoiceSeries) Annotations() []schema.Annotation {
	return []schema.Annotation{table(InvoiceSeries{}, "invoice_series", checks(
		"invoice_series_kind", oneOf("kind", domain.InvoiceKind("").Values()),
		"invoice_series_form", "char_length(series) = 4",
		"invoice_series_next", "first_number > 0 AND next_number >= first_number",
		"invoice_series_stopped", "(stopped_at IS NULL) = (stopped_code IS NULL) AND (stopped_at IS NULL) = (stopped_reason IS NULL) "+
			"AND (stopped_at IS NULL) = (probe_at IS NULL)"))}
}
