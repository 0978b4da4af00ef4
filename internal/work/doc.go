// Package work does what must happen after a commit, whatever dies: it takes rows that wait, has them done by a handler, and writes down
// how each try ended.
//
// Invariants: a row is in one pair of hands at a time, until its lease is over; what an instance holds when it dies is taken again once
// the lease is over, and what it holds when it leaves is given back at once, as if it had never been taken; what was done stays done,
// whoever holds the lease by then; what fails comes back later and later, a bounded number of times, and is dead then until a person
// makes it due again, under the same id. A handler may therefore be asked twice for one row, with the same id, and has to bear it.
//
// The rows belong to the area that writes them, in the transaction of the act that needs the work. This package knows what it needs of
// a [Table] and nothing of what its rows say.
package work
