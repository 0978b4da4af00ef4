package rewards_test

import (
	"context"
	"testing"

	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestWhoRecommendedTheHouseHearsOfItsPipsAndOfNobodysName(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	referrer := kit.ID(testkit.OtherClient)
	code, err := kit.Store.Read().RewardCode.Query().Where(rewardcode.ClientID(referrer), rewardcode.KindEQ(domain.CodeReferral)).Only(testkit.System(t))
	testkit.Must(t, err)
	_, err = store.Do(testkit.System(t), kit.Store, store.Command{Action: "test.refer"}, func(ctx context.Context, tx *store.Tx) error {
		return kit.Rewards.Refer(ctx, tx, kit.ID(testkit.Client), code.Value)
	})
	testkit.Must(t, err)
	// The people of the kit have more in common than strangers; a person looked at that.
	testkit.Exec(t, kit.DB, `UPDATE referrals SET suspended = false`)
	kit.Settle(t)
	for range 2 { // the first time it takes its place in the feed
		_, err = kit.Notify.Dispatch(access.AsSystem(t.Context()))
		testkit.Must(t, err)
	}

	kit.Operation(t, domain.Completed)

	kit.Settle(t)
	_, err = kit.Notify.Dispatch(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	row, err := kit.Store.Read().Notification.Query().Where(notification.Kind("REWARD_EARNED")).Only(kit.As(t, testkit.OtherClient))
	testkit.Must(t, err)
	if row.Title != "Ganaste 30 pips" || row.Body != "Alguien a quien nos recomendaste completó una operación. Tienes 30 pips." {
		t.Errorf("it says %q: %q", row.Title, row.Body)
	}
	if n := kit.Store.Read().Notification.Query().Where(notification.Kind("REWARD_EARNED")).CountX(kit.As(t, testkit.Client)); n != 0 {
		t.Errorf("who was recommended hears of %d", n)
	}
}
