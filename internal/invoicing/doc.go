// Package invoicing gives each completed operation its electronic document, and proves that not one number is lost or doubled.
//
// Invariants: a completion asks for its document in its own transaction and never waits for a provider; a document takes its number, with
// the bytes that will be sent, in one transaction, and what is sent again is those bytes; on any doubt the provider is asked before
// anything is sent; no operation takes a second number by itself; what the provider issued is kept with its hash.
package invoicing
