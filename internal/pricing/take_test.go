package pricing_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func TestAQuoteIsTakenOnceByWhomItBelongsTo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	_, traderID := h.staff(t, domain.RoleTrader)
	client, clientID := h.client(t, traderID, domain.ClientActive)
	quote := h.quote(t, client, pay("100", money.USD))
	h.clock.Advance(time.Minute)

	taken, err := h.take(client, quote.ID, clientID)
	if err != nil {
		t.Fatal(err)
	}
	if taken.ID != quote.ID || taken.UsedAt == nil || !taken.UsedAt.Equal(h.clock.Now()) {
		t.Errorf("taken: %+v", taken)
	}
	if kept := h.read(t, client, quote.ID); kept.UsedAt == nil || !kept.UsedAt.Equal(h.clock.Now()) {
		t.Errorf("kept: %+v", kept)
	}

	_, err = h.take(client, quote.ID, clientID)
	wantRefusals(t, err, "QUOTE_USED@quoteId")
	h.clock.Advance(time.Hour)
	_, err = h.take(client, quote.ID, clientID)
	wantRefusals(t, err, "QUOTE_USED@quoteId")
}

func TestAForeignQuoteIsNotFound(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	trader, traderID := h.staff(t, domain.RoleTrader)
	other, _ := h.staff(t, domain.RoleTrader)
	operator, _ := h.staff(t, domain.RoleOperator)
	client, clientID := h.client(t, traderID, domain.ClientActive)
	stranger, strangerID := h.client(t, traderID, domain.ClientActive)
	own := h.quote(t, client, pay("100", money.USD)).ID
	draft := h.quote(t, trader, pay("100", money.USD)).ID
	for name, try := range map[string]struct {
		ctx           context.Context
		quote, client uuid.UUID
	}{
		"another client":                  {stranger, own, strangerID},
		"another client in its name":      {stranger, own, clientID},
		"a client and a draft":            {client, draft, clientID},
		"the desk for another client":     {master, own, strangerID},
		"another trader's draft":          {other, draft, clientID},
		"a master and a trader's draft":   {master, draft, clientID},
		"a trader and a client's own":     {trader, own, clientID},
		"an operator":                     {operator, own, clientID},
		"a quote that nobody made":        {master, uuid.New(), clientID},
		"an anonymous caller":             {anonymous(t), own, clientID},
		"the trader for another's client": {trader, own, strangerID},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := h.take(try.ctx, try.quote, try.client)
			wantRefusals(t, err, "NOT_FOUND@quoteId")
		})
	}
}

func TestTheDeskTakesItsDraftForAnyClient(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	_, clientID := h.client(t, traderID, domain.ClientActive)
	draft := h.quote(t, trader, pay("100", money.USD))
	if _, err := h.take(trader, draft.ID, clientID); err != nil {
		t.Error(err)
	}
}

func TestAQuoteEndsAtItsVeryInstant(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	_, clientID := h.client(t, traderID, domain.ClientActive)
	late, last := h.quote(t, trader, pay("100", money.USD)), h.quote(t, trader, pay("100", money.USD))

	h.clock.Set(last.ExpiresAt.Add(-time.Microsecond))
	if _, err := h.take(trader, last.ID, clientID); err != nil {
		t.Errorf("a microsecond before its end: %v", err)
	}
	h.clock.Set(late.ExpiresAt)
	_, err := h.take(trader, late.ID, clientID)
	wantRefusals(t, err, "QUOTE_EXPIRED@quoteId")
}

func TestOfManyTakersOneWins(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	_, traderID := h.staff(t, domain.RoleTrader)
	client, clientID := h.client(t, traderID, domain.ClientActive)
	quote := h.quote(t, client, pay("100", money.USD)).ID

	const takers = 8
	outcomes := make(chan error, takers)
	var all sync.WaitGroup
	for range takers {
		all.Go(func() {
			_, err := h.take(client, quote, clientID)
			outcomes <- err
		})
	}
	all.Wait()
	close(outcomes)

	won := 0
	for err := range outcomes {
		if err == nil {
			won++
			continue
		}
		wantRefusals(t, err, "QUOTE_USED@quoteId")
	}
	if won != 1 {
		t.Errorf("%d takers won", won)
	}
}

func TestAFreshQuoteOffersTheSameAtTheRatesOfNow(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	_, traderID := h.staff(t, domain.RoleTrader)
	client, clientID := h.client(t, traderID, domain.ClientActive)
	old := h.quote(t, client, receive("1000", money.PEN))
	h.clock.Advance(time.Hour)
	if _, _, err := h.PublishPublic(master, public("3.7250", "3.7350")); err != nil {
		t.Fatal(err)
	}

	id, err := h.FreshQuote(client, old.ID)
	if err != nil {
		t.Fatal(err)
	}

	fresh := h.read(t, client, id)
	if fresh.ID == old.ID || fresh.Side != old.Side || fresh.FixedCurrency != money.PEN || fresh.Pen != old.Pen || *fresh.ClientID != clientID {
		t.Errorf("not the same request: %+v", fresh)
	}
	if fresh.Rate.String() != "3.7250" || fresh.Usd.String() != "268.46" || fresh.UsedAt != nil || !fresh.ExpiresAt.Equal(h.clock.Now().Add(15*time.Minute)) {
		t.Errorf("not a new promise: %+v", fresh)
	}
	if kept := h.read(t, client, old.ID); kept.UsedAt != nil {
		t.Error("the old quote was used up")
	}
}

func TestAnAgreedRateStaysInAFreshQuoteWhileItIsInsideTheBand(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	trader, _ := h.staff(t, domain.RoleTrader)
	in, agreed := pay("1000", money.USD), money.MustRate("3.7200")
	in.NegotiatedRate = &agreed
	old := h.quote(t, trader, in)
	for _, move := range []struct {
		bid, ask, want string
		negotiated     bool
	}{{"3.7270", "3.7330", "3.7200", true}, {"3.7420", "3.7480", "3.7400", false}} {
		if _, _, err := h.PublishBase(master, base(move.bid, move.ask)); err != nil {
			t.Fatal(err)
		}
		id, err := h.FreshQuote(trader, old.ID)
		if err != nil {
			t.Fatal(err)
		}
		if fresh := h.read(t, trader, id); fresh.Rate.String() != move.want || fresh.Negotiated != move.negotiated {
			t.Errorf("base %s: fresh at %s, negotiated %v", move.bid, fresh.Rate, fresh.Negotiated)
		}
	}
}

func TestAFreshQuoteIsForWhomTheOldOneWas(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	operator, _ := h.staff(t, domain.RoleOperator)
	client, _ := h.client(t, traderID, domain.ClientActive)
	stranger, _ := h.client(t, traderID, domain.ClientActive)
	old := h.quote(t, client, pay("100", money.USD)).ID
	for _, ctx := range []context.Context{stranger, trader} {
		_, err := h.FreshQuote(ctx, old)
		wantRefusals(t, err, "NOT_FOUND@quoteId")
	}
	_, err := h.FreshQuote(operator, old)
	wantRefusals(t, err, "FORBIDDEN@")
	_, err = h.FreshQuote(anonymous(t), old)
	wantRefusals(t, err, "UNAUTHENTICATED@")
}
