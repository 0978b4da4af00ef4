package ledger

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// books are the books of the house as events and locks name them: the same in every house.
func books() event.Aggregate {
	return event.Aggregate{Type: domain.ObjectBooks, ID: uuid.MustParse("00000000-0000-7000-8000-000000b00c50")}
}

// lastTold is what the house was told of last.
const lastTold = `SELECT faults FROM book_alarms ORDER BY id DESC LIMIT 1`

// toldCheck answers how the books stand, and tells the house where that is news: once of what was found, however often it is found, and once that
// they are whole again. What was not told because the program stopped is told by the next look.
func (s *Service) toldCheck(ctx context.Context) (Check, error) {
	check, err := readCheck(ctx, s.store.DB())
	if err != nil || check.At.IsZero() {
		return check, err
	}
	if told, err := readTold(ctx, s.store.DB()); err != nil || told == check.faults {
		return check, err
	}
	command := store.Command{Action: "books.tell", Locks: []event.Aggregate{books()}}
	_, err = store.Do(access.AsSystem(ctx), s.store, command, func(ctx context.Context, tx *store.Tx) error {
		// Another instance may have told of it, or found more.
		if check, err = readCheck(ctx, tx); err != nil {
			return err
		}
		told, err := readTold(ctx, tx)
		if err != nil || told == check.faults {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO book_alarms (told_at, faults) VALUES ($1, $2)`, tx.Now, check.faults); err != nil {
			return fmt.Errorf("keep what is told of the books: %w", err)
		}
		kind := domain.EventBooksUnbalanced
		if check.Whole() {
			kind = domain.EventBooksBalanced
		}
		return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: books(), Facts: domain.BooksFacts{Entries: check.Entries, Findings: check.Findings,
			Soles: check.Differences[0].Amount, Dollars: check.Differences[1].Amount}})
	})
	return check, err
}

// readTold answers what the house was told of last; nothing where it was told that the books are whole, or nothing yet.
func readTold(ctx context.Context, from querier) (told string, err error) {
	if _, err := readOne(ctx, from, lastTold, &told); err != nil {
		return "", fmt.Errorf("read what was told of the books: %w", err)
	}
	return told, nil
}
