package work

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
)

// statementLimit bounds a statement that does not end with the instance.
const statementLimit = 5 * time.Second

// Worker does the work of one kind on one instance. It is safe for concurrent use.
type Worker struct {
	kind   Kind
	db     *sql.DB
	clock  clock.Clock
	logger *slog.Logger
	// instance names this worker in leases.
	instance               string
	claims, records, gives string
	loop                   *Loop
	counters               counters
}

// New returns the worker of a kind; it does nothing before [Worker.Run] or [Worker.Drain]. The logger may be nil.
func New(db *sql.DB, now clock.Clock, logger *slog.Logger, kind Kind) *Worker {
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	kind = kind.withDefaults()
	w := &Worker{kind: kind, db: db, clock: now, logger: logger, instance: uuid.NewString(),
		claims: kind.Table.claim(), records: kind.Table.record(), gives: kind.Table.release()}
	w.loop = NewLoop("work of "+kind.Name, kind.Poll, 0, logger, w.Drain)
	return w
}

// Kind is the name of the kind.
func (w *Worker) Kind() string { return w.kind.Name }

// Run does what is due whenever it is woken, and by the clock, until ctx ends. Every instance runs it. It returns when what was begun is
// recorded.
func (w *Worker) Run(ctx context.Context) { w.loop.Run(ctx) }

// Wake makes the worker look soon. It never blocks.
func (w *Worker) Wake() { w.loop.Wake() }

// Drain does what is due until nothing is left. With the first fault of this instance it takes nothing new.
func (w *Worker) Drain(ctx context.Context) error {
	free := make(chan struct{}, w.kind.Workers)
	for range w.kind.Workers {
		free <- struct{}{}
	}
	var calls sync.WaitGroup
	defer calls.Wait()
	var faults faults
	for {
		slots, ok := take(ctx, free)
		if !ok || faults.any() {
			calls.Wait()
			return errors.Join(faults.err(), ctx.Err())
		}
		due, err := w.claim(ctx, slots*w.kind.Batch)
		batches := slices.Collect(slices.Chunk(due, w.kind.Batch))
		for range slots - len(batches) {
			free <- struct{}{}
		}
		if err != nil || len(due) == 0 {
			calls.Wait()
			return errors.Join(faults.err(), err)
		}
		for _, items := range batches {
			calls.Go(func() {
				defer func() { free <- struct{}{} }()
				faults.add(w.try(ctx, items))
			})
		}
	}
}

// faults are those of calls that run at once.
type faults struct {
	mu  sync.Mutex
	all []error
}

func (f *faults) add(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err != nil {
		f.all = append(f.all, err)
	}
}

func (f *faults) any() bool { return f.err() != nil }

func (f *faults) err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return errors.Join(f.all...)
}

// take waits for a free slot and answers how many are free.
func take(ctx context.Context, free <-chan struct{}) (int, bool) {
	select {
	case <-ctx.Done():
		return 0, false
	case <-free:
	}
	for slots := 1; ; slots++ {
		select {
		case <-free:
		default:
			return slots, true
		}
	}
}

// claim answers what is due, at most that many. It is one statement that commits by itself: given up halfway it would keep rows from
// everybody until their lease is over. So it runs to its end though the instance leaves meanwhile, and what it got goes back.
func (w *Worker) claim(ctx context.Context, most int) ([]Item, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	whole, cancel := context.WithTimeout(context.WithoutCancel(ctx), statementLimit)
	defer cancel()
	due, err := w.leaseDue(whole, most)
	if ctx.Err() == nil || len(due) == 0 {
		return due, err
	}
	return nil, errors.Join(ctx.Err(), err, w.giveBack(whole, due))
}

func (w *Worker) leaseDue(ctx context.Context, most int) ([]Item, error) {
	now := w.clock.Now()
	rows, err := w.db.QueryContext(ctx, w.claims, w.instance, now.Add(w.kind.Lease), w.kind.Name, now, most)
	if err != nil {
		return nil, fmt.Errorf("claim work of %s: %w", w.kind.Name, err)
	}
	defer rows.Close()
	var due []Item
	for rows.Next() {
		var item Item
		var expires sql.NullTime
		if err := rows.Scan(&item.ID, &item.Attempts, &expires); err != nil {
			return nil, fmt.Errorf("claim work of %s: %w", w.kind.Name, err)
		}
		item.expiresAt = expires.Time
		due = append(due, item)
	}
	return due, rows.Err()
}

// try has items done and writes down how they ended, also where the instance leaves meanwhile: what was done is told, and what was not
// is given back.
func (w *Worker) try(ctx context.Context, items []Item) error {
	now := w.clock.Now()
	var ended []Outcome
	open := make([]Item, 0, len(items))
	for _, item := range items {
		if item.over(now) {
			ended = append(ended, item.Canceled(Expired))
		} else {
			open = append(open, item)
		}
	}
	var err error
	if len(open) > 0 {
		var told []Outcome
		told, err = w.do(ctx, open)
		ended = append(ended, told...)
	}
	untold := slices.DeleteFunc(open, func(item Item) bool {
		return slices.ContainsFunc(ended, func(o Outcome) bool { return o.item.ID == item.ID })
	})
	if len(untold) > 0 && err == nil && ctx.Err() == nil {
		err = fmt.Errorf("work of %s: nothing was said of %d of %d items", w.kind.Name, len(untold), len(items))
	}
	whole, cancel := context.WithTimeout(context.WithoutCancel(ctx), statementLimit)
	defer cancel()
	return errors.Join(err, w.record(whole, ended), w.giveBack(whole, untold))
}

