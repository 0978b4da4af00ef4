//go:build linux

package postgres

import (
	"context"
	"errors"
	"testing"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
	"golang.org/x/sync/errgroup"
)

func TestRolesHaveTheRightsOfTheirWork(t *testing.T) {
	t.Parallel()
	cluster := startCluster(t, Options{DataDir: dataDir(t), Throwaway: true})
	if err := cluster.Bootstrap(t.Context(), "qoricash"); err != nil {
		t.Fatal(err)
	}
	owner := open(t, cluster.URL("qoricash", OwnerRole), PoolOptions{})
	app := open(t, cluster.URL("qoricash", ApplicationRole), PoolOptions{})
	exec1(t, owner, "CREATE TABLE ledger (n int)")
	exec1(t, owner, "GRANT SELECT ON ledger TO "+ApplicationRole)
	exec1(t, owner, "CREATE EXTENSION pg_trgm")

	if n := value[int](t, app, "SELECT count(*) FROM ledger"); n != 0 {
		t.Errorf("the application reads %d rows", n)
	}
	for _, forbidden := range []string{
		"CREATE TABLE mine (n int)", "CREATE TEMPORARY TABLE mine (n int)", "CREATE SCHEMA mine", "DROP TABLE ledger",
		"INSERT INTO ledger VALUES (1)", "CREATE DATABASE mine",
		"SET ROLE " + OwnerRole, "ALTER TABLE ledger OWNER TO " + ApplicationRole,
	} {
		_, err := app.ExecContext(t.Context(), forbidden)
		if pq.As(err, pqerror.InsufficientPrivilege) == nil {
			t.Errorf("the application may %s: %v", forbidden, err)
		}
	}
	for role, database := range map[string]string{OwnerRole: "qoricash", ApplicationRole: "qoricash"} {
		super := value[bool](t, superuserDB(t, cluster), "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = $1", role)
		if super {
			t.Errorf("%s has rights beyond its database %s", role, database)
		}
	}
}

func TestBootstrapMayBeRepeatedAndRunAtOnce(t *testing.T) {
	t.Parallel()
	cluster := startCluster(t, Options{DataDir: dataDir(t), Throwaway: true})
	group, ctx := errgroup.WithContext(t.Context())
	for range 6 {
		group.Go(func() error {
			return errors.Join(cluster.Bootstrap(ctx, "one"), cluster.Bootstrap(ctx, "two"))
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	db := superuserDB(t, cluster)
	owned := value[int](t, db, "SELECT count(*) FROM pg_database WHERE pg_get_userbyid(datdba) = $1", OwnerRole)
	if owned != 2 {
		t.Errorf("the owner has %d databases", owned)
	}
	if left := value[int](t, db, "SELECT count(*) FROM pg_locks WHERE locktype = $1", "advisory"); left != 0 {
		t.Errorf("%d locks are left", left)
	}
}

func TestBootstrapWithoutAServerFails(t *testing.T) {
	t.Parallel()
	if err := Bootstrap(context.Background(), socketURL(t.TempDir(), "postgres", superuser), "x"); err == nil {
		t.Error("there is no error")
	}
}
