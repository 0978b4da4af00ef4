// Package ratelimit says how often something may be done, counted for all instances of the house together.
//
// The count is the generic cell rate algorithm: one row of the table rate_limits a subject, holding the instant at which all
// that was taken would be paid back at the rule's rate ("tat", the theoretical arrival time). A decision is one UPSERT.
//
// Invariants:
//   - A burst and what the rate gives meanwhile is all that passes: at most Burst + Limit × t / Per within any time t, and
//     what instances hold leased, whichever of them is asked. Nothing is decided by the machine's clock: the clock is passed
//     in. Instances whose clocks differ by d differ by what the rate gives in d.
//   - A row's key is a SHA-256 of the rule and the subject: no name, document or address stands in the table. A rule whose
//     figures are changed counts anew.
//   - An instance holds a share of a subject's budget only where the rule has a Lease, never more than that, and never more
//     than a quarter of what is left. Shares that are not used pass away with the rule's period; the error is on the strict
//     side.
//   - What an instance knows of a subject only delays or spares a statement: a refusal that is known to hold is answered
//     from memory, so a flood that is refused costs the database nothing. That memory is bounded for each rule by itself:
//     a thousand addresses do not push out what is known of people.
//   - Callers of one subject ask the database one after the other, so a burst is one statement and not a thousand.
//   - When the database does not answer, rules that guard a secret or somebody's mailbox (Strict) refuse with its error.
//     The others let pass uncounted, say so in the log once, and ask again after a second: a house whose budgets cannot be
//     counted still serves, bounded by what one document may cost (package doclimit).
//   - The table is unlogged: after a crash of the server the counting begins again.
package ratelimit
