// Package doclimit bounds what one GraphQL document may cost before anything of it is executed.
//
// Invariants:
//
//   - The work spent on a document, accepted or refused, is linear in its size: every pass visits a fragment definition
//     once and remembers the result, so fragments that spread one another do not multiply (realtime.md 0.6, 4.2 row 3),
//     and fragment cycles end.
//   - A document is measured before it is validated. What is inside the limits is small enough for the validation rules
//     of gqlparser; the one rule that is not, OverlappingFieldsCanBeMerged, is replaced by an indexed algorithm with a
//     budget (row 2).
//   - A refusal is a *Refusal with a code of the closed list (product.md 2.7), BAD_REQUEST or COST_EXCEEDED, and a Spanish
//     message that names the limit and its figure.
//   - An answer carries at most ten errors in 4 KB (row 5), and no "Did you mean" unless the guard was asked for it (row 6).
//   - The document cache is bounded in bytes, not in entries, and a document enters it only when it is seen a second time,
//     so that a flood of unique documents neither grows it nor drives out the documents that are used (realtime.md 3.2 item 3).
//
// A Guard carries all of it and is installed on gqlgen's executor once; every transport on that executor is then covered.
package doclimit
