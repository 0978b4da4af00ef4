package invoicing_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestASeriesBeginsAfterWhatTheHouseIssuedElsewhere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	// Given a house whose series were opened, and that issued nothing yet.
	h.work(t)

	begun, err := h.Invoicing.Begin(t.Context(), "B002", 1501)

	testkit.Must(t, err)
	if begun.Kind != domain.Boleta || begun.First != 1501 || begun.Before != 1 {
		t.Errorf("begun: %+v", begun)
	}
	row := h.completed(t)
	h.work(t)
	if got := h.want(t, row.ID, domain.InvoiceAccepted); *got.Number != 1501 {
		t.Errorf("the first document is number %d", *got.Number)
	}
	var entries int
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT count(*) FROM audit_entries WHERE action = 'invoice_series.begin'
		AND changes -> 'after' ->> 'series' = 'B002' AND changes -> 'after' ->> 'first' = '1501'`).Scan(&entries))
	if entries != 1 {
		t.Errorf("the trail says so %d times", entries)
	}

	// Once it took a number, it has begun for ever.
	_, err = h.Invoicing.Begin(t.Context(), "B002", 9000)
	if domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
		t.Errorf("a series in use: %v", err)
	}
	found, err := h.Invoicing.Reconcile(t.Context(), row.CreatedAt)
	testkit.Must(t, err)
	if len(found.Gaps) != 0 {
		t.Errorf("gaps: %v", found.Gaps)
	}
}

func TestASeriesThatIsNotThereYetBeginsToo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	begun, err := h.Invoicing.Begin(t.Context(), "F001", 77)
	testkit.Must(t, err)
	if begun.Before != 0 || begun.Kind != domain.Factura {
		t.Errorf("begun: %+v", begun)
	}
	h.work(t) // what is there stays
	begun, err = h.Invoicing.Begin(t.Context(), "F001", 78)
	testkit.Must(t, err)
	if begun.Before != 77 {
		t.Errorf("before: %+v", begun)
	}
}

func TestWhatNoSeriesCanBeginWithIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, c := range []struct {
		series string
		first  int64
		want   domain.Code
	}{
		{"X999", 1, domain.CodeNotFound},
		{"B002", 0, domain.CodeInvalid},
		{"B002", 100_000_000, domain.CodeInvalid},
	} {
		if _, err := h.Invoicing.Begin(t.Context(), c.series, c.first); domain.CodeOf(err) != c.want {
			t.Errorf("%s from %d: %v", c.series, c.first, err)
		}
	}
}

func TestTheDatabaseKeepsTheBeginningOfASeriesInUse(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.completed(t)
	h.work(t)
	for name, statement := range map[string]string{
		"another beginning":         `UPDATE invoice_series SET first_number = 9, next_number = 9 WHERE series = 'B002'`,
		"a beginning that is past":  `UPDATE invoice_series SET first_number = 2 WHERE series = 'B002'`,
		"a beginning with a hole":   `UPDATE invoice_series SET first_number = 5, next_number = 6 WHERE series = 'F001'`,
		"a number that nobody took": `UPDATE invoice_series SET next_number = next_number + 1 WHERE series = 'F001'`,
	} {
		if _, err := h.DB.App.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s: it went through", name)
		}
	}
}
