package files

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/ent/pendingupload"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// SweepUnattached gives up the files that nothing has named within [domain.UnattachedKeptFor], and answers how many. Their rows stay and
// say so; nobody attaches or reads them any more. Their content goes with the next [Service.Sweep] after the addresses have expired that
// it could be read by.
func (s *Service) SweepUnattached(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	removed, before := 0, s.clock.Now().Add(-domain.UnattachedKeptFor)
	var faults []error
	for last := (*ent.File)(nil); ; {
		query := s.store.Read().File.Query().Where(file.RemovedAtIsNil(), file.CreatedAtLT(before), unnamed)
		if last != nil {
			query.Where(file.Or(file.CreatedAtGT(last.CreatedAt), file.And(file.CreatedAtEQ(last.CreatedAt), file.IDGT(last.ID))))
		}
		rows, err := query.Order(file.ByCreatedAt(), file.ByID()).Limit(sweptAtOnce).All(ctx)
		if err != nil {
			return removed, errors.Join(append(faults, fmt.Errorf("find files that nothing names: %w", err))...)
		}
		for _, row := range rows {
			if ctx.Err() != nil {
				// The instance stops: what is left is told once and not for every row.
				return removed, errors.Join(append(faults, ctx.Err())...)
			}
			switch err := s.giveUp(ctx, row); {
			case err == nil:
				removed++
			case !errors.Is(err, errKept):
				faults = append(faults, err)
			}
		}
		if len(rows) < sweptAtOnce {
			return removed, errors.Join(faults...)
		}
		last = rows[len(rows)-1]
	}
}

// errKept rolls the command back that would have given up a file which somebody attaches, or has attached.
var errKept = errors.New("the file is kept")

// giveUp marks a file as removed, and its content to be removed, in one transaction: whenever the program stops, a file that may be
// attached has its content, and content that no file has is known.
func (s *Service) giveUp(ctx context.Context, row *ent.File) error {
	_, err := store.Do(ctx, s.store, store.Command{Action: "file.remove"}, func(ctx context.Context, tx *store.Tx) error {
		if err := lockUnattached(ctx, tx, row.ID); err != nil {
			return err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectFile, ObjectID: row.ID, Before: map[string]any{"purpose": row.Purpose, "size": row.Size},
			After: map[string]any{"removedAt": tx.Now}})
		if err := tx.File.UpdateOneID(row.ID).SetRemovedAt(tx.Now).Exec(ctx); err != nil {
			return err
		}
		if _, err := tx.PendingUpload.Delete().Where(pendingupload.ID(row.ID)).Exec(ctx); err != nil {
			return err
		}
		return expectOfHouse(ctx, tx, row.ID, row.Store, row.Size)
	})
	if err != nil && !errors.Is(err, errKept) {
		return fmt.Errorf("give up a file: %w", err)
	}
	return err
}

// lockUnattached locks a file that nothing names against being attached. It waits for nobody: a file that is locked is being attached.
// What names it is looked for once it is locked, in a statement of its own, which sees what was attached until then.
func lockUnattached(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	locked, err := tx.File.Query().Where(file.ID(id), file.RemovedAtIsNil(), func(s *sql.Selector) { s.ForUpdate(sql.WithLockAction(sql.SkipLocked)) }).IDs(ctx)
	if err != nil {
		return fmt.Errorf("lock a file: %w", err)
	}
	free, err := tx.File.Query().Where(file.ID(id), unnamed).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for what names a file: %w", err)
	}
	if !free || len(locked) == 0 {
		return errKept
	}
	return nil
}
