package pricing_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

func TestABasePublishesThePairThatTheSpreadMakesOfIt(t *testing.T) {
	t.Parallel()
	for _, golden := range []struct{ bid, ask, buys, sells string }{
		{"3.7200", "3.7260", "3.7180", "3.7280"},
		{"3.7215", "3.7268", "3.7190", "3.7290"},
		{"3.9000", "3.9990", "3.8980", "4.0010"},
	} {
		t.Run(golden.ask, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			master, id := h.staff(t, domain.RoleMaster)

			done, _, err := h.PublishBase(master, base(golden.bid, golden.ask))
			if err != nil {
				t.Fatal(err)
			}

			row, err := h.Current(anonymous(t))
			if err != nil {
				t.Fatal(err)
			}
			if row.ID != done.PublicRateID || row.HouseBuys.String() != golden.buys || row.HouseSells.String() != golden.sells {
				t.Errorf("in force: %v %s / %s, want %v %s / %s", row.ID, row.HouseBuys, row.HouseSells, done.PublicRateID, golden.buys, golden.sells)
			}
			if row.Source != domain.RateFromBase || row.BaseRateID == nil || *row.BaseRateID != done.BaseRateID || row.PublishedBy != id {
				t.Errorf("the pair does not tell where it comes from: %+v", row)
			}
			if len(done.Warnings) > 0 {
				t.Errorf("the first publication warns: %v", done.Warnings)
			}
		})
	}
}

func TestAPublicPairByHandLeavesTheBaseAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	first := h.published(t)
	operator, _ := h.staff(t, domain.RoleOperator)

	if _, _, err := h.PublishPublic(operator, public("3.7150", "3.7310")); err != nil {
		t.Fatal(err)
	}

	row, err := h.Current(operator)
	if err != nil {
		t.Fatal(err)
	}
	if row.Source != domain.RateManual || row.BaseRateID == nil || *row.BaseRateID != first.BaseRateID {
		t.Errorf("the typed pair does not name the base in force: %+v", row)
	}
	inForce, err := h.CurrentBase(operator)
	if err != nil {
		t.Fatal(err)
	}
	if inForce.ID != first.BaseRateID {
		t.Errorf("the base changed to %v", inForce.ID)
	}
}

func TestOnlyWhoMayPublishesRates(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	operator, _ := h.staff(t, domain.RoleOperator)
	trader, traderID := h.staff(t, domain.RoleTrader)
	granted, _ := h.staff(t, domain.RoleTrader, domain.RatesPublish)
	office, _ := h.staff(t, domain.RoleMiddleOffice)
	analyst, _ := h.staff(t, domain.RoleAnalyst)
	client, _ := h.client(t, traderID, domain.ClientActive)
	for name, caller := range map[string]struct {
		ctx  context.Context
		want domain.Code
	}{
		"master": {master, ""}, "operator": {operator, ""}, "granted trader": {granted, ""}, "system": {access.AsSystem(t.Context()), ""},
		"trader": {trader, domain.CodeForbidden}, "middle office": {office, domain.CodeForbidden}, "analyst": {analyst, domain.CodeForbidden},
		"client": {client, domain.CodeForbidden}, "anonymous": {anonymous(t), domain.CodeUnauthenticated},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := h.PublishBase(caller.ctx, base("3.7200", "3.7260"))
			if got := domain.CodeOf(err); got != caller.want {
				t.Errorf("base: %v, want code %q", err, caller.want)
			}
			_, _, err = h.PublishPublic(caller.ctx, public("3.7180", "3.7280"))
			if got := domain.CodeOf(err); got != caller.want {
				t.Errorf("public: %v, want code %q", err, caller.want)
			}
		})
	}
}

func TestAPublicationTellsAllItsFaultsAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master, _ := h.staff(t, domain.RoleMaster)

	in := base("3.7260", "3.7200")
	in.Reason = "  "
	_, _, err := h.PublishBase(master, in)
	wantRefusals(t, err, "INVALID@ask", "REQUIRED@reason")

	_, _, err = h.PublishBase(master, base("2.9900", "3.7200"))
	wantRefusals(t, err, "INVALID@bid")

	_, _, err = h.PublishPublic(master, pricing.PublishPublicInput{HouseBuys: money.MustRate("3.7"), HouseSells: money.MustRate("10.0001"),
		Reason: strings.Repeat("x", 301)})
	wantRefusals(t, err, "INVALID@houseSells", "INVALID@reason")

	_, _, err = h.PublishPublic(master, public("3.8", "3.7"))
	wantRefusals(t, err, "INVALID@houseSells")
}

