package evidence

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"strconv"
	"time"
)

// Seal closes a range of a stream: the rows after the former seal's last one, up to its own last one.
type Seal struct {
	Stream string
	// Number counts the stream's rows in evidence_seals from 1.
	Number int64
	// Former is the number of the seal that this one chains to, 0 for the first. It is Number-1, unless something that is no seal
	// stands between the two.
	Former int64
	// Last is the position of the last row covered.
	Last Position
	// Rows is how many rows this seal covers, Total how many all seals up to it.
	Rows  int64
	Total int64
	// Chain is SHA-256 over the former chain value and the positions and MACs of the rows covered.
	Chain    []byte
	SealedAt time.Time
	// Signature signs everything above: without the key nobody can make a chain that fits altered rows.
	Signature Signature

	// unlinked seals do not say what they chain to: they were written before a seal could.
	unlinked bool
}

func (s Seal) fields() []Field {
	fields := []Field{
		Text("seal"), Text(s.Stream), Integer(s.Number), Integer(int64(s.Last.Epoch)), Integer(int64(s.Last.Tx)),
		Integer(s.Last.ID), Integer(s.Rows), Integer(s.Total), Bytes(s.Chain), Time(s.SealedAt),
	}
	if s.unlinked {
		return fields
	}
	return append(fields, Text("former"), Integer(s.Former))
}

func (s Seal) valid(keys Keys) bool { return keys.Valid(s.Signature, s.fields()...) }

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

const sealColumns = `number, former_number, epoch, last_tx::text, last_id, row_count, total_count, chain, sealed_at, mac, key_id`

func scanSeal(stream string, row interface{ Scan(...any) error }) (Seal, error) {
	seal := Seal{Stream: stream}
	var tx string
	var former sql.NullInt64
	err := row.Scan(&seal.Number, &former, &seal.Last.Epoch, &tx, &seal.Last.ID, &seal.Rows, &seal.Total, &seal.Chain,
		&seal.SealedAt, &seal.Signature.MAC, &seal.Signature.Key)
	if err != nil {
		return Seal{}, err
	}
	seal.Former, seal.unlinked = former.Int64, !former.Valid
	if seal.unlinked {
		seal.Former = seal.Number - 1
	}
	seal.SealedAt = seal.SealedAt.UTC()
	seal.Last.Tx, err = strconv.ParseUint(tx, 10, 64)
	return seal, err
}

// newest is the last sound seal of a stream, or its beginning, and what stands in the way of its numbers after it.
type newest struct {
	Seal
	// altered are the numbers of the rows above it that are no seals, the highest first.
	altered []int64
}

// next is the number of the seal after it: the lowest that nothing has.
func (n newest) next() int64 {
	next := n.Number + 1
	for i := len(n.altered) - 1; i >= 0 && n.altered[i] == next; i-- {
		next++
	}
	return next
}

// newestSeal finds the newest seal whose signature holds. Whoever holds the database can add rows that are no seals; the chain
// goes on from the last one that is.
func newestSeal(ctx context.Context, tx querier, keys Keys, stream string) (newest, error) {
	found := newest{Seal: beginning(stream)}
	for highest := int64(math.MaxInt64); ; {
		page, err := readSeals(ctx, tx, stream, `SELECT `+sealColumns+` FROM evidence_seals
			WHERE stream = $1 AND number <= $2 ORDER BY number DESC LIMIT $3`, stream, highest, newestPage)
		if err != nil {
			return newest{}, err
		}
		for _, seal := range page {
			if seal.valid(keys) {
				found.Seal = seal
				return found, nil
			}
			found.altered = append(found.altered, seal.Number)
			highest = seal.Number - 1
		}
		if len(page) < newestPage {
			return found, nil
		}
	}
}

// newestPage is how many seals are read at once on the way down; the first one is sound as a rule.
const newestPage = 16

// sealsAfter answers the seals of a stream with higher numbers, in order, at most limit.
func sealsAfter(ctx context.Context, tx querier, stream string, number int64, limit int) ([]Seal, error) {
	return readSeals(ctx, tx, stream, `SELECT `+sealColumns+` FROM evidence_seals
		WHERE stream = $1 AND number > $2 ORDER BY number LIMIT $3`, stream, number, limit)
}

func readSeals(ctx context.Context, tx querier, stream, query string, arguments ...any) ([]Seal, error) {
	rows, err := tx.QueryContext(ctx, query, arguments...)
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
