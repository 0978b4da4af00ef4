package parameters_test

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/parameters"
	"github.com/qoricash/qoricash/internal/testkit"
)

func integer(n int64) domain.ParameterValue { return domain.ParameterValue{Integer: &n} }

func seconds(n int64) domain.ParameterValue { return domain.ParameterValue{Seconds: &n} }

func setting(key domain.ParameterKey, value domain.ParameterValue) parameters.SetInput {
	return parameters.SetInput{IdempotencyKey: uuid.NewString(), Key: key, Value: value, Reason: "Mercado volátil"}
}

func decide(t *testing.T, kit *testkit.Kit, who testkit.Caller, id uuid.UUID, decision domain.ProposalDecision) error {
	t.Helper()
	_, _, err := kit.Approval.Decide(kit.As(t, who), approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: id, Decision: decision, Note: "Visto"})
	return err
}

func inForce(kit *testkit.Kit) domain.Parameters { return kit.Parameters.At(kit.Clock.Now()) }

func TestAValueHoldsFromItsInstantOnAndThePastStays(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	master, before := kit.As(t, testkit.Master), kit.Clock.Now()
	now := setting(domain.ParameterSpread, integer(30))
	done, _, err := kit.Parameters.Set(master, now)
	testkit.Must(t, err)
	if done.Setting == uuid.Nil || done.Proposal != uuid.Nil || inForce(kit).Pricing.Spread != 30 {
		t.Fatalf("done %+v, the spread is %d", done, inForce(kit).Pricing.Spread)
	}
	later := setting(domain.ParameterSpread, integer(40))
	later.ValidFrom = kit.Clock.Now().Add(time.Hour)
	_, _, err = kit.Parameters.Set(master, later)
	testkit.Must(t, err)
	if got := inForce(kit).Pricing.Spread; got != 30 {
		t.Errorf("before its hour the spread is %d", got)
	}
	kit.Clock.Advance(time.Hour)
	if got := inForce(kit).Pricing.Spread; got != 40 {
		t.Errorf("at its hour the spread is %d", got)
	}
	if got := kit.Parameters.At(before.Add(-time.Second)).Pricing.Spread; got != 20 {
		t.Errorf("before anybody set it the spread was %d", got)
	}
	rows := kit.Store.Read().AuditEntry.Query().Where(auditentry.Action("parameter.set")).AllX(testkit.System(t))
	if len(rows) != 2 {
		t.Errorf("the trail has %d rows", len(rows))
	}
}

func TestTheNextBaseIsPublishedWithTheSpreadInForce(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	_, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterSpread, integer(100)))
	testkit.Must(t, err)
	kit.PublishRates(t, "3.7400", "3.7600")
	pair, err := kit.Pricing.PairInForce(testkit.System(t))
	testkit.Must(t, err)
	if pair.Buy != money.MustRate("3.7300") || pair.Sell != money.MustRate("3.7700") {
		t.Errorf("the public pair is %s / %s", pair.Buy, pair.Sell)
	}
}

func TestWhatBoundsRiskIsSetByTwoPersons(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	done, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterQuoteTTL, seconds(300)))
	testkit.Must(t, err)
	if done.Setting != uuid.Nil || done.Proposal == uuid.Nil || inForce(kit).QuoteTTL != 15*time.Minute {
		t.Fatalf("done %+v, quotes hold %s", done, inForce(kit).QuoteTTL)
	}
	_, _, err = kit.Parameters.Set(kit.As(t, testkit.MiddleOffice), setting(domain.ParameterQuoteTTL, seconds(600)))
	testkit.Refused(t, err, domain.CodeAlreadyExists, "key")
	testkit.Refused(t, decide(t, kit, testkit.Master, done.Proposal, domain.ProposalConfirmed), domain.CodeFourEyesRequired, "proposalId")
	testkit.Must(t, decide(t, kit, testkit.MiddleOffice, done.Proposal, domain.ProposalConfirmed))
	if got := inForce(kit).QuoteTTL; got != 5*time.Minute {
		t.Errorf("confirmed, quotes hold %s", got)
	}
	states, err := kit.Parameters.States(kit.As(t, testkit.Master), domain.ParameterQuoteTTL)
	testkit.Must(t, err)
	if set := states[0].Setting; set.Edges.Setter.ID != kit.ID(testkit.Master) || set.Edges.Proposal.Edges.Decider.ID != kit.ID(testkit.MiddleOffice) {
		t.Errorf("the value is %+v", set.Edges)
	}
	report, err := approval.Verify(t.Context(), kit.DB.App, kit.Store.Keys())
	testkit.Must(t, err)
	if len(report.Findings) > 0 {
		t.Errorf("the decisions are %+v", report)
	}
}

