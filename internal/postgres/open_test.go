//go:build linux

package postgres

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestSessionSettings(t *testing.T) {
	t.Parallel()
	address := newDatabase(t)
	for name, expected := range map[string]struct {
		address string
		options PoolOptions
		want    map[string]string
	}{
		"by default": {address, PoolOptions{}, map[string]string{
			"TimeZone": "UTC", "application_name": "qoricash", "statement_timeout": "0",
			"idle_in_transaction_session_timeout": "5s",
		}},
		"by options": {address, PoolOptions{
			ApplicationName: "jobs", StatementTimeout: 1500 * time.Millisecond, IdleInTransactionTimeout: -1,
		}, map[string]string{
			"application_name": "jobs", "statement_timeout": "1500ms", "idle_in_transaction_session_timeout": "0",
		}},
		"by the address above the options": {
			address + "&application_name=named&Statement_Timeout=7000&TIMEZONE=America/Lima", PoolOptions{StatementTimeout: time.Second},
			map[string]string{"application_name": "named", "statement_timeout": "7s", "TimeZone": "UTC"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := open(t, expected.address, expected.options)
			for setting, want := range expected.want {
				if got := value[string](t, db, "SELECT current_setting($1)", setting); got != want {
					t.Errorf("%s is %q, not %q", setting, got, want)
				}
			}
		})
	}
}

func TestTimesAreInUTC(t *testing.T) {
	t.Parallel()
	moment := time.Date(2026, 11, 21, 12, 0, 0, 123456000, time.FixedZone("Lima", -5*3600))
	got := value[time.Time](t, open(t, newDatabase(t), PoolOptions{}), "SELECT $1::timestamptz", moment)
	if !got.Equal(moment) || got.Location() != time.UTC {
		t.Errorf("%v came back as %v", moment, got)
	}
}

func TestStatementTimeoutOfTheServer(t *testing.T) {
	t.Parallel()
	db := open(t, newDatabase(t), PoolOptions{StatementTimeout: 50 * time.Millisecond})
	_, err := db.Exec("SELECT pg_sleep($1)", 60)
	if err == nil || !strings.Contains(err.Error(), "57014") {
		t.Errorf("the error is %v", err)
	}
}

func TestTransactionThatDoesNothingIsEnded(t *testing.T) {
	t.Parallel()
	address := newDatabase(t)
	db := open(t, address, PoolOptions{IdleInTransactionTimeout: 50 * time.Millisecond})
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	pid := value[int](t, tx, "SELECT pg_backend_pid()")
	awaitEnd(t, pid)
	if _, err := tx.Exec("SELECT 1"); err == nil {
		t.Error("the transaction goes on")
	}
	_ = tx.Rollback()
	if got := value[int](t, db, "SELECT 1"); got != 1 {
		t.Error("the pool is unusable")
	}
}

func TestPoolDefaults(t *testing.T) {
	t.Parallel()
	got := PoolOptions{}.withDefaults()
	want := PoolOptions{
		ApplicationName: "qoricash", MaxConnections: 16, ConnectionLifetime: 30 * time.Minute,
		IdleInTransactionTimeout: 5 * time.Second, CachedStatements: 256,
	}
	if got != want {
		t.Errorf("the defaults are %+v", got)
	}
	if size := open(t, newDatabase(t), PoolOptions{}).Stats().MaxOpenConnections; size != 16 {
		t.Errorf("the pool has %d connections", size)
	}
}

func TestPoolKeepsItsConnections(t *testing.T) {
	t.Parallel()
	db := open(t, newDatabase(t), PoolOptions{MaxConnections: 3})
	var release []func() error
	for range 3 {
		conn, err := db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		release = append(release, conn.Close)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := db.Conn(ctx); err == nil {
		t.Error("there is a fourth connection")
	}
	for _, free := range release {
		if err := free(); err != nil {
			t.Error(err)
		}
	}
	if idle := db.Stats().Idle; idle != 3 {
		t.Errorf("%d connections are kept", idle)
	}
}

func TestMalformedAddressIsNotQuoted(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"postgres://user:hunter2@host:port/db", "postgres://user:hunter2%zz@host/db", "hunter2", "user=a password='hunter2",
		"postgres://user:hunter2@host/db?sslmode=hunter2",
	} {
		_, err := Open(address, PoolOptions{})
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s gives %v", address, err)
		}
	}
}

func TestBinaryParametersAreRefused(t *testing.T) {
	t.Parallel()
	_, err := Open("postgres://user@host/db?binary_parameters=yes", PoolOptions{})
	if err == nil || !strings.Contains(err.Error(), "binary_parameters") {
		t.Errorf("the error is %v", err)
	}
}

func TestAddressOfAClusterHoldsStrangeNames(t *testing.T) {
	t.Parallel()
	config, err := configure(socketURL("/a folder/with'quotes&more", "data base", "ro le"))
	if err != nil {
		t.Fatal(err)
	}
	if config.Host != "/a folder/with'quotes&more" || config.Database != "data base" || config.User != "ro le" || config.Port != socketPort {
		t.Errorf("the address means %q, %q, %q, %d", config.Host, config.Database, config.User, config.Port)
	}
}
