package trading_test

import (
	"database/sql"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading/replay"
)

// evident are the tables of money. Every column of theirs is evidence, but for those of noEvidence.
var evident = []string{"operations", "deposits", "deposit_confirmations", "payouts", "proofs", "holds", "ledger_entries", "postings"}

// noEvidence are the columns that somebody may change without a finding, with the reason.
var noEvidence = map[string]string{
	"operations.expires_at":        "the client's time: until when something may happen, never what did",
	"operations.window_ends_at":    "the client's time",
	"operations.clock_stopped_at":  "the client's time",
	"operations.windows_renewed":   "the client's time",
	"operations.believed_at":       "the house's time",
	"operations.seen_by":           "the house's time, of which the hand-back is an event",
	"operations.handed_back_at":    "when it went back to its client last, which the events say",
	"operations.updated_at":        "when the row was written last, which the events say",
	"deposits.duplicate_reference": "a mark of a former program, which nothing reads",
	"postings.id":                  "the number of a line; the order of an entry's lines is signed",
}

// tampered is a house whose owner switched every guard off. What is done to it is undone before the next deed.
type tampered struct {
	*house
	seals   string
	columns []column
	random  *rand.Rand
}

type column struct{ table, name, kind string }

func (c column) String() string { return c.table + "." + c.name }

func newTampered(t *testing.T, seed uint64) *tampered {
	t.Helper()
	h := &tampered{house: newHouse(t), seals: t.TempDir(), random: rand.New(rand.NewPCG(seed, seed))}
	h.live(t)
	h.seal(t)
	if report := h.verifySealed(t); !report.Whole() || report.Operations < 9 || report.Events < 60 || report.UnsealedEvents+report.Unsealed != 0 {
		t.Fatalf("before any deed: %+v", report)
	}
	h.columns = h.readColumns(t)
	for _, table := range evident {
		h.exec(t, fmt.Sprintf(`ALTER TABLE %[1]s DISABLE TRIGGER USER; CREATE TABLE kept_%[1]s AS TABLE %[1]s`, table))
	}
	h.exec(t, `DO $$ DECLARE name record; BEGIN
		FOR name IN SELECT conrelid::regclass AS of, conname FROM pg_constraint WHERE contype IN ('f', 'c', 'u')
			AND (conrelid::regclass::text = ANY (ARRAY['`+strings.Join(evident, "','")+`']) OR confrelid::regclass::text = ANY (ARRAY['`+strings.Join(evident, "','")+`'])) LOOP
			EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', name.of, name.conname);
		END LOOP;
		FOR name IN SELECT indexrelid::regclass AS of FROM pg_index WHERE indisunique AND NOT indisprimary
			AND indrelid::regclass::text = ANY (ARRAY['`+strings.Join(evident, "','")+`']) LOOP
			EXECUTE format('DROP INDEX %s', name.of);
		END LOOP;
	END $$`)
	return h
}