func TestWhatIsConfirmedLateHoldsFromThenOn(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	done, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterBand, integer(50)))
	testkit.Must(t, err)
	proposed := kit.Clock.Now()
	kit.Clock.Advance(time.Hour)
	testkit.Must(t, decide(t, kit, testkit.MiddleOffice, done.Proposal, domain.ProposalConfirmed))
	if was, is := kit.Parameters.At(proposed).Pricing.Band, inForce(kit).Pricing.Band; was != 100 || is != 50 {
		t.Errorf("the band was %d when it was proposed and is %d", was, is)
	}
}

func TestADeclinedOrLateProposalChangesNothing(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	propose := func() uuid.UUID {
		done, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterBand, integer(50)))
		testkit.Must(t, err)
		return done.Proposal
	}
	testkit.Must(t, decide(t, kit, testkit.MiddleOffice, propose(), domain.ProposalDeclined))
	testkit.Must(t, decide(t, kit, testkit.Master, propose(), domain.ProposalWithdrawn))
	old := propose()
	kit.Clock.Advance(8 * 24 * time.Hour)
	testkit.Refused(t, decide(t, kit, testkit.MiddleOffice, old, domain.ProposalConfirmed), domain.CodeNotAllowedInStatus, "proposalId")
	if got := inForce(kit).Pricing.Band; got != 100 {
		t.Errorf("the band is %d", got)
	}
	if n := kit.Store.Read().ParameterSetting.Query().CountX(testkit.System(t)); n != 0 {
		t.Errorf("%d settings were written", n)
	}
}

func TestEverythingWrongWithASettingIsToldAtOnce(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	wrong := setting(domain.ParameterSpread, integer(9_999))
	wrong.Reason = " "
	_, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), wrong)
	refusals := domain.Refusals(err)
	if len(refusals) != 2 || refusals[0].Field[0] != "value" || refusals[1].Field[0] != "reason" {
		t.Errorf("refused with %v", err)
	}
	for _, example := range []struct {
		change func(*parameters.SetInput)
		field  string
	}{
		{func(in *parameters.SetInput) { in.ValidFrom = kit.Clock.Now().Add(-time.Second) }, "validFrom"},
		{func(in *parameters.SetInput) { in.ValidFrom = kit.Clock.Now().AddDate(1, 0, 1) }, "validFrom"},
		{func(in *parameters.SetInput) { in.Value = integer(20) }, "value"},
		{func(in *parameters.SetInput) { in.Key = "NOTHING" }, "key"},
	} {
		in := setting(domain.ParameterSpread, integer(25))
		example.change(&in)
		_, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), in)
		testkit.Refused(t, err, domain.CodeInvalid, example.field)
	}
}

func TestTheHoursAreAMastersAndEverythingElseAlsoMiddleOffices(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	week := domain.DefaultWeek()
	for i, caller := range testkit.Callers() {
		_, _, hours := kit.Parameters.Set(kit.As(t, caller), setting(domain.ParameterBusinessHours, domain.ParameterValue{Week: &week}))
		if allowed := caller == testkit.Master; (hours == nil) != allowed {
			t.Errorf("%v sets the hours: %v", caller, hours)
		}
		_, _, band := kit.Parameters.Set(kit.As(t, caller), setting(domain.ParameterBand, integer(int64(i)+1)))
		allowed := caller == testkit.Master || caller == testkit.MiddleOffice
		if reached := band == nil || domain.CodeOf(band) == domain.CodeAlreadyExists; reached != allowed {
			t.Errorf("%v sets the band: %v", caller, band)
		}
	}
}

// The spread moves the public price as a publication far from the guards does, so it takes the same right.
func TestTheSpreadIsAMastersAlone(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	for i, caller := range testkit.Callers() {
		_, _, err := kit.Parameters.Set(kit.As(t, caller), setting(domain.ParameterSpread, integer(int64(i)+30)))
		if allowed := caller == testkit.Master; (err == nil) != allowed {
			t.Errorf("%v sets the spread: %v", caller, err)
		}
	}
}

