package trading_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// wantLike holds the money that a deposit is like to a list of "KIND code".
func (d *deal) wantLike(n int, want ...string) {
	d.t.Helper()
	row := d.deposit(n)
	references, err := d.DuplicateReferences(d.t.Context(), []*ent.Deposit{row})
	testkit.Must(d.t, err)
	files, err := d.DuplicateFiles(d.t.Context(), []*ent.Deposit{row})
	testkit.Must(d.t, err)
	var got []string
	for _, like := range append(references[row.ID], files[row.ID]...) {
		got = append(got, fmt.Sprint(like.Kind, " ", like.OperationCode))
		if !like.At.Equal(opening) {
			d.t.Errorf("recorded at %s", like.At)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		d.t.Errorf("deposit %d of %s is like %q, want %q", n, d.now().Code, got, want)
	}
}

func (d *deal) like(kind trading.DuplicateKind) string { return fmt.Sprint(kind, " ", d.now().Code) }

func TestBothSidesOfAReferenceSeeTheOther(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	one, two, three := h.sell(t, h.client(t), "500.00"), h.sell(t, h.client(t), "500.00"), h.sell(t, h.client(t), "500.00")
	testkit.Must(t, one.reportAs(one.client, "500.00", "00123456", uuid.Nil))
	one.wantLike(0)
	// Whatever the spelling, and whatever the amount.
	testkit.Must(t, two.reportAs(two.client, "300.00", "123-456", uuid.Nil))
	testkit.Must(t, three.reportAs(three.client, "500.00", "123457", uuid.Nil))

	one.wantLike(0, two.like(trading.DuplicateReference))
	two.wantLike(0, one.like(trading.DuplicateReference))
	three.wantLike(0)

	// What claims no transfer is neither marked nor marks.
	testkit.Must(t, two.withdraw(two.client, 0))
	one.wantLike(0)
	two.wantLike(0)
	testkit.Must(t, two.reportAs(two.client, "300.00", "123456", uuid.Nil))
	one.wantLike(0, two.like(trading.DuplicateReference))
	testkit.Must(t, one.reject(h.master, 0))
	one.wantLike(0)
	two.wantLike(1)
}

func TestTwoHalvesWithOneReferenceAreMarked(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, d.reportAs(d.client, "250.00", "777", uuid.Nil))
	testkit.Must(t, d.reportAs(d.client, "250.00", "0777", uuid.Nil))
	d.wantLike(0, d.like(trading.DuplicateReference))
	d.wantLike(1, d.like(trading.DuplicateReference))
}

func TestAReferenceElsewhereIsMarkedByTheAmount(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	one, two, other := h.sell(t, h.client(t), "500.00"), h.sell(t, h.client(t), "500.00"), h.sell(t, h.client(t), "500.00")
	testkit.Must(t, one.reportAs(one.client, "500.00", "888", uuid.Nil))
	_, _, err := h.ConfirmDeposit(h.master, trading.ConfirmDepositInput{Target: one.target(), DepositID: one.deposit(0).ID, HouseAccountID: h.interbankUSD})
	testkit.Must(t, err)
	testkit.Must(t, two.reportAs(two.client, "500.00", "888", uuid.Nil))
	testkit.Must(t, other.reportAs(other.client, "499.00", "889", uuid.Nil))
	_, _, err = h.ConfirmDeposit(h.master, trading.ConfirmDepositInput{Target: other.target(), DepositID: other.deposit(0).ID, HouseAccountID: h.interbankUSD})
	testkit.Must(t, err)
	testkit.Must(t, two.reportAs(two.client, "1.00", "889", uuid.Nil))

	one.wantLike(0, two.like(trading.DuplicateElsewhere))
	two.wantLike(0, one.like(trading.DuplicateElsewhere))
	// The same number of another amount at another account is another bank's way of counting.
	two.wantLike(1)
	other.wantLike(0)
}

// proof is a file of some content, as it is served and as it was sent.
func (h *house) proof(t *testing.T, by person, served, sent string) uuid.UUID {
	t.Helper()
	hash := func(content string) []byte { sum := sha256.Sum256([]byte(content)); return sum[:] }
	row, err := h.owner.File.Create().SetCreatedAt(opening).SetPurpose(domain.FileDepositProof).SetMediaType("image/png").SetSize(1).
		SetSha256(hash(served)).SetOriginalSha256(hash(sent)).SetUploadedByKind(by.actor.Kind).SetUploadedBy(by.id).Save(t.Context())
	testkit.Must(t, err)
	return row.ID
}

