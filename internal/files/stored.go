package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// Made is content that the house made and put into its store; it becomes a file by [Service.Store].
type Made struct {
	id        uuid.UUID
	kind      domain.BlobStore
	mediaType string
	size      int64
	sha256    []byte
}

// Put puts content that the house made into its store, before the command that makes a file of it: a transaction does not
// wait for a store. Content that no command makes a file of is removed an hour later.
func (s *Service) Put(ctx context.Context, mediaType string, content []byte) (Made, error) {
	if len(domain.FilePurposes(func(rule domain.FileRule) bool { return !rule.IsUploaded() && rule.Takes(mediaType) })) == 0 {
		return Made{}, fmt.Errorf("files: the house makes no %s", mediaType)
	}
	if len(content) == 0 {
		return Made{}, errors.New("files: empty content")
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Made{}, fmt.Errorf("make a file id: %w", err)
	}
	blob, sum := s.current(), sha256.Sum256(content)
	_, err = store.Do(ctx, s.store, store.Command{Action: "file.put"}, func(ctx context.Context, tx *store.Tx) error {
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectFile, ObjectID: id})
		return expectOfHouse(ctx, tx, id, blob.Kind(), int64(len(content)))
	})
	if err != nil {
		return Made{}, fmt.Errorf("expect content: %w", err)
	}
	if err := blob.Put(ctx, keptName(id), int64(len(content)), bytes.NewReader(content)); err != nil {
		return Made{}, fmt.Errorf("store a file: %w", err)
	}
	return Made{id: id, kind: blob.Kind(), mediaType: mediaType, size: int64(len(content)), sha256: sum[:]}, nil
}

// expectOfHouse notes that content may lie in a store that no file has, and that nobody is going to send.
func expectOfHouse(ctx context.Context, tx *store.Tx, id uuid.UUID, kind domain.BlobStore, size int64) error {
	return tx.PendingUpload.Create().SetID(id).SetCreatedAt(tx.Now).SetStore(kind).SetSize(size).SetRequestedByKind(domain.ActorSystem).Exec(ctx)
}

// Store makes a file of made content within a command, for its owner, who then may read it.
func (s *Service) Store(ctx context.Context, tx *store.Tx, made Made, purpose domain.FilePurpose, owner access.Actor) (uuid.UUID, error) {
	if rule, known := purpose.Rule(); !known || rule.IsUploaded() || !rule.Takes(made.mediaType) {
		return uuid.Nil, fmt.Errorf("files: the house makes no %s of %s", purpose, made.mediaType)
	}
	tx.Audit(audit.Entry{Action: "file.store", ObjectKind: domain.ObjectFile, ObjectID: made.id, After: map[string]any{"purpose": purpose,
		"mediaType": made.mediaType, "size": made.size, "sha256": hex.EncodeToString(made.sha256), "owner": owner.Key()}})
	err := tx.File.Create().SetID(made.id).SetCreatedAt(tx.Now).SetPurpose(purpose).SetStore(made.kind).SetMediaType(made.mediaType).
		SetSize(made.size).SetSha256(made.sha256).SetUploadedByKind(owner.Kind).SetUploadedBy(owner.ID).Exec(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("store a file: %w", err)
	}
	return made.id, nil
}
