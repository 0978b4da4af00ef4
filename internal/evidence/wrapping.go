package evidence

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/sealing"
)

// ErrKeysClosed tells that no key of the house opens under the secrets that were given.
var ErrKeysClosed = errors.New("SECRET_KEY opens none of the keys that sign this house's evidence: " +
	"start with the SECRET_KEY that it had, or set that one as SECRET_KEY_PREVIOUS and run `qoricash keys rewrap`")

// Wrapping keeps the keys of evidence unreadable in their table, under keys derived from the current and the previous secret.
type Wrapping struct {
	box *sealing.Box
	// derived are the keys that the secrets themselves were for evidence.
	derived [][]byte
}

// NewWrapping derives what wraps keys from the current secret and, where there is one, the previous secret. The same secret
// may serve other purposes: the derivation (HKDF-SHA-256) gives every purpose a key of its own.
func NewWrapping(current, previous []byte) (Wrapping, error) {
	wrapping, err := deriveAll(current, previous, "qoricash evidence keys")
	if err != nil {
		return Wrapping{}, err
	}
	box, err := sealing.New(wrapping)
	if err != nil {
		return Wrapping{}, fmt.Errorf("wrap the keys of evidence: %w", err)
	}
	derived, err := deriveAll(current, previous, derivation)
	if err != nil {
		return Wrapping{}, err
	}
	return Wrapping{box: box, derived: derived}, nil
}

// Origin is where a key came from.
type Origin string

// The origins.
const (
	// Random keys sign, the newest of them.
	Random Origin = "RANDOM"
	// OfSecret keys signed before keys were rows: each is the derivation of a SECRET_KEY.
	OfSecret Origin = "SECRET_KEY"
)

// StoredKey is what may be shown of a key.
type StoredKey struct {
	ID        KeyID
	CreatedAt time.Time
	Origin    Origin
	// Signs tells the key that signs now. Opens tells whether the secrets open it, Former whether it is the previous one that
	// does: then it has to be wrapped anew before that one is forgotten.
	Signs, Opens, Former bool

	wrapped, key []byte
}

// place names a key for its wrapping, so that none opens as another.
func (k StoredKey) place() uuid.UUID {
	return uuid.NewSHA1(uuid.NameSpaceURL, fmt.Appendf(nil, "qoricash evidence key %d %s", k.ID, k.Origin))
}

// keysLock is the name of the lock that keeps instances from making or wrapping keys at once.
const keysLock = `SELECT pg_advisory_xact_lock(hashtextextended('evidence keys', 0))`

// OpenKeys answers the keys of the house in db. Where there are none it makes the first one, and it keeps the derivations of the
// secrets beside it, because they signed what has no key number; of several instances that start at once one does. It fails with
// [ErrKeysClosed] where the secrets open no key that signs. A key that does not open, while another does, proves nothing
// ([Keys.Closed]).
func OpenKeys(ctx context.Context, db *sql.DB, wrapping Wrapping, now time.Time) (Keys, error) {
	stored, err := readKeys(ctx, db, wrapping)
	if err == nil && !wrapping.complete(stored) {
		stored, err = makeKeys(ctx, db, wrapping, now)
	}
	if err != nil {
		return Keys{}, fmt.Errorf("open the keys of evidence: %w", err)
	}
	keys := Keys{byID: map[KeyID][]byte{}}
	for _, key := range stored {
		if !key.Opens {
			keys.closed = append(keys.closed, key.ID)
			continue
		}
		keys.byID[key.ID] = key.key
		if key.Origin == OfSecret {
			keys.derived = append(keys.derived, key.key)
		}
		if key.Signs {
			keys.signing, keys.secret = key.ID, key.key
		}
	}
	return keys, nil
}

// ListKeys answers the house's keys in the order of their numbers, without the keys themselves.
func ListKeys(ctx context.Context, db *sql.DB, wrapping Wrapping) ([]StoredKey, error) {
	stored, err := readKeys(ctx, db, wrapping)
	if err != nil {
		return nil, fmt.Errorf("list the keys of evidence: %w", err)
	}
	return stored, nil
}

