package trading_test

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// wish is a client in review, with everything that a next act needs from before its identification ended.
type wish struct {
	*testkit.Kit
	client                            uuid.UUID
	operation                         uuid.UUID
	own, ran, forClient, draft, amend uuid.UUID
}

func (w *wish) quote(t *testing.T, ctx context.Context, client *uuid.UUID) (uuid.UUID, error) {
	t.Helper()
	amount := money.Dollars(money.MustAmount("150.00"))
	id, _, err := w.Pricing.LockQuote(ctx, pricing.LockQuoteInput{Amount: pricing.QuoteAmount{Pay: &amount}, ClientID: client})
	return id, err
}

func newWish(t *testing.T) *wish {
	t.Helper()
	h := testkit.New(t)
	w := &wish{Kit: h, client: h.ID(testkit.Client)}
	quoted := func(ctx context.Context, client *uuid.UUID) uuid.UUID {
		id, err := w.quote(t, ctx, client)
		testkit.Must(t, err)
		return id
	}
	w.ran = quoted(h.As(t, testkit.Client), nil)
	h.Clock.Advance(16 * time.Minute)
	w.own = quoted(h.As(t, testkit.Client), nil)
	w.forClient, w.amend = quoted(h.As(t, testkit.Trader), &w.client), quoted(h.As(t, testkit.Trader), &w.client)
	w.draft = quoted(h.As(t, testkit.Master), nil)
	w.operation = h.Pending(t, testkit.Client, "200.00")
	h.Reopen(t, w.client)
	return w
}

func (w *wish) create(t *testing.T, ctx context.Context, quote, client uuid.UUID) error {
	t.Helper()
	_, _, err := w.Trading.Create(ctx, trading.CreateInput{QuoteID: quote, ClientID: client, Channel: domain.ChannelDesk,
		SourceAccountID: w.BankAccount(testkit.Client, money.USD), DestinationAccountID: w.BankAccount(testkit.Client, money.PEN)})
	return err
}

// tries are all ways to a price or an operation, by who goes them.
func (w *wish) tries(t *testing.T) map[string]error {
	t.Helper()
	client, trader, master := w.As(t, testkit.Client), w.As(t, testkit.Trader), w.As(t, testkit.Master)
	tried := map[string]error{}
	_, tried["client quotes"] = w.quote(t, client, nil)
	_, tried["trader quotes"] = w.quote(t, trader, &w.client)
	_, tried["master quotes"] = w.quote(t, master, &w.client)
	_, tried["client takes a fresh quote"] = w.Pricing.FreshQuote(client, w.ran)
	_, _, tried["trader amends"] = w.Trading.Amend(trader, trading.AmendInput{Target: w.Target(t, w.operation), QuoteID: w.amend})
	tried["client creates"] = w.create(t, client, w.own, uuid.Nil)
	tried["trader creates"] = w.create(t, trader, w.forClient, uuid.Nil)
	tried["master creates from a draft"] = w.create(t, master, w.draft, w.client)
	return tried
}

// again is the next step of an identification that is looked at again: nothing but the words of every account that is looked at.
const again = ""

// wantBarred holds every way to the bar, or to its absence; the limit may refuse what the bar does not.
func (w *wish) wantBarred(t *testing.T, barred bool, step string) {
	t.Helper()
	for name, err := range w.tries(t) {
		code := domain.CodeOf(err)
		if got := code == domain.CodeKYCIncomplete || code == domain.CodeOnHold; got != barred {
			t.Errorf("%s: %v, want barred %v", name, err, barred)
		}
		if !barred && err != nil && code != domain.CodeLimitExceeded {
			t.Errorf("%s: %v", name, err)
		}
		if !barred {
			continue
		}
		if step == again {
			if want := domain.UnderReview(domain.Reader(strings.HasPrefix(name, "client"))); !reflect.DeepEqual(domain.Refusals(err), []*domain.Error{want}) {
				t.Errorf("%s: %v, want %v", name, err, want)
			}
			continue
		}
		next := step
		if strings.HasPrefix(name, "client") {
			next = "Comunícate con tu asesor o con la casa"
		}
		if refusals := domain.Refusals(err); len(refusals) != 1 || !strings.Contains(refusals[0].Message, next) || len(refusals[0].Params) != 1 {
			t.Errorf("%s: %v does not say %q", name, err, next)
		}
	}
}

// reject has two people of the house reject the client's identification.
func (w *wish) reject(t *testing.T, reason domain.KYCReason) {
	t.Helper()
	testkit.Must(t, w.Decide(w.As(t, testkit.Master), w.Propose(t, w.client, reason), domain.ProposalConfirmed))
}

func TestARejectedClientTradesOnOrNotByTheReason(t *testing.T) {
	t.Parallel()
	for _, reason := range domain.KYCReasons() {
		t.Run(string(reason), func(t *testing.T) {
			t.Parallel()
			w := newWish(t)
			w.reject(t, reason)
			barred := reason == domain.KYCDataMismatch || reason == domain.KYCNotAccepted
			w.wantBarred(t, barred, "Middle Office debe reabrirla")
		})
	}
}

func TestTheBarIsLiftedByAPersonOfTheHouseAlone(t *testing.T) {
	t.Parallel()
	for name, lift := range map[string]struct {
		do     func(*testing.T, *wish)
		barred bool
		step   string
	}{
		"reopened":                       {func(t *testing.T, w *wish) { w.Reopen(t, w.client) }, false, again},
		"new papers":                     {func(t *testing.T, w *wish) { w.Submit(t, w.client) }, true, again},
		"new papers, rejected for less":  {func(t *testing.T, w *wish) { w.Submit(t, w.client); w.reject(t, domain.KYCUnreadable) }, false, again},
		"new papers, rejected once more": {func(t *testing.T, w *wish) { w.Submit(t, w.client); w.reject(t, domain.KYCNotAccepted) }, true, "Middle Office debe reabrirla"},
		"new papers, approved":           {func(t *testing.T, w *wish) { w.Identify(t, w.client) }, false, again},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWish(t)
			w.reject(t, domain.KYCDataMismatch)
			lift.do(t, w)
			w.wantBarred(t, lift.barred, lift.step)
		})
	}
}