// A value that was committed holds: that this instance could not read it back is no failure of the act.
func TestWhatIsCommittedIsNoErrorWhenItCannotBeReadBack(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	done, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterBand, integer(50)))
	testkit.Must(t, err)
	// Given a reading outside of transactions that fails.
	var broken atomic.Bool
	kit.Store.Read().ParameterSetting.Intercept(ent.InterceptFunc(func(next ent.Querier) ent.Querier {
		return ent.QuerierFunc(func(ctx context.Context, query ent.Query) (ent.Value, error) {
			if broken.Load() && strings.Contains(string(debug.Stack()), ".Refresh(") {
				return nil, errors.New("the connection is gone")
			}
			return next.Query(ctx, query)
		})
	}))
	broken.Store(true)
	// When a value is set, and another is confirmed.
	set, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterSpread, integer(30)))
	testkit.Must(t, err)
	testkit.Must(t, decide(t, kit, testkit.MiddleOffice, done.Proposal, domain.ProposalConfirmed))
	// Then both are done, and hold from the next reading on.
	if set.Setting == uuid.Nil || inForce(kit).Pricing.Spread == 30 {
		t.Errorf("set %+v, and in memory already", set)
	}
	broken.Store(false)
	testkit.Must(t, kit.Parameters.Follow(testkit.System(t), event.Batch{Resync: true}))
	if got := inForce(kit).Pricing; got.Spread != 30 || got.Band != 50 {
		t.Errorf("read again: %+v", got)
	}
}

func TestAProposalThatWouldChangeNothingAnyMoreIsNotConfirmed(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	// Given a proposal to go back to 100 in an hour, when 50 holds, made while nobody had taken that back.
	first, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterBand, integer(50)))
	testkit.Must(t, err)
	testkit.Must(t, decide(t, kit, testkit.MiddleOffice, first.Proposal, domain.ProposalConfirmed))
	later := setting(domain.ParameterBand, integer(70))
	later.ValidFrom = kit.Clock.Now().Add(time.Hour)
	second, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), later)
	testkit.Must(t, err)
	testkit.Must(t, decide(t, kit, testkit.MiddleOffice, second.Proposal, domain.ProposalConfirmed))
	soon := setting(domain.ParameterBand, integer(70))
	soon.ValidFrom = kit.Clock.Now().Add(30 * time.Minute)
	third, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), soon)
	testkit.Must(t, err)
	// When it is confirmed after 70 has come to hold by itself.
	kit.Clock.Advance(2 * time.Hour)
	// Then nothing would change, and it is told.
	testkit.Refused(t, decide(t, kit, testkit.MiddleOffice, third.Proposal, domain.ProposalConfirmed), domain.CodeNotAllowedInStatus, "proposalId")
	testkit.Must(t, decide(t, kit, testkit.Master, third.Proposal, domain.ProposalWithdrawn))
}

func TestStatesReadWhatHoldsAndWhatComesAndNotThePast(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	master := kit.As(t, testkit.Master)
	for _, pips := range []int64{30, 31, 32} {
		_, _, err := kit.Parameters.Set(master, setting(domain.ParameterSpread, integer(pips)))
		testkit.Must(t, err)
		kit.Clock.Advance(time.Minute)
	}
	later := setting(domain.ParameterSpread, integer(40))
	later.ValidFrom = kit.Clock.Now().Add(time.Hour)
	_, _, err := kit.Parameters.Set(master, later)
	testkit.Must(t, err)
	// Given what a reading finds.
	var most atomic.Int64
	kit.Store.Read().ParameterSetting.Intercept(ent.InterceptFunc(func(next ent.Querier) ent.Querier {
		return ent.QuerierFunc(func(ctx context.Context, query ent.Query) (ent.Value, error) {
			found, err := next.Query(ctx, query)
			if rows, ok := found.([]*ent.ParameterSetting); ok {
				most.Store(max(most.Load(), int64(len(rows))))
			}
			return found, err
		})
	}))
	states, err := kit.Parameters.States(master, domain.ParameterSpread)
	testkit.Must(t, err)
	state := states[0]
	if !state.Value.Equal(integer(32)) || !state.First.Equal(integer(20)) || state.Setting == nil || len(state.Coming) != 1 || !state.Coming[0].Value.Equal(integer(40)) {
		t.Errorf("the spread stands at %+v", state)
	}
	if got := most.Load(); got != 2 {
		t.Errorf("%d settings were read", got)
	}
}

func TestHoursThatAreSetCloseTheHouse(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t, testkit.WithParameters(func(p *domain.Parameters) { p.Week = domain.DefaultWeek() }))
	open := func() bool {
		calendar, err := kit.Calendar.InForce(testkit.System(t))
		testkit.Must(t, err)
		return calendar.Open(kit.Clock.Now())
	}
	if !open() {
		t.Fatal("it is closed on a Monday at ten")
	}
	week := domain.Week{time.Sunday: {Opens: 9 * time.Hour, Closes: 10 * time.Hour}}
	_, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterBusinessHours, domain.ParameterValue{Week: &week}))
	testkit.Must(t, err)
	if open() {
		t.Error("it is open on a day on which it is closed now")
	}
}