// Rewrap wraps every key under the current secret, in one transaction, and answers how many were under the previous one and
// what it found. Doing it again changes nothing; instances go on meanwhile, for they have opened their keys. A key that neither
// secret opens stays as it is and is answered as one that does not open. It fails with [ErrKeysClosed] where none opens.
func Rewrap(ctx context.Context, db *sql.DB, wrapping Wrapping) (wrapped int, found []StoredKey, err error) {
	err = withKeysLock(ctx, db, func(tx *sql.Tx) error {
		if found, err = readKeys(ctx, tx, wrapping); err != nil {
			return err
		}
		for i, key := range found {
			if !key.Former {
				continue
			}
			_, err := tx.ExecContext(ctx, `UPDATE evidence_keys SET wrapped = $2 WHERE id = $1`, key.ID, wrapping.box.Seal(key.place(), key.key))
			if err != nil {
				return err
			}
			found[i].Former = false
			wrapped++
		}
		return nil
	})
	if err != nil {
		return 0, nil, fmt.Errorf("wrap the keys of evidence anew: %w", err)
	}
	return wrapped, found, nil
}

func withKeysLock(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit there is nothing to roll back
	if _, err := tx.ExecContext(ctx, keysLock); err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// readKeys reads the keys and opens those that open. It fails where there are keys to sign with and none of them opens.
func readKeys(ctx context.Context, from querier, wrapping Wrapping) ([]StoredKey, error) {
	rows, err := from.QueryContext(ctx, `SELECT id, created_at, origin, wrapped FROM evidence_keys ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var stored []StoredKey
	signing, closed := -1, false
	for rows.Next() {
		var key StoredKey
		if err := rows.Scan(&key.ID, &key.CreatedAt, &key.Origin, &key.wrapped); err != nil {
			return nil, err
		}
		key.CreatedAt = key.CreatedAt.UTC()
		opened, former, err := wrapping.box.Open(key.place(), key.wrapped)
		key.key, key.Opens, key.Former = opened, err == nil, former
		if key.Origin == Random && key.Opens {
			signing = len(stored)
		}
		closed = closed || key.Origin == Random && !key.Opens
		stored = append(stored, key)
	}
	switch {
	case rows.Err() != nil:
		return nil, rows.Err()
	case signing >= 0:
		stored[signing].Signs = true
	case closed:
		return nil, ErrKeysClosed
	}
	return stored, nil
}

// complete tells whether there is a key to sign with, and the derivation of each secret.
func (w Wrapping) complete(stored []StoredKey) bool {
	return slices.ContainsFunc(stored, func(key StoredKey) bool { return key.Signs }) && len(w.lacking(stored)) == 0
}

// lacking are the derivations that are not kept yet.
func (w Wrapping) lacking(stored []StoredKey) [][]byte {
	return slices.DeleteFunc(slices.Clone(w.derived), func(derived []byte) bool {
		return slices.ContainsFunc(stored, func(key StoredKey) bool { return key.Origin == OfSecret && bytes.Equal(key.key, derived) })
	})
}

// makeKeys adds what is missing, and answers all keys.
func makeKeys(ctx context.Context, db *sql.DB, wrapping Wrapping, now time.Time) (stored []StoredKey, err error) {
	err = withKeysLock(ctx, db, func(tx *sql.Tx) error {
		if stored, err = readKeys(ctx, tx, wrapping); err != nil {
			return err
		}
		next := KeyID(1)
		if len(stored) > 0 {
			next = stored[len(stored)-1].ID + 1
		}
		add := func(origin Origin, secret []byte) error {
			key := StoredKey{ID: next, Origin: origin}
			next++
			_, err := tx.ExecContext(ctx, `INSERT INTO evidence_keys (id, created_at, origin, wrapped) VALUES ($1, $2, $3, $4)`,
				key.ID, now, string(key.Origin), wrapping.box.Seal(key.place(), secret))
			return err
		}
		if !slices.ContainsFunc(stored, func(key StoredKey) bool { return key.Signs }) {
			// crypto/rand never fails: it ends the process instead.
			secret := make([]byte, MACSize)
			_, _ = rand.Read(secret)
			if err := add(Random, secret); err != nil {
				return err
			}
		}
		for _, derived := range wrapping.lacking(stored) {
			if err := add(OfSecret, derived); err != nil {
				return err
			}
		}
		stored, err = readKeys(ctx, tx, wrapping)
		return err
	})
	return stored, err
}
