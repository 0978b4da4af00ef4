package rewards_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/testkit"
)

// Whoever tries codes hears the same words after the same statements, whether there is such a code or not (areas.md E21).
func TestAnUnknownCodeIsLookedForAsAnothersIs(t *testing.T) {
	t.Parallel()
	k, statements := testkit.NewCounted(t)
	// Given a code that its maker took back, which a stranger cannot use.
	testkit.Exec(t, k.DB, `INSERT INTO reward_movements (id, created_at, client_id, pips, reason, business_date)
		VALUES (gen_random_uuid(), $1, $2, 30, 'ADJUSTED', $3)`, testkit.Opening, k.ID(testkit.Client), domain.BusinessDate(testkit.Opening).String())
	id, _, err := k.Rewards.Redeem(k.As(t, testkit.Client), rewards.RedeemInput{IdempotencyKey: uuid.NewString()})
	testkit.Must(t, err)
	_, _, err = k.Rewards.Withdraw(k.As(t, testkit.Client), rewards.WithdrawInput{IdempotencyKey: uuid.NewString(), CodeID: id})
	testkit.Must(t, err)
	foreign := testkit.Texts(t, k.DB, `SELECT value FROM codes WHERE id = $1`, id)[0]

	try := func(code string) (*domain.Error, []string) {
		statements.Reset()
		checked, err := k.Rewards.Check(k.As(t, testkit.OtherClient), code)
		testkit.Must(t, err)
		return checked.Refusal, slices.Clone(statements.Sent())
	}
	known, sentForKnown := try(foreign)
	unknown, sentForUnknown := try("ZZZZZZ")

	if known == nil || unknown == nil || known.Message != unknown.Message || known.Code != unknown.Code || len(known.Params)+len(unknown.Params) > 0 {
		t.Errorf("another's is refused with %v, an unknown one with %v", known, unknown)
	}
	if len(sentForKnown) < 5 || !slices.Equal(sentForKnown, sentForUnknown) {
		t.Errorf("the statements differ:\n%q\n%q", sentForKnown, sentForUnknown)
	}
	// And its maker is told what became of it.
	checked, err := k.Rewards.Check(k.As(t, testkit.Client), foreign)
	testkit.Must(t, err)
	if checked.Refusal == nil || len(checked.Refusal.Params) != 1 {
		t.Errorf("its maker hears %v", checked.Refusal)
	}
}
