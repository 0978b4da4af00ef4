package evidence

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
)

// sealLimit is how many rows one seal covers at most. It bounds the sealing transaction, not the sealing: Seal goes on
// until nothing is left.
const sealLimit = 50_000

// Sealer seals streams. The leader calls it every 10 seconds (decisions.md, Data); two sealers at once are harmless.
type Sealer struct {
	db      *sql.DB
	keys    Keys
	file    *File
	clock   clock.Clock
	logger  *slog.Logger
	limit   int
	altered atomic.Int64
}

// NewSealer returns a sealer that writes its seals to db and to file, and tells logger of rows that are no seals.
func NewSealer(db *sql.DB, keys Keys, file *File, clock clock.Clock, logger *slog.Logger) *Sealer {
	return &Sealer{db: db, keys: keys, file: file, clock: clock, logger: logger, limit: sealLimit}
}

// Altered is how often the sealer met a row that is no seal where it looked for the newest one.
func (s *Sealer) Altered() int64 { return s.altered.Load() }

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
	former, err := newestSeal(ctx, tx, s.keys, stream)
	if err != nil {
		return Seal{}, err
	}
	for _, number := range former.altered {
		s.altered.Add(1)
		s.logger.ErrorContext(ctx, "a row among the seals is no seal: somebody wrote it who does not hold the key", "stream", stream,
			"number", number, "newest seal", former.Number)
	}
	link, err := s.chain(ctx, tx, former.Seal)
	if err != nil || link.rows == 0 {
		return Seal{}, err
	}
	seal := Seal{
		Stream: stream, Number: former.next(), Former: former.Number, Last: link.last, Rows: link.rows, Total: former.Total + link.rows,
		Chain: link.chain(), SealedAt: s.clock.Now().UTC().Truncate(time.Microsecond),
	}
	seal.Signature = s.keys.Sign(seal.fields()...)
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
	_, err := tx.ExecContext(ctx, `SELECT add_evidence_seal($1, $2, $3, $4, $5::xid8, $6, $7, $8, $9, $10, $11, $12)`,
		seal.Stream, seal.Number, seal.Former, seal.Last.Epoch, strconv.FormatUint(seal.Last.Tx, 10), seal.Last.ID,
		seal.Rows, seal.Total, seal.Chain, seal.SealedAt, seal.Signature.MAC, seal.Signature.Key)
	return err
}

// Waiting is how long the oldest row that no seal covers has been there, by the instant that it carries; 0 when there is none.
// It looks at the rows that the next seal would cover, settled or not.
func (s *Sealer) Waiting(ctx context.Context, stream string) (time.Duration, error) {
	former, err := newestSeal(ctx, s.db, s.keys, stream)
	if err != nil {
		return 0, fmt.Errorf("look for unsealed rows of %s: %w", stream, err)
	}
	name, err := table(stream)
	if err != nil {
		return 0, err
	}
	var oldest sql.NullTime
	err = s.db.QueryRowContext(ctx, `SELECT min(at) FROM (SELECT `+instant(stream)+` AS at FROM `+name+`
		WHERE (epoch, tx, id) > ($1::integer, $2::xid8, $3::bigint) ORDER BY epoch, tx, id LIMIT $4) AS unsealed`,
		append(former.Last.arguments(), s.limit)...).Scan(&oldest)
	if err != nil {
		return 0, fmt.Errorf("look for unsealed rows of %s: %w", stream, err)
	}
	if !oldest.Valid {
		return 0, nil
	}
	return max(s.clock.Now().Sub(oldest.Time), 0), nil
}

// SealAll seals every stream, and fails when one of them cannot be sealed or has a row that waits for longer than patience: a
// stream that seems to have nothing new must not be taken for one that is sealed.
func (s *Sealer) SealAll(ctx context.Context, patience time.Duration) error {
	var faults []error
	for _, stream := range Streams() {
		if _, err := s.Seal(ctx, stream); err != nil {
			faults = append(faults, err)
		}
		waiting, err := s.Waiting(ctx, stream)
		if err == nil && waiting > patience {
			err = fmt.Errorf("seal %s: a row waits for its seal since %s", stream, waiting.Round(time.Second))
		}
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}
