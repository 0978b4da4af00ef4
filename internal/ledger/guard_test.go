package ledger_test

import (
	"database/sql"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestTheBooksAreAppendOnlyForEverybody(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.Operation(t, domain.Completed)
	for _, statement := range []string{
		`UPDATE postings SET amount = 0`, `DELETE FROM postings`, `TRUNCATE postings`,
		`UPDATE ledger_entries SET business_date = '2020-01-01'`, `DELETE FROM ledger_entries`, `TRUNCATE ledger_entries CASCADE`,
	} {
		for role, db := range map[string]*sql.DB{"qoricash_app": b.DB.App, "qoricash_owner": b.DB.Owner} {
			_, err := db.ExecContext(t.Context(), statement)
			if err == nil || role == "qoricash_owner" && !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s by %s: %v", statement, role, err)
			}
		}
	}
	if report := b.verify(t); !report.Whole() || report.Entries != 2 {
		t.Errorf("%+v", report)
	}
}

const (
	entryByHand = `INSERT INTO ledger_entries (kind, source, business_date, recorded_at, mac)
		VALUES ('OPENING', $1, '2026-11-23', now(), decode(repeat('00', 32), 'hex')) RETURNING id`
	postingByHand = `INSERT INTO postings (entry_id, account_id, currency, amount)
		SELECT $1, id, $3, $4 FROM ledger_accounts WHERE kind = $2 AND currency = $5 AND house_account_id IS NULL`
)

// TestTheDatabaseKeepsTheBooksBalanced writes past the program, as the serving role may.
func TestTheDatabaseKeepsTheBooksBalanced(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.Operation(t, domain.Completed)
	type posting struct {
		kind              domain.LedgerAccountKind
		currency, account money.Currency
		amount            string
	}
	for name, example := range map[string]struct {
		postings []posting
		refusal  string
	}{
		"balanced":                   {[]posting{{domain.AccountFees, "USD", "USD", "1.00"}, {domain.AccountResult, "USD", "USD", "-1.00"}}, ""},
		"a cent off":                 {[]posting{{domain.AccountFees, "USD", "USD", "1.00"}, {domain.AccountResult, "USD", "USD", "-0.99"}}, "does not balance in USD"},
		"balanced across currencies": {[]posting{{domain.AccountFees, "USD", "USD", "1.00"}, {domain.AccountResult, "PEN", "PEN", "-1.00"}}, "does not balance in"},
		"without postings":           {nil, "has no postings"},
		"in a foreign currency":      {[]posting{{domain.AccountFees, "PEN", "USD", "1.00"}}, "account of another currency"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := b.inTransaction(t, func(tx *sql.Tx) error {
				var id int64
				if err := tx.QueryRowContext(t.Context(), entryByHand, uuid.NewString()).Scan(&id); err != nil {
					return err
				}
				for _, p := range example.postings {
					if _, err := tx.ExecContext(t.Context(), postingByHand, id, p.kind, p.currency, p.amount, p.account); err != nil {
						return err
					}
				}
				return nil
			})
			wantRefused(t, err, example.refusal)
		})
	}
	t.Run("a posting on an entry of long ago", func(t *testing.T) {
		t.Parallel()
		err := b.inTransaction(t, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(t.Context(), postingByHand, b.one(t, `SELECT min(id) FROM ledger_entries`), domain.AccountFees, "USD", "1.00", "USD")
			return err
		})
		wantRefused(t, err, "of another transaction")
	})
	t.Run("a place in the order of the writer's choice", func(t *testing.T) {
		t.Parallel()
		_, err := b.DB.App.ExecContext(t.Context(), `INSERT INTO ledger_entries (tx, kind, source, business_date, recorded_at, mac)
			VALUES ('1', 'OPENING', 'x', '2026-11-23', now(), decode(repeat('00', 32), 'hex'))`)
		wantRefused(t, err, "permission denied")
	})
	t.Run("a completed operation without its money", func(t *testing.T) {
		t.Parallel()
		id := b.Pending(t, testkit.OtherClient, "100.00")
		_, err := b.DB.App.ExecContext(t.Context(), `UPDATE operations SET status = 'COMPLETED', completed_at = now(), business_date = '2026-11-23',
			expires_at = NULL WHERE id = $1`, id)
		wantRefused(t, err, "completed without its deposit")
	})
}

func wantRefused(t *testing.T, err error, words string) {
	t.Helper()
	if (err == nil) != (words == "") || err != nil && !strings.Contains(err.Error(), words) {
		t.Errorf("ended with %v, want %q", err, words)
	}
}

func TestAnEntryIsRefusedBeforeItIsWritten(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	fees := domain.BookAccount{Kind: domain.AccountFees, Currency: money.USD}
	nowhere := domain.BookAccount{Kind: domain.AccountBank, Currency: money.USD, HouseAccount: uuid.New()}
	for words, lines := range map[string][]domain.BookLine{
		"does not balance in USD":      {{Account: fees, Amount: amount("1.00")}},
		"1 of 2 lines have an account": {{Account: fees, Amount: amount("1.00")}, {Account: nowhere, Amount: amount("-1.00")}},
	} {
		if err := b.post(access.AsSystem(t.Context()), domain.EntryOpening, lines...); err == nil || !strings.Contains(err.Error(), words) ||
			strings.Contains(err.Error(), "%!") {
			t.Errorf("ended with %v, want %q", err, words)
		}
	}
	if report := b.verify(t); report.Entries != 0 {
		t.Errorf("%d entries are there", report.Entries)
	}
}

