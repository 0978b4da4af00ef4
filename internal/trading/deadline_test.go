package trading_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/testkit"
)

// A cent buys half an hour, once, and no rate.
func TestACentDoesNotKeepARate(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	h.clock.Set(opening.Add(14 * time.Minute))
	testkit.Must(t, d.report(d.client, "0.01"))
	testkit.Must(t, d.report(d.client, "0.01"))
	if row := d.want(domain.Pending); !row.ExpiresAt.Equal(opening.Add(45 * time.Minute)) {
		t.Errorf("the deadline is %v", row.ExpiresAt)
	}
	_, _, err := h.pricing.PublishBase(h.master, pricing.PublishBaseInput{Bid: money.MustRate("3.6500"), Ask: money.MustRate("3.6560"), Reason: "Cae"})
	testkit.Must(t, err)

	h.clock.Set(opening.Add(45 * time.Minute))
	if h.expire(t) != 1 {
		t.Fatal("a cent keeps the rate")
	}
	row := d.want(domain.Expired)
	if row.Edges.Deposits[0].Counted {
		t.Error("money counts for what ended")
	}
	// The rest comes too late: it waits.
	testkit.Must(t, d.report(d.client, "999.98"))
	d.want(domain.Expired)
	if facts := h.events(t, d.id)[3].facts; facts.Waiting == nil || facts.Waiting.Amount.String() != "0.02" {
		t.Errorf("told %+v", facts)
	}
	h.verify(t)
}

// A confirmed part does not keep it either.
func TestAConfirmedPartExpiresToo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "400.00"))
	testkit.Must(t, d.confirm(h.master, 0))
	h.clock.Set(opening.Add(45 * time.Minute))
	if h.expire(t) != 1 {
		t.Fatal("it must expire")
	}
	// Its money waits, and goes back or into another operation.
	testkit.Must(t, d.refund(h.master, 0))
	h.verify(t)
}

// A withdrawal gives back what was left; a rejection a new window, twice.
func TestRefusalsGiveTwoNewWindowsAndWithdrawalsNone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	expires := func() time.Duration { return d.want(domain.Pending).ExpiresAt.Sub(h.clock.Now()) }

	h.clock.Advance(10 * time.Minute)
	testkit.Must(t, d.report(d.client, "1000.00"))
	h.clock.Advance(20 * time.Minute)
	testkit.Must(t, d.withdraw(d.client, 0))
	if got := expires(); got != 5*time.Minute {
		t.Errorf("a withdrawal leaves %s", got)
	}
	for n, want := range []time.Duration{15 * time.Minute, 15 * time.Minute, 14 * time.Minute} {
		h.clock.Advance(time.Minute)
		testkit.Must(t, d.report(d.client, "1000.00"))
		h.clock.Advance(time.Minute)
		testkit.Must(t, d.reject(h.operator, n+1))
		if got := expires(); got != want {
			t.Errorf("rejection %d leaves %s, want %s", n+1, got, want)
		}
	}
	h.verify(t)
}

// limaHours is a calendar of ordinary hours.
func limaHours(context.Context) (domain.Calendar, error) {
	return domain.NewCalendar(domain.DefaultWeek(), nil)
}

// What people of the house set while an operation is under way is for those that are made afterwards.
func TestAnOperationKeepsTheTimesThatWereGivenWhenItWasMade(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(of *terms) {
		later := of.Parameters
		later.DepositWindow, later.PartGrace = time.Hour, 0
		of.from, of.later = opening.Add(10*time.Minute), &later
	})
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "400.00"))
	promised := *d.now().ExpiresAt
	h.clock.Advance(12 * time.Minute)
	testkit.Must(t, d.confirm(h.master, 0))
	if got := *d.now().ExpiresAt; !got.Equal(promised) || !got.Equal(opening.Add(45*time.Minute)) {
		t.Errorf("promised until %s, and now until %s", promised, got)
	}
	if another := h.sell(t, h.client(t), "500.00"); !another.now().ExpiresAt.Equal(h.clock.Now().Add(time.Hour)) {
		t.Errorf("made afterwards it waits until %s", another.now().ExpiresAt)
	}
}

// A whole report is believed for half an hour, or with a voucher until the end of the next business day. Then the system hands the
// operation back, and the report counts again once the money is seen.
func TestAReportIsBelievedForAWhile(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		file   bool
		seenBy time.Time
	}{
		"without a voucher": {false, opening.Add(30 * time.Minute)},
		"with a voucher":    {true, time.Date(2026, 11, 21, 19, 0, 0, 0, time.UTC)}, // Saturday, 14:00 in Lima
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, func(of *terms) { of.calendar = limaHours })
			d := h.sell(t, h.client(t), "1000.00")
			file := uuid.Nil
			if example.file {
				file = h.file(t, d.client, domain.FileDepositProof)
			}
			testkit.Must(t, d.reportAs(d.client, "1000.00", "4711", file))
			if row := d.want(domain.InProcess); !row.SeenBy.Equal(example.seenBy) || row.ExpiresAt != nil {
				t.Fatalf("to be seen by %v, deadline %v", row.SeenBy, row.ExpiresAt)
			}
			h.clock.Set(example.seenBy.Add(-time.Second))
			h.handBack(t, 0)
			h.clock.Set(example.seenBy)
			h.handBack(t, 1)
			h.handBack(t, 0)

			row := d.want(domain.Pending)
			if row.Edges.Deposits[0].Counted || row.Edges.Deposits[0].Status != domain.DepositReported || row.OperatorID != nil ||
				!row.ExpiresAt.Equal(example.seenBy.Add(15*time.Minute)) {
				t.Errorf("%+v, deadline %v", row.Edges.Deposits[0], row.ExpiresAt)
			}
			// What was not believed any more counts once it is seen.
			testkit.Must(t, d.confirm(h.master, 0))
			if row := d.want(domain.InProcess); row.SeenBy != nil {
				t.Errorf("to be seen by %v", row.SeenBy)
			}
			h.verify(t)
		})
	}
}

