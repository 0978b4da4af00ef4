package domain_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// A history at random, by way of the replay: no rule fails on it, and who is watched more closely is never watched less.
func TestCloserWatchingNeverFindsLess(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var replay domain.MonitoringReplay
		client := domain.MonitoredClient{ID: uuid.Must(uuid.NewV7()), Since: watchedAt.AddDate(-1, 0, 0), Document: domain.DocumentDNI}
		at := watchedAt
		windows := map[bool]map[string]bool{false: {}, true: {}}
		for range rapid.IntRange(1, 40).Draw(t, "operations") {
			at = at.Add(time.Duration(rapid.IntRange(1, 24*60).Draw(t, "hours")) * time.Hour)
			snapshot := replay.Next(domain.ReplayedOperation{Client: client, Operation: domain.MonitoredOperation{ID: uuid.Must(uuid.NewV7()), At: at,
				Side: rapid.SampledFrom(domain.Sides()).Draw(t, "side"), USD: money.FromCents(rapid.Int64Range(1, 12_000_000).Draw(t, "cents")),
				Done: at.Add(time.Hour), Destination: rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "account")}})
			found := map[bool][]domain.MonitoringCode{}
			for _, closer := range []bool{false, true} {
				snapshot.Client.Reinforced = closer
				for _, outcome := range snapshot.Evaluate(domain.DefaultRuleSet()).Matched() {
					found[closer] = append(found[closer], outcome.Code)
					windows[closer][outcome.Window] = true
				}
			}
			for _, code := range found[false] {
				if !slices.Contains(found[true], code) {
					t.Fatalf("%s is found of others only", code)
				}
			}
		}
		if len(windows[true]) < len(windows[false]) {
			t.Fatalf("%d alerts when watched closely, %d otherwise", len(windows[true]), len(windows[false]))
		}
	})
}

func TestReplayKnowsAtEachOperationWhatTheHouseKnewThen(t *testing.T) {
	t.Parallel()
	var replay domain.MonitoringReplay
	client := domain.MonitoredClient{ID: uuid.Must(uuid.NewV7()), Document: domain.DocumentDNI}
	next := func(ago time.Duration, done, lost time.Duration) *domain.MonitoringSnapshot {
		o := domain.MonitoredOperation{ID: uuid.Must(uuid.NewV7()), At: watchedAt.Add(-ago), USD: money.MustAmount("100.00"), Destination: "a"}
		if done > 0 {
			o.Done = o.At.Add(done)
		}
		if lost > 0 {
			o.Lost = o.At.Add(lost)
		}
		return replay.Next(domain.ReplayedOperation{Client: client, Operation: o})
	}
	next(50*time.Hour, time.Hour, 0)    // completed before the next one
	next(48*time.Hour, 47*time.Hour, 0) // an hour before the last one
	next(2*time.Hour, 0, time.Hour)     // lost before the last one
	middle := next(time.Hour+time.Minute, 0, 0)
	last := next(0, 0, 0)
	if middle.Completed.Count != 1 || middle.Days[len(middle.Days)-1].Lost.Count != 0 {
		t.Errorf("in the middle: %+v %+v", middle.Completed, middle.Days)
	}
	if last.Completed.Count != 2 || last.Days[len(last.Days)-1].Lost.Count != 1 || len(last.Past) != 4 {
		t.Errorf("at the end: %+v %+v, %d before", last.Completed, last.Days, len(last.Past))
	}
}

func TestTrialCountsAlertsThatAVersionAddsAndLoses(t *testing.T) {
	t.Parallel()
	from, high := money.MustAmount("1000.00"), money.MustAmount("60000.00")
	lower := domain.RuleVersion{Code: domain.RuleHighAmount, Version: 2, Numbers: domain.RuleNumbers{"FROM": {Amount: &from}}}
	higher := domain.RuleVersion{Code: domain.RuleHighAmount, Version: 3, Numbers: domain.RuleNumbers{"FROM": {Amount: &high}}}
	for _, c := range []struct {
		name    string
		version domain.RuleVersion
		want    domain.TrialFigures
	}{
		{"a lower threshold", lower, domain.TrialFigures{Operations: 3, Alerts: 2, Added: 1}},
		{"a higher one", higher, domain.TrialFigures{Operations: 3, Lost: 1}},
	} {
		trial := domain.NewRuleTrial(c.version, domain.DefaultRuleSet(), watchedAt)
		client := domain.MonitoredClient{ID: uuid.Must(uuid.NewV7()), Document: domain.DocumentDNI}
		for i, usd := range []string{"70000.00", "500.00", "2000.00", "55000.00"} { // the first is before the time that counts
			trial.Next(domain.ReplayedOperation{Client: client, Operation: domain.MonitoredOperation{ID: uuid.Must(uuid.NewV7()),
				At: watchedAt.Add(time.Duration(i-1) * time.Hour), USD: money.MustAmount(usd)}})
		}
		got := trial.Figures()
		examples := got.Examples
		got.Examples = nil
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
		if len(examples) != c.want.Added {
			t.Errorf("%s: examples %+v", c.name, examples)
		}
	}
}

func TestOnlyAVersionThatWasTriedNinetyDaysIsSwitchedOn(t *testing.T) {
	t.Parallel()
	if refusal := domain.RuleDryRun.CheckSwitchOn(90*24*time.Hour, 10); refusal != nil {
		t.Errorf("tried on 90 days: %v", refusal)
	}
	short := domain.RuleDraft.CheckSwitchOn(89*24*time.Hour, 10)
	if short == nil || short.Code != domain.CodeNotAllowedInStatus || !strings.Contains(short.Message, "89 días de historia y 10 operaciones") {
		t.Errorf("tried on 89 days: %v", short)
	}
	for _, state := range domain.RuleStates() {
		on := state.CheckSwitchOn(90*24*time.Hour, 10) == nil
		off := state.CheckSwitchOff() == nil
		tried := state.CheckDryRun() == nil
		before := state == domain.RuleDraft || state == domain.RuleDryRun
		if on != before || tried != before || off != (state == domain.RuleActive) {
			t.Errorf("%s: on %t, off %t, tried %t", state, on, off, tried)
		}
	}
}
