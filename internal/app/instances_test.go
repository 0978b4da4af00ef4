package app_test

import (
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// deadline is by when a control frame must be written.
func deadline() time.Time { return time.Now().Add(patience) }

func TestWhatHappensOnOneInstanceIsSeenOnTheOther(t *testing.T) {
	t.Parallel()
	h := sharedHouse(t)
	a, b := serve(t, h), serve(t, h)
	c := signIn(t, a.url)
	s := subscribe(t, c.at(b.url), "")
	s.position(t)
	made, err := look(t, c).teller(0, func() caller { return c }).begin(t.Context(), "seen")
	testkit.Must(t, err)
	if got := s.event(t); got.Kind != "CREATED" || got.Operation.Code != made.Operation.Code {
		t.Errorf("the other instance shows %+v, not the creation of %s", got, made.Operation.Code)
	}
}

func TestASignOutOnOneInstanceClosesTheSocketOnTheOtherWithinASecond(t *testing.T) {
	t.Parallel()
	h := sharedHouse(t)
	a, b := serve(t, h), serve(t, h)
	c := signIn(t, a.url)
	s := subscribe(t, c.at(b.url), "")
	s.position(t)
	var answer struct{ SessionEnd struct{ Ended bool } }
	testkit.Must(t, c.ask(t.Context(), `mutation { sessionEnd { ended } }`, nil, &answer))
	ended := time.Now()
	if code := s.ending(t); code != wsproto.CodeUnauthorized || !answer.SessionEnd.Ended {
		t.Errorf("the session ended (%t), the socket is closed with %d", answer.SessionEnd.Ended, code)
	}
	if took := time.Since(ended); took > time.Second {
		t.Errorf("the socket is closed after %v", took)
	}
}

func TestOneOfTwoInstancesLeads(t *testing.T) {
	t.Parallel()
	h := sharedHouse(t)
	a := serve(t, h)
	serve(t, h)
	var runs, holders int
	await(t, "every job has run", func() bool {
		testkit.Must(t, a.Pool().QueryRowContext(t.Context(), `SELECT count(DISTINCT schedule), count(DISTINCT holder) FROM job_runs WHERE outcome = 'DONE'`).Scan(&runs,
			&holders))
		return runs == a.Jobs()
	})
	var leases int
	testkit.Must(t, a.Pool().QueryRowContext(t.Context(), `SELECT count(*) FROM leases`).Scan(&leases))
	if holders != 1 || leases != 1 {
		t.Errorf("%d instances ran the jobs, under %d leases", holders, leases)
	}
}
