// Package event is the transactional event log and the ordered feed over it.
//
// A command appends its events in its own transaction, so an event exists exactly if its effect does. Every instance
// follows the log with one reader and hands the events to subscribers.
//
// Invariants (realtime.md 2.2, 2.3):
//   - The order of events is (epoch, tx, id) and the same for every reader. It agrees with the order of versions of
//     each aggregate, provided that writers take Lock first; there is no promised order between aggregates.
//   - A reader only takes events below the oldest running transaction: a transaction that commits late is never
//     jumped over. A committed event is delivered at least once to every live or resuming subscriber, an event that
//     was rolled back never.
//   - A notification is only a wake-up. Losing one costs at most the poll interval, never an event.
//   - Events are never changed or deleted, carry no personal data and are signed (package evidence).
//   - A cursor is valid within its epoch. After a restore, a set-back or a failover positions may have been lost, so a
//     cursor of any other epoch is answered with ErrForeignEpoch and the reader starts over from the current head. Epochs
//     have random names, so that one that is opened anew is not taken for a lost one of the same number.
//   - The server runs with synchronous_commit = on. A server that confirms what it can lose would give the
//     transaction ids of delivered events a second time after a crash, within one epoch.
package event
