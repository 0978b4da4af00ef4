package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clock"
)

// ErrStopped is the error of starting a scheduler that was stopped: make another.
var ErrStopped = errors.New("the scheduler was stopped")

// Options are what a scheduler needs. Zero times and names take the defaults.
type Options struct {
	DB *sql.DB
	// Clock says which fires are due. It has no part in who leads, but that an instance does not whose clock is astray.
	Clock clock.Clock
	// Drift measures how far Clock is from the database's, ahead of it above zero; beyond ToleratedDrift the instance does not
	// lead. Nil asks nothing, for clocks that a test or a simulation sets.
	Drift          func(context.Context) (time.Duration, error)
	ToleratedDrift time.Duration
	Logger         *slog.Logger
	// Lease is the name of the lease that the instances share; "jobs".
	Lease string
	// TTL is how long a lease lasts; 15 s. Renew is how often it is renewed or asked for; 5 s. Trust is how long a renewal
	// is believed in, shorter than TTL; 10 s.
	TTL, Renew, Trust time.Duration
	// Look is how late a fire may be noticed; 5 s.
	Look time.Duration
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Lease == "" {
		o.Lease = "jobs"
	}
	if o.TTL == 0 {
		o.TTL = 15 * time.Second
	}
	if o.Renew == 0 {
		o.Renew = 5 * time.Second
	}
	if o.Trust == 0 {
		o.Trust = 10 * time.Second
	}
	if o.Look == 0 {
		o.Look = 5 * time.Second
	}
	return o
}

func (o Options) validate() error {
	var faults []error
	if o.DB == nil || o.Clock == nil {
		faults = append(faults, errors.New("a database and a clock are needed"))
	}
	if o.Renew <= 0 || o.Renew >= o.Trust || o.Trust >= o.TTL {
		faults = append(faults, errors.New("the times must grow: Renew, Trust, TTL"))
	}
	if o.Drift != nil && o.ToleratedDrift <= 0 {
		faults = append(faults, errors.New("a drift that is measured needs the option ToleratedDrift"))
	}
	if o.Look < shortestPeriod {
		faults = append(faults, fmt.Errorf("the option Look must not be below %v", shortestPeriod))
	}
	return errors.Join(faults...)
}

// Scheduler runs jobs while it leads.
type Scheduler struct {
	options Options
	db      *sql.DB
	clock   clock.Clock
	log     *slog.Logger
	jobs    []Job
	lease   *lease
	drift   drift

	lifecycle sync.Mutex
	stopped   bool
	cron      gocron.Scheduler
	stop      context.CancelFunc
	renewing  sync.WaitGroup
}

// New returns a scheduler that is not started. The error tells everything that is wrong with the options and the jobs.
func New(options Options, jobs ...Job) (*Scheduler, error) {
	options = options.withDefaults()
	if err := errors.Join(options.validate(), validate(jobs)); err != nil {
		return nil, fmt.Errorf("make the scheduler: %w", err)
	}
	return &Scheduler{
		options: options, db: options.DB, clock: options.Clock, log: options.Logger, jobs: jobs,
		lease: &lease{db: options.DB, name: options.Lease, holder: holder(), ttl: options.TTL, trust: options.Trust},
	}, nil
}

// holder names this instance for one run of the program.
func holder() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return host + "/" + uuid.NewString()
}

// Start asks for the lease once, so that a database that cannot be reached fails here, and then runs the jobs in the
// background. A second Start does nothing; one after Stop is ErrStopped.
func (s *Scheduler) Start(ctx context.Context) error {
	s.lifecycle.Lock()
	defer s.lifecycle.Unlock()
	if s.stopped {
		return ErrStopped
	}
	if s.cron != nil {
		return nil
	}
	leads, err := s.ask(ctx)
	if err != nil {
		return fmt.Errorf("start the jobs: %w", err)
	}
	cron, err := s.plan()
	if err != nil {
		s.lease.end()
		return fmt.Errorf("start the jobs: %w", err)
	}
	s.log.Info("jobs started", "holder", s.lease.holder, "leads", leads)
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	s.cron, s.stop = cron, stop
	s.renewing.Go(func() { s.renew(background, leads) })
	cron.Start()
	return nil
}

// plan makes gocron look after each job. It looks more often than the job fires: what is due is decided by the passed
// clock and by what was run, so that a step of a clock, a new leader or a missed time lose no fire.
func (s *Scheduler) plan() (gocron.Scheduler, error) {
	cron, err := gocron.NewScheduler(gocron.WithLogger(s.log))
	if err != nil {
		return nil, err
	}
	for _, job := range s.jobs {
		runner := &runner{Scheduler: s, job: job}
		_, err := cron.NewJob(gocron.DurationJob(job.Schedule.interval(s.options.Look)), gocron.NewTask(runner.look), gocron.WithName(job.Name),
			gocron.WithSingletonMode(gocron.LimitModeReschedule), gocron.WithStartAt(gocron.WithStartImmediately()))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("plan job %q: %w", job.Name, err), cron.Shutdown())
		}
	}
	return cron, nil
}

// renew keeps the lease, or keeps asking for it.
func (s *Scheduler) renew(ctx context.Context, led bool) {
	ticker := time.NewTicker(s.options.Renew)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		// Bounded: a hanging connection must not keep the next attempt from being made.
		attempt, cancel := context.WithTimeout(ctx, s.options.Renew)
		leads, err := s.ask(attempt)
		cancel()
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			s.log.Error("lease not renewed", "error", err)
			_, leads = s.lease.held()
		}
		if leads != led {
			s.log.Info("leadership changed", "holder", s.lease.holder, "leads", leads)
		}
		led = leads
	}
}

// Stop ends running jobs by their contexts, waits for them for ten seconds at most, and then gives the lease up. It may
// be called twice, before Start, and by several goroutines.
func (s *Scheduler) Stop() {
	s.lifecycle.Lock()
	defer s.lifecycle.Unlock()
	if s.stopped || s.cron == nil {
		s.stopped = true
		return
	}
	s.stopped = true
	s.stop()
	s.renewing.Wait()
	s.lease.end()
	if err := s.cron.Shutdown(); err != nil {
		// A job goes on although it was canceled: the lease must run out by itself.
		s.log.Error("stop the jobs", "error", err)
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), s.options.Renew)
	defer cancel()
	if err := s.lease.resign(ctx); err != nil {
		s.log.Error("stop the jobs", "error", err)
	}
}
