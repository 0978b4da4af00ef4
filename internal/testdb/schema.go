package testdb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/qoricash/qoricash/migrations"
)

// schema is what a template holds.
type schema struct {
	hash  string // of all that apply depends on
	apply func(ctx context.Context, owner *sql.DB) error
}

// migrated is the schema of the program.
func migrated() (schema, error) {
	hash, err := hashFiles(migrations.FS)
	if err != nil {
		return schema{}, err
	}
	return schema{hash: hash, apply: func(ctx context.Context, owner *sql.DB) error {
		_, err := migrations.Up(ctx, owner)
		return err
	}}, nil
}

// hashFiles depends on the names and contents of all files.
func hashFiles(files fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(sum, "%q %d\n%s", path, len(content), content)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("hash migrations: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}
