package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// defaultTimeout ends a run that nothing else ends.
const defaultTimeout = 10 * time.Minute

// Job is work with its times.
type Job struct {
	// Name is the schedule's name in job_runs. It stays the same over versions of the program.
	Name     string
	Schedule Schedule
	// About says in a line what a run does, for the page of the jobs.
	About string
	// Run does the work of a fire, as the system. The context ends with the lease, at the stop and at the timeout. A run
	// that fails is tried again while its fire is the latest, three times in all.
	Run func(ctx context.Context, fireAt time.Time) error
	// Timeout bounds a run; 10 minutes.
	Timeout time.Duration
}

// validate answers everything that is wrong with a list of jobs.
func validate(jobs []Job) error {
	var faults []error
	names := map[string]bool{}
	for i, job := range jobs {
		switch {
		case job.Name == "":
			faults = append(faults, fmt.Errorf("job %d has no name", i))
		case names[job.Name]:
			faults = append(faults, fmt.Errorf("two jobs are called %q", job.Name))
		}
		names[job.Name] = true
		if !job.Schedule.valid() {
			faults = append(faults, fmt.Errorf("job %q has no valid schedule", job.Name))
		}
		if job.Run == nil {
			faults = append(faults, fmt.Errorf("job %q has nothing to run", job.Name))
		}
		if job.Timeout < 0 {
			faults = append(faults, fmt.Errorf("job %q has a negative timeout", job.Name))
		}
	}
	return errors.Join(faults...)
}
