package restriction_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// underReview tells whether a refusal is that of every account that is looked at, to the letter.
func underReview(err error, reader domain.Reader) bool {
	var refusal *domain.Error
	return errors.As(err, &refusal) && reflect.DeepEqual(refusal, domain.UnderReview(reader)) && len(domain.Refusals(err)) == 1
}

func (h *house) quote(t *testing.T, caller testkit.Caller, client uuid.UUID) error {
	t.Helper()
	amount := money.Dollars(money.MustAmount("150.00"))
	_, _, err := h.Pricing.LockQuote(h.As(t, caller), pricing.LockQuoteInput{Amount: pricing.QuoteAmount{Pay: &amount}, ClientID: &client})
	return err
}

// areas.md D4, E36, E41: every door, and what each says.
func TestAFrozenClientMovesNoPriceAndNoMoney(t *testing.T) {
	t.Parallel()
	h := open(t)
	client, other := h.ID(testkit.Client), h.ID(testkit.OtherClient)
	// Given money that waits where its operation ended, money that was seen, and quotes that were promised.
	late, seen := h.Late(t), h.seen(t)
	pending := h.Pending(t, testkit.Client, "120.00")
	toCreate, toRenew := h.Quote(t, testkit.Client, "130.00"), h.Quote(t, testkit.Client, "140.00")
	toAmend := h.quoted(t, testkit.Trader, client)
	// When the client is frozen.
	h.restrict(t, client, domain.RestrictionFreeze, domain.RestrictionUNMatch)
	// Then every door refuses in the same words.
	operator, trader, asClient := h.As(t, testkit.Operator), h.As(t, testkit.Trader), h.As(t, testkit.Client)
	tried := map[string]error{}
	tried["client quotes"] = h.quote(t, testkit.Client, client)
	tried["trader quotes"] = h.quote(t, testkit.Trader, client)
	tried["master quotes"] = h.quote(t, testkit.Master, client)
	_, tried["client renews a quote"] = h.Pricing.FreshQuote(asClient, toRenew)
	_, tried["client creates"] = h.Make(t, testkit.Client, toCreate)
	_, _, tried["client redeems"] = h.Rewards.Redeem(asClient, rewards.RedeemInput{IdempotencyKey: uuid.NewString()})
	_, _, tried["trader amends"] = h.Trading.Amend(trader, trading.AmendInput{Target: h.Target(t, pending), QuoteID: toAmend})
	_, _, tried["operator applies"] = h.Trading.ApplyDeposit(operator, trading.ApplyDepositInput{Target: h.Target(t, late),
		DepositID: h.Row(t, late).Edges.Deposits[0].ID, ToOperationID: pending, ToExpectedVersion: h.Row(t, pending).Version})
	_, _, tried["operator pays"] = h.Trading.AddPayout(operator, trading.AddPayoutInput{Target: h.Target(t, seen), Amount: money.MustAmount("1.00"),
		HouseAccountID: h.HouseAccount(money.PEN), BankReference: "PAGO-1"})
	_, _, tried["operator gives back"] = h.Trading.RefundDeposit(operator, trading.RefundDepositInput{Target: h.Target(t, seen),
		DepositID: h.Row(t, seen).Edges.Deposits[0].ID, HouseAccountID: h.HouseAccount(money.USD), BankReference: "DEV-1"})
	_, _, tried["operator completes"] = h.Trading.Complete(operator, trading.CompleteInput{Target: h.Target(t, seen), ProofIDs: []uuid.UUID{uuid.New()}})
	row := h.Store.Read().Quote.GetX(testkit.System(t), toCreate)
	obstacles, err := h.Trading.Obstacles(asClient, row)
	testkit.Must(t, err)
	if found := obstacles[toCreate]; len(found) == 1 {
		tried["client asks what hinders"] = found[0]
	} else {
		t.Errorf("hindered by %v", found)
	}
	for name, err := range tried {
		if !underReview(err, domain.Reader(strings.HasPrefix(name, "client"))) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Facts of the world go on: reports, expiry; and so do other clients.
	h.ReportAs(t, testkit.Client, seen, "1.00", "V-99", uuid.Nil)
	h.Clock.Advance(time.Hour)
	if ended, err := h.Trading.ExpireDue(testkit.System(t)); err != nil || ended == 0 {
		t.Errorf("%d expired, %v", ended, err)
	}
	testkit.Must(t, h.quote(t, testkit.OtherTrader, other))
	// Nor does the client's status say anything.
	if got := h.Store.Read().Customer.GetX(testkit.System(t), client).Status; got != domain.ClientActive {
		t.Errorf("the client is %s", got)
	}
}

// areas.md E41: whatever the house looks for, who waits hears the same. D8: who operated before goes on.
func TestWhoeverIsLookedAtHearsTheSame(t *testing.T) {
	t.Parallel()
	for name, look := range map[string]func(*testing.T, *house, uuid.UUID){
		"frozen": func(t *testing.T, h *house, client uuid.UUID) {
			h.restrict(t, client, domain.RestrictionFreeze, domain.RestrictionConfirmedMatch)
		},
		"in review": func(t *testing.T, h *house, client uuid.UUID) {
			h.restrict(t, client, domain.RestrictionReview, domain.RestrictionPossibleMatch)
		},
		"not checked yet": func(_ *testing.T, h *house, _ uuid.UUID) { h.stands(domain.ScreeningNotChecked, "") },
		"lists too old":   func(_ *testing.T, h *house, _ uuid.UUID) { h.stands(domain.ScreeningStale, "") },
		"identified again": func(t *testing.T, h *house, client uuid.UUID) {
			h.Reopen(t, client)
			h.reject(t, client)
			h.Submit(t, client)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			client := h.ID(testkit.Client)
			testkit.Must(t, h.quote(t, testkit.Client, client))
			look(t, h, client)
			if err := h.quote(t, testkit.Client, client); !underReview(err, domain.ForClient) {
				t.Errorf("the client hears %v", err)
			}
			if err := h.quote(t, testkit.Trader, client); !underReview(err, domain.ForHouse) {
				t.Errorf("its trader hears %v", err)
			}
		})
	}
}

func TestWhoOperatedBeforeGoesOnWhileTheHouseLooks(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	h.Operation(t, domain.Canceled)
	h.restrict(t, client, domain.RestrictionReview, domain.RestrictionPossibleMatch)
	for _, standing := range []domain.ScreeningStanding{domain.ScreeningChecked, domain.ScreeningNotChecked, domain.ScreeningStale} {
		h.stands(standing, "")
		_, err := h.Make(t, testkit.Client, h.Quote(t, testkit.Client, "150.00"))
		testkit.Must(t, err)
	}
}

// quoted is a quote that somebody of the desk made for a client.
func (h *house) quoted(t *testing.T, caller testkit.Caller, client uuid.UUID) uuid.UUID {
	t.Helper()
	amount := money.Dollars(money.MustAmount("150.00"))
	id, _, err := h.Pricing.LockQuote(h.As(t, caller), pricing.LockQuoteInput{Amount: pricing.QuoteAmount{Pay: &amount}, ClientID: &client})
	testkit.Must(t, err)
	return id
}

// reject has two persons reject the identification of a client for good.
func (h *house) reject(t *testing.T, client uuid.UUID) {
	t.Helper()
	testkit.Must(t, h.Decide(h.As(t, testkit.Master), h.Propose(t, client, domain.KYCNotAccepted), domain.ProposalConfirmed))
}