func TestAnotherInstanceHearsOfASettingThroughTheFeed(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	other := kit.Instance(t)
	ctx, stop := context.WithCancel(testkit.System(t))
	defer stop()
	heard, done := make(chan struct{}, 8), make(chan struct{})
	go func() {
		defer close(done)
		other.Feed.Follow(ctx, slog.New(slog.NewTextHandler(t.Output(), nil)), func(ctx context.Context, batch event.Batch) error {
			err := other.Parameters.Follow(ctx, batch)
			heard <- struct{}{}
			return err
		})
	}()
	_, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterSpread, integer(35)))
	testkit.Must(t, err)
	for inForce(other).Pricing.Spread != 35 {
		<-heard
	}
	stop()
	<-done
}

func TestTheSameKeySetsAValueOnce(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	in := setting(domain.ParameterSpread, integer(30))
	first, replayed, err := kit.Parameters.Set(kit.As(t, testkit.Master), in)
	if testkit.Must(t, err); bool(replayed) {
		t.Fatal("the first is a replay")
	}
	kit.Clock.Advance(time.Minute)
	again, replayed, err := kit.Parameters.Set(kit.As(t, testkit.Master), in)
	if testkit.Must(t, err); !bool(replayed) || again != first {
		t.Errorf("repeated: %+v, %t", again, replayed)
	}
}

// Whoever gets past the program meets the same rules in the database.
func TestTheDatabaseKeepsParametersByTheSameRules(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	master := kit.Actor(testkit.Master).ID
	write := func(key domain.ParameterKey, value string, from time.Time, id *uuid.UUID) error {
		_, err := kit.DB.App.ExecContext(t.Context(), `INSERT INTO parameters (id, created_at, key, value, valid_from, reason, set_by, proposal_id)
			VALUES ($1, $2, $3, $4, $5, 'x', $6, $7)`, uuid.New(), kit.Clock.Now(), key, value, from, master, id)
		return err
	}
	done, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterBand, integer(50)))
	testkit.Must(t, err)
	testkit.Must(t, write(domain.ParameterSpread, `{"integer": 50}`, kit.Clock.Now(), nil))
	for what, refused := range map[string]error{
		"one person alone":       write(domain.ParameterBand, `{"integer": 50}`, kit.Clock.Now(), nil),
		"an open proposal":       write(domain.ParameterBand, `{"integer": 50}`, kit.Clock.Now(), &done.Proposal),
		"the past":               write(domain.ParameterSpread, `{"integer": 50}`, kit.Clock.Now().Add(-time.Hour), nil),
		"a key that is none":     write("NOTHING", `{"integer": 50}`, kit.Clock.Now(), nil),
		"a value that is no map": write(domain.ParameterSpread, `50`, kit.Clock.Now(), nil),
	} {
		if refused == nil {
			t.Errorf("the database takes %s", what)
		}
	}
	testkit.Must(t, decide(t, kit, testkit.MiddleOffice, done.Proposal, domain.ProposalConfirmed))
	if write(domain.ParameterBand, `{"integer": 50}`, kit.Clock.Now(), &done.Proposal) == nil {
		t.Error("the database takes a proposal that another transaction confirmed")
	}
	for _, statement := range []string{`UPDATE parameters SET reason = 'y'`, `DELETE FROM parameters`} {
		if _, err := kit.DB.Owner.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("the database takes %s", statement)
		}
	}
}

func TestTheDatabaseAsksForTwoPersonsWhereTheProgramDoes(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	var want []string
	for _, row := range domain.HouseParameters() {
		if row.FourEyes {
			want = append(want, string(row.Key))
		}
	}
	slices.Sort(want)
	if got := testkit.Texts(t, kit.DB, `SELECT key FROM four_eyes_parameters ORDER BY key COLLATE "C"`); !slices.Equal(got, want) {
		t.Errorf("the database asks for two persons at %v, the program at %v", got, want)
	}
}

func TestStatesShowTheProposalToWhoDecidesIt(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	_, _, err := kit.Parameters.Set(kit.As(t, testkit.Master), setting(domain.ParameterBand, integer(50)))
	testkit.Must(t, err)
	for caller, sees := range map[testkit.Caller]bool{testkit.Master: true, testkit.MiddleOffice: true, testkit.Trader: false, testkit.Analyst: false} {
		states, err := kit.Parameters.States(kit.As(t, caller), domain.ParameterBand)
		testkit.Must(t, err)
		if (states[0].Proposal != nil) != sees {
			t.Errorf("%v sees %v", caller, states[0].Proposal)
		}
	}
	if _, err := kit.Parameters.States(kit.As(t, testkit.Client)); domain.CodeOf(err) != domain.CodeForbidden {
		t.Errorf("a client reads the parameters: %v", err)
	}
	if n := kit.Store.Read().Proposal.Query().Where(proposal.DecisionIsNil()).CountX(testkit.System(t)); n != 1 {
		t.Errorf("%d proposals wait", n)
	}
}
