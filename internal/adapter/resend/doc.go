// Package resend sends mail through the HTTP interface of Resend.
//
// Invariants:
//   - A mail that is tried again is sent once: its key travels as the idempotency key, which Resend keeps for 24 hours,
//     and the same mail is encoded to the same bytes.
//   - No address, subject, text, key of the account or word of the provider about them comes into an error: a reason is
//     the status and the name of the error out of the provider's fixed list.
//   - What can never be accepted is permanent; limits, outages and the network are not.
//   - An answer is read up to a bound, and no request follows a redirection, which would carry the mail elsewhere.
package resend
