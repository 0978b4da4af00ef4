package invoicing_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestASeriesBeginsAfterTheLastNumberIssuedElsewhere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	begin := func(first int64) error {
		_, _, err := h.Invoicing.Begin(h.As(t, testkit.Master), invoicing.BeginInput{IdempotencyKey: uuid.NewString(), Series: " b002 ", First: first})
		return err
	}
	// Given a house that issued 4,711 documents elsewhere; a slip is mended while no number is taken.
	testkit.Must(t, begin(4_712_000))
	testkit.Must(t, begin(4_712))
	told := testkit.Texts(t, h.DB, `SELECT aggregate_version || ' ' || (facts ->> 'series') || ' ' || (facts ->> 'first') FROM events
		WHERE aggregate = 'invoice_series' AND kind = 'INVOICE_SERIES_BEGUN' ORDER BY aggregate_version`)
	if !slices.Equal(told, []string{"1 B002 4712000", "2 B002 4712"}) {
		t.Errorf("told %q", told)
	}

	// When its first document is numbered here.
	row := h.completed(t)
	h.work(t)

	// Then it has the next number, no number is missing, and none is skipped any more.
	if got := h.want(t, row.ID, domain.InvoiceAccepted); *got.Number != 4_712 {
		t.Errorf("number %d", *got.Number)
	}
	wantCode(t, begin(5_000), domain.CodeNotAllowedInStatus)
	found, err := h.Invoicing.Reconcile(t.Context(), h.Clock.Now().AddDate(-1, 0, 0))
	testkit.Must(t, err)
	if !found.Whole() {
		t.Errorf("found %+v", found)
	}
	if _, err := h.DB.App.ExecContext(t.Context(), `UPDATE invoice_series SET first_number = 1, next_number = 1 WHERE series = 'B002'`); err == nil {
		t.Error("the database lets a series begin again")
	}
	if _, err := h.DB.App.ExecContext(t.Context(), `UPDATE invoice_series SET first_number = 5 WHERE series = 'F001'`); err == nil {
		t.Error("the database lets a series begin with another number than its next")
	}
}

func TestWhatASeriesBeginsWithIsChecked(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for name, given := range map[string]struct {
		by     testkit.Caller
		series string
		first  int64
		code   domain.Code
	}{
		"a series of nobody":     {testkit.Master, "B009", 1, domain.CodeNotFound},
		"no number":              {testkit.Master, "B002", 0, domain.CodeInvalid},
		"more than eight digits": {testkit.Master, "B002", 100_000_000, domain.CodeInvalid},
		"a trader":               {testkit.Trader, "B002", 10, domain.CodeForbidden},
		"an operator":            {testkit.Operator, "B002", 10, domain.CodeForbidden},
	} {
		_, _, err := h.Invoicing.Begin(h.As(t, given.by), invoicing.BeginInput{Series: given.series, First: given.first})
		if domain.CodeOf(err) != given.code {
			t.Errorf("%s: %v", name, err)
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

func TestADocumentIsSentToItsClientOnceMore(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	_, _, err := h.Invoicing.Resend(h.As(t, testkit.Master), target(row))
	wantCode(t, err, domain.CodeNotAllowedInStatus)
	h.work(t)
	accepted := h.want(t, row.ID, domain.InvoiceAccepted)
	_, _, err = h.Invoicing.Resend(h.As(t, testkit.OtherTrader), target(accepted))
	wantCode(t, err, domain.CodeNotFound)
	_, _, err = h.Invoicing.Resend(h.As(t, testkit.Operator), target(accepted))
	wantCode(t, err, domain.CodeForbidden)

	_, _, err = h.Invoicing.Resend(h.As(t, testkit.Trader), target(accepted)) // its own client's
	testkit.Must(t, err)
	if got := h.want(t, row.ID, domain.InvoiceAccepted); got.Version != accepted.Version+1 {
		t.Errorf("version %d after %d", got.Version, accepted.Version)
	}
	if got := h.kindsOf(t, testkit.Client); len(got) != 1 {
		t.Errorf("the client hears %v in the app", got)
	}
	// Given that it went with the letter of the completion, one more letter goes out.
	letters := testkit.Texts(t, h.DB, `SELECT kind || ' ' || channel FROM outbox_messages WHERE kind = 'INVOICE_READY' AND channel = 'EMAIL'`)
	if len(letters) != 1 {
		t.Errorf("letters %v", letters)
	}
}
