package trading_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

func TestOneTransferIsClaimedOnce(t *testing.T) {
	t.Parallel()
	for _, spelled := range [][2]string{{"00123456", "00123456"}, {"00123456", "123456"}, {"abc1", "ABC1"}, {"00123456-", "0012-3456"}, {"000", "0"}} {
		t.Run(spelled[0]+" and "+spelled[1], func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			one, two := h.sell(t, h.client(t), "500.00"), h.sell(t, h.client(t), "500.00")
			testkit.Must(t, one.reportAs(one.client, "500.00", spelled[0], uuid.Nil))
			testkit.Must(t, two.reportAs(two.client, "500.00", spelled[1], uuid.Nil))
			testkit.Must(t, one.confirm(h.operator, 0))

			wantRefusal(t, two.confirm(h.operator, 0), domain.CodeDuplicateReference, "overrideReason", "code="+one.now().Code, "amount=500.00")
			if got := one.balance(h.bcpUSD); got != "500.00" {
				t.Errorf("the bank holds %s", got)
			}
			h.verify(t)
		})
	}
}

func TestASecondClaimTakesAMasterWhileTheFirstIsYoung(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	one, two, three := h.sell(t, h.client(t), "500.00"), h.sell(t, h.client(t), "500.00"), h.atDesk(t, h.client(t), "500.00")
	for _, d := range []*deal{one, two, three} {
		testkit.Must(t, d.reportAs(h.master, "500.00", "778899", uuid.Nil))
	}
	testkit.Must(t, one.confirm(h.operator, 0))
	wantRefusal(t, two.confirmAgain(h.operator, 0, "El banco repite números"), domain.CodeDuplicateReference, "overrideReason")
	testkit.Must(t, two.confirmAgain(h.master, 0, "El banco repite números"))
	if row := two.deposit(0); !row.ReferenceOverridden || *row.OverrideReason != "El banco repite números" {
		t.Errorf("overridden %v, because %v", row.ReferenceOverridden, row.OverrideReason)
	}
	h.clock.Advance(91 * 24 * time.Hour)
	testkit.Must(t, three.confirmAgain(h.operator, 0, "Numeración nueva del banco"))
	h.verify(t)
}

// What went back or over to another operation stays claimed; what was undone does not.
func TestAClaimLastsAsLongAsTheMoneyWasThere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	other := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, other.reportAs(other.client, "500.00", "1", uuid.Nil))
	returned, undone := h.sell(t, h.client(t), "500.00"), h.sell(t, h.client(t), "500.00")
	testkit.Must(t, returned.reportAs(returned.client, "500.00", "1", uuid.Nil))
	testkit.Must(t, returned.confirm(h.operator, 0))
	testkit.Must(t, returned.refund(h.operator, 0))
	wantRefusal(t, other.confirm(h.operator, 0), domain.CodeDuplicateReference, "overrideReason")

	testkit.Must(t, undone.reportAs(undone.client, "500.00", "2", uuid.Nil))
	testkit.Must(t, undone.confirm(h.operator, 0))
	testkit.Must(t, undone.unconfirm(h.master, 0))
	again := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, again.reportAs(again.client, "500.00", "2", uuid.Nil))
	testkit.Must(t, again.confirm(h.operator, 0))
	wantRefusal(t, undone.confirm(h.operator, 0), domain.CodeDuplicateReference, "overrideReason")

	// The account counts, not the bank's number alone: where the money was seen, nobody claimed it.
	_, _, err := h.ConfirmDeposit(h.operator, trading.ConfirmDepositInput{Target: other.target(), DepositID: other.deposit(0).ID, HouseAccountID: h.interbankUSD})
	testkit.Must(t, err)
	h.verify(t)
}

// Of twelve operations that claim one number at the same moment, one gets it.
func TestClaimsOfOneNumberRace(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	deals := make([]*deal, 12)
	inputs := make([]trading.ConfirmDepositInput, len(deals))
	for i := range deals {
		deals[i] = h.sell(t, h.client(t), "500.00")
		testkit.Must(t, deals[i].reportAs(deals[i].client, "500.00", "00-4711", uuid.Nil))
		inputs[i] = trading.ConfirmDepositInput{Target: deals[i].target(), DepositID: deals[i].deposit(0).ID}
	}
	errs := together(len(deals), func(n int) error {
		_, _, err := h.ConfirmDeposit(h.master, inputs[n])
		return err
	})
	wantTally(t, tally(t, errs), map[domain.Code]int{"": 1, domain.CodeDuplicateReference: 11})
	if got := deals[0].balance(h.bcpUSD); got != "500.00" {
		t.Errorf("the bank holds %s", got)
	}
	h.verify(t)
}

// An account that was closed after the client paid still holds the money.
func TestMoneyIsConfirmedInAnAccountThatWasClosed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)
	testkit.Must(t, h.owner.HouseAccount.UpdateOneID(h.bcpUSD).SetActive(false).Exec(t.Context()))
	testkit.Must(t, d.confirm(h.operator, 0))
	wantRefusal(t, d.refund(h.operator, 0), domain.CodeNotFound, "houseAccountId")
	h.verify(t)
}
