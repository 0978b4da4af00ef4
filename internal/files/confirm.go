package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// ConfirmInput says that a file was sent.
type ConfirmInput struct{ Token string }

// ConfirmUpload fetches what was sent for a token, checks it, and makes of it a file, which the caller can then attach.
// Confirming again answers the same file, for as long as it exists, and says that it did so before.
func (s *Service) ConfirmUpload(ctx context.Context, in ConfirmInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.FilesUpload)
	if err != nil {
		return uuid.Nil, false, err
	}
	asked, err := s.read(in.Token, forUpload)
	if err != nil || asked.Actor != actor.Key() {
		return uuid.Nil, false, domain.Refuse(domain.CodeNotFound, "No existe esa carga. Pide subir el archivo de nuevo.").At("token")
	}
	if confirmed, err := s.confirmed(ctx, asked.File); err != nil || confirmed {
		return asked.File, true, err
	}
	if asked.expired(s.clock.Now()) {
		return uuid.Nil, false, domain.Refuse(domain.CodeInvalid, "El tiempo para subir el archivo venció. Súbelo de nuevo.").At("token")
	}
	made, err := s.take(ctx, asked)
	if err != nil {
		// Another confirmation of the same upload may have finished, and removed what was sent, in the meantime.
		if confirmed, checkErr := s.confirmed(ctx, asked.File); checkErr == nil && confirmed {
			return asked.File, true, nil
		}
		return uuid.Nil, false, refusedAt(err, "token")
	}
	replay, err := s.keep(ctx, actor, asked, made)
	if err != nil {
		return uuid.Nil, false, err
	}
	s.forget(ctx, asked)
	return asked.File, replay, nil
}

// confirmed tells whether the upload is a file already, which was not removed since. The caller's token says whose it is.
func (s *Service) confirmed(ctx context.Context, id uuid.UUID) (bool, error) {
	confirmed, err := s.store.Read().File.Query().Where(file.ID(id), file.RemovedAtIsNil()).Exist(access.AsSystem(ctx))
	if err != nil {
		return false, fmt.Errorf("find a file: %w", err)
	}
	return confirmed, nil
}

// take fetches what was sent, checks it against what was announced, and stores what is going to be served. It is done for
// few files at once, because it holds them in memory.
func (s *Service) take(ctx context.Context, asked grant) (prepared, error) {
	blob, err := s.blob(asked.Store)
	if err != nil {
		return prepared{}, err
	}
	size, err := blob.Stat(ctx, sentName(asked.File))
	if errors.Is(err, fs.ErrNotExist) {
		return prepared{}, errNotSent()
	}
	if err != nil {
		return prepared{}, fmt.Errorf("look for an upload: %w", err)
	}
	if size != asked.Size {
		return prepared{}, errNotAsDeclared()
	}
	if err := s.taking.Acquire(ctx, 1); err != nil {
		return prepared{}, fmt.Errorf("wait to take a file in: %w", err)
	}
	defer s.taking.Release(1)
	content, sum, err := fetch(ctx, blob, asked)
	if err != nil {
		return prepared{}, err
	}
	made, err := s.inspect(ctx, content)
	if err != nil {
		return prepared{}, err
	}
	if rule, _ := asked.Purpose.Rule(); !rule.Takes(made.mediaType) {
		return prepared{}, errNotAccepted()
	}
	made.original = sum
	if err := blob.Put(ctx, keptName(asked.File), int64(len(made.content)), bytes.NewReader(made.content)); err != nil {
		return prepared{}, fmt.Errorf("store a file: %w", err)
	}
	return made, nil
}

func errNotSent() *domain.Error {
	return domain.Refuse(domain.CodeInvalid, "El archivo todavía no llegó. Envíalo y confirma después.").At("token")
}

// fetch reads what was sent and finds its SHA-256, and refuses what was not announced.
func fetch(ctx context.Context, blob Blob, asked grant) (content, sum []byte, err error) {
	sent, err := blob.Open(ctx, sentName(asked.File))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, errNotSent()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("open an upload: %w", err)
	}
	defer sent.Close()
	content = make([]byte, asked.Size)
	if _, err := io.ReadFull(sent, content); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, nil, errNotAsDeclared()
	} else if err != nil {
		return nil, nil, fmt.Errorf("read an upload: %w", err)
	}
	more, err := sent.Read(make([]byte, 1))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("read an upload: %w", err)
	}
	found := sha256.Sum256(content)
	if more > 0 || !asked.fits(found[:]) {
		return nil, nil, errNotAsDeclared()
	}
	return content, found[:], nil
}

// keep writes the file's row, once, and flags what it is alike.
func (s *Service) keep(ctx context.Context, actor access.Actor, asked grant, made prepared) (store.Replay, error) {
	sum := made.sha256()
	command := store.Command{Action: "file.confirm", Locks: append(matchLocks(asked.Purpose), aggregateOf(asked.File))}
	existed, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (bool, error) {
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectFile, ObjectID: asked.File, After: map[string]any{"purpose": asked.Purpose,
			"mediaType": made.mediaType, "size": len(made.content), "sha256": hex.EncodeToString(sum),
			"originalSha256": hex.EncodeToString(made.original)}})
		existed, err := tx.File.Query().Where(file.ID(asked.File)).Exist(access.AsSystem(ctx))
		if err != nil || existed {
			return existed, err
		}
		row, err := tx.File.Create().SetID(asked.File).SetCreatedAt(tx.Now).SetPurpose(asked.Purpose).SetStore(asked.Store).
			SetMediaType(made.mediaType).SetSize(int64(len(made.content))).SetSha256(sum).SetOriginalSize(asked.Size).
			SetOriginalSha256(made.original).SetNillableWidth(made.width).SetNillableHeight(made.height).
			SetNillablePerceptualHash(made.hash).SetUploadedByKind(actor.Kind).SetUploadedBy(actor.ID).Save(ctx)
		if err != nil {
			return false, err
		}
		return false, flagMatches(ctx, tx, row)
	})
	if err != nil {
		return false, fmt.Errorf("keep a file: %w", err)
	}
	return store.Replay(existed), nil
}

// forget removes what was sent, which says more than what is served: where a photo was taken, for one. What is not removed
// now, or is sent once more while the address is good, Sweep removes.
func (s *Service) forget(ctx context.Context, asked grant) {
	if blob, err := s.blob(asked.Store); err == nil {
		_ = blob.Delete(ctx, sentName(asked.File))
	}
}

func aggregateOf(id uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectFile, ID: id}
}

// refusedAt names the field of a refusal; other errors pass as they are.
func refusedAt(err error, field string) error {
	var refusal *domain.Error
	if errors.As(err, &refusal) {
		return refusal.At(field)
	}
	return err
}
