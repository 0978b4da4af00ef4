package pricing_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/pricing"
)

func TestBeforeTheFirstPublicationThereIsNoRate(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if row, err := h.Current(anonymous(t)); row != nil || err != nil {
		t.Errorf("current: %v, %v", row, err)
	}
	if err := h.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if tick, ok := h.Latest(); ok {
		t.Errorf("latest: %v", tick)
	}
}

func TestTheBoardShowsWhatWasPublishedWhenItIsRefreshed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	done := h.published(t)
	if _, ok := h.Latest(); ok {
		t.Fatal("the board shows a rate before its first refresh")
	}

	if err := h.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}

	tick, ok := h.Latest()
	if !ok || tick.ID != done.PublicRateID || tick.HouseBuys.String() != "3.7180" || tick.HouseSells.String() != "3.7280" || !tick.At.Equal(opening) {
		t.Errorf("the board shows %+v, %v", tick, ok)
	}
	if !pricing.Concerns(event.Event{Aggregate: pricing.RateAggregate}) || pricing.Concerns(event.Event{Aggregate: pricing.BaseRateAggregate}) {
		t.Error("the board follows the wrong events")
	}
}

func TestTheBaseIsHiddenFromWhomItIsNotFor(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	granted, _ := h.staff(t, domain.RoleTrader, domain.RatesBase)
	operator, _ := h.staff(t, domain.RoleOperator)
	client, _ := h.client(t, traderID, domain.ClientActive)

	if row, err := h.CurrentBase(granted); err != nil || row == nil {
		t.Errorf("granted trader: %v, %v", row, err)
	}
	if row, err := h.CurrentBase(operator); err != nil || row == nil {
		t.Errorf("operator: %v, %v", row, err)
	}
	if row, err := h.CurrentBase(trader); err != nil || row != nil {
		t.Errorf("trader: %v, %v", row, err)
	}
	if row, err := h.CurrentBase(client); err != nil || row != nil {
		t.Errorf("client: %v, %v", row, err)
	}
	if row, err := h.CurrentBase(anonymous(t)); err != nil || row != nil {
		t.Errorf("anonymous: %v, %v", row, err)
	}
}

func TestTheHistoryIsReadInPagesWithoutAGapByTheStaffAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master, _ := h.staff(t, domain.RoleMaster)
	trader, traderID := h.staff(t, domain.RoleTrader)
	client, _ := h.client(t, traderID, domain.ClientActive)
	published := []string{"3.7000", "3.7010", "3.7020", "3.7030", "3.7040"}
	for _, rate := range published {
		if _, _, err := h.PublishPublic(master, public(rate, rate)); err != nil {
			t.Fatal(err)
		}
	}

	var from *pricing.Place
	var got []string
	for more := true; more; {
		rows, follows, err := h.History(trader, 2, from)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			got = append(got, row.HouseBuys.String())
		}
		last := rows[len(rows)-1]
		from, more = &pricing.Place{At: last.CreatedAt, ID: last.ID}, follows
	}

	for i, rate := range got {
		if want := published[len(published)-1-i]; rate != want {
			t.Errorf("place %d holds %s, want %s", i, rate, want)
		}
	}
	if len(got) != len(published) {
		t.Errorf("%d rows, want %d", len(got), len(published))
	}
	_, _, err := h.History(client, 2, nil)
	wantRefusals(t, err, "FORBIDDEN@")
	_, _, err = h.History(anonymous(t), 2, nil)
	wantRefusals(t, err, "UNAUTHENTICATED@")
}
