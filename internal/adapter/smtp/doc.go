// Package smtp sends mail through a relay by SMTP (RFC 5321).
//
// Invariants:
//   - A mail is handed over to all of its recipients or to none, and it is handed over when the relay has said so after
//     the content: whatever breaks later is no failure.
//   - SMTP knows no idempotency. A mail whose last reply was lost is sent again with the same Message-ID and the same
//     X-Entity-Ref-ID, so that relays and mailboxes can tell the copy.
//   - No line of a header comes from outside: a control character in any text of a header refuses the mail.
//   - A password travels under TLS only, or inside this machine. Certificates are always verified.
//   - No address, subject, text, password or word of the relay comes into an error: a reason is the step, the reply's
//     code and its enhanced code. Replies of 5xx are permanent; 4xx and the network are not.
//   - A send ends with its context, whatever the relay does, and the connection never outlives it: a mail that was cut
//     off is not ended as if it were whole.
package smtp
