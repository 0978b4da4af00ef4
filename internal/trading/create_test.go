package trading_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestAnOperationRemembersWhatItWasMadeOf(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	d := h.sell(t, client, "1000.00")

	row := d.want(domain.Pending)
	if row.Code != "EXP-1001" || row.Side != domain.HouseBuysUSD || row.PublicRate.String() != "3.7180" || row.BaseRate.String() != "3.7200" {
		t.Errorf("%s %s at %s, base %s", row.Code, row.Side, row.PublicRate, row.BaseRate)
	}
	if row.ClientID != client.id || row.TraderID != h.trader.id || row.OperatorID != nil || row.CreatedByKind != domain.ActorClient {
		t.Errorf("people: %+v", row)
	}
	if row.SourceSnapshot.Currency != money.USD || row.DestinationSnapshot.Currency != money.PEN || row.DepositAccountID != h.bcpUSD ||
		row.DepositSnapshot.Holder != "QORICASH S.A.C." {
		t.Errorf("accounts: %+v %+v %+v", row.SourceSnapshot, row.DestinationSnapshot, row.DepositSnapshot)
	}
	if !row.ExpiresAt.Equal(opening.Add(15 * time.Minute)) {
		t.Errorf("the deadline is %v", row.ExpiresAt)
	}
}

func TestAQuoteServesOnceAndUntilItsEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)
	quote := h.quote(t, client, client.id, "100.00", money.USD)
	_, _, err := h.Create(client, h.orderFor(t, client.id, quote, domain.ChannelWeb))
	testkit.Must(t, err)

	_, _, err = h.Create(client, h.orderFor(t, client.id, quote, domain.ChannelWeb))
	wantRefusal(t, err, domain.CodeQuoteUsed, "quoteId")

	late := h.quote(t, client, client.id, "100.00", money.USD)
	h.clock.Advance(15 * time.Minute)
	_, _, err = h.Create(client, h.orderFor(t, client.id, late, domain.ChannelWeb))
	wantRefusal(t, err, domain.CodeQuoteExpired, "quoteId", "expiredAt=2026-11-20T15:15:00Z")
}

func TestAQuoteOfSomebodyElseDoesNotExist(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client, other := h.client(t), h.client(t)
	in := h.orderFor(t, client.id, h.quote(t, client, client.id, "100.00", money.USD), domain.ChannelWeb)
	_, _, err := h.Create(other, in)
	wantRefusal(t, err, domain.CodeNotFound, "quoteId")
}

// RULE-KYC-2 and the default of decisions.md: the sum of live and completed operations stays within US$ 1,000.
func TestTheLimitWithoutDocumentsCountsLiveAndCompletedOperations(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCPending, parallelOperations)
	create := func(usd string) (*deal, error) {
		id, _, err := h.Create(client, h.orderFor(t, client.id, h.quote(t, client, client.id, usd, money.USD), domain.ChannelWeb))
		return &deal{house: h, t: t, id: id, client: client}, err
	}
	// Given 600, 500 more are refused, with the figures.
	first, err := create("600.00")
	testkit.Must(t, err)
	_, err = create("500.00")
	wantRefusal(t, err, domain.CodeLimitExceeded, "quoteId", "limit=1000.00", "used=600.00", "left=400.00")

	// The bound itself is allowed, and completed operations go on counting.
	testkit.Must(t, first.paid().complete(h.operator))
	second, err := create("400.00")
	testkit.Must(t, err)
	_, err = create("50.00")
	wantRefusal(t, err, domain.CodeLimitExceeded, "quoteId", "left=0.00")

	// Canceled ones do not.
	testkit.Must(t, second.cancel(client))
	_, err = create("400.00")
	testkit.Must(t, err)
}

// Golden 19.9, with the limits of the system that QoriCash replaces.
func TestTheLimitsOfTheOldSystem(t *testing.T) {
	t.Parallel()
	old := func(of *terms) { of.Limits = domain.LiveSystemLimits() }
	ruc := func(c *ent.CustomerCreate) { c.SetDocumentType(domain.DocumentRUC) }
	for _, example := range []struct {
		name    string
		before  []string
		asked   string
		refused bool
		change  func(*ent.CustomerCreate)
	}{
		{"6,000 and 5,000 are more than 10,000", []string{"6000.00"}, "5000.00", true, parallelOperations},
		{"6,000 and 4,000 are 10,000", []string{"6000.00"}, "4000.00", false, parallelOperations},
		{"a third operation", []string{"6000.00", "1000.00"}, "100.00", true, parallelOperations},
		{"10,000 at once", nil, "10000.00", false, parallelOperations},
		{"a company may 20,000", nil, "20000.00", false, ruc},
	} {
		t.Run(example.name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, old)
			client := h.clientOf(t, h.trader.id, domain.KYCPending, parallelOperations, example.change)
			for _, usd := range example.before {
				h.sell(t, client, usd)
			}
			_, _, err := h.Create(client, h.orderFor(t, client.id, h.quote(t, client, client.id, example.asked, money.USD), domain.ChannelWeb))
			if got := domain.CodeOf(err) == domain.CodeLimitExceeded; got != example.refused || err != nil && !got {
				t.Errorf("refused: %v", err)
			}
		})
	}
}

