package trading_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/testkit"
)

// inOrderAtRow runs acts so that all wait for a row, the first one first, and answers how they ended.
func (h *house) inOrderAtRow(t *testing.T, table string, row uuid.UUID, acts ...func() error) []error {
	t.Helper()
	tx, err := h.db.Owner.BeginTx(t.Context(), nil)
	testkit.Must(t, err)
	_, err = tx.ExecContext(t.Context(), `SELECT FROM `+table+` WHERE id = $1 FOR UPDATE`, row)
	testkit.Must(t, err)
	errs := make([]error, len(acts))
	var group sync.WaitGroup
	for i, act := range acts {
		ended := make(chan struct{})
		group.Go(func() { errs[i] = act(); close(ended) })
		h.awaitWaiting(t, i+1, ended)
	}
	testkit.Must(t, tx.Rollback())
	group.Wait()
	return errs
}

// awaitWaiting waits until so many sessions of the test's database wait for another, be it for a lock or for a row, or the last act ended.
func (h *house) awaitWaiting(t *testing.T, sessions int, ended <-chan struct{}) {
	t.Helper()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for waiting := 0; waiting < sessions; {
		select {
		case <-ended:
			return
		case <-ticker.C:
		}
		testkit.Must(t, h.db.Owner.QueryRowContext(t.Context(), `SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
			WHERE NOT granted AND datname = current_database()`).Scan(&waiting))
	}
}

// inBothOrders runs a test with either of two acts first.
func inBothOrders(t *testing.T, test func(t *testing.T, first int)) {
	t.Helper()
	for first, name := range []string{"one way", "the other way"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, first)
		})
	}
}

func (h *house) decide(of uuid.UUID, suspended bool) error {
	_, _, err := h.rewards.Decide(h.master, rewards.DecideInput{IdempotencyKey: uuid.NewString(), ReferralID: of, Suspended: suspended, Reason: "Son hermanos"})
	return err
}

func (h *house) boundOf(t *testing.T, client person) *ent.Referral {
	t.Helper()
	return h.owner.Referral.Query().Where(referral.ReferredID(client.id)).OnlyX(t.Context())
}

// What is completed while a Master allows the earnings is earned once, whoever is first; at the first operation, which makes the referral
// final, and at later ones.
func TestADecisionAndACompletionAtOnceEarnOnce(t *testing.T) {
	t.Parallel()
	inBothOrders(t, func(t *testing.T, first int) {
		h := newHouse(t)
		phone := func(create *ent.CustomerCreate) { create.SetPhone("+51999000111") }
		maker, twin := h.stranger(t, phone), h.stranger(t, phone)
		d := h.sellWith(t, twin, "1000.00", h.ownCode(t, maker)).paid()
		of := h.boundOf(t, twin).ID
		for n := range 2 {
			acts := []func() error{func() error { return h.decide(of, false) }, func() error { return d.complete(h.master) }}
			for _, err := range h.inOrderAtRow(t, "referrals", of, acts[first], acts[1-first]) {
				testkit.Must(t, err)
			}
			if row := h.boundOf(t, twin); row.Suspended || row.ConfirmedAt == nil {
				t.Errorf("after operation %d the referral is suspended %v, confirmed %v", n+1, row.Suspended, row.ConfirmedAt)
			}
			h.wantPips(t, maker, 30*money.Pips(n+1))
			testkit.Must(t, h.decide(of, true))
			d = h.sellWith(t, twin, "1000.00", "").paid()
		}
	})
}

// An operation whose referral is suspended as it is completed is completed all the same.
func TestASuspensionAndACompletionAtOnceBothSucceed(t *testing.T) {
	t.Parallel()
	inBothOrders(t, func(t *testing.T, first int) {
		h := newHouse(t)
		maker, referred := h.stranger(t), h.stranger(t)
		h.sellWith(t, referred, "1000.00", h.ownCode(t, maker)).completed()
		d, of := h.sellWith(t, referred, "1000.00", "").paid(), h.boundOf(t, referred).ID
		acts := []func() error{func() error { return h.decide(of, true) }, func() error { return d.complete(h.master) }}
		for _, err := range h.inOrderAtRow(t, "referrals", of, acts[first], acts[1-first]) {
			testkit.Must(t, err)
		}
		h.wantPips(t, maker, 30+30*money.Pips(first))
	})
}

// Of a code's maker that takes it back and a client that uses it, whoever is second hears why it cannot.
func TestACodeIsTakenBackOrUsed(t *testing.T) {
	t.Parallel()
	inBothOrders(t, func(t *testing.T, first int) {
		h := newHouse(t)
		maker, user := h.stranger(t), h.stranger(t)
		code := h.reward(t, maker)
		id := h.summary(t, maker).Codes[0].ID
		order := h.orderFor(t, user.id, h.promised(t, user, "1000.00", code), domain.ChannelWeb)
		acts := []func() error{
			func() error {
				_, _, err := h.rewards.Withdraw(maker, rewards.WithdrawInput{IdempotencyKey: uuid.NewString(), CodeID: id})
				return err
			},
			func() error { _, _, err := h.Create(user, order); return err },
		}
		errs := h.inOrderAtRow(t, "codes", id, acts[first], acts[1-first])
		testkit.Must(t, errs[0])
		if first == 0 {
			wantReason(t, errs[1], domain.CouponWithdrawn)
			h.wantPips(t, maker, 30)
		} else {
			testkit.Refused(t, errs[1], domain.CodeNotAllowedInStatus, "codeId")
			h.wantPips(t, maker, 0)
		}
	})
}

// A client that may have several operations names another referrer with the second one while the first is completed: the referral is final
// with whoever was there first, and nothing fails.
func TestAReferralIsBoundAnewOrFinal(t *testing.T) {
	t.Parallel()
	inBothOrders(t, func(t *testing.T, first int) {
		h := newHouse(t)
		maker, other, referred := h.stranger(t), h.stranger(t), h.stranger(t, func(create *ent.CustomerCreate) { create.SetParallelOperations(true) })
		d := h.sellWith(t, referred, "1000.00", "").paid()
		testkit.Must(t, h.sellWith(t, referred, "1000.00", h.ownCode(t, maker)).cancel(referred))
		order := h.orderFor(t, referred.id, h.promised(t, referred, "1000.00", h.ownCode(t, other)), domain.ChannelWeb)
		acts := []func() error{func() error { return d.complete(h.master) }, func() error { _, _, err := h.Create(referred, order); return err }}
		errs := h.inOrderAtRow(t, "referrals", h.boundOf(t, referred).ID, acts[first], acts[1-first])
		testkit.Must(t, errs[0])
		testkit.Must(t, errs[1])
		want := []uuid.UUID{maker.id, other.id}[first]
		if row := h.boundOf(t, referred); row.ReferrerID != want || row.ConfirmedAt == nil {
			t.Errorf("it came by %s, final %v; want %s", row.ReferrerID, row.ConfirmedAt, want)
		}
	})
}