// When a report without a voucher was seen, those that are left have the time that their vouchers give.
func TestAVoucherGivesItsTimeOnceTheOtherReportsWereSeen(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(of *terms) { of.calendar = limaHours })
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.reportAs(d.client, "400.00", "4711", h.file(t, d.client, domain.FileDepositProof)))
	testkit.Must(t, d.reportAs(d.client, "600.00", "4712", uuid.Nil))
	if row := d.want(domain.InProcess); !row.SeenBy.Equal(opening.Add(30 * time.Minute)) {
		t.Fatalf("to be seen by %v", row.SeenBy)
	}

	testkit.Must(t, d.confirm(h.master, 1))

	if row := d.now(); !row.SeenBy.Equal(time.Date(2026, 11, 21, 19, 0, 0, 0, time.UTC)) {
		t.Errorf("to be seen by %v", row.SeenBy)
	}
}

// A day that becomes a holiday after the report takes nothing from the client: the house is not there to see the money.
func TestAHolidaySetMeanwhileGivesTheNextBusinessDay(t *testing.T) {
	t.Parallel()
	var holidays []domain.Holiday
	h := newHouse(t, func(of *terms) {
		of.calendar = func(context.Context) (domain.Calendar, error) {
			return domain.NewCalendar(domain.DefaultWeek(), holidays)
		}
	})
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.reportAs(d.client, "1000.00", "4711", h.file(t, d.client, domain.FileDepositProof)))
	saturday := time.Date(2026, 11, 21, 19, 0, 0, 0, time.UTC) // 14:00 in Lima
	if row := d.want(domain.InProcess); !row.SeenBy.Equal(saturday) {
		t.Fatalf("to be seen by %v", row.SeenBy)
	}
	holidays = []domain.Holiday{{Date: domain.BusinessDate(saturday), Name: "Duelo nacional"}}
	h.clock.Set(saturday)
	h.handBack(t, 0)
	monday := time.Date(2026, 11, 23, 23, 0, 0, 0, time.UTC) // 18:00 in Lima
	h.clock.Set(monday.Add(-time.Second))
	h.handBack(t, 0)
	h.clock.Set(monday)
	h.handBack(t, 1)
	h.verify(t)
}

func (h *house) handBack(t *testing.T, want int) {
	t.Helper()
	done, err := h.HandBackUnseen(t.Context())
	if testkit.Must(t, err); done != want {
		t.Fatalf("handed back %d, want %d", done, want)
	}
}

func TestMoneyThatWasSeenStopsTheClockForGood(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)
	testkit.Must(t, d.confirm(h.operator, 0))
	h.clock.Advance(72 * time.Hour)
	h.handBack(t, 0)
	if h.expire(t) != 0 {
		t.Error("expired with the money there")
	}
	d.want(domain.InProcess)
}

// A hold takes no time from the client, however long it lasts.
func TestAReleaseGivesBackWhatWasLeft(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct{ before, want time.Duration }{
		"much was left":   {5 * time.Minute, 10 * time.Minute},
		"little was left": {14 * time.Minute, 5 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			d := h.sell(t, h.client(t), "1000.00")
			h.clock.Advance(example.before)
			testkit.Must(t, d.hold(h.middle))
			if row := d.want(domain.Pending); row.ExpiresAt != nil {
				t.Errorf("the clock runs on hold: %v", row.ExpiresAt)
			}
			h.clock.Advance(2 * time.Hour)
			if h.expire(t) != 0 {
				t.Error("expired on hold")
			}
			testkit.Must(t, d.release(h.middle))
			if got := d.want(domain.Pending).ExpiresAt.Sub(h.clock.Now()); got != example.want {
				t.Errorf("%s are left, want %s", got, example.want)
			}
		})
	}
}

// Under a hold money is recorded and undone, and nothing leaves but by who may release the hold.
func TestAHoldKeepsMoneyInTheHouse(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, d.report(d.client, "500.00"))
	testkit.Must(t, d.confirm(h.operator, 0))
	testkit.Must(t, d.hold(h.middle))
	wantRefusal(t, d.refund(h.operator, 0), domain.CodeOnHold, "", "status=IN_PROCESS")
	testkit.Must(t, d.unconfirm(h.master, 0))
	testkit.Must(t, d.withdraw(d.client, 0))
	d.want(domain.InProcess) // a hold keeps it from going back; its release lets it
	testkit.Must(t, d.report(d.client, "500.00"))
	testkit.Must(t, d.confirm(h.operator, 1))
	testkit.Must(t, d.refund(h.master, 1))
	d.want(domain.InProcess)
	testkit.Must(t, d.release(h.middle))
	d.want(domain.Pending)
	h.verify(t)
}

// Late money of a client under review does not leave either.
func TestAnEndedOperationWithMoneyIsHeld(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.late(t, h.client(t), "500.00")
	testkit.Must(t, d.hold(h.middle))
	wantRefusal(t, d.refund(h.operator, 0), domain.CodeOnHold, "", "status=EXPIRED")
	testkit.Must(t, d.release(h.middle))
	testkit.Must(t, d.refund(h.operator, 0))
	wantRefusal(t, d.hold(h.middle), domain.CodeNotAllowedInStatus, "", "status=EXPIRED")
	d.want(domain.Expired)
	h.verify(t)
}