// do asks the handler. A panic is a failed try of every item of its batch: it comes back later, a bounded number of times, and the
// instance lives on.
func (w *Worker) do(ctx context.Context, items []Item) (told []Outcome, err error) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		w.logger.ErrorContext(ctx, "work panicked", "kind", w.kind.Name, "items", len(items), "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
		told, err = nil, nil
		for _, item := range items {
			told = append(told, item.Failed(Panicked, 0))
		}
	}()
	return w.kind.Do(ctx, items)
}

func (w *Worker) record(ctx context.Context, ended []Outcome) error {
	if len(ended) == 0 {
		return nil
	}
	n, now := len(ended), w.clock.Now()
	ids, statuses, dues, failures := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	notes := make([][]string, len(w.kind.Table.Notes))
	for column := range notes {
		notes[column] = make([]string, n)
	}
	for i, outcome := range ended {
		status, wait := w.kind.after(outcome)
		ids[i], statuses[i], failures[i] = outcome.item.ID.String(), status, domain.Abridge(outcome.failure, longestFailure)
		dues[i] = now.Add(wait).UTC().Format(time.RFC3339Nano)
		for column := range min(len(notes), len(outcome.notes)) {
			notes[column][i] = domain.Abridge(outcome.notes[column], longestNote)
		}
	}
	arguments := []any{now, w.instance, pq.Array(ids), pq.Array(statuses), pq.Array(dues), pq.Array(failures)}
	for _, column := range notes {
		arguments = append(arguments, pq.Array(column))
	}
	if err := w.write(ctx, arguments, slices.Contains(statuses, Dead)); err != nil {
		return fmt.Errorf("record how work of %s ended: %w", w.kind.Name, err)
	}
	w.counters.ended(ended, statuses)
	w.report(ctx, ended, statuses)
	return nil
}

// write writes how tries ended. Where some are the last ones it is told in the same transaction, of those rows alone that were this
// instance's to give up.
func (w *Worker) write(ctx context.Context, arguments []any, last bool) error {
	if w.kind.GivenUp == nil || !last {
		_, err := w.db.ExecContext(ctx, w.records, arguments...)
		return err
	}
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after the commit it does nothing
	lost, err := recorded(ctx, tx, w.records, arguments)
	if err == nil && len(lost) > 0 {
		err = w.kind.GivenUp(ctx, tx, lost)
	}
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if len(lost) > 0 && w.kind.Told != nil {
		w.kind.Told()
	}
	return nil
}

// recorded runs [Table.record] and answers the rows that are dead by it.
func recorded(ctx context.Context, tx *sql.Tx, statement string, arguments []any) (lost []uuid.UUID, err error) {
	rows, err := tx.QueryContext(ctx, statement, arguments...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id uuid.UUID
		var status string
		if err := rows.Scan(&id, &status); err != nil {
			return nil, err
		}
		if status == Dead {
			lost = append(lost, id)
		}
	}
	return lost, rows.Err()
}

// after answers the status of a row whose try ended so, and how long it waits where it is still to be done.
func (k Kind) after(outcome Outcome) (status string, wait time.Duration) {
	switch {
	case outcome.ended == done:
		return k.Table.Done, 0
	case outcome.ended == canceled:
		return Canceled, 0
	case outcome.ended == failed && outcome.item.Attempts < k.Attempts:
		return Pending, max(backOff(outcome.item.Attempts), outcome.wait)
	}
	return Dead, 0
}

// report logs what was not done, one line for all that ended alike.
func (w *Worker) report(ctx context.Context, ended []Outcome, statuses []string) {
	type end struct{ status, failure string }
	counts, first := map[end]int{}, map[end]Item{}
	for i, outcome := range ended {
		if outcome.ended != failed && outcome.ended != refused {
			continue
		}
		how := end{statuses[i], outcome.failure}
		if counts[how]++; counts[how] == 1 {
			first[how] = outcome.item
		}
	}
	for how, count := range counts {
		w.logger.WarnContext(ctx, "work was not done", "kind", w.kind.Name, "count", count, "item", first[how].ID, "attempts", first[how].Attempts,
			"status", how.status, "error", how.failure)
	}
}

// giveBack gives back what was claimed and not tried.
func (w *Worker) giveBack(ctx context.Context, items []Item) error {
	if len(items) == 0 {
		return nil
	}
	ids := make([]uuid.UUID, len(items))
	for i, item := range items {
		ids[i] = item.ID
	}
	if _, err := w.db.ExecContext(ctx, w.gives, pq.Array(texts(ids)), w.instance); err != nil {
		return fmt.Errorf("give work of %s back: %w", w.kind.Name, err)
	}
	return nil
}

// longestFailure and longestNote are how many characters are kept of a failure and of a note.
const (
	longestFailure = 200
	longestNote    = 200
)
