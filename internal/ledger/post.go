package ledger

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// onceBooked is the index that keeps kind and source unique.
const onceBooked = "ledgerentry_kind_source"

// Entry is what Post books.
type Entry struct {
	Kind domain.EntryKind
	// Source names the row that the entry books; unique together with Kind.
	Source string
	// Operation is the operation that the entry belongs to, and whose money its lines are unless they name another; uuid.Nil for
	// none.
	Operation uuid.UUID
	// Lines sum to zero in each currency.
	Lines []domain.BookLine
	// Reverses is the entry that this one undoes; 0 for none.
	Reverses int64
}

// entryVersion is what signatures cover now: also whose money each line is. Entries of version 1 say it for all their lines.
const entryVersion = 2

const insertEntry = `
INSERT INTO ledger_entries (kind, source, operation_id, business_date, recorded_at, reverses, version, mac, key_id)
VALUES ($1, $2, $3, $4, $5, nullif($6, 0), $7, $8, $9) RETURNING id`

const insertPostings = `
INSERT INTO postings (entry_id, account_id, currency, amount, operation_id)
SELECT $1, a.id, a.currency, r.amount, r.operation
FROM unnest($2::text[], $3::text[], $4::uuid[], $5::numeric[], $6::uuid[]) WITH ORDINALITY AS r (kind, currency, house_account, amount, operation, place)
JOIN ledger_accounts a ON a.kind = r.kind AND a.currency = r.currency AND a.house_account_id IS NOT DISTINCT FROM r.house_account
ORDER BY r.place`

// Post books an entry in the caller's transaction, on the business date of its instant. The database checks the balance
// once more at the commit.
func (s *Service) Post(ctx context.Context, tx *store.Tx, entry Entry) error {
	if currency := domain.Unbalanced(entry.Lines); currency != "" {
		return fmt.Errorf("book %s of %s: does not balance in %s", entry.Kind, entry.Source, currency)
	}
	lines := ownedLines(entry)
	id, err := s.insertEntry(ctx, tx, entry, lines)
	if err != nil {
		return fmt.Errorf("book %s of %s: %w", entry.Kind, entry.Source, err)
	}
	n := len(lines)
	kinds, currencies, amounts := make([]string, n), make([]string, n), make([]string, n)
	houses, operations := make([]*string, n), make([]*string, n)
	for i, line := range lines {
		kinds[i], currencies[i], amounts[i] = string(line.Account.Kind), string(line.Account.Currency), line.Amount.String()
		houses[i], operations[i] = optional(line.Account.HouseAccount), optional(line.Operation)
	}
	written, err := tx.ExecContext(ctx, insertPostings, id, pq.Array(kinds), pq.Array(currencies), pq.Array(houses), pq.Array(amounts),
		pq.Array(operations))
	if err != nil {
		return fmt.Errorf("book %s of %s: %w", entry.Kind, entry.Source, err)
	}
	count, err := written.RowsAffected()
	if err != nil {
		return fmt.Errorf("book %s of %s: %w", entry.Kind, entry.Source, err)
	}
	if count != int64(n) {
		return fmt.Errorf("book %s of %s: %d of %d lines have an account", entry.Kind, entry.Source, count, n)
	}
	return nil
}

// ownedLines says of each line whose money it is.
func ownedLines(entry Entry) []domain.BookLine {
	lines := slices.Clone(entry.Lines)
	for i := range lines {
		if lines[i].Operation == uuid.Nil {
			lines[i].Operation = entry.Operation
		}
	}
	return lines
}

func (s *Service) insertEntry(ctx context.Context, tx *store.Tx, entry Entry, lines []domain.BookLine) (int64, error) {
	date := domain.BusinessDate(tx.Now)
	signature := s.store.Keys().Sign(signedFields(content{version: entryVersion, kind: string(entry.Kind), source: entry.Source,
		operation: entry.Operation, date: date, at: tx.Now, reverses: entry.Reverses, lines: lines})...)
	rows, err := tx.QueryContext(ctx, insertEntry, string(entry.Kind), entry.Source, optional(entry.Operation), date, tx.Now, entry.Reverses,
		entryVersion, signature.MAC, signature.Key)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var id int64
	if !rows.Next() {
		return 0, fmt.Errorf("no entry written: %w", rows.Err())
	}
	if err := rows.Scan(&id); err != nil {
		return 0, err
	}
	return id, rows.Err()
}

// content is what an entry's signature covers: all but its place, which the seals cover.
type content struct {
	version      int
	kind, source string
	operation    uuid.UUID
	date         domain.Date
	at           time.Time
	reverses     int64
	lines        []domain.BookLine
}

func signedFields(c content) []evidence.Field {
	fields := []evidence.Field{
		evidence.Text("ledger"), evidence.Text(c.kind), evidence.Text(c.source), evidence.OptionalUUID(c.operation),
		evidence.Text(c.date.String()), evidence.Time(c.at), evidence.Integer(c.reverses), evidence.Integer(int64(len(c.lines))),
	}
	for _, line := range c.lines {
		fields = append(fields, evidence.Text(string(line.Account.Kind)), evidence.Text(string(line.Account.Currency)),
			evidence.OptionalUUID(line.Account.HouseAccount), evidence.Integer(line.Amount.Cents()))
		// Lines of version 1 say nothing of an operation; one that does was put there later, and the signature does not fit.
		if c.version > 1 || line.Operation != uuid.Nil {
			fields = append(fields, evidence.OptionalUUID(line.Operation))
		}
	}
	if c.version > 1 {
		fields = append(fields, evidence.Integer(int64(c.version)))
	}
	return fields
}

// Opening books the balance that a house account starts with, overdrawn ones included. It asks for houseAccounts.open;
// nothing to book is refused with INVALID, a second opening of the same account with ALREADY_EXISTS.
func (s *Service) Opening(ctx context.Context, houseAccount uuid.UUID, balance money.Money) error {
	if _, err := access.Require(ctx, domain.HouseAccountsOpen); err != nil {
		return err
	}
	if balance.Amount.IsZero() {
		return domain.Refuse(domain.CodeInvalid, "Un saldo de apertura de 0.00 no se registra: la cuenta ya empieza en cero.").At("balance")
	}
	leg := domain.Leg{HouseAccount: houseAccount, Currency: balance.Currency, Amount: balance.Amount}
	_, err := store.Do(ctx, s.store, store.Command{Action: "ledger.opening"}, func(ctx context.Context, tx *store.Tx) error {
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectHouseAccount, ObjectID: houseAccount, After: map[string]any{"balance": balance}})
		return s.Post(ctx, tx, Entry{Kind: domain.EntryOpening, Source: houseAccount.String(), Lines: domain.BookOpening(leg)})
	})
	if store.IsUniqueViolation(err, onceBooked) {
		return domain.Refuse(domain.CodeAlreadyExists, "Esa cuenta ya tiene su saldo de apertura.").At("houseAccountId")
	}
	return err
}

func optional(id uuid.UUID) *string {
	if id == uuid.Nil {
		return nil
	}
	text := id.String()
	return &text
}
