package invoicing

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/work"
)

// Options are how the house issues its documents.
type Options struct {
	// Issuer is the provider; nil for a house that issues none: nothing is written then.
	Issuer Issuer
	// House is the house as its documents name it.
	House domain.InvoiceIssuer
	Rules domain.InvoiceRules
	// Parameters answers the house's parameters; nil for those of a house that set none.
	Parameters domain.ParametersAt
	// Logger may be nil.
	Logger *slog.Logger
}

// Areas are the areas that invoicing rests on.
type Areas struct {
	Files     *files.Service
	Decisions *approval.Service
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store     *store.Store
	files     *files.Service
	decisions *approval.Service
	clock     clock.Clock
	options   Options
	loop      *work.Loop
	faults    faults

	opened sync.Mutex
	// open tells that the rows of the series are there.
	open bool
}

// pollEvery is how often is looked for documents to issue without a wake-up.
const pollEvery = time.Second

// New returns a service over the house's database.
func New(house *store.Store, areas Areas, options Options) *Service {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	if options.Parameters == nil {
		options.Parameters = domain.DefaultParameters().Always()
	}
	s := &Service{store: house, files: areas.Files, decisions: areas.Decisions, clock: house.Clock(), options: options}
	s.loop = work.NewLoop("invoicing", pollEvery, 0, options.Logger, s.Work)
	s.decisions.Carries(s.effects())
	return s
}

// Enabled tells whether the house issues documents.
func (s *Service) Enabled() bool { return s.options.Issuer != nil }

// Run issues what is asked for until ctx ends. Every instance runs it: one at a time works on a series.
func (s *Service) Run(ctx context.Context) {
	if s.Enabled() {
		s.loop.Run(access.AsSystem(ctx))
	}
}

// Wake makes the service look soon. It never blocks.
func (s *Service) Wake() { s.loop.Wake() }

// Request asks for the document of an operation that its command completes. It writes one row, takes no number and waits for nobody; where
// the house issues no documents it does nothing.
func (s *Service) Request(ctx context.Context, tx *store.Tx, operation *ent.Operation) error {
	if !s.Enabled() || !s.options.Rules.Issues(operation.Side) || s.isEarly(operation, tx.Now) {
		return nil
	}
	_, err := s.request(ctx, tx, operation, request{})
	return err
}

// isEarly tells whether an operation is completed before the first day whose operations get a document.
func (s *Service) isEarly(operation *ent.Operation, now time.Time) bool {
	return s.before(operation, now) != nil
}

// before refuses an operation that was completed before the house issued documents, as the parameters have it at an instant.
func (s *Service) before(operation *ent.Operation, now time.Time) *domain.Error {
	completed := now
	if operation.CompletedAt != nil {
		completed = *operation.CompletedAt
	}
	return domain.CheckInvoicingFrom(s.options.Parameters(now).InvoicingFrom, completed)
}

// request is what is asked for beside the operation.
type request struct {
	// by is who asks; nil for the completion.
	by *uuid.UUID
	// replaces is the document that does not count any more, credits the one that a credit note undoes.
	replaces, credits *ent.Invoice
	reason            string
}

// request writes a document that has no number yet.
func (s *Service) request(ctx context.Context, tx *store.Tx, operation *ent.Operation, asked request) (*ent.Invoice, error) {
	client, err := tx.Customer.Query().Where(customer.ID(operation.ClientID)).Only(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read whom a document is for: %w", err)
	}
	said := s.options.Rules.Document(invoiced(operation, clientOf(client)), 0, domain.Date{})
	create := tx.Invoice.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetVersion(1).SetOperationID(operation.ID).SetClientID(operation.ClientID).
		SetState(domain.InvoiceRequested).SetNillableRequestedBy(asked.by)
	if asked.replaces != nil {
		create.SetReplacesID(asked.replaces.ID)
	}
	if credited := asked.credits; credited != nil {
		create.SetKind(domain.CreditNote).SetSeries(s.options.Rules.Series.Of(domain.CreditNote, credited.Kind)).SetCreditsID(credited.ID).
			SetCreditReason(asked.reason).SetTaxKind(credited.TaxKind).SetTotal(credited.Total).SetNet(credited.Net).SetIgv(credited.Igv)
	} else {
		create.SetKind(said.Number.Kind).SetSeries(said.Number.Series).SetTaxKind(said.Tax)
		if said.Net.Sign() > 0 { // otherwise it is parked before it takes a number
			create.SetTotal(said.Total).SetNet(said.Net).SetIgv(said.IGV)
		} else {
			create.SetTotal(money.Amount{}).SetNet(money.Amount{}).SetIgv(money.Amount{})
		}
	}
	row, err := create.Save(ctx)
	if store.IsUniqueViolation(err, "invoices_one_live_per_operation") || store.IsUniqueViolation(err, "invoices_one_live_note") {
		return nil, domain.Refuse(domain.CodeAlreadyExists, "La operación ya tiene un comprobante vigente.").At("operationId")
	}
	if err != nil {
		return nil, fmt.Errorf("ask for a document: %w", err)
	}
	row.Edges.Operation = operation
	tell(tx, row, "", 0)
	return row, nil
}
