package replay

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/ledger"
)

// page is how many operations are in memory at once.
const page = 500

// Report is what Verify saw: of the books, of the events, and of the operations that were compared with theirs.
type Report struct {
	ledger.Report
	Events, EventSeals, UnsealedEvents int64
	Operations                         int64
}

// Verify proves the books ([ledger.Verify]), the event log, and every operation with its deposits, confirmations, payouts, proofs
// and holds, all in one state of the database. Its error tells that it could not look, never what it found.
func Verify(ctx context.Context, db *sql.DB, keys evidence.Keys, seals *evidence.File) (report Report, err error) {
	snapshot, err := evidence.NewVerifier(db, keys, seals).Open(ctx)
	if err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	if report.Report, err = ledger.VerifyIn(ctx, snapshot); err != nil {
		return report, err
	}
	v := verifier{tx: snapshot.Tx, keys: keys, report: &report, altered: map[evidence.Position]bool{}}
	if err := v.events(ctx, snapshot); err != nil {
		return report, err
	}
	if err := v.orphans(ctx); err != nil {
		return report, err
	}
	return report, v.operations(ctx)
}

type verifier struct {
	tx     *sql.Tx
	keys   evidence.Keys
	report *Report
	// altered are the events that are not what was signed.
	altered map[evidence.Position]bool
}

func (v *verifier) events(ctx context.Context, snapshot *evidence.Snapshot) error {
	summary, err := snapshot.Verify(ctx, event.Evidence(), func(f evidence.Finding) {
		if f.Kind == evidence.RowAltered {
			v.altered[f.Row] = true
		}
		v.report.Find(f.String())
	})
	v.report.Events, v.report.EventSeals, v.report.UnsealedEvents = summary.Rows, summary.Seals, summary.Unsealed
	return err
}

// orphans are rows and events whose operation is not there. The pages go through operations, and would pass them by.
const orphans = `
SELECT 'operation ' || e.aggregate_id || ' is not there, and ' || count(*) || ' events tell of it'
FROM events e LEFT JOIN operations o ON o.id = e.aggregate_id WHERE e.aggregate = $1 AND o.id IS NULL GROUP BY e.aggregate_id
UNION ALL SELECT 'deposits ' || t.id || ' belongs to no operation' FROM deposits t LEFT JOIN operations o ON o.id = t.operation_id WHERE o.id IS NULL
UNION ALL SELECT 'payouts ' || t.id || ' belongs to no operation' FROM payouts t LEFT JOIN operations o ON o.id = t.operation_id WHERE o.id IS NULL
UNION ALL SELECT 'proofs ' || t.id || ' belongs to no operation' FROM proofs t LEFT JOIN operations o ON o.id = t.operation_id WHERE o.id IS NULL
UNION ALL SELECT 'holds ' || t.id || ' belongs to no operation' FROM holds t LEFT JOIN operations o ON o.id = t.operation_id WHERE o.id IS NULL`

