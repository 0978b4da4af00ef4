package files

import (
	"context"
	"errors"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/pendingupload"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// sweptAtOnce bounds one reading of a table.
const sweptAtOnce = 100

// Sweep removes what lies in the stores and belongs to no file: what was sent, also for files that were confirmed, what was put for
// files that never came to be, and what files had that [Service.SweepUnattached] gave up. Every address that it could still come or be
// read by has long expired. It answers how many uploads it finished with. What a store does not remove now is tried again the next
// time, and does not keep the rest.
func (s *Service) Sweep(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	swept, before := 0, s.clock.Now().Add(-domain.UploadKeptFor)
	var faults []error
	for last := (*ent.PendingUpload)(nil); ; {
		query := s.store.Read().PendingUpload.Query().Where(pendingupload.CreatedAtLT(before))
		if last != nil {
			query.Where(pendingupload.Or(pendingupload.CreatedAtGT(last.CreatedAt),
				pendingupload.And(pendingupload.CreatedAtEQ(last.CreatedAt), pendingupload.IDGT(last.ID))))
		}
		rows, err := query.Order(pendingupload.ByCreatedAt(), pendingupload.ByID()).Limit(sweptAtOnce).All(ctx)
		if err != nil {
			return swept, errors.Join(append(faults, fmt.Errorf("find old uploads: %w", err))...)
		}
		for _, row := range rows {
			if ctx.Err() != nil {
				// The instance stops: what is left is told once and not for every row.
				return swept, errors.Join(append(faults, ctx.Err())...)
			}
			if err := s.sweep(ctx, row); err != nil {
				faults = append(faults, err)
				continue
			}
			swept++
		}
		if len(rows) < sweptAtOnce {
			return swept, errors.Join(faults...)
		}
		last = rows[len(rows)-1]
	}
}

// sweep removes what came for one upload, and forgets the upload. No file comes of it any more: its token has expired.
func (s *Service) sweep(ctx context.Context, row *ent.PendingUpload) error {
	blob, err := s.blob(row.Store)
	if err != nil {
		return err
	}
	if err := blob.Delete(ctx, sentName(row.ID)); err != nil {
		return fmt.Errorf("remove an upload: %w", err)
	}
	confirmed, err := s.confirmed(ctx, row.ID)
	if err != nil {
		return err
	}
	if !confirmed {
		if err := blob.Delete(ctx, keptName(row.ID)); err != nil {
			return fmt.Errorf("remove an upload: %w", err)
		}
	}
	// A file of that key may have been given up since the row was read: then there is another row, for the next time.
	_, err = s.store.Read().PendingUpload.Delete().Where(pendingupload.ID(row.ID), pendingupload.CreatedAtEQ(row.CreatedAt)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("forget an upload: %w", err)
	}
	return nil
}
