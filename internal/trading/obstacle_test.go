package trading_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/testkit"
)

// What a quote warns of is what the operation is refused with: code, place, text and figures.
func TestWhatAQuoteWarnsOfIsWhatAnOperationIsRefusedWith(t *testing.T) {
	t.Parallel()
	closed := func(of *terms) {
		of.calendar = func(context.Context) (domain.Calendar, error) {
			return domain.NewCalendar(domain.DefaultWeek(), []domain.Holiday{{Date: domain.BusinessDate(opening), Name: "Feriado"}})
		}
	}
	narrow := func(of *terms) {
		of.SelfService = domain.AmountRange{Min: money.MustAmount("100.00"), Max: money.MustAmount("200.00")}
	}
	strict := func(of *terms) { of.KYCStrict = true }
	for name, example := range map[string]struct {
		arrange arrange
		kyc     domain.KYCStatus
		usd     string
		// change happens between the quote and the operation.
		change func(t *testing.T, h *house, client person, quote uuid.UUID)
		want   []domain.Code
	}{
		"nothing":        {usd: "150.00", kyc: domain.KYCApproved},
		"closed":         {arrange: closed, usd: "150.00", kyc: domain.KYCApproved, want: []domain.Code{domain.CodeOutsideHours}},
		"too little":     {arrange: narrow, usd: "99.99", kyc: domain.KYCApproved, want: []domain.Code{domain.CodeBelowMinimum}},
		"too much":       {arrange: narrow, usd: "200.01", kyc: domain.KYCApproved, want: []domain.Code{domain.CodeAboveMaximum}},
		"over the limit": {usd: "1000.01", kyc: domain.KYCPending, want: []domain.Code{domain.CodeLimitExceeded}},
		"a live operation": {usd: "150.00", kyc: domain.KYCApproved, want: []domain.Code{domain.CodeLiveOperationExists},
			change: func(t *testing.T, h *house, client person, _ uuid.UUID) { h.sell(t, client, "100.00") }},
		"a live operation that leaves too little": {usd: "950.00", kyc: domain.KYCPending,
			want:   []domain.Code{domain.CodeLiveOperationExists, domain.CodeLimitExceeded},
			change: func(t *testing.T, h *house, client person, _ uuid.UUID) { h.sell(t, client, "100.00") }},
		"no account to receive on": {usd: "150.00", kyc: domain.KYCApproved, want: []domain.Code{domain.CodeNotFound},
			change: func(t *testing.T, h *house, client person, _ uuid.UUID) {
				testkit.Must(t, h.owner.BankAccount.Update().Where(bankaccount.ClientID(client.id), bankaccount.CurrencyEQ(money.PEN)).SetRemovedAt(opening).Exec(t.Context()))
			}},
		"no account": {usd: "150.00", kyc: domain.KYCApproved, want: []domain.Code{domain.CodeNotFound, domain.CodeNotFound},
			change: func(t *testing.T, h *house, client person, _ uuid.UUID) {
				testkit.Must(t, h.owner.BankAccount.Update().Where(bankaccount.ClientID(client.id)).SetRemovedAt(opening).Exec(t.Context()))
			}},
		"identification": {arrange: strict, usd: "150.00", kyc: domain.KYCPending, want: []domain.Code{domain.CodeKYCIncomplete}},
		"deactivated": {usd: "150.00", kyc: domain.KYCApproved, want: []domain.Code{domain.CodeClientInactive},
			change: func(t *testing.T, h *house, client person, _ uuid.UUID) {
				testkit.Must(t, h.owner.Customer.UpdateOneID(client.id).SetStatus(domain.ClientDeactivated).Exec(t.Context()))
			}},
		"used": {usd: "150.00", kyc: domain.KYCApproved, want: []domain.Code{domain.CodeQuoteUsed},
			change: func(t *testing.T, h *house, client person, quote uuid.UUID) {
				id, _, err := h.Create(client, h.orderFor(t, client.id, quote, domain.ChannelWeb))
				testkit.Must(t, err)
				testkit.Must(t, (&deal{house: h, t: t, id: id, client: client}).cancel(client))
			}},
		"over": {usd: "150.00", kyc: domain.KYCApproved, want: []domain.Code{domain.CodeQuoteExpired},
			change: func(_ *testing.T, h *house, _ person, _ uuid.UUID) { h.clock.Advance(15 * time.Minute) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var arrangements []arrange
			if example.arrange != nil {
				arrangements = append(arrangements, example.arrange)
			}
			h := newHouse(t, arrangements...)
			client := h.clientOf(t, h.trader.id, example.kyc)
			quote := h.quote(t, client, client.id, example.usd, money.USD)
			order := h.orderFor(t, client.id, quote, domain.ChannelWeb)
			if example.change != nil {
				example.change(t, h, client, quote)
			}

			warned, err := h.obstacles(client, h.read(t, client, quote))
			testkit.Must(t, err)
			if !slices.Equal(codes(warned), example.want) {
				t.Fatalf("warned of %v, want %v", warned, example.want)
			}
			_, _, err = h.Create(client, order)
			refused := domain.Refusals(err)
			if (len(refused) == 0) != (len(warned) == 0) || err != nil && len(refused) == 0 {
				t.Fatalf("warned of %v, refused with %v", warned, err)
			}
			for i, refusal := range refused {
				if refusal.Error() != warned[i].Error() || !slices.Equal(refusal.Params, warned[i].Params) {
					t.Errorf("warned of %v %v, refused with %v %v", warned[i], warned[i].Params, refusal, refusal.Params)
				}
			}
		})
	}
}

