package domain

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// trace is how a world was reached.
type trace struct {
	before *trace
	move   move
}

func (t *trace) String() string {
	var lines []string
	for ; t != nil && t.before != nil; t = t.before {
		lines = append(lines, t.move.String())
	}
	slices.Reverse(lines)
	return strings.Join(lines, "\n  ")
}

type place struct {
	world world
	trace *trace
}

// followed is a row of the lifecycle that the search went along.
type followed struct {
	from Status
	act  Act
	to   Status
}

// search looks at every world that a scope reaches.
type search struct {
	t     *testing.T
	scope scope
	seen  map[string]struct{}
	out   map[string]struct{}
	taken map[followed]int
	// worlds, acts and refused count what was looked at.
	worlds, acts, refused int
}

func newSearch(t *testing.T, scope scope) *search {
	return &search{t: t, scope: scope, seen: map[string]struct{}{}, out: map[string]struct{}{}, taken: map[followed]int{}}
}

// from looks at all that follows from a world, breadth first, so that a fault is told by a shortest way to it.
func (s *search) from(start world) {
	s.t.Helper()
	layer := []place{{start, &trace{}}}
	for depth := 1; depth <= s.scope.depth; depth++ {
		var next []place
		for _, at := range layer {
			for _, m := range s.scope.moves(&at.world) {
				if reached, fresh := s.follow(at, m); fresh && depth < s.scope.depth {
					next = append(next, reached)
				}
			}
		}
		layer = next
	}
}

func (s *search) follow(at place, m move) (place, bool) {
	o, refusal := at.world.try(m)
	if refusal != nil {
		if m.act == actWait {
			s.fail(at.trace, m, refusal.Error())
		}
		s.refused++
		return place{}, false
	}
	s.acts++
	if fault := actFault(&at.world, m, o); fault != "" {
		s.fail(at.trace, m, fault)
	}
	for _, row := range o.taken {
		s.taken[followed{row.From, row.Act, row.To}]++
	}
	o.tidy()
	key := o.key()
	if _, known := s.seen[key]; known {
		return place{}, false
	}
	s.seen[key] = struct{}{}
	s.worlds++
	if fault := o.fault(); fault != "" {
		s.fail(at.trace, m, fault)
	}
	if fault := o.stuck(s.out); fault != "" {
		s.fail(at.trace, m, fault)
	}
	return place{o.world, &trace{at.trace, m}}, true
}

func (s *search) fail(before *trace, m move, fault string) {
	s.t.Helper()
	s.t.Fatalf("%s: %s, after\n  %s\n  %s", s.scope.name, fault, before, m)
}

// never are the rows of the lifecycle that no search goes along, with the reason.
var never = map[followed]string{
	{InProcess, ActReportDeposit, Pending}:    "what adds money makes nothing incomplete",
	{InProcess, ActReceiveDeposit, Pending}:   "what adds money makes nothing incomplete",
	{InProcess, ActTakeBackDeposit, Pending}:  "what adds money makes nothing incomplete",
	{InProcess, ActCountDeposits, Pending}:    "what adds money makes nothing incomplete",
	{InProcess, ActConfirmDeposit, Pending}:   "what was counted goes on counting",
	{InProcess, ActUnconfirmDeposit, Pending}: "what was counted goes on counting",
	{Pending, ActUnconfirmDeposit, InProcess}: "what did not fit fits no better as a report",
	{Pending, ActApplyDeposit, InProcess}:     "the money that goes did not count",
	{InProcess, ActApplyDeposit, Pending}:     "the money that goes did not count",
	{Canceled, ActUnapplyDeposit, Canceled}:   "an operation with money is not canceled, and what comes late is its own",
	{InProcess, ActCancel, Canceled}:          "where all the money went, the operation waits again; houses have older rows",
	{InProcess, ActTake, InProcess}:           "the house of the model has an operator",
	{Completed, ActTake, Completed}:           "the house of the model has an operator",
	{Pending, ActNameOperator, Pending}:       "the house of the model has an operator",
	{Pending, ActHandBack, Pending}:           "the house of the model has one operator, who keeps its work",
	{InProcess, ActHandBack, InProcess}:       "the house of the model has one operator, who keeps its work",
	{Completed, ActHandBack, Completed}:       "the house of the model has one operator, who keeps its work",
	{Canceled, ActHandBack, Canceled}:         "the house of the model has one operator, who keeps its work",
	{Expired, ActHandBack, Expired}:           "the house of the model has one operator, who keeps its work",
	{Pending, ActRename, Pending}:             "nobody leaves the house of the model",
	{InProcess, ActRename, InProcess}:         "nobody leaves the house of the model",
	{Pending, ActUnassign, Pending}:           "nobody leaves the house of the model",
	{InProcess, ActUnassign, InProcess}:       "nobody leaves the house of the model",
	{Completed, ActUnassign, Completed}:       "nobody leaves the house of the model",
	{Canceled, ActUnassign, Canceled}:         "nobody leaves the house of the model",
	{Expired, ActUnassign, Expired}:           "nobody leaves the house of the model",
}

// The search tries every order of acts of a client, an operator, a Master and the clock on two operations, up to the depth of each
// scope, and holds every world that it reaches and every act to the rules of model_invariant_test.go: no money in two places, none
// counted twice or beyond what is due, books that balance and agree with the rows, exact money that counts, no rate kept longer than
// money buys, nobody who undoes alone what he did, and a way out by acts of people.
//
// Bounded are the acts in a row, the rows of an operation (three deposits, two payouts), the amounts (what is due, half of it, twice as
// much, a cent), the steps of time (see waits) and, per scope, who does what. CRASH_LONG searches deeper.
func TestSearchFindsNothingAgainstTheRules(t *testing.T) {
	t.Parallel()
	taken := map[followed]int{}
	worlds := 0
	for _, scope := range scopes {
		if os.Getenv("CRASH_LONG") != "" {
			scope.depth = scope.long
		}
		s := newSearch(t, scope)
		s.from(scope.start(t))
		t.Logf("%s: %d acts deep after %d: %d worlds, %d acts, %d refused", scope.name, scope.depth, len(scope.begin), s.worlds, s.acts, s.refused)
		for row, times := range s.taken {
			taken[row] += times
		}
		worlds += s.worlds
	}
	for _, row := range Transitions() {
		at := followed{row.From, row.Act, row.To}
		if reason, expected := never[at]; (taken[at] == 0) != expected {
			t.Errorf("%s from %s to %s was followed %d times; never: %q", row.Act, row.From, row.To, taken[at], reason)
		}
	}
	t.Logf("%d worlds in all", worlds)
}
