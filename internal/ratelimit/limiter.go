package ratelimit

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/form"
)

// Options are what a limiter needs.
type Options struct {
	DB     *sql.DB
	Clock  clock.Clock
	Logger *slog.Logger
	// Subjects is how many subjects an instance remembers for each rule, at some 250 bytes; 0 means 10,000.
	Subjects int
	// Patience is how long a decision waits for the database; 0 means a second.
	Patience time.Duration
}

// pause is for how long the database is not asked, by rules that can do without it, after it did not answer.
const pause = time.Second

// Limiter decides for one instance. A nil Limiter limits nothing. It is safe for concurrent use.
type Limiter struct {
	db       *sql.DB
	clock    clock.Clock
	logger   *slog.Logger
	patience time.Duration
	accounts *accounts

	// silentUntil is when the database is asked again after it did not answer; nil while it answers.
	silentUntil atomic.Pointer[time.Time]
	statements  atomic.Int64
}

// New returns a limiter over the pool of the serving role.
func New(options Options) *Limiter {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	if options.Subjects <= 0 {
		options.Subjects = 10_000
	}
	if options.Patience <= 0 {
		options.Patience = time.Second
	}
	return &Limiter{db: options.DB, clock: options.Clock, logger: options.Logger, patience: options.Patience,
		accounts: newAccounts(options.Subjects)}
}

// Decision is whether something may be done now.
type Decision struct {
	Allowed bool
	// Uncounted tells that nothing was counted, and the figures below say nothing: there is no limiter, no subject, or no
	// answer from the database.
	Uncounted bool
	// Limit is the rule's; Remaining is how many may be taken now, as far as this instance knows.
	Limit, Remaining int
	// RetryAfter is how long the same will be refused; zero when it is allowed.
	RetryAfter time.Duration
	// ResetAt is when all of the burst will be there again if nothing more is taken.
	ResetAt time.Time
}

// Take counts something that costs as many as given, or refuses it and counts nothing. A cost below one counts as one, and
// one above the rule's burst as the whole burst, which is all that anybody can ever have. No subject is no limit.
//
// The error tells that it could not be decided: the caller's context ended, or the database does not answer and the rule is
// Strict.
func (l *Limiter) Take(ctx context.Context, rule Rule, subject string, cost int) (Decision, error) {
	if l == nil || subject == "" {
		return uncounted(rule), nil
	}
	cost = min(max(cost, 1), rule.Burst)
	name := keyOf(rule, subject)
	known, err := l.accounts.of(rule.Name, name)
	if err != nil {
		return Decision{}, err
	}
	now := l.clock.Now()
	decision, needed := known.decide(rule, now, cost)
	if needed == 0 {
		return decision, nil
	}
	if !rule.Strict && l.isSilent(now) {
		return uncounted(rule), nil
	}
	decision, err = l.askInTurn(ctx, known, name, rule, cost)
	if err != nil {
		return l.undecided(ctx, rule, err)
	}
	return decision, nil
}

// Require counts one, or refuses with a *domain.Error of RATE_LIMITED that says when to come back. It takes a connection of
// the pool, so a command asks before its transaction begins. A command whose input could not be read counts nothing: it is
// refused with what was unreadable ([form.Err]).
func (l *Limiter) Require(ctx context.Context, rule Rule, subject string) error {
	if err := form.Err(ctx); err != nil {
		return err
	}
	decision, err := l.Take(ctx, rule, subject, 1)
	if err != nil {
		return err
	}
	if refusal := decision.Refusal(rule); refusal != nil {
		return refusal
	}
	return nil
}

// Refusal is what the caller is told; nil when it was allowed.
func (d Decision) Refusal(rule Rule) *domain.Error {
	if d.Allowed {
		return nil
	}
	return domain.RateLimited(rule.Reason, d.RetryAfter)
}

func uncounted(rule Rule) Decision {
	return Decision{Allowed: true, Uncounted: true, Limit: rule.Limit, Remaining: rule.Burst}
}

// askInTurn decides with the database, one caller of a subject at a time: whoever waited finds what the one before learned.
func (l *Limiter) askInTurn(ctx context.Context, known *account, name key, rule Rule, cost int) (Decision, error) {
	select {
	case known.turn <- struct{}{}:
		defer func() { <-known.turn }()
	case <-ctx.Done():
		return Decision{}, ctx.Err()
	}
	now := l.clock.Now()
	for {
		// What another caller has spent meanwhile must be asked for again, so this may take more than one round.
		decision, needed := known.decide(rule, now, cost)
		if needed == 0 {
			return decision, nil
		}
		if !rule.Strict && l.isSilent(now) {
			return uncounted(rule), nil
		}
		given, arrival, err := l.take(ctx, name, rule, now, needed)
		if err != nil {
			return Decision{}, err
		}
		l.answered(ctx)
		known.learn(rule, now, given, arrival)
	}
}

func (l *Limiter) isSilent(now time.Time) bool {
	until := l.silentUntil.Load()
	return until != nil && now.Before(*until)
}

func (l *Limiter) answered(ctx context.Context) {
	if l.silentUntil.Load() != nil && l.silentUntil.Swap(nil) != nil {
		l.logger.InfoContext(ctx, "rate limits: the database answers again")
	}
}

// undecided is what happens when the database could not be asked.
func (l *Limiter) undecided(ctx context.Context, rule Rule, err error) (Decision, error) {
	err = fmt.Errorf("rate limit %s: %w", rule.Name, err)
	if rule.Strict || ctx.Err() != nil {
		return Decision{}, err
	}
	until := l.clock.Now().Add(pause)
	if l.silentUntil.Swap(&until) == nil {
		l.logger.WarnContext(ctx, "rate limits: the database does not answer; what is not strict passes uncounted", "error", err)
	}
	return uncounted(rule), nil
}

// errUnsettled tells that a row kept coming and going while it was counted on.
var errUnsettled = errors.New("the row is not at rest")
