package evidence

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// rowPage is how many rows are in memory at once.
const rowPage = 5_000

// Summary tells what Verify has looked at.
type Summary struct {
	Rows     int64
	Seals    int64
	Unsealed int64
	Findings int64
}

// Verifier checks streams against their MACs, seals and the seal file.
type Verifier struct {
	db   *sql.DB
	keys Keys
	file *File
}

// NewVerifier returns a verifier over one state of db and the seal file.
func NewVerifier(db *sql.DB, keys Keys, file *File) *Verifier {
	return &Verifier{db: db, keys: keys, file: file}
}

// Verify checks one stream from its beginning and reports every break. It reads one snapshot of the database, page by
// page, and holds no lock that a writer would wait for. Its error tells that it could not look, never what it found.
func (v *Verifier) Verify(ctx context.Context, content Content, report func(Finding)) (summary Summary, err error) {
	snapshot, err := v.Open(ctx)
	if err != nil {
		return Summary{}, fmt.Errorf("verify %s: %w", content.Stream, err)
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	return snapshot.Verify(ctx, content, report)
}

// Snapshot is one state of the database and of the seal file, for whoever verifies more than one stream of it.
type Snapshot struct {
	// Tx reads the state of the database, and writes nothing.
	Tx   *sql.Tx
	keys Keys
	file *File
	// size is how much of the file belongs to the state. A seal reaches the file after it reached the database, so whatever was
	// in the file before the snapshot is in the snapshot.
	size int64
}

// Open takes a snapshot. Whoever takes it closes it.
func (v *Verifier) Open(ctx context.Context) (*Snapshot, error) {
	size, err := v.file.size()
	if err != nil {
		return nil, err
	}
	tx, err := v.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("open a snapshot: %w", err)
	}
	// The snapshot is taken by the first statement, not by the beginning.
	if _, err := tx.ExecContext(ctx, `SELECT 1`); err != nil {
		return nil, errors.Join(fmt.Errorf("open a snapshot: %w", err), tx.Rollback())
	}
	return &Snapshot{Tx: tx, keys: v.keys, file: v.file, size: size}, nil
}

// Close gives the snapshot up.
func (s *Snapshot) Close() error {
	if err := s.Tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("close a snapshot: %w", err)
	}
	return nil
}

// Verify checks one stream of the snapshot as [Verifier.Verify] does.
func (s *Snapshot) Verify(ctx context.Context, content Content, report func(Finding)) (summary Summary, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("verify %s: %w", content.Stream, err)
		}
	}()
	lines, err := s.file.open(content.Stream, s.size)
	if err != nil {
		return Summary{}, err
	}
	defer func() { err = errors.Join(err, lines.close()) }()
	counted := func(finding Finding) { summary.Findings++; report(finding) }
	seals := &witness{ctx: ctx, tx: s.Tx, keys: s.keys, stream: content.Stream, report: counted, lines: lines}
	rows, err := newRowReader(ctx, s.Tx, s.keys, content)
	if err != nil {
		return Summary{}, err
	}
	check := &check{seals: seals, rows: rows, summary: &summary, report: counted}
	err = check.run(content.Stream)
	return summary, err
}

// check walks the trusted seals and the rows side by side.
type check struct {
	seals   *witness
	rows    *rowReader
	summary *Summary
	report  func(Finding)
}

func (c *check) run(stream string) error {
	former := beginning(stream)
	for {
		seal, err := c.seals.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		c.summary.Seals++
		if err := c.sealed(former, seal); err != nil {
			return err
		}
		former = seal
	}
	return c.unsealed(stream)
}

