package pricing

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	entquote "github.com/qoricash/qoricash/ent/quote"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// timeFormat is how instants stand in the figures of refusals.
const timeFormat = time.RFC3339

// Take uses a quote up for an operation of a client, inside the caller's transaction and at its instant, and answers it.
// It refuses NOT_FOUND for a quote of somebody else (another client, another person's draft), QUOTE_USED, and
// QUOTE_EXPIRED from the very instant of its end; all at quoteId. Of two takers at once one wins, the other is refused.
func (s *Service) Take(ctx context.Context, tx *store.Tx, quoteID, clientID uuid.UUID) (*ent.Quote, error) {
	quote, err := ownQuote(ctx, tx, quoteID)
	if err != nil {
		return nil, err
	}
	if quote.ClientID != nil && *quote.ClientID != clientID {
		return nil, unknownQuote()
	}
	// The condition is in the statement: a taker that waited for another one's row lock sees what that one wrote.
	taken, err := tx.Quote.Update().
		Where(entquote.ID(quoteID), entquote.UsedAtIsNil(), entquote.ExpiresAtGT(tx.Now)).
		SetUsedAt(tx.Now).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("use the quote: %w", err)
	}
	if taken == 1 {
		quote.UsedAt = &tx.Now
		return quote, nil
	}
	if quote, err = tx.Quote.Get(ctx, quoteID); err != nil {
		return nil, fmt.Errorf("read the quote: %w", err)
	}
	if refusal := Spent(quote, tx.Now); refusal != nil {
		return nil, refusal
	}
	return nil, fmt.Errorf("the quote %s is neither used nor over, and was not taken", quoteID)
}

// Spent answers why a quote serves no operation at an instant, or nil while it holds.
func Spent(quote *ent.Quote, now time.Time) *domain.Error {
	switch {
	case quote.UsedAt != nil:
		return domain.Refuse(domain.CodeQuoteUsed, "Esta cotización ya se usó en una operación. Pide una nueva.").At("quoteId")
	case !quote.ExpiresAt.After(now):
		return domain.Refuse(domain.CodeQuoteExpired, "El tiempo de esta cotización terminó. Revisa la nueva y confírmala.").At("quoteId").
			With("expiredAt", quote.ExpiresAt.UTC().Format(timeFormat))
	}
	return nil
}
