package jobs

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// drift is how far the instance's clock was from the database's when it was measured last.
type drift struct {
	measured atomic.Int64
	astray   atomic.Bool
}

// Snapshot is how a scheduler stands, for metrics.
type Snapshot struct {
	// Leads tells whether the instance runs the jobs.
	Leads bool
	// Drift is how far its clock is ahead of the database's; below zero when it is behind.
	Drift time.Duration
}

// Snapshot answers how the scheduler stands now.
func (s *Scheduler) Snapshot() Snapshot {
	_, leads := s.lease.held()
	return Snapshot{Leads: leads, Drift: time.Duration(s.drift.measured.Load())}
}

// ask takes or renews the lease. An instance whose clock is astray gives it up instead: deadlines would pass too early or too
// late. It asks again as soon as its clock agrees with the database's.
func (s *Scheduler) ask(ctx context.Context) (leads bool, err error) {
	astray, err := s.measure(ctx)
	if err != nil {
		return false, err
	}
	if !astray {
		return s.lease.try(ctx)
	}
	if _, held := s.lease.held(); held {
		return false, s.lease.resign(ctx)
	}
	return false, nil
}

// measure tells whether the clock is astray, and says so in the log when that changes.
func (s *Scheduler) measure(ctx context.Context) (astray bool, err error) {
	if s.options.Drift == nil {
		return false, nil
	}
	far, err := s.options.Drift(ctx)
	if err != nil {
		return false, fmt.Errorf("measure the clock: %w", err)
	}
	astray = far.Abs() > s.options.ToleratedDrift
	s.drift.measured.Store(int64(far))
	switch was := s.drift.astray.Swap(astray); {
	case astray && !was:
		s.log.WarnContext(ctx, "the clock is too far from the database's: this instance does not lead", "drift", far, "tolerated", s.options.ToleratedDrift)
	case was && !astray:
		s.log.InfoContext(ctx, "the clock agrees with the database's again", "drift", far)
	}
	return astray, nil
}