func codes(list []*domain.Error) []domain.Code {
	var found []domain.Code
	for _, e := range list {
		found = append(found, e.Code)
	}
	return found
}

// obstacles answers what a quote warns somebody of.
func (h *house) obstacles(by person, quote *ent.Quote) ([]*domain.Error, error) {
	found, err := h.Obstacles(by, quote)
	return found[quote.ID], err
}

// read answers a quote as somebody sees it.
func (h *house) read(t *testing.T, by person, quote uuid.UUID) *ent.Quote {
	t.Helper()
	row, err := h.store.Read().Quote.Get(by, quote)
	testkit.Must(t, err)
	return row
}

func TestTheDeskIsWarnedOfWhatBindsTheDesk(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(of *terms) {
		of.calendar = func(context.Context) (domain.Calendar, error) {
			return domain.NewCalendar(domain.DefaultWeek(), []domain.Holiday{{Date: domain.BusinessDate(opening)}})
		}
	})
	client := h.clientOf(t, h.trader.id, domain.KYCPending)
	warned := func(by person, usd string) []domain.Code {
		list, err := h.obstacles(by, h.read(t, by, h.quote(t, by, client.id, usd, money.USD)))
		testkit.Must(t, err)
		return codes(list)
	}
	// Neither hours nor the bounds of self-service are the desk's; the client's limit is everybody's.
	if got := warned(h.trader, "20.00"); len(got) != 0 {
		t.Errorf("the desk is warned of %v", got)
	}
	if got := warned(h.trader, "30000.00"); !slices.Equal(got, []domain.Code{domain.CodeLimitExceeded}) {
		t.Errorf("beyond the client's limit the desk is warned of %v", got)
	}
	// Who may not make operations is told that alone, and a draft has no client yet.
	list, err := h.obstacles(h.analyst, h.read(t, h.master, h.quote(t, h.master, client.id, "20.00", money.USD)))
	if testkit.Must(t, err); !slices.Equal(codes(list), []domain.Code{domain.CodeForbidden}) {
		t.Errorf("an analyst is told %v", list)
	}
	draft, _, err := h.pricing.LockQuote(h.trader, pricing.LockQuoteInput{Amount: pays("30000.00")})
	testkit.Must(t, err)
	if list, err := h.obstacles(h.trader, h.read(t, h.trader, draft)); err != nil || len(list) != 0 {
		t.Errorf("a draft is warned of %v, %v", list, err)
	}
}

func pays(usd string) pricing.QuoteAmount {
	return pricing.QuoteAmount{Pay: &money.Money{Amount: money.MustAmount(usd), Currency: money.USD}}
}

func TestAPreviewTellsEachCallerWhatStandsInItsWay(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(of *terms) {
		of.calendar = func(context.Context) (domain.Calendar, error) { return domain.NewCalendar(domain.DefaultWeek(), nil) }
	})
	client := h.clientOf(t, h.trader.id, domain.KYCPending)
	told := func(by person, usd string) []domain.Code {
		t.Helper()
		preview, err := h.Preview(by, pays(usd), "")
		testkit.Must(t, err)
		return codes(preview.Obstacles)
	}
	want := func(got []domain.Code, want ...domain.Code) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("told %v, want %v", got, want)
		}
	}
	want(told(anonymous(t), "100.00"))
	want(told(client, "100.00"))
	want(told(anonymous(t), "49.99"), domain.CodeBelowMinimum)
	want(told(client, "49.99"), domain.CodeBelowMinimum)
	want(told(anonymous(t), "5000.00"))
	want(told(client, "5000.00"), domain.CodeLimitExceeded)
	want(told(h.trader, "30000.00"))
	h.sell(t, client, "100.00")
	want(told(client, "950.00"), domain.CodeLiveOperationExists, domain.CodeLimitExceeded)

	// Saturday 20:00 in Lima.
	h.clock.Set(time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC))
	want(told(anonymous(t), "100.00"), domain.CodeOutsideHours)
	want(told(h.trader, "100.00"))
	preview, err := h.Preview(anonymous(t), pays("100.00"), "")
	testkit.Must(t, err)
	if preview.Open || !preview.Opens.Equal(time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)) || !preview.Closes.IsZero() {
		t.Errorf("open: %v, opens %v, closes %v", preview.Open, preview.Opens, preview.Closes)
	}
}
