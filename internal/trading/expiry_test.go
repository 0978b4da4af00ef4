package trading_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// at answers an instant of the test's day in Lima.
func at(hour, minute, second int) time.Time {
	return time.Date(2026, 11, 20, hour+5, minute, second, 0, time.UTC)
}

// alerts are what the staff was told to look at about an operation.
func (h *house) alerts(t *testing.T, id uuid.UUID) []domain.OvernightFacts {
	t.Helper()
	rows, err := h.db.Owner.QueryContext(t.Context(), `SELECT facts FROM events WHERE aggregate = $1 AND aggregate_id = $2 ORDER BY id`,
		domain.ObjectOperationAlert, id)
	testkit.Must(t, err)
	defer rows.Close()
	var alerts []domain.OvernightFacts
	for rows.Next() {
		var encoded []byte
		testkit.Must(t, rows.Scan(&encoded))
		var facts domain.OvernightFacts
		testkit.Must(t, json.Unmarshal(encoded, &facts))
		alerts = append(alerts, facts)
	}
	testkit.Must(t, rows.Err())
	return alerts
}

func (h *house) expire(t *testing.T) int {
	t.Helper()
	ended, err := h.ExpireDue(t.Context())
	testkit.Must(t, err)
	return ended
}

// Golden 19.10: created at 10:00:00 on the web, expired by the run at 10:15:01.
func TestAnOperationWithoutADepositExpires(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")

	h.clock.Set(at(10, 14, 59))
	if h.expire(t) != 0 {
		t.Error("expired before its time")
	}
	h.clock.Set(at(10, 15, 1))
	if h.expire(t) != 1 || h.expire(t) != 0 {
		t.Error("must expire, and once")
	}
	row := d.want(domain.Expired)
	if *row.CancelReason != domain.CanceledByDeadline || !row.EndedAt.Equal(at(10, 15, 1)) || row.ExpiresAt != nil {
		t.Errorf("%+v", row)
	}
	last := h.events(t, d.id)[1]
	if last.kind != domain.EventExpired || last.actor != string(domain.ActorSystem) || last.facts.Reason != string(domain.CanceledByDeadline) {
		t.Errorf("told %+v", last)
	}
	// It no longer occupies its client.
	h.sell(t, d.client, "1000.00")
}

func TestAReportASecondBeforeTheDeadlineWins(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	h.clock.Set(at(10, 14, 59))
	testkit.Must(t, d.report(d.client, "1000.00"))
	h.clock.Set(at(10, 15, 1))
	if h.expire(t) != 0 {
		t.Error("expired with a deposit")
	}
	d.want(domain.InProcess)
}

func TestAnOperationOfTheDeskNeverExpires(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.atDesk(t, h.client(t), "1000.00")
	h.clock.Set(at(10, 0, 0).AddDate(1, 0, 0))
	if h.expire(t) != 0 {
		t.Error("expired")
	}
	d.want(domain.Pending)
}

func TestAReturnedOperationGetsANewWindow(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))
	h.clock.Set(at(11, 0, 0))
	testkit.Must(t, d.giveBack(h.operator, 0))
	if row := d.want(domain.Pending); !row.ExpiresAt.Equal(at(11, 15, 0)) {
		t.Errorf("the deadline is %v", row.ExpiresAt)
	}
	h.clock.Set(at(11, 14, 59))
	if h.expire(t) != 0 {
		t.Error("expired within its new window")
	}
	h.clock.Set(at(11, 15, 0))
	if h.expire(t) != 1 {
		t.Error("must expire at the end of its new window")
	}
}

// OPEN-4: at 22:00 whatever waits without money ends, of any channel; the others get one note a day.
func TestTheEndOfDayEndsWhatWaitsAndAlertsAboutTheRest(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	waiting, desk := h.sell(t, h.client(t), "100.00"), h.atDesk(t, h.client(t), "100.00")
	part, whole, done := h.atDesk(t, h.client(t), "100.00"), h.sell(t, h.client(t), "100.00"), h.sell(t, h.client(t), "100.00")
	held, cent := h.sell(t, h.client(t), "100.00"), h.sell(t, h.client(t), "100.00")
	testkit.Must(t, held.hold(h.middle))
	testkit.Must(t, cent.report(cent.client, "0.01"))
	testkit.Must(t, part.report(part.client, "40.00"))
	testkit.Must(t, whole.report(whole.client, "100.00"))
	testkit.Must(t, done.paid().complete(h.operator))
	endOfDay := at(22, 0, 0)
	h.clock.Set(endOfDay)
	tomorrow := h.atDesk(t, h.client(t), "100.00")

	run := func(want int) {
		t.Helper()
		ended, err := h.EndDay(t.Context(), endOfDay)
		if testkit.Must(t, err); ended != want {
			t.Errorf("ended %d operations, want %d", ended, want)
		}
	}
	run(3)
	run(0) // A second run of the same day finds nothing, and alerts about nothing.

	for _, d := range []*deal{waiting, desk, cent} {
		if row := d.want(domain.Expired); *row.CancelReason != domain.CanceledByEndOfDay {
			t.Errorf("ended by %s", *row.CancelReason)
		}
	}
	part.want(domain.Pending)
	held.want(domain.Pending)
	whole.want(domain.InProcess)
	for d, cause := range map[*deal]domain.OvernightCause{part: domain.OvernightDeposit, held: domain.OvernightHeld,
		whole: domain.OvernightUnpaid, done: "", waiting: "", cent: "", tomorrow: ""} {
		notes, alerts := d.notes(), h.alerts(t, d.id)
		if cause == "" && len(notes)+len(alerts) == 0 {
			continue
		}
		if len(notes) != 1 || len(alerts) != 1 || alerts[0].Cause != cause || alerts[0].Code != d.now().Code {
			t.Errorf("%s has %d notes and the alerts %+v, want one of each because %s", d.now().Code, len(notes), alerts, cause)
			continue
		}
		if notes[0].AuthorID != domain.HouseUserID() || !strings.Contains(notes[0].Text, cause.Words()) {
			t.Errorf("note of %s: %s", notes[0].AuthorID, notes[0].Text)
		}
	}
	tomorrow.want(domain.Pending)

	// The next night leaves the next note, and ends what was made after the first.
	endOfDay = endOfDay.AddDate(0, 0, 1)
	h.clock.Set(endOfDay)
	run(1)
	if notes, alerts := whole.notes(), h.alerts(t, whole.id); len(notes) != 2 || len(alerts) != 2 {
		t.Errorf("%d notes and %d alerts after two nights", len(notes), len(alerts))
	}
	h.verify(t)
}
