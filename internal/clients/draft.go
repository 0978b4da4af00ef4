package clients

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/registrationdraft"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// A draft is kept for a week after it was saved last. Its token is 256 random bits.
const (
	draftLifetime     = 7 * 24 * time.Hour
	draftTokenBytes   = 32
	longestDraftValue = 200
)

// DraftField is what was typed into one field.
type DraftField struct {
	Name  domain.DraftField
	Value string
}

// Draft is a registration that was begun.
type Draft struct {
	// Fields stand in the order of the form; empty ones are left out.
	Fields               []DraftField
	UpdatedAt, ExpiresAt time.Time
}

// SaveDraft keeps what was typed so far: it begins a draft, or changes the one of the token. It answers the token, which is
// shown to nobody else and never kept. Fields that are not named stay, and empty ones are forgotten. NOT_FOUND tells that the
// token is wrong or too old.
func (s *Service) SaveDraft(ctx context.Context, token string, fields []DraftField) (string, Draft, error) {
	changes, err := checkDraft(fields)
	if err != nil {
		return "", Draft{}, err
	}
	if err := s.options.RateLimits.Require(ctx, ratelimit.DraftSaving(), ratelimit.Caller(ctx)); err != nil {
		return "", Draft{}, err
	}
	kept := token
	if token == "" {
		kept = newDraftToken()
	}
	var saved *ent.RegistrationDraft
	command := store.Command{Action: "registration.saveDraft", Locks: []event.Aggregate{draftLock(kept)}}
	_, err = store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		if token == "" {
			saved, err = beginDraft(ctx, tx, kept, changes)
		} else {
			saved, err = changeDraft(ctx, tx, kept, changes)
		}
		if err != nil {
			return err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectRegistrationDraft, ObjectID: saved.ID,
			After: map[string]any{"fields": slices.Sorted(maps.Keys(changes))}})
		return nil
	})
	if err != nil {
		return "", Draft{}, err
	}
	return kept, draftOf(saved), nil
}

// checkDraft answers the changes by field, or all faults.
func checkDraft(fields []DraftField) (map[string]string, error) {
	var faults domain.Faults
	changes := map[string]string{}
	if len(fields) > len(domain.DraftFields()) {
		return nil, domain.Refuse(domain.CodeTooMany, "Un borrador tiene hasta %d campos.", len(domain.DraftFields())).At("fields").With("maximum", len(domain.DraftFields()))
	}
	for i, field := range fields {
		at := []string{"fields", strconv.Itoa(i)}
		switch {
		case !slices.Contains(domain.DraftFields(), field.Name):
			faults.Add(domain.Refuse(domain.CodeInvalid, "Este campo no se guarda en un borrador.").At(append(at, "name")...))
		default:
			changes[string(field.Name)] = domain.Text{Longest: longestDraftValue}.Check(&faults, field.Value, append(at, "value")...)
		}
	}
	return changes, faults.Err()
}

func beginDraft(ctx context.Context, tx *store.Tx, token string, changes map[string]string) (*ent.RegistrationDraft, error) {
	row, err := tx.RegistrationDraft.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetExpiresAt(tx.Now.Add(draftLifetime)).
		SetTokenHash(draftHash(token)).SetData(merged(nil, changes)).Save(ctx)
	return row, wrap("begin a draft", err)
}

func changeDraft(ctx context.Context, tx *store.Tx, token string, changes map[string]string) (*ent.RegistrationDraft, error) {
	row, err := findDraft(ctx, tx.RegistrationDraft.Query(), token, tx.Now)
	if err != nil {
		return nil, err
	}
	if row == nil {
		return nil, domain.Refuse(domain.CodeNotFound, "El borrador no existe o ya venció. Empieza uno nuevo.").At("token")
	}
	changed, err := tx.RegistrationDraft.Update().Where(registrationdraft.ID(row.ID)).SetData(merged(row.Data, changes)).
		SetUpdatedAt(tx.Now).SetExpiresAt(tx.Now.Add(draftLifetime)).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("change a draft: %w", err)
	}
	if changed == 0 {
		return nil, domain.Refuse(domain.CodeNotFound, "El borrador no existe o ya venció. Empieza uno nuevo.").At("token")
	}
	row.Data, row.UpdatedAt, row.ExpiresAt = merged(row.Data, changes), tx.Now, tx.Now.Add(draftLifetime)
	return row, nil
}

func merged(before, changes map[string]string) map[string]string {
	after := map[string]string{}
	maps.Copy(after, before)
	maps.Copy(after, changes)
	maps.DeleteFunc(after, func(_, value string) bool { return value == "" })
	return after
}

// Draft answers the draft of a token; ok is false for one that is wrong or too old.
func (s *Service) Draft(ctx context.Context, token string) (draft Draft, ok bool, err error) {
	row, err := findDraft(ctx, s.store.Read().RegistrationDraft.Query(), token, s.store.Clock().Now())
	if err != nil || row == nil {
		return Draft{}, false, err
	}
	return draftOf(row), true, nil
}

// findDraft answers the live draft of a token, or nil. Whoever has the token may read it, so it reads as the system.
func findDraft(ctx context.Context, query *ent.RegistrationDraftQuery, token string, now time.Time) (*ent.RegistrationDraft, error) {
	row, err := query.Where(registrationdraft.TokenHash(draftHash(token)), registrationdraft.ExpiresAtGT(now)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, wrap("find a draft", err)
}

func draftOf(row *ent.RegistrationDraft) Draft {
	draft := Draft{UpdatedAt: row.UpdatedAt, ExpiresAt: row.ExpiresAt}
	for _, name := range domain.DraftFields() {
		if value, ok := row.Data[string(name)]; ok {
			draft.Fields = append(draft.Fields, DraftField{Name: name, Value: value})
		}
	}
	return draft
}

// endDraft forgets the draft that a registration ends. A wrong token ends nothing.
func endDraft(ctx context.Context, tx *store.Tx, token string) error {
	if token == "" {
		return nil
	}
	_, err := tx.RegistrationDraft.Delete().Where(registrationdraft.TokenHash(draftHash(token))).Exec(ctx)
	return wrap("end a draft", err)
}

// SweepDrafts forgets the drafts whose time is over and answers how many there were. The leader calls it now and then.
func (s *Service) SweepDrafts(ctx context.Context) (int, error) {
	count, err := s.store.Read().RegistrationDraft.Delete().Where(registrationdraft.ExpiresAtLTE(s.store.Clock().Now())).Exec(access.AsSystem(ctx))
	return count, wrap("sweep drafts", err)
}

func newDraftToken() string {
	var secret [draftTokenBytes]byte
	// crypto/rand never fails: it ends the process instead.
	_, _ = rand.Read(secret[:])
	return base64.RawURLEncoding.EncodeToString(secret[:])
}

// draftLock makes the changes of one draft follow each other: each writes what the former one left.
func draftLock(token string) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectRegistrationDraft, ID: uuid.NewSHA1(uuid.NameSpaceOID, draftHash(token))}
}

func draftHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
