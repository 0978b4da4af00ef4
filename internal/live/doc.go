// Package live runs the operations of long connections: subscriptions, shared among all who may see the same, and plain
// queries and mutations that come by the same socket.
//
// Subscribers of one document with the same variables (but the cursor) and the same authorization scope form a group. A
// group executes an event once and serializes it once; its members get the same bytes. SQL therefore runs per event and
// group, never per subscriber (realtime.md 1.4).
//
// Invariants:
//   - A member gets every event after its cursor that its topic shows, in the feed's order, and then the live ones,
//     without a gap. What it may get twice, after a reconnect, it can tell by the cursor.
//   - Members of one group have the same scope, and the scope is computed for each subscriber by the caller's policy.
//     Nothing that one viewer may see reaches another through a group.
//   - Rights are asked anew for every event and at every StreamPosition; who lost them is ended with FORBIDDEN.
//   - Who comes back with more rights than a cursor was given out under is told to load its state anew: what those rights would have
//     shown up to there was passed over.
//   - An event that cannot be executed is tried again and never left out: if it fails for good the stream ends with
//     UNAVAILABLE, and its peer resumes from the cursor that it has.
//   - Nothing here waits for a peer, except the replay of history to that very peer. Idle subscribers hold no goroutine.
package live
