package migrations_test

import (
	"database/sql"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/migrations"
)

func TestInstancesThatStartTogetherAllMigrate(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	group, ctx := errgroup.WithContext(t.Context())
	for range 8 {
		owner, err := sql.Open("postgres", db.OwnerURL)
		must(t, err)
		defer func() { must(t, owner.Close()) }()
		group.Go(func() error {
			for range 10 {
				if _, err := migrations.Up(ctx, owner); err != nil {
					return err
				}
			}
			return nil
		})
	}
	must(t, group.Wait())
}
