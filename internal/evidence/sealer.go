package evidence

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
)

// sealLimit is how many rows one seal covers at most. It bounds the sealing transaction, not the sealing: Seal goes on
// until nothing is left.
const sealLimit = 50_000

// Sealer seals streams. The leader calls it every 10 seconds (decisions.md, Data); two sealers at once are harmless.
type Sealer struct {
	db    *sql.DB
	keys  Keys
	file  *File
	clock clock.Clock
	limit int
}

// NewSealer returns a sealer that writes its seals to db and to file.
func NewSealer(db *sql.DB, keys Keys, file *File, clock clock.Clock) *Sealer {
	return &Sealer{db: db, keys: keys, file: file, clock: clock, limit: sealLimit}
}

// Seal seals the settled rows that came in since the stream's last seal, and returns how many they were. Without new
// rows it writes nothing. A seal that was committed and did not reach the file, because the process died in between,
// is no fault: the file is a witness to the seals that it has, and the next seal rests on all before it.
func (s *Sealer) Seal(ctx context.Context, stream string) (int64, error) {
	var sealed int64
	for {
		seal, err := s.sealNext(ctx, stream)
		if err != nil {
			return sealed, fmt.Errorf("seal %s: %w", stream, err)
		}
		if seal.Rows == 0 {
			return sealed, nil
		}
		sealed += seal.Rows
		if err := s.file.Append(seal); err != nil {
			return sealed, fmt.Errorf("seal %s: %w", stream, err)
		}
		if seal.Rows < int64(s.limit) {
			return sealed, nil
		}
	}
}

func (s *Sealer) sealNext(ctx context.Context, stream string) (Seal, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return Seal{}, err
	}
	defer func() { _ = tx.Rollback() }() // after a commit there is nothing to roll back

	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, "seal:"+stream); err != nil {
		return Seal{}, err
	}
	former, err := newestSeal(ctx, tx, stream)
	if err != nil {
		return Seal{}, err
	}
	link, err := s.chain(ctx, tx, former)
	if err != nil || link.rows == 0 {
		return Seal{}, err
	}
	seal := Seal{
		Stream: stream, Number: former.Number + 1, Last: link.last, Rows: link.rows, Total: former.Total + link.rows,
		Chain: link.chain(), SealedAt: s.clock.Now().UTC().Truncate(time.Microsecond),
	}
	seal.MAC = s.keys.Sign(seal.fields()...)
	if err := insertSeal(ctx, tx, seal); err != nil {
		return Seal{}, err
	}
	return seal, tx.Commit()
}

// chain hashes the rows after the former seal.
func (s *Sealer) chain(ctx context.Context, tx *sql.Tx, former Seal) (*link, error) {
	name, err := table(former.Stream)
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT epoch, tx::text AS xid, id, mac FROM `+name+`
		WHERE (epoch, tx, id) > ($1::integer, $2::xid8, $3::bigint) AND `+settled+`
		ORDER BY epoch, tx, id LIMIT $4`, append(former.Last.arguments(), s.limit)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	link := newLink(former.Chain)
	for rows.Next() {
		var position Position
		var xid string
		var mac sql.RawBytes
		if err := rows.Scan(&position.Epoch, &xid, &position.ID, &mac); err != nil {
			return nil, err
		}
		if position.Tx, err = strconv.ParseUint(xid, 10, 64); err != nil {
			return nil, err
		}
		link.add(position, mac)
	}
	return link, rows.Err()
}

func insertSeal(ctx context.Context, tx *sql.Tx, seal Seal) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO evidence_seals
		(stream, number, epoch, last_tx, last_id, row_count, total_count, chain, sealed_at, mac)
		VALUES ($1, $2, $3, $4::xid8, $5, $6, $7, $8, $9, $10)`,
		seal.Stream, seal.Number, seal.Last.Epoch, strconv.FormatUint(seal.Last.Tx, 10), seal.Last.ID,
		seal.Rows, seal.Total, seal.Chain, seal.SealedAt, seal.MAC)
	return err
}
