package domain

import (
	"slices"
	"time"
)

// FirstValue is the value that a parameter had from a start of the program on, before anybody set one.
type FirstValue struct {
	Key   ParameterKey   `json:"key"`
	Value ParameterValue `json:"value"`
	Since time.Time      `json:"since"`
}

// Started answers the first values as they were at an instant, by what is known of the starts of the house, oldest first. Before the oldest
// start that is known a parameter had the value of that one, as far as anybody knows. What is known of none, or of one that this program
// cannot read, is as here.
func (p Parameters) Started(at time.Time, starts []FirstValue) Parameters {
	for _, start := range slices.Backward(starts) {
		start.write(&p)
	}
	for _, start := range starts {
		if !start.Since.After(at) {
			start.write(&p)
		}
	}
	return p
}

// Begun are those of these first values that are not the ones of the last start, since an instant: what is to be known of a start. A
// parameter that begins without a value has none here.
func (p Parameters) Begun(at time.Time, starts []FirstValue) []FirstValue {
	last := map[ParameterKey]ParameterValue{}
	for _, start := range starts {
		last[start.Key] = start.Value
	}
	var begun []FirstValue
	for _, row := range HouseParameters() {
		start := FirstValue{Key: row.Key, Value: row.Of(p), Since: at}
		if former, known := last[row.Key]; (!known || !former.Equal(start.Value)) && start.says(row) {
			begun = append(begun, start)
		}
	}
	return begun
}

// says tells whether it is a value of the parameter at all; the settings of the program may go beyond the bounds of what people set.
func (v FirstValue) says(of Parameter) bool {
	return slices.Equal(v.Value.Kinds(), []ParameterKind{of.Kind}) && (v.Value.Date == nil || !v.Value.Date.IsZero())
}

func (v FirstValue) write(to *Parameters) {
	if row, known := ParameterOf(v.Key); known && v.says(row) {
		row.write(to, v.Value)
	}
}