// live lets everything happen that leaves a row or fills a column.
func (h *tampered) live(t *testing.T) {
	t.Helper()
	tick := func() { h.clock.Advance(time.Second) }
	testkit.Must(t, h.ledger.Opening(h.master, h.bcpUSD, money.Money{Amount: money.MustAmount("5000.00"), Currency: money.USD}))
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)

	// Two payouts, of which one never went out, and the proofs of both.
	d := h.open(t, h.trader, client, "500.00", money.USD, domain.ChannelDesk)
	tick()
	testkit.Must(t, d.reportAs(client, "200.00", "000-77", h.file(t, client, domain.FileDepositProof)))
	tick()
	testkit.Must(t, d.report(h.trader, "300.00"))
	tick()
	testkit.Must(t, d.confirm(h.operator, 0))
	tick()
	testkit.Must(t, d.confirm(h.master, 1))
	testkit.Must(t, d.pay(h.operator, "1000.00"))
	tick()
	testkit.Must(t, d.prove(h.operator))
	testkit.Must(t, d.void(h.master, 0, domain.VoidNeverSent))
	tick()
	testkit.Must(t, d.pay(h.operator, "859.00"))
	testkit.Must(t, d.pay(h.master, "1000.00"))
	testkit.Must(t, d.prove(h.master))
	testkit.Must(t, d.completeWith(h.master, 1))
	// Money that went to the wrong account and came back, under a hold in between; a confirmation undone and made again.
	d = h.buy(t, client, "1864.00")
	testkit.Must(t, d.report(client, "1864.00"))
	tick()
	testkit.Must(t, d.confirm(h.operator, 0))
	testkit.Must(t, d.unconfirm(h.master, 0))
	testkit.Must(t, d.confirmAgain(h.master, 0, "Son dos transferencias"))
	testkit.Must(t, d.pay(h.operator, "500.00"))
	tick()
	testkit.Must(t, d.void(h.master, 0, domain.VoidWrongData))
	testkit.Must(t, d.hold(h.middle))
	tick()
	testkit.Must(t, d.systemHolds(domain.HoldCompliance))
	tick()
	testkit.Must(t, d.release(h.middle))
	tick()
	testkit.Must(t, d.systemReleases(domain.HoldCompliance))
	testkit.Must(t, d.void(h.master, 0, domain.VoidSentBack))
	testkit.Must(t, d.reassign(h.master, h.hire(t, domain.RoleOperator).id))
	// Late money: applied to another operation, and once more, taken back; a number that was claimed before; a refund.
	late := h.late(t, client, "400.00")
	next := late.twin("400.00")
	tick()
	testkit.Must(t, late.apply(h.master, 0, next))
	testkit.Must(t, late.reportAs(client, "400.00", "77", uuid.Nil))
	tick()
	testkit.Must(t, late.confirmAgain(h.master, 1, "El banco repite sus números"))
	other := late.twin("400.00")
	testkit.Must(t, late.apply(h.master, 1, other))
	tick()
	testkit.Must(t, other.unapply(h.master, 0, late))
	testkit.Must(t, late.refund(h.master, 1))
	testkit.Must(t, next.pay(h.master, next.now().Pen.String()))
	testkit.Must(t, next.prove(h.master))
	testkit.Must(t, next.complete(h.master))
	// Reports that lead nowhere: rejected, withdrawn, not seen, handed back; an amount that changed; a client that gave up.
	d = h.sell(t, client, "100.00")
	testkit.Must(t, d.report(client, "40.00"))
	testkit.Must(t, d.reject(h.master, 0))
	testkit.Must(t, d.report(client, "40.00"))
	testkit.Must(t, d.withdraw(client, 1))
	testkit.Must(t, d.amend(h.trader, "150.00"))
	testkit.Must(t, d.report(client, "150.00"))
	testkit.Must(t, d.giveBack(h.master, 2))
	testkit.Must(t, d.report(client, "150.00"))
	h.clock.Advance(31 * time.Minute)
	h.handBack(t, 1)
	testkit.Must(t, h.sell(t, client, "60.00").cancel(client))
	testkit.Must(t, h.sell(t, client, "70.00").hold(h.middle))
	h.open(t, h.trader, client, "80.00", money.USD, domain.ChannelDesk)
}

// seal makes the seals of the books and of the events.
func (h *tampered) seal(t *testing.T) {
	t.Helper()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for settled := false; !settled; <-ticker.C {
		testkit.Must(t, h.db.App.QueryRowContext(t.Context(), `SELECT (SELECT max(tx::text::bigint) FROM events)
			< pg_snapshot_xmin(pg_current_snapshot())::text::bigint`).Scan(&settled))
	}
	sealer := evidence.NewSealer(h.db.App, h.keys, evidence.NewFile(h.seals), h.clock, slog.New(slog.DiscardHandler))
	for _, stream := range []string{evidence.Ledger, evidence.Events} {
		_, err := sealer.Seal(t.Context(), stream)
		testkit.Must(t, err)
	}
}

func (h *tampered) verifySealed(t *testing.T) replay.Report {
	t.Helper()
	report, err := replay.Verify(t.Context(), h.db.App, h.keys, evidence.NewFile(h.seals))
	testkit.Must(t, err)
	return report
}

