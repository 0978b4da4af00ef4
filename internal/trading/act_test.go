package trading_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/note"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// deal is one operation and the client it is for. Its methods are acts, each at the version that the operation has.
type deal struct {
	*house
	t      *testing.T
	id     uuid.UUID
	client person
	last   *ent.Operation
}

// sell makes an operation by which the client sells dollars on the web: the house buys them.
func (h *house) sell(t *testing.T, client person, usd string) *deal {
	t.Helper()
	return h.open(t, client, client, usd, money.USD, domain.ChannelWeb)
}

// atDesk makes an operation by which the client sells dollars through its trader.
func (h *house) atDesk(t *testing.T, client person, usd string) *deal {
	t.Helper()
	return h.open(t, h.trader, client, usd, money.USD, domain.ChannelDesk)
}

// buy makes an operation by which the client pays soles for dollars, on the web.
func (h *house) buy(t *testing.T, client person, pen string) *deal {
	t.Helper()
	return h.open(t, client, client, pen, money.PEN, domain.ChannelWeb)
}

func (h *house) open(t *testing.T, by, client person, pays string, currency money.Currency, channel domain.Channel) *deal {
	t.Helper()
	id, _, err := h.Create(by, h.orderFor(t, client.id, h.quote(t, by, client.id, pays, currency), channel))
	testkit.Must(t, err)
	return &deal{house: h, t: t, id: id, client: client}
}

// now is the operation as it stands, with all that hangs on it but the notes. As long as its version stands, so does the
// rest, but for holds beside another, which forget what was read.
func (d *deal) now() *ent.Operation {
	d.t.Helper()
	if d.last != nil && d.last.Version == d.version() {
		return d.last
	}
	row, err := d.whole().Where(operation.ID(d.id)).Only(access.AsSystem(d.t.Context()))
	testkit.Must(d.t, err)
	d.last = row
	return row
}

// whole asks for operations with all that hangs on them but the notes.
func (h *house) whole() *ent.OperationQuery {
	return h.store.Read().Operation.Query().
		WithDeposits(func(q *ent.DepositQuery) { q.Order(ent.Asc("id")) }).WithPayouts(func(q *ent.PayoutQuery) { q.Order(ent.Asc("id")) }).
		WithProofs(func(q *ent.ProofQuery) { q.Order(ent.Asc("id")) }).WithHolds()
}

// due is what the client pays in all.
func (d *deal) due() money.Amount {
	d.t.Helper()
	row := d.now()
	return row.Side.DepositAmount(row.Usd, row.Pen)
}

func (d *deal) version() int {
	d.t.Helper()
	version, err := d.owner.Operation.Query().Where(operation.ID(d.id)).Select(operation.FieldVersion).Int(d.t.Context())
	testkit.Must(d.t, err)
	return version
}

func (d *deal) target() trading.Target {
	d.t.Helper()
	return trading.Target{IdempotencyKey: uuid.NewString(), OperationID: d.id, ExpectedVersion: d.version()}
}

func (d *deal) notes() []*ent.Note {
	d.t.Helper()
	rows, err := d.owner.Note.Query().Where(note.OperationID(d.id)).Order(ent.Asc(note.FieldID)).All(d.t.Context())
	testkit.Must(d.t, err)
	return rows
}

// deposit is the n-th deposit, from 0.
func (d *deal) deposit(n int) *ent.Deposit {
	d.t.Helper()
	return d.now().Edges.Deposits[n]
}

func (d *deal) report(by person, amount string) error {
	d.t.Helper()
	_, _, err := d.ReportDeposit(by, trading.ReportDepositInput{Target: d.target(), Amount: money.MustAmount(amount),
		BankReference: fmt.Sprintf("OP-%d", d.count.Add(1))})
	return err
}

func (d *deal) confirm(by person, n int) error {
	d.t.Helper()
	_, _, err := d.ConfirmDeposit(by, trading.ConfirmDepositInput{Target: d.target(), DepositID: d.deposit(n).ID})
	return err
}

func (d *deal) reject(by person, n int) error {
	d.t.Helper()
	_, _, err := d.RejectDeposit(by, trading.RejectDepositInput{Target: d.target(), DepositID: d.deposit(n).ID, Reason: "No figura en el banco"})
	return err
}

// refund gives a deposit back from the house's account at BCP in its currency.
func (d *deal) refund(by person, n int) error {
	d.t.Helper()
	from := d.bcpUSD
	if d.deposit(n).Currency == money.PEN {
		from = d.bcpPEN
	}
	_, _, err := d.RefundDeposit(by, trading.RefundDepositInput{Target: d.target(), DepositID: d.deposit(n).ID, HouseAccountID: from, BankReference: "DEV-1"})
	return err
}

// pay records a payout from the house's account at INTERBANK in its currency.
func (d *deal) pay(by person, amount string) error {
	d.t.Helper()
	from := d.interbankPEN
	if d.now().Side.Terms().Payout == money.USD {
		from = d.interbankUSD
	}
	_, _, err := d.AddPayout(by, trading.AddPayoutInput{Target: d.target(), Amount: money.MustAmount(amount), HouseAccountID: from, BankReference: "PAGO-1"})
	return err
}

