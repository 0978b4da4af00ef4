package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// eventsOrder asks for transactions with events: Count of them, one every Interval by the clock, each with Burst events. The
// events are numbered from First.
type eventsOrder struct {
	First, Count, Burst int
	Interval            time.Duration
	// Silent leaves finding the events to the readers' own polling.
	Silent bool
}

// stamp is the instant just before the COMMIT of a transaction, and its first event.
type stamp struct {
	Version int
	At      time.Time
}

// writer commits events of operations, in the way of the program's own commands.
type writer struct{ waking, silent *store.Store }

// writers is how many transactions may be under way at once, so that a slow commit does not put off the next.
const writers = 8

// write commits what is asked for and answers when each transaction was committed.
func (w *writer) write(ctx context.Context, asked eventsOrder) ([]stamp, error) {
	to := w.waking
	if asked.Silent {
		to = w.silent
	}
	stamps, faults := make([]stamp, asked.Count), make([]error, asked.Count)
	turns := make(chan int)
	var working sync.WaitGroup
	for worker := range writers {
		working.Go(func() {
			for turn := range turns {
				first := asked.First + turn*asked.Burst
				at, err := commitEvents(ctx, to, key(operationKey, worker+1), first, asked.Burst)
				stamps[turn], faults[turn] = stamp{Version: first, At: at}, err
			}
		})
	}
	err := pace(ctx, asked.Count, asked.Interval, func(turn int) { turns <- turn })
	close(turns)
	working.Wait()
	return stamps, errors.Join(errors.Join(faults...), err)
}

// pace calls do count times, the next one an interval after the last one was due.
func pace(ctx context.Context, count int, interval time.Duration, do func(turn int)) error {
	began := time.Now()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for turn := range count {
		timer.Reset(time.Until(began.Add(time.Duration(turn) * interval)))
		select {
		case <-timer.C:
			do(turn)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// commitEvents runs one command that changes nothing and tells events of one operation.
func commitEvents(ctx context.Context, to *store.Store, operation uuid.UUID, first, count int) (before time.Time, err error) {
	about := event.Aggregate{Type: domain.ObjectOperation, ID: operation}
	command := store.Command{Action: "bench.events", Locks: []event.Aggregate{about}}
	_, err = store.Do(access.AsSystem(ctx), to, command, func(_ context.Context, tx *store.Tx) error {
		for i := range count {
			tx.Emit(event.Record{Kind: domain.EventProofAdded, Aggregate: about, AggregateVersion: first + i,
				ClientID: key(clientKey, 2), TraderID: key(userKey, masters+2), Facts: domain.OperationFacts{From: domain.InProcess, To: domain.InProcess}})
		}
		tx.OnCommit(func(next ent.Committer) ent.Committer {
			return ent.CommitFunc(func(ctx context.Context, committed *ent.Tx) error {
				before = time.Now()
				return next.Commit(ctx, committed)
			})
		})
		return nil
	})
	return before, err
}
