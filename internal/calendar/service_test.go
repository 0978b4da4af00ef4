package calendar_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/calendar"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// open is a house that has hours, with its Master.
func open(t *testing.T) (*calendar.Service, *testkit.Kit, context.Context) {
	t.Helper()
	kit := testkit.New(t)
	return calendar.New(kit.Store, domain.DefaultParameters().Always()), kit, kit.As(t, testkit.Master)
}

func setting(day domain.Date, name string) calendar.SetHolidayInput {
	return calendar.SetHolidayInput{IdempotencyKey: uuid.NewString(), Date: day, Name: name}
}

func removing(day domain.Date) calendar.RemoveHolidayInput {
	return calendar.RemoveHolidayInput{IdempotencyKey: uuid.NewString(), Date: day}
}

func inForce(t *testing.T, days *calendar.Service) domain.Calendar {
	t.Helper()
	hours, err := days.InForce(access.AsSystem(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return hours
}

func TestAHolidayClosesTheHouseAtOnceAndTakenBackItOpens(t *testing.T) {
	t.Parallel()
	days, kit, master := open(t)
	tomorrow, noon := domain.BusinessDate(kit.Clock.Now()).AddDays(1), kit.Clock.Now().AddDate(0, 0, 1)
	if !inForce(t, days).Open(noon) {
		t.Fatal("tomorrow is closed already")
	}
	set, _, err := days.SetHoliday(master, setting(tomorrow, "  Inventario  "))
	if err != nil || set.Name != "Inventario" || inForce(t, days).Open(noon) {
		t.Fatalf("set %v, %v; open: %t", set, err, inForce(t, days).Open(noon))
	}
	// Set again it takes the other name, and is one day.
	if _, _, err := days.SetHoliday(master, setting(tomorrow, "Duelo nacional")); err != nil {
		t.Fatal(err)
	}
	if got := inForce(t, days).HolidaysFrom(tomorrow)[0]; got.Name != "Duelo nacional" || got.Date != tomorrow {
		t.Errorf("the day is %v", got)
	}
	if _, _, err := days.RemoveHoliday(master, removing(tomorrow)); err != nil || !inForce(t, days).Open(noon) {
		t.Errorf("taken back: %v", err)
	}
	if _, _, err := days.RemoveHoliday(master, removing(tomorrow)); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("taken back twice: %v", err)
	}
	rows := kit.Store.Read().AuditEntry.Query().Where(auditentry.ActionHasPrefix("holiday.")).Order(auditentry.ByID()).AllX(access.AsSystem(t.Context()))
	if len(rows) != 3 || rows[0].Action != "holiday.set" || rows[2].Action != "holiday.remove" {
		t.Errorf("the trail has %v", rows)
	}
}

func TestTheSameKeySetsAHolidayOnce(t *testing.T) {
	t.Parallel()
	days, kit, master := open(t)
	wanted := setting(domain.BusinessDate(kit.Clock.Now()), "Duelo nacional")
	if _, replayed, err := days.SetHoliday(master, wanted); err != nil || bool(replayed) {
		t.Fatalf("%t, %v", replayed, err)
	}
	kit.Clock.Advance(24 * time.Hour) // the day is over, and the request is repeated
	if got, replayed, err := days.SetHoliday(master, wanted); err != nil || !bool(replayed) || got.Name != "Duelo nacional" {
		t.Errorf("repeated: %v, %t, %v", got, replayed, err)
	}
}

func TestTheCalendarIsAMastersAlone(t *testing.T) {
	t.Parallel()
	days, kit, _ := open(t)
	tomorrow := domain.BusinessDate(kit.Clock.Now()).AddDays(1)
	for _, caller := range []testkit.Caller{testkit.Client, testkit.Trader, testkit.Operator, testkit.MiddleOffice, testkit.Analyst} {
		ctx := kit.As(t, caller)
		_, _, set := days.SetHoliday(ctx, setting(tomorrow, "Fiesta"))
		_, _, removed := days.RemoveHoliday(ctx, removing(domain.NewDate(2026, time.December, 25)))
		if domain.CodeOf(set) != domain.CodeForbidden || domain.CodeOf(removed) != domain.CodeForbidden {
			t.Errorf("%v: %v, %v", caller, set, removed)
		}
	}
}

func TestTheNationalHolidaysOfThreeYearsAreThereFromTheStart(t *testing.T) {
	t.Parallel()
	days, _, _ := open(t)
	var want []domain.Holiday
	for year := 2026; year <= 2028; year++ {
		want = append(want, domain.NationalHolidays(year)...)
	}
	got := inForce(t, days).HolidaysFrom(domain.NewDate(2026, time.January, 1))
	if len(got) != len(want) {
		t.Fatalf("%d holidays, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got[i], want[i])
		}
	}
}

func TestAHouseRoundTheClockClosesOnNoHoliday(t *testing.T) {
	t.Parallel()
	_, kit, _ := open(t)
	hours := inForce(t, calendar.New(kit.Store, kit.Parameters.At))
	if !hours.Open(time.Date(2026, time.December, 25, 17, 0, 0, 0, time.UTC)) {
		t.Error("closed on Christmas")
	}
}
