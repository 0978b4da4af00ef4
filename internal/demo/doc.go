// Package demo makes a fictitious house and brings it to life, so that everything of the program can be seen at work
// within a minute.
//
// Invariants:
//   - A plan of the whole history is made first, from a number and two instants alone: neither the machine's clock nor
//     the order of a map takes part, so equal inputs make equal business rows (ids, keys and hashes aside).
//   - The history is lived through the services of the areas, each act by a person who may do it, at its instant of the
//     past; so permissions, the lifecycle, books, audit and events are those of a real house, and the books verify.
//   - What other operations can see (numbers, rates in force, an operator's load, deadlines) happens strictly in order
//     of time; what concerns one operation alone is done meanwhile by other hands.
//   - Every act has an idempotency key of the plan: a seed that was killed goes on where it stopped when it is called
//     again. The plan's inputs are written down before anything else.
//   - A database with people in it that this package did not make is never touched ([ErrForeignHouse]).
//   - Nobody in it exists: names are invented, documents are valid in form only, mail addresses are of example domains.
//   - The bots know the house through its public API alone, like any other client.
package demo
