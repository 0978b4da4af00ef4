package invoicing

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Availability says whether somebody may do something about a document now, and why not.
type Availability struct {
	Act     domain.InvoiceAct
	Refusal *domain.Error
}

// right is what people need for an act, and whether over all documents: a trader's permissions go over its portfolio, for some acts.
type right struct {
	permission domain.Permission
	everywhere bool
}

func (r right) isOf(actor access.Actor) bool {
	return actor.Can(r.permission) && (!r.everywhere || actor.Reach(r.permission) == domain.ReachAll)
}

// keepsBooks is the right to what is about no document that is there.
var keepsBooks = right{domain.InvoicesManage, true}

// rights are those to the acts on one document.
var rights = map[domain.InvoiceAct]right{
	domain.ActInvoiceRetry:       {domain.InvoicesManage, false},
	domain.ActInvoiceResend:      {domain.InvoicesManage, false},
	domain.ActInvoiceCorrect:     {domain.InvoicesManage, true},
	domain.ActInvoiceReissue:     {domain.InvoicesManage, true},
	domain.ActInvoiceRequestNote: {domain.InvoicesManage, true},
	domain.ActInvoiceRequestVoid: {domain.InvoicesVoid, true},
}

// Availabilities answers every act that a person may ask for, for the caller, now. siblings are the documents of the operation, the one that
// is asked about among them; proposed tells that a proposal to void it is open.
func (s *Service) Availabilities(ctx context.Context, row *ent.Invoice, siblings []*ent.Invoice, proposed bool) []Availability {
	facts := factsOf(row, s.clock.Now())
	facts.CreditLive, facts.SuccessorLive = hasLive(siblings, row, &row.ID), hasLive(siblings, row, row.CreditsID)
	list := make([]Availability, 0, len(domain.InvoiceActions()))
	for _, act := range domain.InvoiceActions() {
		list = append(list, Availability{Act: act, Refusal: s.refusalFor(ctx, row, act, facts, proposed)})
	}
	return list
}

func (s *Service) refusalFor(ctx context.Context, row *ent.Invoice, act domain.InvoiceAct, facts domain.InvoiceFacts, proposed bool) *domain.Error {
	if !rights[act].isOf(access.Current(ctx)) {
		return domain.Refuse(domain.CodeForbidden, "Tu perfil no tiene permiso para esta acción.")
	}
	if !s.Enabled() {
		return withoutProvider()
	}
	if act == domain.ActInvoiceCorrect && row.State == domain.InvoiceParked && row.Number == nil {
		return correctTheClient()
	}
	if _, refusal := domain.NextInvoice(row.State, act, facts); refusal != nil {
		return refusal
	}
	if act == domain.ActInvoiceRequestVoid && proposed {
		return domain.Refuse(domain.CodeAlreadyExists, "Ya se propuso anularlo: otra persona tiene que decidir, o quien lo propuso lo retira.")
	}
	return nil
}

func withoutProvider() *domain.Error {
	return domain.Refuse(domain.CodeUnavailable, "La casa no tiene configurado un proveedor de comprobantes electrónicos.")
}

func correctTheClient() *domain.Error {
	return domain.Refuse(domain.CodeNotAllowedInStatus,
		"El comprobante todavía no tiene número. Corrige la dirección en los datos del cliente: el comprobante sigue solo.")
}

// factsOf are those of the lifecycle as a document stands; what only some acts need is added by who asks for them.
func factsOf(row *ent.Invoice, now time.Time) domain.InvoiceFacts {
	facts := domain.InvoiceFacts{Kind: row.Kind, Numbered: row.Number != nil, Absent: row.Absent, Filed: row.PdfFileID != nil,
		Today: domain.BusinessDate(now)}
	if row.ParkedReason != nil {
		facts.Parked = *row.ParkedReason
	}
	if row.IssuedOn != nil {
		facts.VoidUntil = row.Kind.VoidUntil(*row.IssuedOn)
	}
	return facts
}

// hasLive tells whether another of the documents counts, or a note of the credited document where that is given.
func hasLive(siblings []*ent.Invoice, row *ent.Invoice, credited *uuid.UUID) bool {
	return slices.ContainsFunc(siblings, func(other *ent.Invoice) bool {
		switch {
		case other.ID == row.ID || !other.State.Live():
			return false
		case credited != nil:
			return other.CreditsID != nil && *other.CreditsID == *credited
		}
		return other.Kind != domain.CreditNote
	})
}

// Current is the document of an operation: of all of them, oldest first, the one that counts, else the newest; nil for none. A credit note is
// about a document and is none of an operation.
func Current(rows []*ent.Invoice) *ent.Invoice {
	var current *ent.Invoice
	for _, row := range rows {
		if row.Kind != domain.CreditNote && (current == nil || row.State.Live() || !current.State.Live()) {
			current = row
		}
	}
	return current
}

// VoidProposed answers why a proposal would void a document; false where it is about something else.
func VoidProposed(row *ent.Proposal) (reason string, ok bool) {
	if row.Kind != domain.ProposalInvoiceVoid {
		return "", false
	}
	reason, ok = row.Payload[reasonKey].(string)
	return reason, ok
}
