package money

import "math/bits"

// BasisPoints counts hundredths of a percent: 300 is 3 %.
type BasisPoints int64

// Deviation is the distance of a rate from a reference rate, kept as an exact
// fraction so that "above 3 %" has no rounding (domain.md 4.2).
type Deviation struct {
	distance  uint64
	reference uint64
}

// DeviationFrom returns how far r is from the reference, in either direction.
func (r Rate) DeviationFrom(reference Rate) Deviation {
	return Deviation{
		distance:  magnitude(r.units - reference.units),
		reference: uint64(reference.units),
	}
}

// Exceeds reports whether the deviation is strictly above the limit. Any
// distance from a zero reference exceeds every limit.
func (d Deviation) Exceeds(limit BasisPoints) bool {
	if limit < 0 {
		return true
	}
	leftHigh, leftLow := bits.Mul64(d.distance, 10_000)
	rightHigh, rightLow := bits.Mul64(d.reference, uint64(limit))
	return leftHigh > rightHigh || leftHigh == rightHigh && leftLow > rightLow
}

// Percent returns the deviation with 2 decimals, rounded up so that a deviation
// above a limit never reads as equal to it: "3.01". A distance from a zero
// reference has no percentage and reads as "".
func (d Deviation) Percent() string {
	if d.reference == 0 {
		return ""
	}
	// Distances are below 10^10, so this product stays below 10^14.
	hundredths := (d.distance*10_000 + d.reference - 1) / d.reference
	return amountInput.text(int64(hundredths))
}

// Percent returns the number as a percentage with 2 decimals: 150 is "1.50".
func (b BasisPoints) Percent() string { return amountInput.text(int64(b)) }
