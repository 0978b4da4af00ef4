package store

import "time"

// WaitOnly makes commands wait less for locks.
func (s *Store) WaitOnly(wait time.Duration) { s.lockWait = wait }
