package trading_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// An operation that is there already is no new one: how many a client may have at once is asked of new ones alone.
func TestAnAmendmentIsNoSecondOperation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)
	first := h.sell(t, client, "100.00")
	h.sell(t, client, "100.00")
	testkit.Must(t, h.owner.Customer.UpdateOneID(client.id).SetParallelOperations(false).Exec(t.Context()))

	testkit.Must(t, first.amend(h.trader, "200.00"))

	if got := first.now().Usd.String(); got != "200.00" {
		t.Errorf("the operation is about %s, want 200.00", got)
	}
}

// A new amount binds the house anew, so it asks of the client what a new operation asks.
func TestAnAmendmentAsksWhoMayOperate(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		status domain.ClientStatus
		kyc    domain.KYCStatus
		want   domain.Code
	}{
		"a client who left":                      {domain.ClientDeactivated, domain.KYCApproved, domain.CodeClientInactive},
		"an identification that is looked at":    {domain.ClientActive, domain.KYCInReview, domain.CodeKYCIncomplete},
		"a client who is active and approved":    {domain.ClientActive, domain.KYCApproved, ""},
		"an identification that was never begun": {domain.ClientActive, domain.KYCPending, domain.CodeKYCIncomplete},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, func(of *terms) { of.KYCStrict = true })
			client := h.clientOf(t, h.trader.id, domain.KYCApproved)
			d := h.sell(t, client, "100.00")
			amended := d.quote(t, h.trader, client.id, "200.00", money.USD)
			testkit.Must(t, h.owner.Customer.UpdateOneID(client.id).SetStatus(example.status).SetKycStatus(example.kyc).Exec(t.Context()))

			_, _, err := d.Amend(h.trader, trading.AmendInput{Target: d.target(), QuoteID: amended})

			if example.want == "" {
				testkit.Must(t, err)
				return
			}
			wantRefusal(t, err, example.want, "")
		})
	}
}
