package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/form"
)

// Command describes one write.
type Command struct {
	// Action names it in the audit trail and scopes its idempotency keys: "operation.create".
	Action string
	// Key is the caller's idempotency key; empty for the commands that take none (sign-in, jobs).
	Key string
	// Input is what the key stands for: the same key with another input is refused. It is encoded as JSON and must not
	// hold secrets.
	Input any
	// Scope replaces the actor as the owner of the key, for anonymous callers (their document).
	Scope string
	// Locks are the aggregates that the command writes events for, taken before anything is read.
	Locks []event.Aggregate
	// Roster is how the command stands to who works for the house; it comes before all other locks.
	Roster Roster
	// Find answers more aggregates, for commands that must read to know what they are about. It runs under the roster and
	// before Locks, which are taken together with what it found, in one statement: two would wait in two orders. It writes
	// nothing, and what it read may be different once the locks are there. Nil finds nothing.
	Find func(context.Context, *Tx) ([]event.Aggregate, error)
}

// Replay tells whether an answer repeats an earlier one.
type Replay bool

// lockWait is how long a command waits for another with the same key or aggregate (decisions.md, Idempotency).
const lockWait = 5 * time.Second

// Run executes a command once: act runs in a transaction that holds the command's locks, and what it returns (ids of
// objects, JSON) is kept under the idempotency key. A second call with the same key and input answers the kept result
// without acting, and says so; with another input it is refused with IDEMPOTENCY_KEY_REUSED. Only successes are kept.
//
// A transaction that the database gave up for the sake of another, in a deadlock or because they could not be put in a
// row, runs once more from the beginning; given up again, it is refused with UNAVAILABLE. So act may run twice: it
// changes nothing but the transaction and what it returns, and sets what it captured instead of adding to it.
//
// A command whose input could not be read ([form.Err]) is refused with what was unreadable, before anything is opened.
func Run[R any](ctx context.Context, s *Store, command Command, act func(context.Context, *Tx) (R, error)) (R, Replay, error) {
	var none R
	if err := form.Err(ctx); err != nil {
		return none, false, err
	}
	once, err := command.once(ctx)
	if err != nil {
		return none, false, err
	}
	result, replayed, err := attempt(ctx, s, command, once, act)
	if isGivenUp(err) && ctx.Err() == nil {
		result, replayed, err = attempt(ctx, s, command, once, act)
	}
	if err != nil {
		return none, false, inWords(err)
	}
	return result, replayed, nil
}

// attempt is one transaction of a command.
func attempt[R any](ctx context.Context, s *Store, command Command, once *occurrence, act func(context.Context, *Tx) (R, error)) (R, Replay, error) {
	var result R
	err := s.within(ctx, command.Action, func(ctx context.Context, tx *Tx) error {
		if err := once.lock(ctx, tx, s.lockWait); err != nil {
			return err
		}
		if err := command.lock(ctx, tx); err != nil {
			return err
		}
		// Only now: what waited for another command is later than that one.
		tx.Now = s.clock.Now()
		known, err := once.recall(ctx, tx, &result)
		if err != nil || known {
			return rollbackAfter(known, err)
		}
		if result, err = act(ctx, tx); err != nil {
			return err
		}
		return once.keep(ctx, tx, result)
	})
	if errors.Is(err, errReplayed) {
		return result, true, nil
	}
	return result, false, err
}

// Do is Run for a command without an answer of its own.
func Do(ctx context.Context, s *Store, command Command, act func(context.Context, *Tx) error) (Replay, error) {
	_, replayed, err := Run(ctx, s, command, func(ctx context.Context, tx *Tx) (struct{}, error) {
		return struct{}{}, act(ctx, tx)
	})
	return replayed, err
}

// occurrence is a command's idempotency record, or nothing for a command without a key.
type occurrence struct {
	actor, mutation, key string
	fingerprint          [sha256.Size]byte
}