func (d *deal) prove(by person) error {
	d.t.Helper()
	_, _, err := d.AddProof(by, trading.AddProofInput{Target: d.target(), FileID: d.file(d.t, by, domain.FilePayoutProof)})
	return err
}

// complete finishes with the first proof that is no void payout's, or with one that is not there.
func (d *deal) complete(by person) error {
	d.t.Helper()
	for n, proof := range d.now().Edges.Proofs {
		if proof.RetiredAt == nil {
			return d.completeWith(by, n)
		}
	}
	return d.completeWith(by, 0)
}

func (d *deal) completeWith(by person, n int) error {
	d.t.Helper()
	in := trading.CompleteInput{Target: d.target(), ProofIDs: []uuid.UUID{uuid.New()}}
	if proofs := d.now().Edges.Proofs; n < len(proofs) {
		in.ProofIDs[0] = proofs[n].ID
	}
	_, _, err := d.Complete(by, in)
	return err
}

func (d *deal) giveBack(by person, rejected ...int) error {
	d.t.Helper()
	ids := make([]uuid.UUID, len(rejected))
	for i, n := range rejected {
		ids[i] = d.deposit(n).ID
	}
	_, _, err := d.Return(by, trading.ReturnInput{Target: d.target(), RejectDepositIDs: ids, Reason: "No figura en el banco"})
	return err
}

func (d *deal) cancel(by person) error {
	d.t.Helper()
	_, _, err := d.Cancel(by, trading.CancelInput{Target: d.target(), Reason: "Ya no lo necesita"})
	return err
}

func (d *deal) hold(by person) error {
	d.t.Helper()
	return d.holdFor(by, domain.HoldManual)
}

func (d *deal) release(by person) error {
	d.t.Helper()
	return d.releaseOf(by, "")
}

func (d *deal) take(by person) error {
	d.t.Helper()
	_, _, err := d.Take(by, trading.TakeInput{Target: d.target()})
	return err
}

func (d *deal) reassign(by person, operator uuid.UUID) error {
	d.t.Helper()
	_, _, err := d.Reassign(by, trading.ReassignInput{Target: d.target(), OperatorID: operator})
	return err
}

func (d *deal) handBack(by person) error {
	d.t.Helper()
	_, _, err := d.HandBack(by, trading.HandBackInput{Target: d.target()})
	return err
}

func (d *deal) name(by person, operator uuid.UUID) error {
	d.t.Helper()
	_, _, err := d.NameOperator(by, trading.NameOperatorInput{Target: d.target(), OperatorID: operator})
	return err
}

// amend changes the amount that the client pays.
func (d *deal) amend(by person, pays string) error {
	d.t.Helper()
	quoting := d.master
	if by.id == d.now().TraderID {
		quoting = by // a quote of somebody else is not there for a trader
	}
	price := d.quote(d.t, quoting, d.client.id, pays, d.now().Side.Terms().Deposit)
	_, _, err := d.Amend(by, trading.AmendInput{Target: d.target(), QuoteID: price})
	return err
}

// paid brings the operation to where only its completion is missing: one deposit, one payout, one proof.
func (d *deal) paid() *deal {
	d.t.Helper()
	row := d.now()
	testkit.Must(d.t, d.report(d.client, row.Side.DepositAmount(row.Usd, row.Pen).String()))
	testkit.Must(d.t, d.confirm(d.master, 0))
	testkit.Must(d.t, d.pay(d.master, row.Side.PayoutAmount(row.Usd, row.Pen).String()))
	testkit.Must(d.t, d.prove(d.master))
	return d
}

// want holds the operation to a state, and its version to its events without a gap.
func (d *deal) want(status domain.Status) *ent.Operation {
	d.t.Helper()
	row := d.now()
	if row.Status != status {
		d.t.Errorf("the operation is %s, want %s", row.Status, status)
	}
	events := d.house.events(d.t, d.id)
	for i, e := range events {
		if e.version != i+1 {
			d.t.Errorf("event %d has version %d", i+1, e.version)
		}
	}
	if row.Version != len(events) {
		d.t.Errorf("the operation has version %d and %d events", row.Version, len(events))
	}
	return row
}

// kinds are the events so far.
func (d *deal) kinds() []domain.EventKind {
	d.t.Helper()
	var kinds []domain.EventKind
	for _, e := range d.house.events(d.t, d.id) {
		kinds = append(kinds, e.kind)
	}
	return kinds
}

func (d *deal) wantEvents(want ...domain.EventKind) {
	d.t.Helper()
	if got := d.kinds(); !slices.Equal(got, want) {
		d.t.Errorf("told %v, want %v", got, want)
	}
}

// wantRefusal holds an error to one refusal: its code and field, and figures written "name=value".
func wantRefusal(t *testing.T, err error, code domain.Code, field string, figures ...string) {
	t.Helper()
	list := domain.Refusals(err)
	if len(list) != 1 || list[0].Code != code || strings.Join(list[0].Field, ".") != field {
		t.Fatalf("refused with %v, want %s at %q", err, code, field)
	}
	var got []string
	for _, figure := range list[0].Params {
		got = append(got, figure.Name+"="+figure.Value)
	}
	for _, figure := range figures {
		if !slices.Contains(got, figure) {
			t.Errorf("%s: figures %v, want %s", code, got, figure)
		}
	}
	if list[0].Message == "" {
		t.Errorf("%s says nothing", code)
	}
}