func (h *tampered) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	_, err := h.db.Owner.ExecContext(t.Context(), statement, args...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func (h *tampered) readColumns(t *testing.T) []column {
	t.Helper()
	rows, err := h.db.Owner.QueryContext(t.Context(), `SELECT table_name, column_name, udt_name FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name = ANY ($1) ORDER BY table_name, ordinal_position`, pq.Array(evident))
	testkit.Must(t, err)
	defer rows.Close()
	var columns []column
	for rows.Next() {
		var c column
		testkit.Must(t, rows.Scan(&c.table, &c.name, &c.kind))
		columns = append(columns, c)
	}
	testkit.Must(t, rows.Err())
	return columns
}

// cell is one value, of the row with an id.
type cell struct {
	id    string
	value sql.NullString
}

func (h *tampered) cells(t *testing.T, c column) []cell {
	t.Helper()
	rows, err := h.db.Owner.QueryContext(t.Context(), fmt.Sprintf(`SELECT id::text, %s::text FROM %s ORDER BY id`, c.name, c.table))
	testkit.Must(t, err)
	defer rows.Close()
	var cells []cell
	for rows.Next() {
		var one cell
		testkit.Must(t, rows.Scan(&one.id, &one.value))
		cells = append(cells, one)
	}
	testkit.Must(t, rows.Err())
	return cells
}

// write sets a value, and answers whether it is another one now.
func (h *tampered) write(t *testing.T, c column, id string, value sql.NullString) bool {
	t.Helper()
	result, err := h.db.Owner.ExecContext(t.Context(), fmt.Sprintf(`UPDATE %[1]s SET %[2]s = $2::text::%[3]s WHERE id::text = $1 AND %[2]s IS DISTINCT FROM $2::text::%[3]s`,
		c.table, c.name, c.kind), id, value)
	if err != nil {
		if strings.Contains(err.Error(), "violates not-null constraint") || strings.Contains(err.Error(), "duplicate key") {
			return false
		}
		t.Fatalf("%s = %v: %v", c, value, err)
	}
	changed, err := result.RowsAffected()
	testkit.Must(t, err)
	return changed == 1
}

// invented is a value that no row has.
func (h *tampered) invented(c column, old sql.NullString) sql.NullString {
	n := h.random.IntN(1_000_000)
	texts := map[string]string{
		"uuid": uuid.NewSHA1(uuid.Nil, fmt.Append(nil, n)).String(), "numeric": fmt.Sprintf("%d.%02d", n/100, n%100), "int8": fmt.Sprint(n), "int4": fmt.Sprint(n),
		"int2": fmt.Sprint(n % 1000), "bool": fmt.Sprint(old.String != "true"), "date": time.Unix(int64(n)*1000, 0).UTC().Format(time.DateOnly),
		"timestamptz": time.Unix(int64(n)*1000, 0).UTC().Format(time.RFC3339), "jsonb": fmt.Sprintf(`{"bank": "BCP", "number": "%d"}`, n),
		"bytea": fmt.Sprintf(`\x%064d`, n), "xid8": fmt.Sprint(n),
	}
	value, known := texts[c.kind]
	if !known {
		value = fmt.Sprintf("%.12sX%d", old.String, n)
	}
	return sql.NullString{String: value, Valid: true}
}

// edit changes one value of a column: to that of another row, to nothing, or to an invented one. It answers the row.
func (h *tampered) edit(t *testing.T, c column) (id string) {
	t.Helper()
	cells := h.cells(t, c)
	for range 50 {
		from, to := cells[h.random.IntN(len(cells))], cells[h.random.IntN(len(cells))]
		value := from.value
		switch h.random.IntN(3) {
		case 0:
			value = h.invented(c, to.value)
		case 1:
			value = sql.NullString{}
		}
		if h.write(t, c, to.id, value) {
			return to.id
		}
	}
	t.Fatalf("%s cannot be changed", c)
	return ""
}

// swap exchanges the values of a column between two rows. It answers one of them; none where all rows have the same.
func (h *tampered) swap(t *testing.T, c column) (id string) {
	t.Helper()
	cells := h.cells(t, c)
	for range 20 {
		one, two := cells[h.random.IntN(len(cells))], cells[h.random.IntN(len(cells))]
		if one.value != two.value && c.name != "id" {
			h.write(t, c, one.id, two.value)
			h.write(t, c, two.id, one.value)
			return one.id
		}
	}
	return ""
}

func (h *tampered) anyRow(t *testing.T, table string) string {
	t.Helper()
	cells := h.cells(t, column{table: table, name: "id"})
	return cells[h.random.IntN(len(cells))].id
}

// insert adds a copy of a row under an id of its own, and answers it.
func (h *tampered) insert(t *testing.T, table string) (id string) {
	t.Helper()
	id = uuid.NewSHA1(uuid.Nil, fmt.Append(nil, h.random.Uint64())).String()
	if table == "ledger_entries" || table == "postings" {
		id = "900000"
	}
	h.exec(t, fmt.Sprintf(`INSERT INTO %[1]s OVERRIDING SYSTEM VALUE
		SELECT (jsonb_populate_record(t, jsonb_build_object('id', $1::text))).* FROM %[1]s t WHERE id::text = $2`,
		table), id, h.anyRow(t, table))
	return id
}

// restore undoes whatever was done to a table.
func (h *tampered) restore(t *testing.T, table string) {
	t.Helper()
	h.exec(t, fmt.Sprintf(`DELETE FROM %[1]s; INSERT INTO %[1]s OVERRIDING SYSTEM VALUE SELECT * FROM kept_%[1]s`, table))
}

// named tells whether the findings name a row, and a column of it or that the row is missing or too many. A line of the books is
// named by its entry.
func named(findings []string, c column, id string) bool {
	if c.table == "ledger_entries" || c.table == "postings" {
		return len(findings) > 0
	}
	return slices.ContainsFunc(findings, func(finding string) bool {
		return strings.Contains(finding, id) && (strings.Contains(finding, c.name+" of ") || strings.Contains(finding, "is not there") ||
			strings.Contains(finding, "no event tells of it") || strings.Contains(finding, "belongs to no operation") || strings.Contains(finding, "is of no deposit"))
	})
}

func (h *tampered) wantNamed(t *testing.T, deed string, c column, id string) {
	t.Helper()
	if report := h.verifySealed(t); !named(report.Findings, c, id) {
		t.Errorf("%s, row %s: found %d: %s", deed, id, report.Found, strings.Join(report.Findings[:min(5, len(report.Findings))], "\n\t"))
	}
	h.restore(t, c.table)
}

// TestEveryColumnOfMoneyIsEvidence changes every column of every table of money: each that is evidence by itself, the others all at
// once. A column that comes later is evidence or has its reason in noEvidence, where nothing stands that is.
func TestEveryColumnOfMoneyIsEvidence(t *testing.T) {
	t.Parallel()
	h := newTampered(t, 1)
	var rest []column
	for _, c := range h.columns {
		if noEvidence[c.String()] != "" {
			rest = append(rest, c)
			continue
		}
		h.wantNamed(t, "edit "+c.String(), c, h.edit(t, c))
	}
	if len(rest) != len(noEvidence) {
		t.Errorf("of the columns that are no evidence there are %v", rest)
	}
	for range 3 {
		for _, c := range rest {
			h.edit(t, c)
			if c.name == "id" { // it may change the order of lines, and so be found
				h.verifySealed(t)
				h.restore(t, c.table)
			}
		}
		if report := h.verifySealed(t); !report.Whole() {
			t.Errorf("one of %v is evidence: %v", rest, report.Findings)
		}
		for _, table := range evident {
			h.restore(t, table)
		}
	}
	for _, table := range evident {
		id := h.anyRow(t, table)
		h.exec(t, fmt.Sprintf(`DELETE FROM %s WHERE id::text = $1`, table), id)
		h.wantNamed(t, "delete from "+table, column{table: table}, id)
		h.wantNamed(t, "insert into "+table, column{table: table}, h.insert(t, table))
	}
	if report := h.verifySealed(t); !report.Whole() {
		t.Errorf("after all deeds were undone: %v", report.Findings)
	}
}

// TestRandomTamperingIsNamed does a hundred random deeds, a thousand with CRASH_LONG=1.
func TestRandomTamperingIsNamed(t *testing.T) {
	t.Parallel()
	deeds := 100
	if os.Getenv(longVariable) != "" {
		deeds = 1_000
	}
	const seed = 40
	h := newTampered(t, seed)
	columns := slices.DeleteFunc(slices.Clone(h.columns), func(c column) bool { return noEvidence[c.String()] != "" })
	for n := range deeds {
		c := columns[h.random.IntN(len(columns))]
		deed := fmt.Sprintf("seed %d, deed %d", seed, n)
		switch h.random.IntN(8) {
		case 0:
			id := h.anyRow(t, c.table)
			h.exec(t, fmt.Sprintf(`DELETE FROM %s WHERE id::text = $1`, c.table), id)
			h.wantNamed(t, deed+", delete from "+c.table, column{table: c.table}, id)
		case 1:
			h.wantNamed(t, deed+", insert into "+c.table, column{table: c.table}, h.insert(t, c.table))
		case 2, 3:
			if id := h.swap(t, c); id != "" {
				h.wantNamed(t, deed+", swap "+c.String(), c, id)
			}
		default:
			h.wantNamed(t, deed+", edit "+c.String(), c, h.edit(t, c))
		}
	}
}

// An event that is not what was signed is named, and nobody believes it: not even where the row was changed to agree with it.
func TestAForgedEventIsNotBelieved(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "500.00").paid()
	testkit.Must(t, d.complete(h.master))
	code := d.want(domain.Completed).Code
	disable := func(tables ...string) {
		for _, table := range tables {
			_, err := h.db.Owner.ExecContext(t.Context(), `ALTER TABLE `+table+` DISABLE TRIGGER USER`)
			testkit.Must(t, err)
		}
	}
	disable("events", "operations")
	for _, statement := range []string{
		`UPDATE events SET facts = jsonb_set(facts, '{sealed,price,baseRate}', '"3.7000"') WHERE kind = 'CREATED'`,
		`UPDATE operations SET base_rate = 3.7000`,
	} {
		_, err := h.db.Owner.ExecContext(t.Context(), statement)
		testkit.Must(t, err)
	}

	report, err := replay.Verify(t.Context(), h.db.App, h.keys, evidence.NewFile(t.TempDir()))

	testkit.Must(t, err)
	if len(report.Findings) != 2 || !strings.Contains(report.Findings[0], "events: ROW_ALTERED") ||
		!strings.Contains(report.Findings[1], "operation "+code+": event 1 (CREATED) is not what was signed") {
		t.Errorf("found %q", report.Findings)
	}
}

// An operation that is taken away with all that hangs on it leaves its events, and its entries.
func TestAnOperationThatIsTakenAwayIsNamed(t *testing.T) {
	t.Parallel()
	h := newTampered(t, 3)
	id := h.cells(t, column{table: "operations", name: "id"})[0].id
	h.exec(t, `DELETE FROM deposit_confirmations WHERE deposit_id IN (SELECT id FROM deposits WHERE operation_id = $1)`, id)
	for _, table := range []string{"deposits", "payouts", "proofs", "holds"} {
		h.exec(t, `DELETE FROM `+table+` WHERE operation_id = $1`, id)
	}
	h.exec(t, `DELETE FROM operations WHERE id = $1`, id)

	findings := h.verifySealed(t).Findings

	for _, words := range []string{"operation " + id + " is not there, and", "(COMPLETION) of " + id + ", books what is not there"} {
		if !slices.ContainsFunc(findings, func(finding string) bool { return strings.Contains(finding, words) }) {
			t.Errorf("nothing names %q:\n%s", words, strings.Join(findings, "\n"))
		}
	}
}
