package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// HouseBalances answers the balance of each house account, by its id: the sum of its postings, zero without any. It asks
// for balances.read.
func (s *Service) HouseBalances(ctx context.Context) (map[uuid.UUID]money.Amount, error) {
	if _, err := access.Require(ctx, domain.BalancesRead); err != nil {
		return nil, err
	}
	return s.sums(ctx, `
SELECT a.house_account_id, coalesce(sum(p.amount), 0) FROM ledger_accounts a LEFT JOIN postings p ON p.account_id = a.id
WHERE a.house_account_id IS NOT NULL GROUP BY a.house_account_id`)
}

// promisedPayouts are the payments that left a house account and that the books do not know yet: they take them when the
// operation is completed, and never take what went out with wrong data and did not come back. A payment that never left, or
// that the bank sent back, is promised no more. Whatever asks what is promised asks it of these rows.
const promisedPayouts = `FROM payouts paid JOIN operations o ON o.id = paid.operation_id
	WHERE (paid.voided_at IS NULL AND o.status = 'IN_PROCESS' OR paid.void_reason = 'WRONG_DATA' AND paid.sent_back_at IS NULL)`

// Promised answers what is promised from each house account, by its id; an account of which nothing is, is not in the
// answer. It asks for balances.read.
func (s *Service) Promised(ctx context.Context) (map[uuid.UUID]money.Amount, error) {
	if _, err := access.Require(ctx, domain.BalancesRead); err != nil {
		return nil, err
	}
	return s.sums(ctx, `SELECT paid.house_account_id, sum(paid.amount) `+promisedPayouts+` GROUP BY paid.house_account_id`)
}

// fundsBehind sums one account alone: all of them would be the whole of the postings.
const fundsBehind = `
SELECT (SELECT coalesce(sum(p.amount), 0) FROM ledger_accounts a JOIN postings p ON p.account_id = a.id WHERE a.house_account_id = $1),
	(SELECT coalesce(sum(paid.amount), 0) ` + promisedPayouts + ` AND paid.house_account_id = $1),
	EXISTS (SELECT 1 FROM operations WHERE id = $2 AND status = 'IN_PROCESS')`

// FundsBehind answers what a house account held before a payment of an operation that was recorded just now: its balance,
// and what other payments promise of it. known is false when the books have taken the payment already. It asks for
// balances.read.
func (s *Service) FundsBehind(ctx context.Context, operation, houseAccount uuid.UUID, payment money.Amount) (held domain.HouseFunds, known bool, err error) {
	if _, err := access.Require(ctx, domain.BalancesRead); err != nil {
		return held, false, err
	}
	var promised money.Amount
	err = s.store.DB().QueryRowContext(ctx, fundsBehind, houseAccount, operation).Scan(&held.Balance, &promised, &known)
	if err != nil {
		return domain.HouseFunds{}, false, fmt.Errorf("sum what is behind a payment: %w", err)
	}
	held.Promised = promised.Sub(payment)
	return held, known, nil
}

// ClientFunds is what the house owes to its clients in one currency.
type ClientFunds struct {
	Currency money.Currency
	// Owed is the balance of the clients' funds, positive when it is owed.
	Owed money.Amount
	// Unapplied is what of it counts for no operation: confirmed deposits that are neither exchanged nor returned.
	// Money that moved to another operation counts where it is now.
	Unapplied money.Amount
}

// ClientFunds answers what is owed to clients in every currency, PEN first. It asks for balances.read.
func (s *Service) ClientFunds(ctx context.Context) ([]ClientFunds, error) {
	if _, err := access.Require(ctx, domain.BalancesRead); err != nil {
		return nil, err
	}
	rows, err := s.store.DB().QueryContext(ctx, `
SELECT a.currency,
	(SELECT coalesce(-sum(p.amount), 0) FROM postings p WHERE p.account_id = a.id),
	(SELECT coalesce(sum(d.amount), 0) FROM deposits d WHERE d.currency = a.currency AND d.status = 'CONFIRMED' AND NOT d.counted)
FROM ledger_accounts a WHERE a.kind = 'CLIENT_FUNDS' ORDER BY a.currency`)
	if err != nil {
		return nil, fmt.Errorf("sum the funds of clients: %w", err)
	}
	defer rows.Close()
	var funds []ClientFunds
	for rows.Next() {
		var one ClientFunds
		if err := rows.Scan(&one.Currency, &one.Owed, &one.Unapplied); err != nil {
			return nil, fmt.Errorf("sum the funds of clients: %w", err)
		}
		funds = append(funds, one)
	}
	return funds, rows.Err()
}

