package diff_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/migrations/diff"
)

// history is the folder of the migrations, sums is atlas' list of their hashes.
const (
	history = ".."
	sums    = "atlas.sum"
)

func TestMigrationsSayWhatTheSchemaSays(t *testing.T) {
	t.Parallel()
	dir := copyOf(t, history)

	added, err := diff.Write(t.Context(), dir, emptyDatabase(t), "in_step")

	if err != nil {
		t.Fatal(err)
	}
	for _, name := range added {
		t.Errorf("ent/schema is ahead of the migrations, which lack (make migration NAME=... writes it):\n%s", read(t, filepath.Join(dir, name)))
	}
	if !bytes.Equal(read(t, filepath.Join(dir, sums)), read(t, filepath.Join(history, sums))) {
		t.Errorf("%s is behind the files beside it: make migration NAME=... writes it", sums)
	}
}

func TestChangedSchemaAsksForAMigration(t *testing.T) {
	t.Parallel()
	dir := copyOf(t, history)
	dropTable := "-- +goose Up\nDROP TABLE note_reads;\n"
	if err := os.WriteFile(filepath.Join(dir, "29991231235959_drop.sql"), []byte(dropTable), 0o600); err != nil {
		t.Fatal(err)
	}

	added, err := diff.Write(t.Context(), dir, emptyDatabase(t), "note_reads")

	if err != nil {
		t.Fatal(err)
	}
	if len(added) != 1 || !bytes.Contains(read(t, filepath.Join(dir, added[0])), []byte(`CREATE TABLE "note_reads"`)) {
		t.Errorf("the migrations drop a table of the schema, and the difference is %v", added)
	}
}

// emptyDatabase is the address of a database with the roles and nothing else.
func emptyDatabase(t *testing.T) string {
	t.Helper()
	db := testdb.New(t)
	_, err := db.Owner.ExecContext(t.Context(), `DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO qoricash_app`)
	if err != nil {
		t.Fatalf("empty the database: %v", err)
	}
	return db.OwnerURL
}

// copyOf copies the files of a folder, so that the test writes beside copies.
func copyOf(t *testing.T, folder string) string {
	t.Helper()
	dir := t.TempDir()
	for _, pattern := range []string{"*.sql", sums} {
		paths, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no %s in %s: %v", pattern, folder, err)
		}
		for _, path := range paths {
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(path)), read(t, path), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