func TestAClientHasOneLiveOperation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	d := h.sell(t, client, "100.00")
	in := h.orderFor(t, client.id, h.quote(t, client, client.id, "100.00", money.USD), domain.ChannelWeb)

	_, _, err := h.Create(client, in)
	wantRefusal(t, err, domain.CodeLiveOperationExists, "", "code=EXP-1001")

	// A refusal is not kept under the key, and the quote is not used up: once the first ends, the same request passes.
	testkit.Must(t, d.cancel(client))
	_, replayed, err := h.Create(client, in)
	if testkit.Must(t, err); replayed {
		t.Error("a refusal was replayed")
	}
}

func TestOnlyActiveClientsOperate(t *testing.T) {
	t.Parallel()
	for _, example := range []struct {
		name   string
		strict bool
		change func(*ent.CustomerUpdateOne)
		code   domain.Code
		figure string
	}{
		{"deactivated", false, func(u *ent.CustomerUpdateOne) { u.SetStatus(domain.ClientDeactivated) }, domain.CodeClientInactive, "status=DEACTIVATED"},
		{"unverified", false, func(u *ent.CustomerUpdateOne) { u.SetStatus(domain.ClientPendingVerification) }, domain.CodeClientInactive, "status=PENDING_VERIFICATION"},
		{"unidentified in a strict house", true, func(u *ent.CustomerUpdateOne) { u.SetKycStatus(domain.KYCPending) }, domain.CodeKYCIncomplete, "kycStatus=PENDING"},
	} {
		t.Run(example.name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, func(of *terms) { of.KYCStrict = example.strict })
			client := h.client(t)
			in := h.orderFor(t, client.id, h.quote(t, client, client.id, "100.00", money.USD), domain.ChannelWeb)
			update := h.owner.Customer.UpdateOneID(client.id)
			example.change(update)
			testkit.Must(t, update.Exec(t.Context()))

			_, _, err := h.Create(client, in)
			wantRefusal(t, err, example.code, "", example.figure)
		})
	}
}

func TestSelfServiceHasHoursAndBounds(t *testing.T) {
	t.Parallel()
	week := func(of *terms) {
		of.calendar = func(context.Context) (domain.Calendar, error) { return domain.NewCalendar(domain.DefaultWeek(), nil) }
		of.SelfService = domain.AmountRange{Min: money.MustAmount("100.00"), Max: money.MustAmount("200.00")}
	}
	h := newHouse(t, week)
	client := h.client(t)
	create := func(by person, usd string) error {
		channel := domain.ChannelWeb
		if by.actor.IsStaff() {
			channel = domain.ChannelDesk
		}
		_, _, err := h.Create(by, h.orderFor(t, client.id, h.quote(t, by, client.id, usd, money.USD), channel))
		return err
	}
	wantRefusal(t, create(client, "99.99"), domain.CodeBelowMinimum, "quoteId", "minimum=100.00")
	wantRefusal(t, create(client, "200.01"), domain.CodeAboveMaximum, "quoteId", "maximum=200.00")

	// Saturday 20:00 in Lima: the next opening is on Monday at 9:00. The desk works at any hour and with any amount.
	h.clock.Set(time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC))
	wantRefusal(t, create(client, "100.00"), domain.CodeOutsideHours, "", "opensAt=2026-11-23T14:00:00Z")
	testkit.Must(t, create(h.trader, "99.99"))
}