func (c Command) once(ctx context.Context) (*occurrence, error) {
	if c.Key == "" {
		return nil, nil
	}
	if len(c.Key) > 100 || strings.ContainsRune(c.Key, 0) {
		return nil, domain.Refuse(domain.CodeInvalid, "La clave de idempotencia debe tener entre 1 y 100 caracteres.").At("idempotencyKey")
	}
	input, err := json.Marshal(c.Input)
	if err != nil {
		return nil, fmt.Errorf("%s: encode the input: %w", c.Action, err)
	}
	actor := c.Scope
	if actor == "" {
		actor = access.Current(ctx).Key()
	}
	return &occurrence{actor: actor, mutation: c.Action, key: c.Key, fingerprint: sha256.Sum256(input)}, nil
}

// lock makes a second call with the same key wait for the first. It bounds the wait for every lock of the command.
func (o *occurrence) lock(ctx context.Context, tx *Tx, wait time.Duration) error {
	timeout := strconv.FormatInt(wait.Milliseconds(), 10) // a bare number is in milliseconds
	if o == nil {
		_, err := tx.ExecContext(ctx, `SELECT set_config('lock_timeout', $1, true)`, timeout)
		return wrapUnlessNil("bound the waits", err)
	}
	name := strings.Join([]string{"idempotency", o.actor, o.mutation, o.key}, "\x1f")
	_, err := tx.ExecContext(ctx, `SELECT set_config('lock_timeout', $1, true), pg_advisory_xact_lock(hashtextextended($2, 1))`, timeout, name)
	if isLockTimeout(err) {
		return domain.Refuse(domain.CodeIdempotencyInProgress,
			"La misma solicitud todavía se está procesando. Vuelve a intentarlo en unos segundos.").At("idempotencyKey").With("retryAfterMs", 1000)
	}
	return wrapUnlessNil("lock the idempotency key", err)
}

// recall answers whether the key already stands for a result, and decodes it.
func (o *occurrence) recall(ctx context.Context, tx *Tx, result any) (bool, error) {
	if o == nil {
		return false, nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT fingerprint, result FROM idempotency_keys WHERE actor = $1 AND mutation = $2 AND key = $3`,
		o.actor, o.mutation, o.key)
	if err != nil {
		return false, fmt.Errorf("recall the idempotency key: %w", err)
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Err()
	}
	var fingerprint, kept []byte
	if err := rows.Scan(&fingerprint, &kept); err != nil {
		return false, fmt.Errorf("recall the idempotency key: %w", err)
	}
	if string(fingerprint) != string(o.fingerprint[:]) {
		return false, domain.Refuse(domain.CodeIdempotencyKeyReused,
			"Esta clave de idempotencia ya se usó con otros datos. Usa una clave nueva para una solicitud nueva.").At("idempotencyKey")
	}
	if err := json.Unmarshal(kept, result); err != nil {
		return false, fmt.Errorf("decode the kept result: %w", err)
	}
	return true, nil
}

func (o *occurrence) keep(ctx context.Context, tx *Tx, result any) error {
	if o == nil {
		return nil
	}
	kept, err := json.Marshal(result)
	if err != nil {
		return fmt.Errorf("encode the result: %w", err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO idempotency_keys (actor, mutation, key, fingerprint, result, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		o.actor, o.mutation, o.key, o.fingerprint[:], string(kept), tx.Now)
	return wrapUnlessNil("keep the idempotency key", err)
}

// inWords answers the refusal of a command that waited too long for any lock, also for that of a row, or that the database
// gave up for the sake of others.
func inWords(err error) error {
	if isLockTimeout(err) || isGivenUp(err) {
		return domain.Refuse(domain.CodeUnavailable, "Otra acción sobre lo mismo sigue en curso. Vuelve a intentarlo en unos segundos.")
	}
	return err
}

// errReplayed rolls a replay's transaction back: it wrote nothing and tells nothing.
var errReplayed = errors.New("replayed")

func rollbackAfter(known bool, err error) error {
	if err == nil && known {
		return errReplayed
	}
	return err
}

func wrapUnlessNil(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
