package trading_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// The golden examples 19.2 to 19.4 of domain.md, from the promise to the last posting.
func TestGoldenExamplesGoFromQuoteToBooks(t *testing.T) {
	t.Parallel()
	for _, example := range []struct {
		name                  string
		pays                  string
		in                    money.Currency
		negotiated            string
		rate, usd, pen        string
		bankUSD, bankPEN      string
		depositBank, paidBank func(*house) uuid.UUID
	}{
		{"19.2 the house buys 1,000 at 3.718", "1000.00", money.USD, "", "3.7180", "1000.00", "3718.00", "1000.00", "-3718.00", dollarsAtBCP, solesAtInterbank},
		{"19.2 the house buys 1,000 with 30 pips", "1000.00", money.USD, "3.7210", "3.7210", "1000.00", "3721.00", "1000.00", "-3721.00", dollarsAtBCP, solesAtInterbank},
		{"19.3 the house sells 1,000 at 3.728", "3728.00", money.PEN, "", "3.7280", "1000.00", "3728.00", "-1000.00", "3728.00", dollarsAtInterbank, solesAtBCP},
		{"19.3 the house sells 1,000 with 30 pips", "3725.00", money.PEN, "3.7250", "3.7250", "1000.00", "3725.00", "-1000.00", "3725.00", dollarsAtInterbank, solesAtBCP},
		{"19.4 the house sells for 1,000 soles", "1000.00", money.PEN, "", "3.7280", "268.24", "1000.00", "-268.24", "1000.00", dollarsAtInterbank, solesAtBCP},
	} {
		t.Run(example.name, func(t *testing.T) {
			t.Parallel()
			// Given a quote of the house.
			h := newHouse(t)
			client := h.client(t)
			lock := pricing.LockQuoteInput{ClientID: &client.id,
				Amount: pricing.QuoteAmount{Pay: &money.Money{Amount: money.MustAmount(example.pays), Currency: example.in}}}
			if example.negotiated != "" {
				rate := money.MustRate(example.negotiated)
				lock.NegotiatedRate = &rate
			}
			quote, _, err := h.pricing.LockQuote(h.trader, lock)
			testkit.Must(t, err)

			// When it becomes an operation that is completed.
			id, _, err := h.Create(h.trader, h.orderFor(t, client.id, quote, domain.ChannelDesk))
			testkit.Must(t, err)
			d := &deal{house: h, t: t, id: id, client: client}
			testkit.Must(t, d.paid().complete(h.operator))

			// Then it stands at the promised figures, and the banks moved by them.
			row := d.want(domain.Completed)
			if row.Rate.String() != example.rate || row.Usd.String() != example.usd || row.Pen.String() != example.pen {
				t.Errorf("%s at %s = %s", row.Usd, row.Rate, row.Pen)
			}
			if *row.BusinessDate != domain.BusinessDate(opening) || !row.CompletedAt.Equal(opening) {
				t.Errorf("completed at %v on %v", row.CompletedAt, row.BusinessDate)
			}
			balances, err := h.ledger.HouseBalances(h.master)
			testkit.Must(t, err)
			if usd, pen := balances[example.depositBank(h)], balances[example.paidBank(h)]; usd.String() != example.bankUSD || pen.String() != example.bankPEN {
				t.Errorf("the banks hold %s and %s", usd, pen)
			}
			h.verify(t)
		})
	}
}

func dollarsAtBCP(h *house) uuid.UUID       { return h.bcpUSD }
func dollarsAtInterbank(h *house) uuid.UUID { return h.interbankUSD }
func solesAtBCP(h *house) uuid.UUID         { return h.bcpPEN }
func solesAtInterbank(h *house) uuid.UUID   { return h.interbankPEN }

func TestTheWayOfAnOperationIsToldEventByEvent(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.paid().complete(h.operator))

	d.wantEvents(domain.EventCreated, domain.EventDepositReported, domain.EventAssigned, domain.EventDepositConfirmed,
		domain.EventPayoutAdded, domain.EventProofAdded, domain.EventCompleted)
	events := h.events(t, d.id)
	first, reported, last := events[0], events[1], events[len(events)-1]
	if first.facts.From != "" || first.facts.To != domain.Pending || first.facts.USD.String() != "1000.00" || first.facts.PEN.String() != "3718.00" {
		t.Errorf("the creation tells %+v", first.facts)
	}
	if reported.facts.From != domain.Pending || reported.facts.To != domain.InProcess || !*reported.facts.Counted || reported.facts.Money.Amount.String() != "1000.00" {
		t.Errorf("the report tells %+v", reported.facts)
	}
	if last.facts.From != domain.InProcess || last.facts.To != domain.Completed || last.facts.Rate.String() != "3.7180" {
		t.Errorf("the completion tells %+v", last.facts)
	}
	if first.actor != string(domain.ActorClient) || last.actor != string(domain.ActorStaff) {
		t.Errorf("made by %s, completed by %s", first.actor, last.actor)
	}
}

