// Package architecture holds the rules of the source tree as tests: who may import whom, what only some packages may do,
// how things are named and documented.
//
// Invariants: every rule states its reason and prints it on a break; every exception names a file and the reason it is
// one, and fails when it is needed no longer; every check is shown to find a break of its rule. The checks read syntax
// alone, so they also work on a tree that does not compile.
package architecture
