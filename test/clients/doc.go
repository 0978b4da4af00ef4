// Package clients proves the API with the clients that front ends use: graphql-ws, graphql-sse, Apollo Client, urql, Relay
// and graphql-request, and the audits of graphql-http, all from npm, against the built program, with the code of docs/front-end.md.
//
// Invariants: every test file has a house of its own, in a database of its own; nothing is mocked on either side of the
// wire; no test waits for time to pass, only for events, each within a deadline. The tests are behind the build tag
// `clients`, because they need Node and packages from npm: `make clients` runs them.
package clients
