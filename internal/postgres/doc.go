// Package postgres runs and reaches PostgreSQL.
//
// It has two halves. The supervisor ([Start], [Cluster]) keeps a private
// server under the data folder for machines that have no DATABASE_URL. The
// driver ([Open]) is lib/pq with a cache of prepared statements for each
// connection, for that server and for any other.
//
// Invariants of the supervisor:
//
//   - Data is never removed. The only folder that is ever deleted is one that
//     initdb did not finish; it has a name of its own until it is complete. A
//     folder of another major version is refused.
//   - The server listens on a unix socket alone, in a folder of mode 0700.
//     Authentication is "trust" only because of that folder.
//   - At most one server runs over a data folder. A second program adopts the
//     running one. Only the owner stops it: the program that started it, or,
//     when that one died, the first program that found the server orphaned.
//   - The server does not outlive the death of the program that started it: the
//     kernel sends it a shutdown signal (Linux). Where there is no such signal
//     the next start adopts the orphan.
//   - The server gets none of the program's environment, so no secret of the
//     program is readable there.
//
// Invariants of the driver:
//
//   - A connection holds at most [PoolOptions.CachedStatements] statements on
//     the server, whatever is executed.
//   - A statement runs at most once: it is sent again only after the server refused
//     it before running it.
//   - A connection on which a query was cancelled is not used again.
//
// The crash behaviour that the supervisor answers to was measured and is listed
// in toolchain.md 2.3.
package postgres
