// Package watchlist keeps the lists of sanctioned and exposed people: which versions arrived, which one is active, and every entry with each
// content that it had.
//
// Invariants:
//   - A version becomes active whole or not at all, in one transaction under the lock of its list; of a list at most one is active.
//   - What the guard of [domain.ListRule] finds faulty never replaces the active version by itself, and people are told once.
//   - Two instances that bring the same bytes make one version active once.
//   - Entries are evidence: a content is added and never changed; only the version in which it was last seen is written later, once.
//   - Nothing here names a client. Events are about the list alone.
//   - The entries in memory are those of the active versions as they were committed when the instance last heard of them.
package watchlist
