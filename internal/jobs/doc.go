// Package jobs runs work at its times, on one instance at a time.
//
// Invariants: one instance leads, by a lease in the database whose time is the database's clock, so that wrong clocks of
// machines make no second leader; a leader stops believing in its lease before the lease ends; each fire of a schedule
// is one row of job_runs, taken under the lease, so that a double fire is harmless; of fires that were missed the latest
// is made up for and older ones are not; a run that its instance could not end is run again by the next leader. A job
// must therefore bear to be run again for the same fire, and takes its instant from the fire and not from a clock.
//
// The tables leases and job_runs belong to this package alone; no entity stands for them, so it speaks SQL.
package jobs
