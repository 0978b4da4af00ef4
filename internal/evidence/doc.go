// Package evidence makes tampering with append-only rows visible.
//
// Four streams are evidence: the event log, the ledger, the audit log and the attestations of compliance. Their rows have a place in one order
// (epoch, tx, id) and carry an HMAC of their content under a key that the database cannot open. Every few seconds
// the leader seals the rows that came in since: it chains a hash over their places and MACs, counts them, signs the
// seal and writes it to the database and, as a second witness, to a file beside it.
//
// Invariants:
//   - No transaction waits for another's hash: rows are signed one by one, and only the leader builds the chain.
//   - The keys are rows, wrapped under a key derived from the house's secret. Each row names the one that signed it, so that
//     evidence outlives any number of changes of the secret.
//   - Whoever can write to the database without the key can end nothing: a seal is chained to the newest seal whose signature
//     holds, past all rows that are no seals, and says to which.
//   - A seal covers a closed range. It takes rows below the oldest running transaction only; a transaction that is
//     not finished, or has not begun, has an id at or above that bound, so no row can appear later below a seal.
//     A row of an older epoch cannot appear at all once a newer one is open (see open_event_epoch).
//   - Verify names each finding: altered rows, missing rows, inserted rows, replaced rows, altered or missing seals,
//     and seals that differ from the file.
//
// What it cannot show: the removal of rows younger than the last seal, and the removal of the newest rows and seals
// by somebody who also cuts the file. Keep the file, or copies of it, where the database's administrator cannot write.
package evidence
