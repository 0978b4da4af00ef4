package app

import "github.com/qoricash/qoricash/internal/jobs"

// Jobs is how many jobs happen by the clock.
func (a *App) Jobs() int { return len(a.schedule()) }

// Schedule is every job of an instance that is not open: nothing of it can run.
func Schedule() []jobs.Job { return new(App).schedule() }
