package casework_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/registerrow"
	"github.com/qoricash/qoricash/internal/casework"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// registering opens a house that registers operations from US$ 200.00.
func registering(t *testing.T) *house {
	t.Helper()
	return open(t, testkit.WithParameters(func(p *domain.Parameters) { p.Casework.RegisterSingle = money.MustAmount("200.00") }))
}

func (h *house) rows(t *testing.T) []*ent.RegisterRow {
	t.Helper()
	rows, err := h.Store.Read().RegisterRow.Query().Order(registerrow.ByID()).All(h.asOfficer(t))
	testkit.Must(t, err)
	return rows
}

func TestACompletedOperationIsRegisteredOnceWhateverDies(t *testing.T) {
	t.Parallel()
	h := registering(t)
	id := h.Operation(t, domain.Completed)
	h.Operation(t, domain.Canceled)
	h.work(t)
	testkit.Exec(t, h.DB, `UPDATE feed_consumers SET tx = '0', id = 0 WHERE name = 'casework'`)
	h.work(t)
	rows := h.rows(t)
	if len(rows) != 1 || rows[0].OperationID != id || rows[0].Kind != domain.RegisterSingle || rows[0].BusinessDate != domain.MustDate("2026-11-23") ||
		rows[0].Month != domain.MustDate("2026-11-01") {
		t.Fatalf("registered %v", rows)
	}
}

func TestAMonthIsSealedOnItsFifthBusinessDayAndTakesNoRow(t *testing.T) {
	t.Parallel()
	h := registering(t)
	h.Operation(t, domain.Completed)
	h.work(t)
	row := h.rows(t)[0]
	seal := func() int {
		count, err := h.Casework.SealRegister(t.Context())
		testkit.Must(t, err)
		return count
	}
	h.Clock.Set(time.Date(2026, time.December, 4, 15, 0, 0, 0, time.UTC)) // the fourth business day
	if count := seal(); count != 0 {
		t.Errorf("sealed %d months on the fourth business day", count)
	}
	h.Clock.Set(time.Date(2026, time.December, 7, 15, 0, 0, 0, time.UTC))
	if first, second := seal(), seal(); first != 1 || second != 0 {
		t.Errorf("sealed %d and then %d months", first, second)
	}
	// A mistake is taken back by a contra-entry of the month that is open, once, by the officer.
	correct := func() (uuid.UUID, error) {
		id, _, err := h.Casework.Correct(h.asOfficer(t), casework.CorrectInput{IdempotencyKey: uuid.NewString(), RowID: row.ID, Reason: "Operación revertida."})
		return id, err
	}
	_, err := correct()
	testkit.Must(t, err)
	_, err = correct()
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "rowId")
	if rows := h.rows(t); len(rows) != 2 || rows[1].Month != domain.MustDate("2026-12-01") || *rows[1].ReversesID != row.ID || rows[1].Usd != row.Usd {
		t.Errorf("the register has %v", rows)
	}
	for _, attack := range []string{`UPDATE register_rows SET usd = 1`, `DELETE FROM register_rows`, `UPDATE register_seals SET row_count = 2`, `DELETE FROM register_seals`,
		`INSERT INTO register_rows (id, created_at, month, business_date, kind, side, usd, pen, rate, operation_id, client_id)
			SELECT gen_random_uuid(), now(), '2026-11-01', business_date, kind, side, usd, pen, rate, id, client_id FROM register_rows LIMIT 1`,
		`INSERT INTO register_seals (id, created_at, month, row_count, digest) VALUES (gen_random_uuid(), now(), '2026-12-01', 9, '')`} {
		if _, err := h.DB.App.ExecContext(t.Context(), attack); err == nil {
			t.Errorf("past the program: %s", attack)
		}
	}
	for _, caller := range testkit.Callers() {
		_, _, err := h.Casework.Correct(h.As(t, caller), casework.CorrectInput{RowID: row.ID, Reason: "Nada"})
		if code := domain.CodeOf(err); code != domain.CodeForbidden && code != domain.CodeUnauthenticated {
			t.Errorf("%s corrects the register: %q", caller, code)
		}
	}
}
