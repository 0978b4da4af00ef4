package parameters_test

import (
	"slices"
	"testing"
	"time"

	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/parameters"
	"github.com/qoricash/qoricash/internal/testkit"
)

// program is one that has the house's settings from its own environment.
func program(t *testing.T, kit *testkit.Kit, change func(*domain.Parameters)) *parameters.Service {
	t.Helper()
	first := domain.DefaultParameters()
	change(&first)
	opened, err := parameters.Open(t.Context(), kit.Store, approval.New(kit.Store), first)
	testkit.Must(t, err)
	return opened
}

// serving is a program that begins to serve the house.
func serving(t *testing.T, kit *testkit.Kit, window time.Duration) *parameters.Service {
	t.Helper()
	opened := program(t, kit, func(p *domain.Parameters) { p.DepositWindow = window })
	testkit.Must(t, opened.Begin(t.Context()))
	return opened
}

// What an operation of yesterday was promised is what was in force yesterday, whatever the program is started with today.
func TestWhatTheHouseWasStartedWithYesterdayHoldsForYesterday(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	yesterday := kit.Clock.Now()
	serving(t, kit, 15*time.Minute)
	kit.Clock.Advance(24 * time.Hour)
	now := serving(t, kit, 45*time.Minute)
	if was, is := now.At(yesterday.Add(time.Hour)).DepositWindow, now.At(kit.Clock.Now()).DepositWindow; was != 15*time.Minute || is != 45*time.Minute {
		t.Errorf("yesterday the window was %s, today it is %s", was, is)
	}
	if ever := now.At(yesterday.AddDate(-1, 0, 0)).DepositWindow; ever != 15*time.Minute {
		t.Errorf("before anything is known it was %s", ever)
	}
	// A tool looks at the house with whatever environment it has.
	tool := program(t, kit, func(p *domain.Parameters) { p.DepositWindow = time.Hour })
	if was, is := tool.At(yesterday.Add(time.Hour)).DepositWindow, tool.At(kit.Clock.Now()).DepositWindow; was != 15*time.Minute || is != 45*time.Minute {
		t.Errorf("to a tool the window was %s and is %s", was, is)
	}
	// And back to the settings of before: what was between stays.
	between := kit.Clock.Now()
	kit.Clock.Advance(24 * time.Hour)
	back := serving(t, kit, 15*time.Minute)
	if was, is := back.At(between).DepositWindow, back.At(kit.Clock.Now()).DepositWindow; was != 45*time.Minute || is != 15*time.Minute {
		t.Errorf("between the window was %s, now it is %s", was, is)
	}
}

// Instances that are started together all find that nothing is known yet: one keeps what the house begins with, and all serve.
func TestInstancesStartedTogetherKeepOneStart(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	one, other := program(t, kit, func(*domain.Parameters) {}), program(t, kit, func(*domain.Parameters) {})
	testkit.Must(t, one.Begin(t.Context()))
	kept := testkit.Texts(t, kit.DB, `SELECT key FROM first_parameters ORDER BY key`)
	testkit.Must(t, other.Begin(t.Context()))
	if again := testkit.Texts(t, kit.DB, `SELECT key FROM first_parameters ORDER BY key`); len(kept) == 0 || !slices.Equal(kept, again) {
		t.Errorf("the first kept %v, after the second it is %v", kept, again)
	}
	if now := kit.Clock.Now(); other.At(now).DepositWindow != one.At(now).DepositWindow {
		t.Errorf("the two instances differ: %s and %s", other.At(now).DepositWindow, one.At(now).DepositWindow)
	}
}

// What somebody set holds over every start, and of a start nothing is said that changes nothing.
func TestAStartIsToldWhereItChangesWhatIsInForce(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	told := func() int {
		return len(testkit.Texts(t, kit.DB, `SELECT kind FROM events WHERE aggregate = $1 AND kind = $2`, domain.ObjectParameter, domain.EventParameterSet))
	}
	written := func() int {
		return kit.Store.Read().AuditEntry.Query().Where(auditentry.Action("parameters.begin")).CountX(testkit.System(t))
	}
	serving(t, kit, 15*time.Minute)
	serving(t, kit, 15*time.Minute)
	if n, rows := told(), written(); n != 0 || rows != 1 {
		t.Errorf("of the first start is told %d times, and of both are %d rows", n, rows)
	}
	kit.Clock.Advance(time.Hour)
	serving(t, kit, 45*time.Minute)
	if n, rows := told(), written(); n != 1 || rows != 2 {
		t.Errorf("of another window is told %d times, with %d rows", n, rows)
	}

	done, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterDepositWindow, seconds(1_800)))
	testkit.Must(t, err)
	testkit.Must(t, decide(t, kit, testkit.MiddleOffice, done.Proposal, domain.ProposalConfirmed))
	before := told()
	kit.Clock.Advance(time.Hour)
	set := serving(t, kit, 20*time.Minute)
	if got := set.At(kit.Clock.Now()).DepositWindow; got != 30*time.Minute {
		t.Errorf("what two persons set became %s by a start", got)
	}
	if n, rows := told()-before, written(); n != 0 || rows != 3 {
		t.Errorf("of a start that changes nothing is told %d times, with %d rows", n, rows)
	}
	states, err := set.States(kit.As(t, testkit.Master), domain.ParameterDepositWindow)
	testkit.Must(t, err)
	if first := states[0].First; first.Seconds == nil || *first.Seconds != 1_200 {
		t.Errorf("the first value is shown as %+v", first)
	}
}

// Whoever gets past the program changes nothing of what was in force.
func TestWithWhatTheHouseWasStartedNeverChanges(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	kit.Clock.Advance(time.Hour)
	serving(t, kit, 15*time.Minute)
	for name, statement := range map[string]string{
		"another value":          `UPDATE first_parameters SET value = '{"seconds": 60}'`,
		"another instant":        `UPDATE first_parameters SET since = now()`,
		"nothing known":          `DELETE FROM first_parameters`,
		"nothing known, at once": `TRUNCATE first_parameters`,
		"a start of before": `INSERT INTO first_parameters (key, value, since) SELECT key, '{"seconds": 60}', since - interval '1 second'
			FROM first_parameters WHERE key = 'DEPOSIT_WINDOW'`,
	} {
		if _, err := kit.DB.App.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s: by the role that serves", name)
		}
		if _, err := kit.DB.Owner.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s: by the owner", name)
		}
	}
}
