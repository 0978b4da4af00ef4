package files_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/migrate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// A column that names a file, whether by a foreign key or by its name alone, stands in the list by which files are kept: whoever adds one
// says there whether it keeps what it names.
func TestEveryColumnOfTheSchemaThatNamesAFileIsKnown(t *testing.T) {
	t.Parallel()
	known := files.References()
	for _, table := range migrate.Tables {
		named, other := map[string]bool{}, map[string]bool{}
		for _, key := range table.ForeignKeys {
			if key.RefTable == migrate.FilesTable {
				named[key.Columns[0].Name] = true
			} else {
				other[key.Columns[0].Name] = true
			}
		}
		for _, column := range table.Columns {
			if column.Type == field.TypeUUID && strings.Contains(column.Name, "file") && !other[column.Name] {
				named[column.Name] = true
			}
		}
		for column := range named {
			if _, ok := known[table.Name+"."+column]; !ok {
				t.Errorf("%s.%s names a file and is not among the references of package files", table.Name, column)
			}
			delete(known, table.Name+"."+column)
		}
	}
	for column := range known {
		t.Errorf("%s is among the references of package files and names no file", column)
	}
}

func sweepUnattached(t *testing.T, service *files.Service) int {
	t.Helper()
	count, err := service.SweepUnattached(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return count
}

// What is being attached while the sweep comes is neither removed nor waited for.
func TestSweepPassesByWhatIsBeingAttached(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	being, left := k.File(t, testkit.OtherClient, domain.FileDepositProof), k.File(t, testkit.OtherClient, domain.FileDepositProof)
	k.Clock.Advance(domain.UnattachedKeptFor + time.Second)
	_, err := store.Do(k.As(t, testkit.OtherClient), k.Store, store.Command{Action: "test"}, func(ctx context.Context, tx *store.Tx) error {
		if _, err := k.Files.OwnedBy(ctx, tx, being, domain.FileDepositProof); err != nil {
			return err
		}
		if n := sweepUnattached(t, k.Files); n != 1 {
			t.Errorf("%d were removed, want the other", n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if removed := removedFiles(t, k); !slices.Equal(removed, []uuid.UUID{left}) {
		t.Errorf("removed %v", removed)
	}
	if n := sweepUnattached(t, k.Files); n != 1 {
		t.Errorf("%d were removed once it was not attached after all, want it", n)
	}
}

// Whoever attaches a file while it is being removed waits, and finds that it is no more.
func TestWhoAttachesWhatIsBeingRemovedIsTold(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	file := k.File(t, testkit.OtherClient, domain.FileDepositProof)
	attached := make(chan error, 1)
	_, err := store.Do(access.AsSystem(t.Context()), k.Store, store.Command{Action: "test"}, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.File.UpdateOneID(file).SetRemovedAt(tx.Now).Exec(ctx); err != nil {
			return err
		}
		go func() {
			_, err := store.Do(k.As(t, testkit.OtherClient), k.Store, store.Command{Action: "test"}, func(ctx context.Context, tx *store.Tx) error {
				_, err := k.Files.OwnedBy(ctx, tx, file, domain.FileDepositProof)
				return err
			})
			attached <- err
		}()
		return waiting(t, k)
	})
	if err != nil {
		t.Fatal(err)
	}
	testkit.Refused(t, <-attached, domain.CodeNotFound, "fileId")
}

// waiting returns once somebody waits for a row.
func waiting(t *testing.T, k *testkit.Kit) error {
	for t.Context().Err() == nil {
		var count int
		err := k.DB.Owner.QueryRowContext(t.Context(), `SELECT count(*) FROM pg_locks WHERE NOT granted
			AND locktype IN ('transactionid', 'tuple') AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`).Scan(&count)
		if err != nil || count > 0 {
			return err
		}
	}
	return t.Context().Err()
}

// A file that was attached after the sweep had found it, and before it came to it, stays.
func TestSweepSeesWhatWasAttachedMeanwhile(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	operation := k.Operation(t, domain.InProcess)
	one, other := k.File(t, testkit.Operator, domain.FilePayoutProof), k.File(t, testkit.Operator, domain.FilePayoutProof)
	// Whichever of the two is removed first, the other is attached in that very moment.
	_, err := k.DB.Owner.ExecContext(t.Context(), `CREATE FUNCTION attach_the_other() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			INSERT INTO proofs (id, created_at, created_by, operation_id, file_id)
				SELECT gen_random_uuid(), NEW.removed_at, NEW.uploaded_by, '`+operation.String()+`', id FROM files
				WHERE id IN ('`+one.String()+`', '`+other.String()+`') AND id <> NEW.id;
			RETURN NEW;
		END $$;
		CREATE TRIGGER attach_the_other AFTER UPDATE ON files FOR EACH ROW EXECUTE FUNCTION attach_the_other()`)
	if err != nil {
		t.Fatal(err)
	}
	k.Clock.Advance(domain.UnattachedKeptFor + time.Second)
	sweepUnattached(t, k.Files)
	if removed := removedFiles(t, k); len(removed) != 1 {
		t.Errorf("removed %v, want one of the two", removed)
	}
}

// removedFiles are the files of the kit that were removed.
func removedFiles(t *testing.T, k *testkit.Kit) []uuid.UUID {
	t.Helper()
	rows, err := k.Store.Read().File.Query().All(access.AsSystem(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	var removed []uuid.UUID
	for _, row := range rows {
		if row.RemovedAt != nil {
			removed = append(removed, row.ID)
		}
	}
	return removed
}
