package ledger

import (
	"context"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// Reverse books the opposite of the entry of a kind and source, on the business date of its own instant: an error is mended by an
// entry that undoes another, which stays. An entry is reversed once; its own source is the entry that it reverses.
func (s *Service) Reverse(ctx context.Context, tx *store.Tx, kind domain.EntryKind, source string) error {
	id, entry, err := s.booked(ctx, tx, kind, source)
	if err != nil {
		return fmt.Errorf("reverse %s of %s: %w", kind, source, err)
	}
	entry.Kind, entry.Source, entry.Reverses = domain.EntryReversal, strconv.FormatInt(id, 10), id
	entry.Lines = domain.BookReversal(entry.Lines)
	return s.Post(ctx, tx, entry)
}

const bookedEntry = `
SELECT e.id, e.operation_id, a.kind, a.currency, a.house_account_id, p.amount, p.operation_id
FROM ledger_entries e JOIN postings p ON p.entry_id = e.id JOIN ledger_accounts a ON a.id = p.account_id
WHERE e.kind = $1 AND e.source = $2 ORDER BY p.id`

// booked answers an entry with its lines.
func (s *Service) booked(ctx context.Context, tx *store.Tx, kind domain.EntryKind, source string) (int64, Entry, error) {
	rows, err := tx.QueryContext(ctx, bookedEntry, string(kind), source)
	if err != nil {
		return 0, Entry{}, err
	}
	defer rows.Close()
	var id int64
	var entry Entry
	for rows.Next() {
		var line domain.BookLine
		var operation, house, owner uuid.NullUUID
		if err := rows.Scan(&id, &operation, &line.Account.Kind, &line.Account.Currency, &house, &line.Amount, &owner); err != nil {
			return 0, Entry{}, err
		}
		entry.Operation, line.Account.HouseAccount, line.Operation = operation.UUID, house.UUID, owner.UUID
		entry.Lines = append(entry.Lines, line)
	}
	if err := rows.Err(); err != nil {
		return 0, Entry{}, err
	}
	if len(entry.Lines) == 0 {
		return 0, Entry{}, fmt.Errorf("there is no such entry")
	}
	return id, entry, nil
}
