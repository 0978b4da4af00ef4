package architecture

import (
	"go/ast"
	"slices"
	"testing"
)

// checkWallClock finds readings of the machine's clock. Tests of the house's rules keep the rule too; tests of sockets
// and processes have real deadlines.
func checkWallClock(t *tree, excused exceptions) []finding {
	var found []finding
	house := append([]string{"internal/domain", "internal/money"}, areaFolders()...)
	for _, f := range t.written() {
		if f.isTest() && !matchesAny(house, f.folder()) || f.syntax.Name.Name == "main" {
			continue
		}
		ast.Inspect(f.syntax, func(node ast.Node) bool {
			selector, ok := node.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if receiver, name := selection(selector); receiver == "time" && slices.Contains([]string{"Now", "Since", "Until"}, name) {
				found = append(found, t.at(node, "time.%s", name))
			}
			return true
		})
	}
	return excused.excuse(found)
}

func TestTimeComesFromThePassedClock(t *testing.T) {
	t.Parallel()
	excused := exceptions{
		"internal/adapter/disk/disk.go": "compares with the time stamps of files",
		"internal/clock/clock.go":       "is the clock",
		"internal/event/follow.go":      "measures how long the reader waits after a failure; no row has that time",
		"internal/files/handler.go":     "deadlines of a socket are instants of the machine",
		"internal/jobs/lease.go":        "a lease ends by the machine's own count of time, or two leaders could hold it",
		"internal/live/serve.go":        "measures pauses between executions; no payload has that time",
		"internal/postgres/cluster.go":  "measures how long a server takes to start",
		"internal/postgres/launch.go":   "measures how long a server takes to start",
		"internal/testdb/folder.go":     "compares with the time stamps of folders",
		"internal/httpapi/timed.go":     "deadlines of a connection are instants of the machine",
		"internal/wsproto/conn.go":      "deadlines of a socket are instants of the machine",
		"internal/wsproto/flush.go":     "deadlines of a socket are instants of the machine",
		"internal/wsproto/stream.go":    "deadlines of a socket are instants of the machine",
	}
	report(t, "what is stored, shown or decided takes its time from the passed clock, one instant a transaction:",
		checkWallClock(wholeTree(t), excused))
}

func TestWallClockIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/trading/a.go":      "package trading\nvar now = time.Now",
		"internal/trading/a_test.go": "package trading\nfunc a() { _ = time.Since(begin) }",
		"internal/wsproto/a_test.go": "package wsproto\nfunc a() { _ = time.Now() }",
		"cmd/qoricash/main.go":       "package main\nfunc a() { _ = time.Now() }",
	})
	if found := checkWallClock(drawn, nil); len(found) != 2 {
		t.Errorf("found %v", found)
	}
}

// checkWaiting finds sleeps, and tests that pass by not running.
func checkWaiting(t *tree) []finding {
	var found []finding
	all := func(*file) bool { return true }
	eachCall(t, all, func(f *file, call *ast.CallExpr) {
		receiver, name := selection(call.Fun)
		switch {
		case receiver == "time" && name == "Sleep":
			found = append(found, t.at(call, "time.Sleep"))
		case slices.Contains([]string{"t", "b", "tb", "f", "testing"}, receiver) &&
			slices.Contains([]string{"Skip", "Skipf", "SkipNow", "Short"}, name) && f.isTest():
			found = append(found, t.at(call, "%s.%s", receiver, name))
		}
	})
	return found
}

func TestNothingSleepsAndNoTestIsSkipped(t *testing.T) {
	t.Parallel()
	report(t, "wait for a signal, a channel or a timer with a context; a test that does not run proves nothing:", checkWaiting(wholeTree(t)))
}

func TestSleepAndSkipAreFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/event/a.go":      "package event\nfunc a() { time.Sleep(1) }",
		"internal/event/a_test.go": "package event\nfunc a(t *testing.T) { t.Skip(); if testing.Short() { time.Sleep(1) } }",
	})
	if found := checkWaiting(drawn); len(found) != 4 {
		t.Errorf("found %v", found)
	}
}
