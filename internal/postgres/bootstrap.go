package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"
)

// The program's two roles. The owner owns the database and migrates it; the
// application serves, owns nothing, and so cannot give itself rights.
const (
	OwnerRole       = "qoricash_owner"
	ApplicationRole = "qoricash_app"
)

// bootstrapLock serialises programs that make roles and databases: PostgreSQL
// has no IF NOT EXISTS for them, and refuses concurrent changes of one role.
const bootstrapLock = 0x716f7269

// Bootstrap makes the roles [OwnerRole] and [ApplicationRole] and the database,
// owned by the owner, where they are missing, and sets who may connect and
// create. It needs the address of a superuser. It may be repeated, and several
// programs may call it at once.
func Bootstrap(ctx context.Context, superuserURL, database string) error {
	db, err := Open(superuserURL, PoolOptions{MaxConnections: 1})
	if err != nil {
		return err
	}
	err = errors.Join(bootstrapServer(ctx, db, database), db.Close())
	if err != nil {
		return fmt.Errorf("prepare database server: %w", err)
	}
	return bootstrapSchema(ctx, superuserURL, database)
}

func bootstrapServer(ctx context.Context, db *sql.DB, database string) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", bootstrapLock); err != nil {
		return err
	}
	defer func() {
		_, unlockErr := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", bootstrapLock)
		err = errors.Join(err, unlockErr)
	}()
	for _, role := range []string{OwnerRole, ApplicationRole} {
		err := ensure(ctx, conn, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", role,
			"CREATE ROLE "+pq.QuoteIdentifier(role)+" LOGIN")
		if err != nil {
			return fmt.Errorf("role %s: %w", role, err)
		}
	}
	err = ensure(ctx, conn, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", database,
		"CREATE DATABASE "+pq.QuoteIdentifier(database)+" OWNER "+OwnerRole+" TEMPLATE template0 ENCODING 'UTF8'")
	if err != nil {
		return fmt.Errorf("database %s: %w", database, err)
	}
	_, err = conn.ExecContext(ctx, Grants(database))
	return err
}

// Grants is the SQL that leaves the right to connect to a database to the two
// roles. The rights on a database are not copied with its template.
func Grants(database string) string {
	name := pq.QuoteIdentifier(database)
	return "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC;" +
		"GRANT CONNECT ON DATABASE " + name + " TO " + ApplicationRole
}

func ensure(ctx context.Context, conn *sql.Conn, exists, name, create string) error {
	var there bool
	if err := conn.QueryRowContext(ctx, exists, name).Scan(&there); err != nil {
		return err
	}
	if there {
		return nil
	}
	_, err := conn.ExecContext(ctx, create)
	return err
}

// bootstrapSchema lets the owner alone create in the schema public: before
// version 15 everybody could. Its statements are one transaction, under a lock
// of their own: advisory locks belong to a database, and this is another one.
func bootstrapSchema(ctx context.Context, superuserURL, database string) error {
	db, err := openDatabase(superuserURL, database)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `
		SELECT pg_advisory_xact_lock(hashtextextended('qoricash bootstrap', 0));
		ALTER SCHEMA public OWNER TO `+OwnerRole+`;
		REVOKE ALL ON SCHEMA public FROM PUBLIC;
		GRANT USAGE ON SCHEMA public TO `+ApplicationRole)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("prepare schema of database %s: %w", database, err)
	}
	return nil
}
