package trading_test

import (
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// reportAs reports a deposit with a bank's number; a file where one is named.
func (d *deal) reportAs(by person, amount, reference string, file uuid.UUID) error {
	d.t.Helper()
	_, _, err := d.ReportDeposit(by, trading.ReportDepositInput{Target: d.target(), Amount: money.MustAmount(amount), BankReference: reference, FileID: file})
	return err
}

func (d *deal) withdraw(by person, n int) error {
	d.t.Helper()
	_, _, err := d.WithdrawDeposit(by, trading.WithdrawDepositInput{Target: d.target(), DepositID: d.deposit(n).ID})
	return err
}

// confirmAgain confirms although the bank's number was claimed before.
func (d *deal) confirmAgain(by person, n int, reason string) error {
	d.t.Helper()
	_, _, err := d.ConfirmDeposit(by, trading.ConfirmDepositInput{Target: d.target(), DepositID: d.deposit(n).ID, OverrideReason: reason})
	return err
}

func (d *deal) unconfirm(by person, n int) error {
	d.t.Helper()
	_, _, err := d.UnconfirmDeposit(by, trading.UnconfirmDepositInput{Target: d.target(), DepositID: d.deposit(n).ID, Reason: "Era de otra cuenta"})
	return err
}

// apply moves a deposit to another operation.
func (d *deal) apply(by person, n int, to *deal) error {
	d.t.Helper()
	target := to.target()
	_, _, err := d.ApplyDeposit(by, trading.ApplyDepositInput{Target: d.target(), DepositID: d.deposit(n).ID,
		ToOperationID: target.OperationID, ToExpectedVersion: target.ExpectedVersion})
	return err
}

// unapply moves a deposit back to the operation that it came from.
func (d *deal) unapply(by person, n int, from *deal) error {
	d.t.Helper()
	_, _, err := d.UnapplyDeposit(by, trading.UnapplyDepositInput{Target: d.target(), DepositID: d.deposit(n).ID,
		FromExpectedVersion: from.target().ExpectedVersion})
	return err
}

func (d *deal) void(by person, n int, reason domain.VoidReason) error {
	d.t.Helper()
	_, _, err := d.VoidPayout(by, trading.VoidPayoutInput{Target: d.target(), PayoutID: d.now().Edges.Payouts[n].ID, Reason: reason})
	return err
}

// twin is another live operation of the same client, made at its trader's desk.
func (d *deal) twin(usd string) *deal {
	d.t.Helper()
	return d.open(d.t, d.master, d.client, usd, money.USD, domain.ChannelDesk)
}

// balance is what the books say of a house account.
func (d *deal) balance(account uuid.UUID) string {
	d.t.Helper()
	balances, err := d.ledger.HouseBalances(d.master)
	testkit.Must(d.t, err)
	return balances[account].String()
}
