// Package notify tells people what happened: by e-mail, on their phones and in the inbox of the product.
//
// Invariants: a fact tells a person once on each channel, whatever dies (the outbox has a unique key); nothing is sent
// inside a transaction of the business; what could not be sent is seen and sent again by a person; lock screens show no
// amounts and no names.
package notify