// Golden 19.12: two deposits at one bank, paid from another; the journal's projection of the same is in domain.
func TestTwoDepositsMoveTheBankByTheirSum(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")

	testkit.Must(t, d.report(d.client, "400.00"))
	d.want(domain.Pending)
	testkit.Must(t, d.report(d.client, "600.00"))
	d.want(domain.InProcess)
	testkit.Must(t, d.confirm(h.operator, 0))
	testkit.Must(t, d.confirm(h.operator, 1))
	testkit.Must(t, d.pay(h.operator, "3718.00"))
	testkit.Must(t, d.prove(h.operator))
	testkit.Must(t, d.complete(h.operator))

	lines, err := h.ledger.Show(h.master, d.want(domain.Completed).Code)
	testkit.Must(t, err)
	var got []string
	for _, line := range lines {
		if line.PCGE == "1044" || line.PCGE == "1048" {
			got = append(got, line.PCGE+" "+line.Money.String())
		}
	}
	want := []string{"1044 US$ 400.00", "1044 US$ 600.00", "1048 S/ -3,718.00"}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("bank movements %q, want %q", got, want)
	}
	report := h.verify(t)
	if report.Completed != 1 || report.Entries != 3 {
		t.Errorf("the books have %d completed operations and %d entries", report.Completed, report.Entries)
	}
}

func TestCompletionNeedsEverythingToTheCent(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))

	// No proof is named, or one of nobody's.
	_, _, err := h.Complete(h.operator, trading.CompleteInput{Target: d.target()})
	wantRefusal(t, err, domain.CodeProofRequired, "proofIds")
	wantRefusal(t, d.complete(h.operator), domain.CodeNotFound, "proofIds")

	// The deposit is not confirmed.
	testkit.Must(t, d.prove(h.operator))
	wantRefusal(t, d.complete(h.operator), domain.CodeAmountMismatch, "", "confirmed=0.00", "due=1000.00", "status=IN_PROCESS")
	wantRefusal(t, d.pay(h.operator, "3718.00"), domain.CodeAmountMismatch, "", "confirmed=0.00", "due=1000.00")

	// The payout is a cent short, then a cent too much.
	testkit.Must(t, d.confirm(h.operator, 0))
	testkit.Must(t, d.pay(h.operator, "3717.99"))
	wantRefusal(t, d.complete(h.operator), domain.CodeAmountMismatch, "", "paid=3717.99", "due=3718.00")
	wantRefusal(t, d.pay(h.operator, "0.02"), domain.CodeAmountMismatch, "amount", "paid=3718.01", "due=3718.00")

	testkit.Must(t, d.pay(h.operator, "0.01"))
	testkit.Must(t, d.complete(h.operator))
	d.want(domain.Completed)
	h.verify(t)
}

func TestAtMostFourPayoutsAndFourProofs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))
	testkit.Must(t, d.confirm(h.operator, 0))
	for range 4 {
		testkit.Must(t, d.pay(h.operator, "1.00"))
		testkit.Must(t, d.prove(h.operator))
	}
	wantRefusal(t, d.pay(h.operator, "1.00"), domain.CodeTooMany, "", "maximum=4")
	wantRefusal(t, d.prove(h.operator), domain.CodeTooMany, "")
}

func TestAProofIsTheOperatorsOwnFileAndOnlyOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))
	prove := func(file uuid.UUID) error {
		_, _, err := h.AddProof(h.operator, trading.AddProofInput{Target: d.target(), FileID: file})
		return err
	}
	wantRefusal(t, prove(h.file(t, h.master, domain.FilePayoutProof)), domain.CodeNotFound, "fileId")
	wantRefusal(t, prove(h.file(t, h.operator, domain.FileDepositProof)), domain.CodeNotFound, "fileId")
	own := h.file(t, h.operator, domain.FilePayoutProof)
	testkit.Must(t, prove(own))
	wantRefusal(t, prove(own), domain.CodeAlreadyExists, "fileId")
}
