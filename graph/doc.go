// Package graph is the API of the house as GraphQL: it reads ids and arguments, calls an area, and answers what the caller
// may see. It opens no transaction and writes nothing; the areas do.
//
// Invariants:
//   - Every object that reaches an answer is read under the caller's row rules, after the act when there was one, also on a
//     replay; what the document does not ask for is not read (package selection).
//   - An operation is read by one function, whoever answers it: a list, a node, a payload or an event.
//   - An act outside the caller's role is a top-level error; what a person can mend is a userError, all at once.
//   - Nothing internal leaves: an unknown error is INTERNAL with the request's id, and its text only in the log.
package graph

//go:generate go run ./generate
