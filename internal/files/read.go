package files

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// OwnedBy answers the file of that purpose that the command's actor uploaded itself; NOT_FOUND at fileId for any other.
// Whoever attaches a file asks this first.
func (s *Service) OwnedBy(ctx context.Context, tx *store.Tx, fileID uuid.UUID, purpose domain.FilePurpose) (*ent.File, error) {
	// The conditions are narrower than any row rule.
	row, err := tx.File.Query().Where(file.ID(fileID), file.PurposeEQ(purpose), file.UploadedBy(tx.Actor.ID),
		file.UploadedByKindEQ(tx.Actor.Kind)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese archivo. Súbelo de nuevo.").At("fileId")
	}
	if err != nil {
		return nil, fmt.Errorf("find a file: %w", err)
	}
	return row, nil
}

// ReadURL answers an address that is good for reading a file during 5 minutes. The row must come from a query that the
// caller's row rules went through. It is empty for callers who see personal data masked, and for nobody signed in.
func (s *Service) ReadURL(ctx context.Context, row *ent.File) (string, error) {
	actor := access.Current(ctx)
	if actor.Masked() || actor.Kind == domain.ActorAnonymous {
		return "", nil
	}
	blob, err := s.blob(row.Store)
	if err != nil {
		return "", err
	}
	url, err := blob.ReadFrom(ctx, keptName(row.ID), ReadTerms{MediaType: row.MediaType, FileName: fileName(row.ID, row.MediaType), For: readFor})
	if !errors.Is(err, errors.ErrUnsupported) {
		return url, err
	}
	token, err := s.sign(grant{Use: forRead, File: row.ID, Store: row.Store, ExpiresAt: s.clock.Now().Add(readFor).Unix(),
		MediaType: row.MediaType, Size: row.Size})
	if err != nil {
		return "", fmt.Errorf("sign an address: %w", err)
	}
	return s.baseURL + readPath + token, nil
}
