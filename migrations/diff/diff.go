// Package diff writes the next migration from the difference between ent/schema and the files of package migrations. It
// is a tool of the developer: the server never imports it.
package diff

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	atlas "ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"

	"github.com/qoricash/qoricash/ent/migrate"
)

// comparing lets one comparison run at a time: ent completes its description of the tables, which is one for the program, while it compares.
var comparing sync.Mutex

// Write adds a file called name to the folder dir when the schema asks for one, and answers the files that dir gained.
// devURL is an empty PostgreSQL database whose content is thrown away.
func Write(ctx context.Context, dir, devURL, name string) ([]string, error) {
	folder, err := sqltool.NewGooseDir(dir)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	// The files written by hand (grants, triggers) have no sum yet; git, not the sum, says who changed a file.
	sum, err := folder.Checksum()
	if err != nil {
		return nil, fmt.Errorf("sum %s: %w", dir, err)
	}
	if err := atlas.WriteSumFile(folder, sum); err != nil {
		return nil, fmt.Errorf("write the sum of %s: %w", dir, err)
	}
	before, err := folder.Files()
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	comparing.Lock()
	defer comparing.Unlock()
	// What ent does not know stays: columns and indexes of hand-written files are dropped by hand-written files.
	err = migrate.NamedDiff(ctx, devURL, name, schema.WithDir(folder), schema.WithMigrationMode(schema.ModeReplay),
		schema.WithDialect(dialect.Postgres),
		schema.WithFormatter(sqltool.GooseFormatter))
	if err != nil {
		return nil, fmt.Errorf("compare the schema with the migrations: %w", err)
	}
	after, err := folder.Files()
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	return added(before, after), nil
}

func added(before, after []atlas.File) []string {
	known := map[string][]byte{}
	for _, f := range before {
		known[f.Name()] = f.Bytes()
	}
	var names []string
	for _, f := range after {
		if content, ok := known[f.Name()]; !ok || !bytes.Equal(content, f.Bytes()) {
			names = append(names, f.Name())
		}
	}
	return names
}
