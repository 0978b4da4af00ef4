package evidence

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"strconv"
	"time"
)

// Seal closes a range of a stream: the rows after the former seal's last one, up to its own last one.
type Seal struct {
	Stream string
	// Number counts the stream's seals from 1 without a gap.
	Number int64
	// Last is the position of the last row covered.
	Last Position
	// Rows is how many rows this seal covers, Total how many all seals up to it.
	Rows  int64
	Total int64
	// Chain is SHA-256 over the former chain value and the positions and MACs of the rows covered.
	Chain    []byte
	SealedAt time.Time
	// MAC signs everything above: without the key nobody can make a chain that fits altered rows.
	MAC []byte
}

func (s Seal) fields() []Field {
	return []Field{
		Text("seal"), Text(s.Stream), Integer(s.Number), Integer(int64(s.Last.Epoch)), Integer(int64(s.Last.Tx)),
		Integer(s.Last.ID), Integer(s.Rows), Integer(s.Total), Bytes(s.Chain), Time(s.SealedAt),
	}
}

// beginning is what comes before a stream's first seal.
func beginning(stream string) Seal {
	start := sha256.Sum256([]byte("qoricash evidence " + stream))
	return Seal{Stream: stream, Chain: start[:]}
}

// link hashes the rows of one seal onto the former chain value.
type link struct {
	hash hash.Hash
	rows int64
	last Position
}

func newLink(former []byte) *link {
	l := &link{hash: sha256.New()}
	l.hash.Write(former)
	return l
}

func (l *link) add(position Position, mac []byte) {
	record := make([]byte, 0, 24+MACSize)
	record = binary.BigEndian.AppendUint32(record, uint32(position.Epoch))
	record = binary.BigEndian.AppendUint64(record, position.Tx)
	record = binary.BigEndian.AppendUint64(record, uint64(position.ID))
	record = binary.BigEndian.AppendUint32(record, uint32(len(mac)))
	l.hash.Write(append(record, mac...))
	l.rows++
	l.last = position
}

func (l *link) chain() []byte { return l.hash.Sum(nil) }

const sealColumns = `number, epoch, last_tx::text, last_id, row_count, total_count, chain, sealed_at, mac`

func scanSeal(stream string, row interface{ Scan(...any) error }) (Seal, error) {
	seal := Seal{Stream: stream}
	var tx string
	err := row.Scan(&seal.Number, &seal.Last.Epoch, &tx, &seal.Last.ID, &seal.Rows, &seal.Total, &seal.Chain,
		&seal.SealedAt, &seal.MAC)
	if err != nil {
		return Seal{}, err
	}
	seal.SealedAt = seal.SealedAt.UTC()
	seal.Last.Tx, err = strconv.ParseUint(tx, 10, 64)
	return seal, err
}

// newestSeal answers the last seal of a stream, or its beginning.
func newestSeal(ctx context.Context, tx querier, stream string) (Seal, error) {
	seal, err := scanSeal(stream, tx.QueryRowContext(ctx,
		`SELECT `+sealColumns+` FROM evidence_seals WHERE stream = $1 ORDER BY number DESC LIMIT 1`, stream))
	if errors.Is(err, sql.ErrNoRows) {
		return beginning(stream), nil
	}
	if err != nil {
		return Seal{}, fmt.Errorf("read newest seal: %w", err)
	}
	return seal, nil
}

// sealsAfter answers the seals of a stream with higher numbers, in order, at most limit.
func sealsAfter(ctx context.Context, tx querier, stream string, number int64, limit int) ([]Seal, error) {
	rows, err := tx.QueryContext(ctx, `SELECT `+sealColumns+` FROM evidence_seals
		WHERE stream = $1 AND number > $2 ORDER BY number LIMIT $3`, stream, number, limit)
	if err != nil {
		return nil, fmt.Errorf("read seals: %w", err)
	}
	defer rows.Close()
	var seals []Seal
	for rows.Next() {
		seal, err := scanSeal(stream, rows)
		if err != nil {
			return nil, fmt.Errorf("read seals: %w", err)
		}
		seals = append(seals, seal)
	}
	return seals, rows.Err()
}
