package invoicing_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

// What the database refuses to whoever gets past the program, as the role that the program has.
func TestTheDatabaseKeepsNumbersAndBytes(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	accepted := h.completed(t)
	h.work(t)
	h.want(t, accepted.ID, domain.InvoiceAccepted)
	requested := h.completed(t)
	for name, statement := range map[string]string{
		"another number": `UPDATE invoices SET number = 7 WHERE id = $1`,
		"no number": `UPDATE invoices SET number = NULL, numbered_at = NULL, issued_on = NULL, client_snapshot = NULL, issuer_snapshot = NULL,
			state = 'REQUESTED', version = version + 1 WHERE id = $1`,
		"another client":                  `UPDATE invoices SET client_snapshot = '{}' WHERE id = $1`,
		"another series":                  `UPDATE invoices SET series = 'F001' WHERE id = $1`,
		"another total":                   `UPDATE invoices SET total = total + 1 WHERE id = $1`,
		"another state without a version": `UPDATE invoices SET state = 'PENDING_SUNAT' WHERE id = $1`,
		"a void by one person": `UPDATE invoices SET state = 'VOID_REQUESTED', version = version + 1, void_reason = 'x',
			void_proposal_id = gen_random_uuid() WHERE id = $1`,
		"other bytes": `UPDATE invoice_payloads SET content = 'x', sha256 = sha256('x') WHERE invoice_id = $1`,
		"more bytes": `INSERT INTO invoice_payloads (id, created_at, invoice_id, version, content, sha256)
			VALUES (gen_random_uuid(), now(), $1, 2, 'x', sha256('x'))`,
		"no bytes": `DELETE FROM invoice_payloads WHERE invoice_id = $1`,
		"no row":   `DELETE FROM invoices WHERE id = $1`,
		"a second live document": `INSERT INTO invoices SELECT (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'state', 'REQUESTED',
			'version', 1, 'number', NULL, 'numbered_at', NULL, 'issued_on', NULL, 'client_snapshot', NULL, 'issuer_snapshot', NULL))).* FROM invoices i WHERE id = $1`,
		"a number that nobody took": `UPDATE invoice_series SET next_number = next_number + 1 WHERE series = (SELECT series FROM invoices WHERE id = $1)`,
	} {
		if _, err := h.DB.App.ExecContext(t.Context(), statement, accepted.ID); err == nil {
			t.Errorf("%s: it went through", name)
		}
	}
	for name, statement := range map[string]string{
		"a number out of turn": `UPDATE invoices SET number = 9, numbered_at = now(), issued_on = now(), client_snapshot = '{}', issuer_snapshot = '{}',
			state = 'NUMBERED', version = version + 1 WHERE id = $1`,
		"a number without bytes": `UPDATE invoices SET number = 2, numbered_at = now(), issued_on = now(), client_snapshot = '{}', issuer_snapshot = '{}',
			state = 'NUMBERED', version = version + 1 WHERE id = $1`,
	} {
		if _, err := h.DB.App.ExecContext(t.Context(), statement, requested.ID); err == nil {
			t.Errorf("%s: it went through", name)
		}
	}
}

func TestADocumentThatDoesNotCountStaysSo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	h.provider.next = func(what string) trouble { return trouble{refused: what == "issue"} }
	h.work(t)
	h.want(t, row.ID, domain.InvoiceRejected)
	_, err := h.DB.App.ExecContext(t.Context(), `UPDATE invoices SET state = 'ACCEPTED', accepted_at = now(), version = version + 1 WHERE id = $1`, row.ID)
	if err == nil {
		t.Error("it went through")
	}
}
