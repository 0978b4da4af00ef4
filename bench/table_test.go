package main

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestMedianIsTheMiddleOfAllTurns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		values []float64
		want   float64
	}{{[]float64{7}, 7}, {[]float64{9, 1, 5}, 5}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := median(c.values); got != c.want {
			t.Errorf("median of %v is %v, want %v", c.values, got, c.want)
		}
	}
	if got := median(nil); !math.IsNaN(got) {
		t.Errorf("the median of nothing is %v", got)
	}
}

func TestPercentileIsOneOfTheValues(t *testing.T) {
	t.Parallel()
	values := make([]float64, 100)
	for i := range values {
		values[i] = float64(100 - i)
	}
	for part, want := range map[float64]float64{0.5: 50, 0.99: 99, 1: 100} {
		if got := percentile(values, part); got != want {
			t.Errorf("percentile %v is %v, want %v", part, got, want)
		}
	}
}

func TestSidesTakeTurnsAndAFailureSaysWhose(t *testing.T) {
	t.Parallel()
	var order []string
	side := func(name string) func() (int, error) {
		return func() (int, error) {
			order = append(order, name)
			return len(order), nil
		}
	}
	ours, theirs, err := alternate(2, side("a"), side("b"))
	if err != nil || !slices.Equal(order, []string{"a", "b", "a", "b"}) || !slices.Equal(ours, []int{1, 3}) || !slices.Equal(theirs, []int{2, 4}) {
		t.Errorf("order %v, ours %v, theirs %v, error %v", order, ours, theirs, err)
	}
	broken := func() (int, error) { return 0, errors.New("no disk") }
	if _, _, err := alternate(1, side("a"), broken); err == nil || !strings.Contains(err.Error(), "turn 1, baseline: no disk") {
		t.Errorf("the failure is told as %v", err)
	}
}

func TestRowsThatFallShortAreShown(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	rows := []row{{what: "slow", ours: "3", baseline: "1", ratio: "3", goal: "2", met: judge(false), note: "why"},
		{what: "fast", ours: "1", baseline: "1", ratio: "1", goal: "2", met: judge(true), note: "why"}}
	if err := printTable(&text, rows); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"| slow | 3 | 1 | 3 | 2 | no |\n", "| fast | 1 | 1 | 1 | 2 | yes |\n"} {
		if !strings.Contains(text.String(), line) {
			t.Errorf("the table lacks %q:\n%s", line, text.String())
		}
	}
	if strings.Count(text.String(), "- why") != 1 {
		t.Errorf("a note stands twice:\n%s", text.String())
	}
}

func TestOnlyRowsThatExistCanBeAskedFor(t *testing.T) {
	t.Parallel()
	if _, err := choose("list,everything"); err == nil {
		t.Error("a name that is no row was taken")
	}
	sets, err := choose("size,idle")
	if err != nil || len(sets) != 2 || sets[0].name != "idle" || sets[1].name != "size" {
		t.Errorf("chosen %v, error %v", sets, err)
	}
}

func TestVersionOfAMessageIsRead(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]int{
		`{"id":"1","type":"next","payload":{"data":{"operationEvents":{"operationVersion":1042,"operation":{}}}}}`: 1042,
		`{"operationVersion":7}`: 7,
	} {
		if got, ok := versionOf([]byte(message)); !ok || got != want {
			t.Errorf("version %d, %t of %s", got, ok, message)
		}
	}
	if _, ok := versionOf([]byte(`{"type":"ping"}`)); ok {
		t.Error("a ping has a version")
	}
}