// An integration makes operations for the person of the house who answers for its token: with the amounts and at the hours of
// the desk, and with the deadline of a client's own.
func TestAnAccessTokenOperatesAsTheDeskWithADeadline(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(of *terms) {
		of.calendar = func(context.Context) (domain.Calendar, error) { return domain.NewCalendar(domain.DefaultWeek(), nil) }
	})
	actor := h.trader.actor
	actor.TokenID, actor.Scopes = uuid.New(), []domain.TokenScope{domain.ScopeReadOperations, domain.ScopeReadClients, domain.ScopeWriteOperation}
	machine := as(t, actor)
	h.clock.Set(time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC)) // Saturday 20:00 in Lima
	for _, usd := range []string{"10.00", "50000.00"} {
		d := h.open(t, machine, h.client(t), usd, money.USD, actor.Channel())
		row := d.want(domain.Pending)
		if row.Channel != domain.ChannelAPI || row.ExpiresAt == nil || !row.ExpiresAt.Equal(h.clock.Now().Add(15*time.Minute)) {
			t.Errorf("US$ %s by %s until %v", usd, row.Channel, row.ExpiresAt)
		}
		h.clock.Advance(15 * time.Minute)
		if _, err := h.ExpireDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		d.want(domain.Expired)
	}
}

func TestAccountsAreTheClientsAndInTheRightCurrency(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client, other := h.client(t), h.client(t)
	quote := h.quote(t, client, client.id, "100.00", money.USD)
	right := h.orderFor(t, client.id, quote, domain.ChannelWeb)
	foreign := h.orderFor(t, other.id, quote, domain.ChannelWeb)
	removed := right.SourceAccountID

	// The other client's account does not exist for the client; the desk sees it, and is told whose it is not.
	in := right
	in.SourceAccountID = foreign.SourceAccountID
	_, _, err := h.Create(client, in)
	wantRefusal(t, err, domain.CodeNotFound, "sourceAccountId")
	in.QuoteID = h.quote(t, h.trader, client.id, "100.00", money.USD)
	_, _, err = h.Create(h.trader, in)
	wantRefusal(t, err, domain.CodeAccountNotOwned, "sourceAccountId")
	in.QuoteID = quote

	// Both faults are told at once.
	in.SourceAccountID, in.DestinationAccountID = right.DestinationAccountID, right.SourceAccountID
	_, _, err = h.Create(client, in)
	if list := domain.Refusals(err); len(list) != 2 || list[0].Field[0] != "sourceAccountId" || list[1].Field[0] != "destinationAccountId" ||
		list[0].Code != domain.CodeInvalid {
		t.Errorf("refused with %v", err)
	}

	testkit.Must(t, h.owner.BankAccount.UpdateOneID(removed).SetRemovedAt(opening).Exec(t.Context()))
	_, _, err = h.Create(client, right)
	wantRefusal(t, err, domain.CodeNotFound, "sourceAccountId")
}

func TestTheDeskCreatesForItsOwnClientsOnly(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	other := h.hire(t, domain.RoleTrader)
	foreign := h.clientOf(t, other.id, domain.KYCApproved)
	in := h.orderFor(t, foreign.id, h.quote(t, h.master, foreign.id, "100.00", money.USD), domain.ChannelDesk)

	// The quote of a Master for somebody else's client is not there for the trader.
	_, _, err := h.Create(h.trader, in)
	wantRefusal(t, err, domain.CodeNotFound, "quoteId")

	// A Master may, and the client's own trader earns it.
	id, _, err := h.Create(h.master, in)
	testkit.Must(t, err)
	if row := (&deal{house: h, t: t, id: id}).want(domain.Pending); row.TraderID != other.id || row.ExpiresAt != nil {
		t.Errorf("trader %v, deadline %v", row.TraderID, row.ExpiresAt)
	}
}

func TestADraftOfTheDeskNeedsItsClient(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	draft, _, err := h.pricing.LockQuote(h.trader, pricing.LockQuoteInput{
		Amount: pricing.QuoteAmount{Pay: &money.Money{Amount: money.MustAmount("100.00"), Currency: money.USD}}})
	testkit.Must(t, err)
	in := h.orderFor(t, client.id, draft, domain.ChannelDesk)
	_, _, err = h.Create(h.trader, in)
	wantRefusal(t, err, domain.CodeRequired, "clientId")
	in.ClientID = uuid.New()
	_, _, err = h.Create(h.trader, in)
	wantRefusal(t, err, domain.CodeNotFound, "clientId")
	in.ClientID = client.id
	_, _, err = h.Create(h.trader, in)
	testkit.Must(t, err)
}

func TestTheDeskNamesAnActiveOperator(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	in := h.orderFor(t, client.id, h.quote(t, h.trader, client.id, "100.00", money.USD), domain.ChannelDesk)
	in.OperatorID = h.middle.id
	_, _, err := h.Create(h.trader, in)
	wantRefusal(t, err, domain.CodeNotFound, "operatorId")

	own := h.orderFor(t, client.id, h.quote(t, client, client.id, "100.00", money.USD), domain.ChannelWeb)
	own.OperatorID = h.operator.id
	_, _, err = h.Create(client, own)
	wantRefusal(t, err, domain.CodeForbidden, "operatorId")
}