func TestALargeStepNeedsAMasterWhoOverridesOnEveryPath(t *testing.T) {
	t.Parallel()
	fields := map[string][2]string{"base": {"bid", "ask"}, "public": {"houseBuys", "houseSells"}}
	for name, step := range map[string]func(*house, context.Context, bool) (pricing.Published, error){
		"base": func(h *house, ctx context.Context, override bool) (pricing.Published, error) {
			in := base("3.8400", "3.8460")
			in.Override = override
			done, _, err := h.PublishBase(ctx, in)
			return done, err
		},
		"public": func(h *house, ctx context.Context, override bool) (pricing.Published, error) {
			in := public("3.8400", "3.8460")
			in.Override = override
			done, _, err := h.PublishPublic(ctx, in)
			return done, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			before := h.published(t)
			master, _ := h.staff(t, domain.RoleMaster)
			operator, _ := h.staff(t, domain.RoleOperator)

			_, err := step(h, master, false)
			wantRefusals(t, err, "RATE_DEVIATION@"+fields[name][0], "RATE_DEVIATION@"+fields[name][1])
			_, err = step(h, operator, true)
			wantRefusals(t, err, "FORBIDDEN@override")
			if row, _ := h.Current(master); row.ID != before.PublicRateID {
				t.Fatal("a refused publication changed the rate")
			}

			done, err := step(h, master, true)
			if err != nil {
				t.Fatal(err)
			}
			row, err := h.Current(master)
			if err != nil {
				t.Fatal(err)
			}
			if row.ID != done.PublicRateID || !row.Overridden || len(done.Warnings) != 2 {
				t.Errorf("the override leaves no trace: %+v, %+v", done, row)
			}
		})
	}
}

func TestTheDerivedPairPassesTheGuardAgainstATypedOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	// Given a typed pair that a Master took 4 % away from the base.
	typed := public("3.8670", "3.8770")
	typed.Override = true
	if _, _, err := h.PublishPublic(master, typed); err != nil {
		t.Fatal(err)
	}

	// When the base is published unchanged, its derived pair is the large step.
	_, _, err := h.PublishBase(master, base("3.7200", "3.7260"))

	wantRefusals(t, err, "RATE_DEVIATION@bid", "RATE_DEVIATION@ask")
}

func TestARepeatedPublicationAnswersTheFirstOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master, _ := h.staff(t, domain.RoleMaster)
	in := base("3.7200", "3.7260")
	in.IdempotencyKey = "once"

	first, replayed, err := h.PublishBase(master, in)
	if err != nil || replayed {
		t.Fatal(replayed, err)
	}
	again, replayed, err := h.PublishBase(master, in)

	if err != nil || !bool(replayed) || again.BaseRateID != first.BaseRateID || again.PublicRateID != first.PublicRateID {
		t.Errorf("the repetition answers %+v, %v, %v; want %+v replayed", again, replayed, err, first)
	}
	rows, more, err := h.History(master, 0, nil)
	if err != nil || more || len(rows) != 1 {
		t.Errorf("%d publications, %v, %v", len(rows), more, err)
	}
}

func TestPublicationsAtOneInstantStayInTheirOrder(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master, _ := h.staff(t, domain.RoleMaster)
	for i, step := range []string{"3.7000", "3.7100", "3.7200"} {
		if i == 2 {
			h.clock.Advance(-time.Hour)
		}
		if _, _, err := h.PublishPublic(master, public(step, step)); err != nil {
			t.Fatal(err)
		}
		row, err := h.Current(master)
		if err != nil {
			t.Fatal(err)
		}
		if row.HouseBuys.String() != step {
			t.Errorf("after publishing %s the rate in force is %s", step, row.HouseBuys)
		}
	}
}

