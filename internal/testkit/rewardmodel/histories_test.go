package rewardmodel_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit/rewardmodel"
)

// histories are how many are drawn, by how many tests at once, and how many moves each has.
func histories() (count, apart, moves int) {
	if os.Getenv("CRASH_LONG") != "" {
		return 100_000, 100, 80
	}
	return 800, 4, 80
}

var opening = time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)

// presets are the rules that a house changes between: ours, the live system's, and ones under which amounts give something too.
func presets() []domain.RewardRules {
	ours := domain.DefaultRewardRules()
	live, tiered := ours, ours
	live.Earn = domain.LiveEarnPips
	tiered.Tiers, tiered.Redeem, tiered.Coupon = domain.LiveBotTiers(), 45, 40
	tiered.Tiers[2].Pips = tiered.Cap
	return []domain.RewardRules{ours, live, tiered}
}

// TestRandomHistoriesOfRewards lets clients, their doubles and the house do anything, right or wrong, under rules that change: after every
// move the pips, codes, referrals and uses are whole ([rewardmodel.World.Fault]), and what was refused changed nothing. CRASH_LONG draws more.
func TestRandomHistoriesOfRewards(t *testing.T) {
	t.Parallel()
	count, apart, moves := histories()
	seen := make([]map[string]int, apart)
	t.Cleanup(func() {
		for _, more := range seen[1:] {
			for what, times := range more {
				seen[0][what] += times
			}
		}
		wantAll(t, seen[0])
		t.Logf("%d histories of %d moves", count, moves)
	})
	for part := range apart {
		seen[part] = map[string]int{}
		t.Run(fmt.Sprint("part ", part), func(t *testing.T) {
			t.Parallel()
			for n := range count / apart {
				play(t, uint64(part*count/apart+n), moves, seen[part])
			}
		})
	}
}

// play plays one history.
func play(t *testing.T, seed uint64, moves int, seen map[string]int) {
	t.Helper()
	w := rewardmodel.New(opening)
	draw := rewardmodel.Draw{Rand: rand.New(rand.NewPCG(seed, 2026)), Clients: 6, Rules: presets(), Number: 40_000_000,
		Amounts: []money.Amount{money.MustAmount("100.00"), money.MustAmount("199.99"), money.MustAmount("200.00"), money.MustAmount("1000.00"),
			money.MustAmount("10000.00"), money.MustAmount("20000.01")}}
	for step := range moves {
		m := draw.Next(w)
		var before []string
		// To compare everything takes longer than all the rest.
		if step%8 == 0 {
			before = w.Lines()
		}
		outcome := w.Do(m)
		seen[string(m.Kind)+" "+string(outcome.Code)+" "+string(outcome.Reason)]++
		if fault := w.Fault(); fault != "" {
			t.Fatalf("history %d, move %d (%s): %s\n%q", seed, step, m, fault, w.Lines())
		}
		if before != nil && outcome.Code != "" && !slices.Equal(before, w.Lines()) {
			t.Fatalf("history %d, move %d (%s) was refused with %s and changed something", seed, step, m, outcome)
		}
	}
}

// wantAll holds the histories to be about something: every move succeeds somewhere, and every reason why a code cannot be used is heard.
func wantAll(t *testing.T, seen map[string]int) {
	t.Helper()
	for _, kind := range []rewardmodel.Kind{rewardmodel.Register, rewardmodel.AskPrice, rewardmodel.AskAgain, rewardmodel.Create, rewardmodel.Amend,
		rewardmodel.Complete, rewardmodel.End, rewardmodel.Undo, rewardmodel.Lapse, rewardmodel.Redeem, rewardmodel.Withdraw,
		rewardmodel.BeginCampaign, rewardmodel.EndCampaign, rewardmodel.Decide, rewardmodel.Leave, rewardmodel.ChangeRules, rewardmodel.Wait} {
		if seen[string(kind)+"  "] == 0 {
			t.Errorf("%s never succeeded", kind)
		}
	}
	for _, why := range append(domain.CouponReasons(), "") {
		heard := why == domain.CouponUnknown || why == domain.CouponNegotiated // is never told; is of prices that are agreed
		for _, kind := range []rewardmodel.Kind{rewardmodel.AskPrice, rewardmodel.Create, rewardmodel.Amend} {
			heard = heard || seen[fmt.Sprintf("%s %s %s", kind, domain.CodeCouponNotUsable, why)] > 0
		}
		if !heard {
			t.Errorf("nobody heard %q", why)
		}
	}
}
