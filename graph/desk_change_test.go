package graph_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// Of referrals, campaigns and scheduled pairs the desk hears that they changed, each person of the lists that it may read.
func TestTheDeskHearsWhichListsChanged(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Settle(t)
	from := a.Cursors.Encode(a.Feed.Head())
	campaign, _ := a.campaignCode(t, time.Hour)
	_, _, err := a.Rewards.EndCampaign(a.As(t, master), rewards.EndCampaignInput{IdempotencyKey: uuid.NewString(), CampaignID: campaign, Reason: "Se acabó"})
	testkit.Must(t, err)
	scheduled, _, err := a.Pricing.Schedule(a.As(t, master), pricing.ScheduleInput{IdempotencyKey: uuid.NewString(), HouseBuys: money.MustRate("3.7450"),
		HouseSells: money.MustRate("3.7550"), PublishAt: a.Clock.Now().Add(time.Hour), Reason: "Cierre del mercado"})
	testkit.Must(t, err)
	_, _, err = a.Pricing.Unschedule(a.As(t, master), pricing.UnscheduleInput{IdempotencyKey: uuid.NewString(), ID: scheduled.ID})
	testkit.Must(t, err)
	referral := uuid.Must(uuid.NewV7())
	_, err = store.Do(access.AsSystem(t.Context()), a.Store, store.Command{Action: "tests"}, func(ctx context.Context, tx *store.Tx) error {
		return tx.EmitNext(ctx, event.Record{Kind: domain.EventReferralDecided, Aggregate: event.Aggregate{Type: domain.ObjectReferral, ID: referral},
			Facts: domain.ReferralFacts{Flags: []domain.ReferralFlag{}}})
	})
	testkit.Must(t, err)
	a.Settle(t)

	const document = `query($after: EventCursor, $kinds: [DeskEventKind!]) { deskEvents(after: $after, kinds: $kinds) {
		... on ChangeEvent { changeEvent thingId changeVersion } } }`
	type change struct {
		kind, thing string
		version     float64
	}
	ofCampaign, ofSchedule := globalid.Encode(ent.CampaignIDPrefix, campaign), globalid.Encode(ent.ScheduledRateIDPrefix, scheduled.ID)
	want := []change{{"CAMPAIGN_CREATED", ofCampaign, 1}, {"CAMPAIGN_ENDED", ofCampaign, 2}, {"SCHEDULED_RATE_SET", ofSchedule, 1},
		{"SCHEDULED_RATE_CANCELED", ofSchedule, 2}, {"REFERRAL_DECIDED", globalid.Encode(ent.ReferralIDPrefix, referral), 1}}
	got := a.must(t, master, document, map[string]any{"after": from, "kinds": []any{"REFERRAL", "CAMPAIGN", "SCHEDULED_RATE"}})
	var told []change
	for _, item := range got.at(t, "deskEvents").([]any) {
		if item := item.(map[string]any); item["changeEvent"] != nil {
			told = append(told, change{item["changeEvent"].(string), item["thingId"].(string), item["changeVersion"].(float64)})
		}
	}
	if !slices.Equal(told, want) {
		t.Errorf("a Master hears %v, want %v", told, want)
	}
	for _, kind := range []string{"REFERRAL", "CAMPAIGN"} {
		if got := a.ask(t, trader, document, map[string]any{"after": from, "kinds": []any{kind}}); got.code() != "FORBIDDEN" {
			t.Errorf("a trader asks for %s: %s", kind, got.raw)
		}
	}
}