func TestConcurrentPublicationsCountTheVersionsWithoutAGap(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master, _ := h.staff(t, domain.RoleMaster)
	const each = 6
	var all sync.WaitGroup
	for range each {
		all.Go(func() {
			if _, _, err := h.PublishBase(master, base("3.7200", "3.7260")); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			if _, _, err := h.PublishPublic(master, public("3.7180", "3.7280")); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for aggregate, want := range map[string]int{"rate": 2 * each, "base_rate": each} {
		var count, newest int
		err := h.db.App.QueryRowContext(t.Context(), `SELECT count(*), max(aggregate_version) FROM events WHERE aggregate = $1`, aggregate).Scan(&count, &newest)
		if err != nil {
			t.Fatal(err)
		}
		if count != want || newest != want {
			t.Errorf("%s: %d events up to version %d, want %d", aggregate, count, newest, want)
		}
	}
}

// The events say what the next version is, not the rows: counting those takes the longer the older the house is.
func TestTheVersionOfTheRateFollowsItsEvents(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, masterID := h.staff(t, domain.RoleMaster)
	// Given rows of before that no event tells of.
	for range 3 {
		h.owner.PublicRate.Create().SetCreatedAt(opening.Add(-time.Hour)).SetHouseBuys(money.MustRate("3.7180")).SetHouseSells(money.MustRate("3.7280")).
			SetSource(domain.RateManual).SetReason("Antes").SetPublishedBy(masterID).SaveX(t.Context())
		h.owner.BaseRate.Create().SetCreatedAt(opening.Add(-time.Hour)).SetBid(money.MustRate("3.7200")).SetAsk(money.MustRate("3.7260")).
			SetSpreadPips(20).SetReason("Antes").SetPublishedBy(masterID).SaveX(t.Context())
	}

	if _, _, err := h.PublishBase(master, base("3.7200", "3.7260")); err != nil {
		t.Fatal(err)
	}

	for _, aggregate := range []string{"rate", "base_rate"} {
		var newest int
		if err := h.db.App.QueryRowContext(t.Context(), `SELECT max(aggregate_version) FROM events WHERE aggregate = $1`, aggregate).Scan(&newest); err != nil {
			t.Fatal(err)
		}
		if newest != 2 {
			t.Errorf("the second event of %s has version %d", aggregate, newest)
		}
	}
}

func TestAnEventOfTheBaseTellsNoFigures(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	rows, err := h.db.App.QueryContext(t.Context(), `SELECT kind, facts::text FROM events ORDER BY kind`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	got := map[string]string{}
	for rows.Next() {
		var kind, facts string
		if err := rows.Scan(&kind, &facts); err != nil {
			t.Fatal(err)
		}
		got[kind] = facts
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[string(domain.EventBaseRatePublished)] != "{}" ||
		got[string(domain.EventPublicRatePublished)] != `{"houseBuys": "3.7180", "houseSells": "3.7280"}` {
		t.Errorf("events: %v", got)
	}
}

func TestWhateverIsPublishedKeepsTheHouseOnItsSideOfTheBase(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master, _ := h.staff(t, domain.RoleMaster)
	rapid.Check(t, func(r *rapid.T) {
		bid := money.Pips(rapid.IntRange(30_000, 49_900).Draw(r, "bid"))
		ask := bid + money.Pips(rapid.IntRange(1, 100).Draw(r, "gap"))
		in := pricing.PublishBaseInput{Reason: "Prueba", Override: true}
		in.Bid, _ = money.RateFromPips(bid)
		in.Ask, _ = money.RateFromPips(ask)
		if _, _, err := h.PublishBase(master, in); err != nil {
			r.Fatal(err)
		}
		row, err := h.Current(master)
		if err != nil {
			r.Fatal(err)
		}
		bought, sold := in.Bid.PipsAbove(row.HouseBuys), row.HouseSells.PipsAbove(in.Ask)
		if bought < 20 || bought > 29 || sold < 20 || sold > 29 {
			r.Fatalf("%s / %s makes %s / %s", in.Bid, in.Ask, row.HouseBuys, row.HouseSells)
		}
	})
}
