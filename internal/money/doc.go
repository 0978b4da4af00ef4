// Package money holds the exact amounts, rates and currencies of the house.
//
// Invariants:
//   - An Amount is a whole number of cents and a Rate a whole number of
//     ten-thousandths of PEN per USD. Nothing here is ever a binary fraction.
//   - Text that has more digits than its column is refused, because PostgreSQL
//     would round it in silence (toolchain.md 1.4).
//   - Amounts and rates travel as JSON strings only; a JSON number is refused
//     (product.md 2.5).
//   - Every rounding is half up to the cent, away from zero for negative
//     amounts, exactly as PostgreSQL's round(numeric, 2) does.
//   - Errors never repeat the text they refuse.
//
// The package is a leaf: it imports the standard library only.
package money
