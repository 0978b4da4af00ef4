package demo_test

import (
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/testdb"
)

// The day ends at 22:00 in Lima, and takes what waits for nothing with it. A house that opens just after has operations alive
// all the same.
func TestAHouseMayOpenAtAnyMinuteOfTheEvening(t *testing.T) {
	t.Parallel()
	for _, past := range []time.Duration{time.Minute, 20 * time.Minute, 55 * time.Minute} {
		db := testdb.New(t)
		o := options(t, db)
		o.Days, o.Clients, o.PerDay = 2, 12, 6
		o.Now = time.Date(2026, 11, 21, 3, 0, 0, 0, time.UTC).Add(past)
		seed(t, o)
		alive := count(t, db.Owner, `SELECT count(*) FROM operations WHERE status IN ('PENDING', 'IN_PROCESS')`)
		if alive < 3 {
			t.Errorf("%v after the end of the day %d operations are alive", past, alive)
		}
	}
}

// A house that opens just after midnight has operations of the day before alive: their clients begin no others.
func TestAHouseMayOpenJustAfterMidnight(t *testing.T) {
	t.Parallel()
	for _, past := range []time.Duration{0, 5 * time.Minute, 25 * time.Minute, 49 * time.Minute} {
		db := testdb.New(t)
		o := options(t, db)
		o.Days, o.Clients, o.PerDay = 2, 12, 6
		o.Now = time.Date(2026, 11, 29, 5, 0, 0, 0, time.UTC).Add(past)
		seed(t, o)
		alive := count(t, db.Owner, `SELECT count(*) FROM operations WHERE status IN ('PENDING', 'IN_PROCESS')`)
		if alive < 3 {
			t.Errorf("%v after midnight %d operations are alive", past, alive)
		}
	}
}
