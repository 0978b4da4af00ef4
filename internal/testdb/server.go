package testdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"

	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/postgres"
)

// Environment variables that say which server to use.
const (
	// URLVariable is the address of a superuser on a server for tests.
	URLVariable = "TEST_DATABASE_URL"
	// TransientVariable is set beside it when the server ends with the test run,
	// so that keeping a database for inspection would be in vain.
	TransientVariable = "TEST_DATABASE_TRANSIENT"
)

// server is a PostgreSQL server on which databases for tests are made.
type server struct {
	address   url.URL // of a superuser
	transient bool    // ends with the test run
	ofOneTest bool    // ends with the test, and its databases with it
	admin     *sql.DB

	mutex     sync.Mutex
	templates map[string]*template // by hash of their schema
}

// template is made by the first test that needs it; the others wait.
type template struct {
	once     sync.Once
	name     string
	strategy string // how it is cloned, as SQL
	err      error
}

// sharedServer is the one of this process. It is made by the first test that
// needs it and ends with the process: Go has no hook at the end of a test
// binary that a package other than the tested one could use.
var sharedServer = sync.OnceValues(findServer)

func findServer() (*server, error) {
	if address := os.Getenv(URLVariable); address != "" {
		return newServer(address, os.Getenv(TransientVariable) != "")
	}
	throwaway, err := startThrowaway(context.Background(), nil)
	if err != nil {
		return nil, err
	}
	return newServer(throwaway.cluster.URL("postgres", "postgres"), true)
}

func newServer(address string, transient bool) (*server, error) {
	parsed, err := url.Parse(address)
	if err != nil || (parsed.Scheme != "postgres" && parsed.Scheme != "postgresql") {
		return nil, fmt.Errorf("%s is not an address like postgres://postgres@localhost/postgres", URLVariable)
	}
	admin, err := postgres.Open(address, postgres.PoolOptions{ApplicationName: "testdb", MaxConnections: 4})
	if err != nil {
		return nil, err
	}
	return &server{address: *parsed, transient: transient, admin: admin, templates: map[string]*template{}}, nil
}

// url is the address of a database for a role. Roles have the superuser's
// password where the server asks for one.
func (s *server) url(database, role string) string {
	address := s.address
	address.Path = "/" + database
	if password, ok := s.address.User.Password(); ok {
		address.User = url.UserPassword(role, password)
	} else {
		address.User = url.User(role)
	}
	return address.String()
}

// template returns the template database for a schema.
func (s *server) template(ctx context.Context, wanted schema) (*template, error) {
	s.mutex.Lock()
	made, ok := s.templates[wanted.hash]
	if !ok {
		made = &template{name: "qoricash_template_" + wanted.hash}
		s.templates[wanted.hash] = made
	}
	s.mutex.Unlock()
	made.once.Do(func() {
		made.strategy, made.err = s.strategy(ctx)
		if made.err == nil {
			made.err = s.makeTemplate(ctx, made.name, wanted)
		}
	})
	return made, made.err
}

// strategy is how databases are cloned: file by file where nothing is written
// durably, which takes two thirds of the time that the default of version 15 and
// later takes. Earlier versions have no other way and no word for it.
func (s *server) strategy(ctx context.Context) (string, error) {
	var cheap bool
	err := s.admin.QueryRowContext(ctx, `SELECT current_setting('fsync') = 'off'
		AND current_setting('server_version_num')::int >= 150000`).Scan(&cheap)
	if err != nil {
		return "", fmt.Errorf("connect to test server: %w", err)
	}
	if cheap {
		return " STRATEGY FILE_COPY", nil
	}
	return "", nil
}

// templateLock serialises the processes of a test run. It is held on a session,
// so it cannot outlive its process.
const templateLock = 0x74657374

// makeTemplate makes the template unless another process has. It gets its name
// only when it is complete.
func (s *server) makeTemplate(ctx context.Context, name string, wanted schema) (err error) {
	conn, err := s.admin.Conn(ctx)
	if err != nil {
		return fmt.Errorf("connect to test server: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
		return fmt.Errorf("wait for template: %w", err)
	}
	defer func() {
		_, unlockErr := conn.ExecContext(ctx, "SELECT pg_advisory_unlock($1)", templateLock)
		err = errors.Join(err, unlockErr)
	}()
	var there bool
	err = conn.QueryRowContext(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there)
	if err != nil || there {
		return err
	}
	unfinished := name + "_unfinished"
	if _, err := conn.ExecContext(ctx, "DROP DATABASE IF EXISTS "+pq.QuoteIdentifier(unfinished)+" WITH (FORCE)"); err != nil {
		return fmt.Errorf("remove unfinished template: %w", err)
	}
	if err := s.fill(ctx, conn, unfinished, wanted); err != nil {
		return fmt.Errorf("make template database: %w", err)
	}
	// Without sessions in it, clones never wait for the template.
	_, err = conn.ExecContext(ctx, "ALTER DATABASE "+pq.QuoteIdentifier(unfinished)+" WITH ALLOW_CONNECTIONS false")
	if err == nil {
		_, err = conn.ExecContext(ctx, "ALTER DATABASE "+pq.QuoteIdentifier(unfinished)+" RENAME TO "+pq.QuoteIdentifier(name))
	}
	if err != nil {
		return fmt.Errorf("finish template database: %w", err)
	}
	return nil
}

func (s *server) fill(ctx context.Context, conn *sql.Conn, name string, wanted schema) error {
	if err := postgres.Bootstrap(ctx, s.address.String(), name); err != nil {
		return err
	}
	if password, ok := s.address.User.Password(); ok {
		for _, role := range []string{postgres.OwnerRole, postgres.ApplicationRole} {
			if _, err := conn.ExecContext(ctx, "ALTER ROLE "+role+" PASSWORD "+pq.QuoteLiteral(password)); err != nil {
				return fmt.Errorf("let %s sign in: %w", role, err)
			}
		}
	}
	owner, err := postgres.Open(s.url(name, postgres.OwnerRole), postgres.PoolOptions{ApplicationName: "testdb"})
	if err != nil {
		return err
	}
	return errors.Join(wanted.apply(ctx, owner), owner.Close())
}
