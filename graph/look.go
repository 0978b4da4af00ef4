package graph

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/pricing"
)

// look answers the lens of one answer, with nothing read beside the rows yet.
func (r *Resolver) look(ctx context.Context) *view.Lens {
	now := r.now()
	return &view.Lens{
		Viewer: access.Current(ctx), Now: now, Pages: r.Notify.Pages(), RiskRules: r.Parameters.At(now).Risk,
		Explain: func(quote *ent.Quote) (pricing.Explanation, bool) { return r.Pricing.Explain(ctx, quote) },
		InvoiceActions: func(row *ent.Invoice, siblings []*ent.Invoice, voidProposed bool) []invoicing.Availability {
			return r.Invoicing.Availabilities(ctx, row, siblings, voidProposed)
		},
		ReadURL:    func(file *ent.File) (string, error) { return r.Files.ReadURL(ctx, file) },
		ReceiptURL: func(operation uuid.UUID) (string, error) { return r.Files.ReceiptURL(ctx, operation) },
	}
}

func (r *Resolver) now() time.Time { return r.Store.Clock().Now() }