// Balances answers the balance of each account of the ledger, by its id. It asks for ledger.read.
func (s *Service) Balances(ctx context.Context) (map[uuid.UUID]money.Amount, error) {
	if _, err := access.Require(ctx, domain.LedgerRead); err != nil {
		return nil, err
	}
	return s.sums(ctx, `
SELECT a.id, coalesce(sum(p.amount), 0) FROM ledger_accounts a LEFT JOIN postings p ON p.account_id = a.id GROUP BY a.id`)
}

func (s *Service) sums(ctx context.Context, query string) (map[uuid.UUID]money.Amount, error) {
	rows, err := s.store.DB().QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("sum the postings: %w", err)
	}
	defer rows.Close()
	sums := map[uuid.UUID]money.Amount{}
	for rows.Next() {
		var id uuid.UUID
		var sum money.Amount
		if err := rows.Scan(&id, &sum); err != nil {
			return nil, fmt.Errorf("sum the postings: %w", err)
		}
		sums[id] = sum
	}
	return sums, rows.Err()
}

// AccountName is an account of the ledger as people read it.
type AccountName struct{ Name, PCGE string }

// Names answers the accounts that lines are on, line by line: a bank's by bank, currency and number. Names are no figures, so it asks for
// nothing.
func (s *Service) Names(ctx context.Context, lines []domain.BookLine) ([]AccountName, error) {
	rows, err := s.store.DB().QueryContext(ctx, `
SELECT a.kind, a.currency, a.house_account_id, `+accountName+`, a.pcge_code
FROM ledger_accounts a LEFT JOIN house_accounts h ON h.id = a.house_account_id`)
	if err != nil {
		return nil, fmt.Errorf("name the accounts: %w", err)
	}
	defer rows.Close()
	known := map[domain.BookAccount]AccountName{}
	for rows.Next() {
		var account domain.BookAccount
		var house uuid.NullUUID
		var name AccountName
		if err := rows.Scan(&account.Kind, &account.Currency, &house, &name.Name, &name.PCGE); err != nil {
			return nil, fmt.Errorf("name the accounts: %w", err)
		}
		account.HouseAccount = house.UUID
		known[account] = name
	}
	named := make([]AccountName, len(lines))
	for i, line := range lines {
		named[i] = known[line.Account]
	}
	return named, rows.Err()
}

// accountName is how people read an account of the ledger, with its account of the house.
const accountName = `CASE WHEN h.id IS NULL THEN a.name ELSE h.bank || ' ' || h.currency || ' ' || h.number END`

// Line is one posting as people read it.
type Line struct {
	EntryID      int64            `json:"entry"`
	Kind         domain.EntryKind `json:"kind"`
	BusinessDate domain.Date      `json:"businessDate"`
	Account      string           `json:"account"`
	PCGE         string           `json:"pcge"`
	Money        money.Money      `json:"money"`
}

// Show answers the postings that belong to an operation's code, in the order of the books. It asks for ledger.read; an
// unknown code is NOT_FOUND.
func (s *Service) Show(ctx context.Context, code string) ([]Line, error) {
	if _, err := access.Require(ctx, domain.LedgerRead); err != nil {
		return nil, err
	}
	code, _ = domain.NormalizeOperationCode(code)
	rows, err := s.store.DB().QueryContext(ctx, `
SELECT e.id, e.kind, e.business_date, `+accountName+`,
	a.pcge_code, p.amount, p.currency
FROM operations o JOIN postings p ON p.operation_id = o.id
	OR p.operation_id IS NULL AND p.entry_id IN (SELECT id FROM ledger_entries WHERE operation_id = o.id)
JOIN ledger_entries e ON e.id = p.entry_id
JOIN ledger_accounts a ON a.id = p.account_id LEFT JOIN house_accounts h ON h.id = a.house_account_id
WHERE o.code = $1 ORDER BY e.id, p.id`, code)
	if err != nil {
		return nil, fmt.Errorf("show the postings of an operation: %w", err)
	}
	defer rows.Close()
	var lines []Line
	for rows.Next() {
		var line Line
		if err := rows.Scan(&line.EntryID, &line.Kind, &line.BusinessDate, &line.Account, &line.PCGE, &line.Money.Amount, &line.Money.Currency); err != nil {
			return nil, fmt.Errorf("show the postings of an operation: %w", err)
		}
		lines = append(lines, line)
	}
	if err := rows.Err(); err != nil || len(lines) > 0 {
		return lines, err
	}
	return nil, s.known(ctx, code)
}

func (s *Service) known(ctx context.Context, code string) error {
	var one int
	err := s.store.DB().QueryRowContext(ctx, `SELECT 1 FROM operations WHERE code = $1`, code).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.Refuse(domain.CodeNotFound, "No existe la operación %s.", code).At("code")
	}
	return err
}
