// Package wsproto carries GraphQL operations over long-lived connections: graphql-transport-ws on websockets and the
// distinct connections mode of GraphQL over server-sent events. It knows the wire and the peers, nothing of GraphQL
// execution: an [Executor] runs the operations and pushes serialized results into a [Sink].
//
// Invariants:
//
//   - An idle websocket costs one goroutine, the one that reads. Writing is done by a fixed pool of workers, and timers
//     by one timing wheel.
//   - Nobody waits for a peer that does not read. [Sink.Next] never blocks; a worker writes only what the kernel takes
//     at once and leaves the rest to a goroutine that ends with the write timeout.
//   - What is queued for a peer is bounded in bytes and messages, and what is queued for all of them in bytes. A peer
//     over its bound is closed with 4410 and resumes from its cursor; results are never dropped in silence.
//   - A payload is serialized once and shared by all its subscribers until the moment of writing.
//   - After `error` or `complete` nothing is sent for an operation, and after the peer's own `complete` nothing is
//     queued for it any more.
//   - A connection that the server ends for its own reasons never sends `complete`: the client must know that the
//     stream was cut and resume (realtime.md 1.2).
//   - The lock of a connection's outbox is never held across a system call that can block, and never together with the
//     registry's or the wheel's.
package wsproto
