package files

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// OwnedBy answers the file of that purpose that the command's actor uploaded itself; NOT_FOUND at fileId for any other, and for one
// that was removed. Until the command ends the file is not removed, so whoever attaches a file asks this first, in the transaction
// that attaches it.
func (s *Service) OwnedBy(ctx context.Context, tx *store.Tx, fileID uuid.UUID, purpose domain.FilePurpose) (*ent.File, error) {
	// The conditions are narrower than any row rule.
	row, err := tx.File.Query().Where(file.ID(fileID), file.PurposeEQ(purpose), file.UploadedBy(tx.Actor.ID),
		file.UploadedByKindEQ(tx.Actor.Kind), file.RemovedAtIsNil(), keptFromSweep).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese archivo. Súbelo de nuevo.").At("fileId")
	}
	if err != nil {
		return nil, fmt.Errorf("find a file: %w", err)
	}
	return row, nil
}

// keptFromSweep makes a query wait for whoever removes its files, and keeps them from being removed until its transaction ends.
func keptFromSweep(s *sql.Selector) { s.ForShare() }

// ReadURL answers an address that is good for reading a file during [ReadFor]. The row must come from a query that the
// caller's row rules went through. It is empty for files that were removed, for callers who see personal data masked, and for nobody
// signed in.
func (s *Service) ReadURL(ctx context.Context, row *ent.File) (string, error) {
	actor := access.Current(ctx)
	if actor.Masked() || actor.Kind == domain.ActorAnonymous || row.RemovedAt != nil {
		return "", nil
	}
	blob, err := s.blob(row.Store)
	if err != nil {
		return "", err
	}
	url, err := blob.ReadFrom(ctx, keptName(row.ID), ReadTerms{MediaType: row.MediaType, FileName: fileName(row.ID, row.MediaType), For: ReadFor})
	if !errors.Is(err, errors.ErrUnsupported) {
		return url, err
	}
	token, err := s.sign(grant{Use: forRead, File: row.ID, Store: row.Store, ExpiresAt: s.clock.Now().Add(ReadFor).Unix(),
		MediaType: row.MediaType, Size: row.Size})
	if err != nil {
		return "", fmt.Errorf("sign an address: %w", err)
	}
	return s.address(ctx, readPath+token), nil
}

// address is where the house itself answers a path: at its own address where that is set, else where the request came in that is being
// answered. Outside a request it is relative then.
func (s *Service) address(ctx context.Context, path string) string {
	return cmp.Or(s.baseURL, access.OriginFrom(ctx).BaseURL) + path
}