func TestTheSameProofOfTwoOperationsIsMarked(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)
	one, two, three, four := h.sell(t, client, "500.00"), h.sell(t, client, "500.00"), h.sell(t, h.client(t), "500.00"), h.sell(t, h.client(t), "500.00")
	file := h.proof(t, client, "served", "sent")
	testkit.Must(t, one.reportAs(client, "250.00", "1", file))
	testkit.Must(t, one.reportAs(client, "250.00", "2", file))
	one.wantLike(0)

	testkit.Must(t, two.reportAs(client, "500.00", "3", file))
	testkit.Must(t, three.reportAs(three.client, "500.00", "4", h.proof(t, three.client, "served again", "sent")))
	testkit.Must(t, four.reportAs(four.client, "500.00", "5", h.proof(t, four.client, "served", "served")))

	one.wantLike(0, two.like(trading.DuplicateFile), three.like(trading.DuplicateFile), four.like(trading.DuplicateFile))
	two.wantLike(0, one.like(trading.DuplicateFile), one.like(trading.DuplicateFile), three.like(trading.DuplicateFile), four.like(trading.DuplicateFile))
	// Of the third, only what was sent is known elsewhere; of the fourth, only what is served.
	three.wantLike(0, one.like(trading.DuplicateFile), one.like(trading.DuplicateFile), two.like(trading.DuplicateFile))
	four.wantLike(0, one.like(trading.DuplicateFile), one.like(trading.DuplicateFile), two.like(trading.DuplicateFile))
	testkit.Must(t, two.withdraw(client, 0))
	three.wantLike(0, one.like(trading.DuplicateFile), one.like(trading.DuplicateFile))
}

// Money keeps its number and its proof wherever it goes, and is no duplicate of itself.
func TestMoneyThatMovedIsLikeNothingOfItsOwn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)
	first, second := h.sell(t, client, "500.00"), h.sell(t, client, "800.00")
	testkit.Must(t, first.reportAs(client, "600.00", "999", h.proof(t, client, "one", "one")))
	testkit.Must(t, first.confirm(h.master, 0))
	testkit.Must(t, first.apply(h.master, 0, second))
	h.clock.Advance(domain.DefaultWindow + domain.DefaultPartGrace)
	h.expire(t)
	third := h.sell(t, client, "900.00")
	testkit.Must(t, second.apply(h.master, 0, third))
	for _, d := range []*deal{first, second, third} {
		row := d.deposit(0)
		references, err := h.DuplicateReferences(t.Context(), []*ent.Deposit{row})
		testkit.Must(t, err)
		files, err := h.DuplicateFiles(t.Context(), []*ent.Deposit{row})
		testkit.Must(t, err)
		if len(references)+len(files) > 0 {
			t.Errorf("the money in %s is like itself: %v %v", d.now().Code, references, files)
		}
	}
}

func TestPayoutsWithOneReferenceAreMarkedUntilOneIsVoid(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	one, two := h.sell(t, h.client(t), "500.00"), h.sell(t, h.client(t), "500.00")
	pay := func(d *deal, from uuid.UUID, amount, reference string) {
		t.Helper()
		_, _, err := h.AddPayout(h.operator, trading.AddPayoutInput{Target: d.target(), Amount: money.MustAmount(amount), HouseAccountID: from, BankReference: reference})
		testkit.Must(t, err)
	}
	for _, d := range []*deal{one, two} {
		testkit.Must(t, d.report(d.client, "500.00"))
		testkit.Must(t, d.confirm(h.operator, 0))
	}
	pay(one, h.bcpPEN, "1000.00", "00-55")
	pay(two, h.bcpPEN, "900.00", "55")
	pay(two, h.interbankPEN, "800.00", "55") // another bank counts for itself
	like := func(d *deal, n int) []string {
		t.Helper()
		row := d.now().Edges.Payouts[n]
		found, err := h.DuplicatePayouts(t.Context(), []*ent.Payout{row})
		testkit.Must(t, err)
		var codes []string
		for _, one := range found[row.ID] {
			codes = append(codes, one.OperationCode)
		}
		return codes
	}
	if got := like(one, 0); !slices.Equal(got, []string{two.now().Code}) {
		t.Errorf("the first is like %v", got)
	}
	if got := like(two, 0); !slices.Equal(got, []string{one.now().Code}) {
		t.Errorf("the second is like %v", got)
	}
	if got := like(two, 1); got != nil {
		t.Errorf("that of another account is like %v", got)
	}
	testkit.Must(t, two.void(h.master, 0, domain.VoidNeverSent))
	if like(one, 0) != nil || like(two, 0) != nil {
		t.Error("a void payout is like another")
	}
}

func TestOneRowShowsABoundedNumberOfDuplicates(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.atDesk(t, h.client(t), "500.00")
	for range trading.MostDuplicates + 2 {
		testkit.Must(t, d.reportAs(h.trader, "1.00", "1", uuid.Nil))
	}
	row := d.deposit(0)
	found, err := h.DuplicateReferences(t.Context(), []*ent.Deposit{row})
	testkit.Must(t, err)
	if len(found[row.ID]) != trading.MostDuplicates {
		t.Errorf("%d are shown", len(found[row.ID]))
	}
}
