package ledger

import (
	"context"
	"fmt"
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
	// Source is the row that the entry books; unique together with Kind.
	Source uuid.UUID
	// Operation is the operation that the entry belongs to; uuid.Nil for none.
	Operation uuid.UUID
	// Lines sum to zero in each currency.
	Lines []domain.BookLine
}

const insertEntry = `
INSERT INTO ledger_entries (kind, source, operation_id, business_date, recorded_at, mac, key_id)
VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`

const insertPostings = `
INSERT INTO postings (entry_id, account_id, currency, amount)
SELECT $1, a.id, a.currency, r.amount
FROM unnest($2::text[], $3::text[], $4::uuid[], $5::numeric[]) WITH ORDINALITY AS r (kind, currency, house_account, amount, place)
JOIN ledger_accounts a ON a.kind = r.kind AND a.currency = r.currency AND a.house_account_id IS NOT DISTINCT FROM r.house_account
ORDER BY r.place`

// Post books an entry in the caller's transaction, on the business date of its instant. The database checks the balance
// once more at the commit.
func (s *Service) Post(ctx context.Context, tx *store.Tx, entry Entry) error {
	if currency := domain.Unbalanced(entry.Lines); currency != "" {
		return fmt.Errorf("book %s of %s: does not balance in %s", entry.Kind, entry.Source, currency)
	}
	id, err := s.insertEntry(ctx, tx, entry)
	if err != nil {
		return fmt.Errorf("book %s of %s: %w", entry.Kind, entry.Source, err)
	}
	n := len(entry.Lines)
	kinds, currencies, houses, amounts := make([]string, n), make([]string, n), make([]*string, n), make([]string, n)
	for i, line := range entry.Lines {
		kinds[i], currencies[i], amounts[i] = string(line.Account.Kind), string(line.Account.Currency), line.Amount.String()
		houses[i] = optional(line.Account.HouseAccount)
	}
	written, err := tx.ExecContext(ctx, insertPostings, id, pq.Array(kinds), pq.Array(currencies), pq.Array(houses), pq.Array(amounts))
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

func (s *Service) insertEntry(ctx context.Context, tx *store.Tx, entry Entry) (int64, error) {
	date := domain.BusinessDate(tx.Now)
	signature := s.store.Keys().Sign(signedFields(content{kind: string(entry.Kind), source: entry.Source.String(), operation: entry.Operation,
		date: date, at: tx.Now, lines: entry.Lines})...)
	rows, err := tx.QueryContext(ctx, insertEntry, string(entry.Kind), entry.Source.String(), optional(entry.Operation), date, tx.Now,
		signature.MAC, signature.Key)
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
		tx.Audit(audit.Entry{ObjectKind: "house_account", ObjectID: houseAccount, After: map[string]any{"balance": balance}})
		return s.Post(ctx, tx, Entry{Kind: domain.EntryOpening, Source: houseAccount, Lines: domain.BookOpening(leg)})
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