func TestAHouseAccountOpensOnceAndByWhoMayOpenIt(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	account := b.HouseAccount(money.PEN)
	balance := money.Soles(amount("5000.00"))
	for _, caller := range testkit.Callers() {
		if caller == testkit.Master {
			continue
		}
		if err := b.Ledger.Opening(b.As(t, caller), account, balance); len(domain.Refusals(err)) != 1 {
			t.Errorf("%s: %v", caller, err)
		}
	}
	nothing := b.Ledger.Opening(b.As(t, testkit.Master), account, money.Soles(money.Amount{}))
	if refusals := domain.Refusals(nothing); len(refusals) != 1 || refusals[0].Code != domain.CodeInvalid || slices.Compare(refusals[0].Field, []string{"balance"}) != 0 {
		t.Errorf("an opening of 0.00: %v", nothing)
	}
	testkit.Must(t, b.Ledger.Opening(b.As(t, testkit.Master), account, balance))
	if err := b.Ledger.Opening(access.AsSystem(t.Context()), account, balance); domain.CodeOf(err) != domain.CodeAlreadyExists {
		t.Errorf("a second opening: %v", err)
	}
	balances, err := b.Ledger.HouseBalances(b.As(t, testkit.Operator))
	testkit.Must(t, err)
	if got := balances[account]; got != balance.Amount {
		t.Errorf("the account holds %s", got)
	}
}

// The largest column holds 13 digits before the point; a sum of twenty needs more, and more than 32 bits of cents by far.
func TestBalancesAreExactBeyondTheColumn(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	most := amount("9999999999999.99")
	bank := domain.BookAccount{Kind: domain.AccountBank, Currency: money.PEN, HouseAccount: b.HouseAccount(money.PEN)}
	opening := domain.BookAccount{Kind: domain.AccountOpening, Currency: money.PEN}
	for range 20 {
		testkit.Must(t, b.post(access.AsSystem(t.Context()), domain.EntryOpening,
			domain.BookLine{Account: bank, Amount: most}, domain.BookLine{Account: opening, Amount: most.Neg()}))
	}
	balances, err := b.Ledger.HouseBalances(b.As(t, testkit.Operator))
	testkit.Must(t, err)
	if got := balances[b.HouseAccount(money.PEN)]; got.String() != "199999999999999.80" {
		t.Errorf("the bank holds %s", got)
	}
	all, err := b.Ledger.Balances(b.As(t, testkit.Analyst))
	testkit.Must(t, err)
	var sum money.Amount
	for _, balance := range all {
		sum = sum.Add(balance)
	}
	if !sum.IsZero() {
		t.Errorf("all accounts sum to %s", sum)
	}
	// No house account asked for these openings; that they are named is all there is to find.
	report := b.verify(t)
	if sum := report.Totals[money.PEN]; !sum.IsZero() || report.Found != 20 {
		t.Errorf("they sum to %s, and %d are named: %v", sum, report.Found, report.Findings)
	}
	wantFindings(t, report.Findings, slices.Repeat([]string{"(OPENING) is not the opening of a house account"}, 20)...)
}

func TestWhoReadsTheBooks(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	completed := b.Operation(t, domain.Completed)
	code := b.Row(t, completed).Code
	reads := map[string]struct {
		read func(testkit.Caller) error
		may  []testkit.Caller
	}{
		"house balances": {func(c testkit.Caller) error { _, err := b.Ledger.HouseBalances(b.As(t, c)); return err },
			[]testkit.Caller{testkit.Master, testkit.Operator, testkit.OtherOperator, testkit.Analyst}},
		"promised": {func(c testkit.Caller) error { _, err := b.Ledger.Promised(b.As(t, c)); return err },
			[]testkit.Caller{testkit.Master, testkit.Operator, testkit.OtherOperator, testkit.Analyst}},
		"funds of clients": {func(c testkit.Caller) error { _, err := b.Ledger.ClientFunds(b.As(t, c)); return err },
			[]testkit.Caller{testkit.Master, testkit.Operator, testkit.OtherOperator, testkit.Analyst}},
		"what is behind a payment": {func(c testkit.Caller) error {
			_, _, err := b.Ledger.FundsBehind(b.As(t, c), completed, b.HouseAccount(money.PEN), amount("1.00"))
			return err
		}, []testkit.Caller{testkit.Master, testkit.Operator, testkit.OtherOperator, testkit.Analyst}},
		"balances": {func(c testkit.Caller) error { _, err := b.Ledger.Balances(b.As(t, c)); return err },
			[]testkit.Caller{testkit.Master, testkit.Analyst}},
		"postings": {func(c testkit.Caller) error { _, err := b.Ledger.Show(b.As(t, c), code); return err },
			[]testkit.Caller{testkit.Master, testkit.Analyst}},
	}
	for name, read := range reads {
		for _, caller := range testkit.Callers() {
			may := slices.Contains(read.may, caller)
			if err := read.read(caller); (err == nil) != may {
				t.Errorf("%s by %s: %v", name, caller, err)
			}
		}
	}
	lines, err := b.Ledger.Show(b.As(t, testkit.Analyst), code)
	testkit.Must(t, err)
	if len(lines) != 6 {
		t.Errorf("%d postings of a completed operation", len(lines))
	}
	if _, err := b.Ledger.Show(b.As(t, testkit.Analyst), "EXP-1"); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("an unknown operation: %v", err)
	}
}
