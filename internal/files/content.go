package files

import (
	"context"
	"fmt"
	"io"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/internal/access"
)

// Content answers what a file holds, for the house itself: a letter that it goes with, for example. Whoever asks has looked who gets it.
// It fails for a file that was removed.
func (s *Service) Content(ctx context.Context, id uuid.UUID) ([]byte, error) {
	row, err := s.store.Read().File.Query().Where(file.ID(id), file.RemovedAtIsNil()).Only(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("find a file: %w", err)
	}
	blob, err := s.blob(row.Store)
	if err != nil {
		return nil, err
	}
	kept, err := blob.Open(ctx, keptName(row.ID))
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	defer kept.Close()
	content, err := io.ReadAll(io.LimitReader(kept, row.Size+1))
	if err != nil {
		return nil, fmt.Errorf("read a file: %w", err)
	}
	if int64(len(content)) != row.Size {
		return nil, fmt.Errorf("read a file: %d bytes of %d", len(content), row.Size)
	}
	return content, nil
}
