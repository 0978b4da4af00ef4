package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"
)

// row is one line of the table.
type row struct {
	what, ours, baseline, ratio, goal string
	met                               verdict
	// note says what the two sides are, below the table.
	note string
}

// verdict is whether a goal was met.
type verdict string

const (
	met    verdict = "yes"
	missed verdict = "no"
	noGoal verdict = "–"
)

func judge(reached bool) verdict {
	if reached {
		return met
	}
	return missed
}

// printTable writes the rows as Markdown, and their notes as a list. Equal notes are written once.
func printTable(out io.Writer, rows []row) error {
	var text strings.Builder
	text.WriteString("| row | ours | baseline | ratio | goal | met |\n| --- | --- | --- | --- | --- | --- |\n")
	var notes []string
	for _, r := range rows {
		fmt.Fprintf(&text, "| %s | %s | %s | %s | %s | %s |\n", r.what, r.ours, r.baseline, r.ratio, r.goal, r.met)
		if r.note != "" && !slices.Contains(notes, r.note) {
			notes = append(notes, r.note)
		}
	}
	text.WriteString("\n")
	for _, note := range notes {
		fmt.Fprintf(&text, "- %s\n", note)
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// median is the middle of the values, NaN of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// percentile is the value below which that part of the values lies, the nearest one.
func percentile(values []float64, part float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)-1, int(math.Ceil(part*float64(len(sorted))))-1)]
}

// alternate runs both sides by turns, ours first, and keeps what each turn measured.
func alternate[T any](turns int, ours, baseline func() (T, error)) (a, b []T, err error) {
	for turn := range turns {
		one, err := ours()
		if err != nil {
			return nil, nil, fmt.Errorf("turn %d, ours: %w", turn+1, err)
		}
		other, err := baseline()
		if err != nil {
			return nil, nil, fmt.Errorf("turn %d, baseline: %w", turn+1, err)
		}
		a, b = append(a, one), append(b, other)
	}
	return a, b, nil
}

// each takes one figure of every turn.
func each[T any](turns []T, figure func(T) float64) []float64 {
	values := make([]float64, len(turns))
	for i, turn := range turns {
		values[i] = figure(turn)
	}
	return values
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func microseconds(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }
