// Package gqlhttp serves queries and mutations by the GraphQL-over-HTTP specification: POST with a JSON body and GET with
// query parameters. Subscriptions have their own transports: a handler hands over those that it meets (Options.Subscribe).
//
// Invariants:
//
//   - All 61 server audits of graphql-http 1.23.1 are ok (realtime.md 6, goal S2). A request that is no GraphQL request is
//     answered 4xx in either media type. One that is, but is refused before execution, is answered without `data`: 200 under
//     application/json, for old clients, and 4xx or 5xx under application/graphql-response+json (product.md 2.7). Once
//     execution has begun the status is 200.
//   - Nothing of a body appears in an error: a body that cannot be read may hold a password (realtime.md 4.2 row 19).
//   - A browser cannot be made to act for its user: a body is read only from content types that a foreign page cannot send
//     without preflight, GET never mutates, a GET without a custom header runs without the request's cookie
//     (decisions.md, "GET queries"), and SameOrigin guards what bears a cookie (row 7).
//   - One request is one operation; array batches are refused (row 9).
//   - The bytes of the executor are sent as they are, not encoded again (realtime.md 3.2 item 2).
package gqlhttp