func (v *verifier) orphans(ctx context.Context) error {
	rows, err := v.tx.QueryContext(ctx, orphans, domain.ObjectOperation)
	if err != nil {
		return fmt.Errorf("look for what has no operation: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var finding string
		if err := rows.Scan(&finding); err != nil {
			return fmt.Errorf("look for what has no operation: %w", err)
		}
		v.report.Find(finding)
	}
	return rows.Err()
}

func (v *verifier) operations(ctx context.Context) error {
	last := uuid.Nil.String()
	for {
		rows, err := operations.read(ctx, v.tx, fmt.Sprintf("WHERE t.id > $1 ORDER BY t.id LIMIT %d", page), last)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		if err := v.compare(ctx, rows); err != nil {
			return err
		}
		last = rows[len(rows)-1].id()
	}
}

// compare compares a page of operations with their events.
func (v *verifier) compare(ctx context.Context, page []*row) error {
	ids := make([]uuid.UUID, len(page))
	histories := make(map[string]*history, len(page))
	for i, operation := range page {
		id, err := uuid.Parse(operation.id())
		if err != nil {
			return fmt.Errorf("read the id of an operation: %w", err)
		}
		ids[i], histories[operation.id()] = id, newHistory(v.keys, id, operation)
	}
	if err := v.gather(ctx, ids, histories); err != nil {
		return err
	}
	events, err := event.OfAggregates(ctx, v.tx, domain.ObjectOperation, ids)
	if err != nil {
		return err
	}
	for _, e := range events {
		histories[e.Aggregate.ID.String()].events = append(histories[e.Aggregate.ID.String()].events, e)
	}
	alerts, err := event.OfAggregates(ctx, v.tx, domain.ObjectOperationAlert, ids)
	if err != nil {
		return err
	}
	for _, e := range alerts {
		histories[e.Aggregate.ID.String()].alerts = append(histories[e.Aggregate.ID.String()].alerts, e)
	}
	for _, operation := range page {
		v.report.Operations++
		for _, finding := range histories[operation.id()].judge(v.altered) {
			v.report.Find("operation " + operation.values["code"].String + ": " + finding)
		}
	}
	return nil
}

// gather gives every history the rows of its operation.
func (v *verifier) gather(ctx context.Context, ids []uuid.UUID, histories map[string]*history) error {
	operationOf := map[string]string{}
	for _, t := range tables() {
		if t == operations {
			continue
		}
		rows, err := t.of(ctx, v.tx, ids)
		if err != nil {
			return err
		}
		for _, r := range rows {
			owner := r.operation()
			if t == deposits {
				operationOf[r.id()] = owner
			}
			if t == confirmations {
				owner = operationOf[r.values["deposit_id"].String]
			}
			histories[owner].rows = append(histories[owner].rows, r)
		}
	}
	return nil
}

// judge tells the history again and answers what does not fit.
func (h *history) judge(altered map[evidence.Position]bool) []string {
	for _, e := range slices.Concat(h.events, h.alerts) {
		if altered[evidence.Position{Epoch: e.Epoch, Tx: e.Tx, ID: e.ID}] {
			h.find("event %d (%s) is not what was signed; nothing is compared", e.AggregateVersion, e.Kind)
		}
	}
	if len(h.findings) > 0 {
		return h.findings
	}
	if len(h.events) == 0 {
		h.find("operations %s is there, and no event tells of it", h.operation)
		return h.findings
	}
	if h.tellAll() {
		h.compare()
	}
	return h.findings
}

// tellAll tells the events of the operation and those beside it in the order of the log, and answers whether it came to the end.
func (h *history) tellAll() bool {
	beside := 0
	for i, e := range h.events {
		for ; beside < len(h.alerts) && h.alerts[beside].Compare(e.Cursor) < 0; beside++ {
			if !h.tellAlert(beside, h.alerts[beside]) {
				return false
			}
		}
		if !h.tell(i, e) {
			return false
		}
	}
	for ; beside < len(h.alerts); beside++ {
		if !h.tellAlert(beside, h.alerts[beside]) {
			return false
		}
	}
	return true
}

// compare holds the rows to the records.
func (h *history) compare() {
	there := map[string]*row{}
	for _, r := range h.rows {
		there[r.table.name+" "+r.id()] = r
	}
	for _, record := range h.records {
		name := record.table.name + " " + record.id
		found := there[name]
		delete(there, name)
		if found == nil {
			h.find("%s is not there, and its events tell of it", name)
			continue
		}
		h.compareRow(record, found)
	}
	for _, r := range h.rows {
		if name := r.table.name + " " + r.id(); there[name] != nil {
			h.find("%s is there, and no event tells of it", name)
		}
	}
}

func (h *history) compareRow(record *record, found *row) {
	for _, column := range slices.Concat(record.table.texts, record.table.instants) {
		want, told := record.want[column]
		if column == "normal_reference" {
			want, told = normalOf(found.values["bank_reference"].String), true
		}
		if !told || want.holds(found.values[column]) {
			continue
		}
		if want.fits != nil {
			h.find("%s of %s %s is not what its events say", column, record.table.name, record.id)
			continue
		}
		h.find("%s of %s %s is %s, its events say %s", column, record.table.name, record.id, record.table.spoken(column, found.values[column]),
			record.table.spoken(column, want.value))
	}
}