// sealed checks the rows that a seal covers. After a gap in the seals their number is all that can be checked: the
// chain goes on from a value that is lost.
func (c *check) sealed(former, seal Seal) error {
	link := newLink(former.Chain)
	for {
		row, ok, err := c.rows.peek()
		if err != nil {
			return err
		}
		if !ok || row.position.Compare(seal.Last) > 0 {
			break
		}
		c.rows.skip()
		link.add(row.position, row.mac)
		c.row(row, seal.Stream, seal.Number)
	}
	finding := Finding{Stream: seal.Stream, Seal: seal.Number, Row: seal.Last}
	expected := seal.Total - former.Total
	switch {
	case link.rows < expected:
		finding.Kind, finding.Count = RowsMissing, expected-link.rows
	case link.rows > expected:
		finding.Kind, finding.Count = RowsInserted, link.rows-expected
	case seal.Former == former.Number && !bytes.Equal(link.chain(), seal.Chain):
		finding.Kind = RowsReplaced
	default:
		return nil
	}
	c.report(finding)
	return nil
}

func (c *check) unsealed(stream string) error {
	for {
		row, ok, err := c.rows.peek()
		if err != nil || !ok {
			return err
		}
		c.rows.skip()
		c.summary.Unsealed++
		c.row(row, stream, 0)
	}
}

func (c *check) row(row evidenceRow, stream string, seal int64) {
	c.summary.Rows++
	if !row.valid {
		c.report(Finding{Kind: RowAltered, Stream: stream, Seal: seal, Row: row.position})
	}
}

// evidenceRow is a row of a stream, its MAC already judged.
type evidenceRow struct {
	position Position
	mac      []byte
	valid    bool
}

// rowReader reads a stream's rows in order, a page at a time.
type rowReader struct {
	ctx     context.Context
	tx      querier
	keys    Keys
	content Content
	query   string
	page    []evidenceRow
	last    Position
	ended   bool
}

func newRowReader(ctx context.Context, tx querier, keys Keys, content Content) (*rowReader, error) {
	name, err := table(content.Stream)
	if err != nil {
		return nil, err
	}
	return &rowReader{
		ctx: ctx, tx: tx, keys: keys, content: content,
		query: `SELECT epoch, tx::text AS xid, id, mac, key_id, ` + content.Columns + ` FROM ` + name + `
			WHERE (epoch, tx, id) > ($1::integer, $2::xid8, $3::bigint)
			ORDER BY epoch, tx, id LIMIT ` + strconv.Itoa(rowPage),
		// Below every row that could exist, also one with a forged id.
		last: Position{Epoch: -1 << 31, ID: -1 << 63},
	}, nil
}

func (r *rowReader) peek() (evidenceRow, bool, error) {
	if len(r.page) == 0 && !r.ended {
		if err := r.read(); err != nil {
			return evidenceRow{}, false, fmt.Errorf("read rows: %w", err)
		}
	}
	if len(r.page) == 0 {
		return evidenceRow{}, false, nil
	}
	return r.page[0], true, nil
}

func (r *rowReader) skip() { r.page = r.page[1:] }

func (r *rowReader) read() error {
	rows, err := r.tx.QueryContext(r.ctx, r.query, r.last.arguments()...)
	if err != nil {
		return err
	}
	defer rows.Close()
	r.page = make([]evidenceRow, 0, rowPage)
	for rows.Next() {
		row, err := r.scan(rows)
		if err != nil {
			return err
		}
		r.page = append(r.page, row)
		r.last = row.position
	}
	r.ended = len(r.page) < rowPage
	return rows.Err()
}

func (r *rowReader) scan(rows *sql.Rows) (evidenceRow, error) {
	var row evidenceRow
	var xid string
	var key KeyID
	fields, err := r.content.Fields(func(dest ...any) error {
		place := []any{&row.position.Epoch, &xid, &row.position.ID, &row.mac, &key}
		return rows.Scan(append(place, dest...)...)
	})
	if err != nil {
		return evidenceRow{}, err
	}
	if row.position.Tx, err = strconv.ParseUint(xid, 10, 64); err != nil {
		return evidenceRow{}, err
	}
	row.valid = r.keys.Valid(Signature{MAC: row.mac, Key: key}, fields...)
	return row, nil
}
