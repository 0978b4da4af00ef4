package domain

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// trace is how a world was reached.
type trace struct {
	before *trace
	move   move
	depth  int
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
	t      *testing.T
	scope  scope
	seen   map[string]struct{}
	out    map[string]struct{}
	taken  map[followed]int
	worlds int
	steps  int
	tries  int
}

func newSearch(t *testing.T, scope scope) *search {
	return &search{t: t, scope: scope, seen: map[string]struct{}{}, out: map[string]struct{}{}, taken: map[followed]int{}}
}

// from looks at all that follows from a world, breadth first, so that a fault is told by a shortest way to it.
func (s *search) from(start world) {
	s.t.Helper()
	layer := []place{{start, &trace{}}}
	for depth := 0; depth < s.scope.depth && len(layer) > 0; depth++ {
		var next []place
		for _, at := range layer {
			for _, m := range s.scope.moves(&at.world) {
				if reached, fresh := s.follow(at, m); fresh {
					next = append(next, reached)
				}
			}
		}
		layer = next
	}
}

func (s *search) follow(at place, m move) (place, bool) {
	s.tries++
	o, refusal := at.world.try(m)
	if refusal != nil {
		if m.act == actWait {
			s.fail(at.trace, m, refusal.Error())
		}
		return place{}, false
	}
	s.steps++
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
	if fault := s.stuck(o.world); fault != "" {
		s.fail(at.trace, m, fault)
	}
	return place{o.world, &trace{at.trace, m, at.trace.depth + 1}}, true
}

// stuck tells why a world has no way to its end: people's acts alone must bring both operations to one, without live money.
func (s *search) stuck(w world) string {
	var passed []string
	for {
		key := w.key()
		if _, known := s.out[key]; known {
			break
		}
		passed = append(passed, key)
		next, more := w.wayOut()
		if !more {
			break
		}
		o, refusal := w.try(next)
		if refusal != nil {
			return fmt.Sprintf("no way out: %s: %s", next, refusal)
		}
		o.tidy()
		w = o.world
		if len(passed) > 30 {
			return "no way out: people go round in circles"
		}
	}
	for _, key := range passed {
		s.out[key] = struct{}{}
	}
	return ""
}

func (s *search) fail(before *trace, m move, fault string) {
	s.t.Helper()
	s.t.Fatalf("%s: %s, after\n  %s\n  %s", s.scope.name, fault, before, m)
}

func TestSearchDraft(t *testing.T) {
	taken := map[followed]int{}
	for i, scope := range scopes {
		if v := os.Getenv("SCOPE"); v != "" && v != fmt.Sprint(i) {
			continue
		}
		if v := os.Getenv("DEPTH"); v != "" {
			fmt.Sscan(v, &scope.depth)
		}
		begin := time.Now()
		s := newSearch(t, scope)
		s.from(scope.start(t))
		for name, n := range s.taken {
			taken[name] += n
		}
		t.Logf("%s, depth %d: %d worlds, %d steps, %d tries in %s", scope.name, scope.depth, s.worlds, s.steps, s.tries, time.Since(begin))
	}
	for _, row := range Transitions() {
		if taken[followed{row.From, row.Act, row.To}] == 0 {
			t.Logf("never: %s %s %s", row.From, row.Act, row.To)
		}
	}
}
