// Package expo sends pushes through Expo's push service, which hands them to Apple and Google (product.md 2.13).
//
// Invariants:
//   - Tickets stand in the order of the messages, one for each. One bad message never fails the others: what the service
//     would refuse the whole request for is refused here, alone, and tokens of several projects travel apart.
//   - At most 600 messages leave a process in a second, 100 in a request; receipts are asked 1,000 at a time.
//   - No token of a device, text, access token or word of the service about them comes into an error: a reason is the
//     status and the code out of the service's fixed list.
//   - An answer is read up to a bound, also when it is compressed, and no request follows a redirection.
//
// A push whose answer was lost may be sent twice: the service knows no idempotency.
package expo
