package main

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/testdb"
)

// ownAddress tells a house in production where it is reached from outside.
const ownAddress = "PUBLIC_URL=https://api.qoricash.pe"

func TestServeServesUntilItIsToldToLeaveAndGoesOnWhenItIsKilled(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "SECRET_KEY="+secret, ownAddress, "ADDR=127.0.0.1:0")
	first := p.serve(t)
	first.get(t, "/readyz", http.StatusOK, nil)
	for _, path := range []string{"/healthz", "/health", "/explorer/"} {
		first.get(t, path, http.StatusOK, nil)
	}
	create := p.command(t, "user", "create", "--name", "Ana Ríos", "--email", "ana@example.pe", "--role", "MASTER")
	create.Stdin = strings.NewReader("Clave-de-pruebas-1\n")
	if got := finish(t, create); got.code != 0 || got.out != "created ana@example.pe (MASTER)\n" {
		t.Fatalf("user create beside serve: %+v", got)
	}
	first.kill(t)

	second := p.serve(t)
	second.get(t, "/readyz", http.StatusOK, nil)
	again := p.command(t, "user", "create", "--name", "Ana Ríos", "--email", "ana@example.pe", "--role", "MASTER")
	again.Stdin = strings.NewReader("Clave-de-pruebas-1\n")
	refused(t, finish(t, again), exitFailure)
	if out := p.must(t, "ledger", "verify"); !strings.Contains(out, "the books are whole") {
		t.Errorf("the books after the kill: %s", out)
	}
	second.stop(t)
}

func TestServeRefusesWhatCannotWorkAndLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { must(t, taken.Close()) })
	behind := testdb.New(t)
	_, err = behind.Owner.ExecContext(t.Context(), `DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)`)
	must(t, err)
	const key = "SECRET_KEY=" + secret
	for name, c := range map[string]struct {
		settings []string
		file     string
		saying   []string
	}{
		"no key and no address":            {nil, "", []string{"SECRET_KEY: needed", "PUBLIC_URL: needed in production"}},
		"no address":                       {[]string{key}, "", []string{"PUBLIC_URL: needed in production"}},
		"a short key":                      {[]string{"SECRET_KEY=short"}, "", []string{"SECRET_KEY: expected at least 32 characters"}},
		"a key that nobody made by chance": {[]string{"SECRET_KEY=" + strings.Repeat("a", 40)}, "", []string{"SECRET_KEY: expected at least 10 different characters"}},
		"an unknown name in .env":          {[]string{key}, "SPRED_PIPS=3\n", []string{".env: SPRED_PIPS is no setting"}},
		"a schema that is behind": {[]string{key, ownAddress, "DATABASE_URL=" + behind.URL, "ADDR=127.0.0.1:0"}, "",
			[]string{"lacks 1 migrations", "qoricash migrate up"}},
		"an address in use": {[]string{key, ownAddress, "ADDR=" + taken.Addr().String()}, "",
			[]string{"listen on " + taken.Addr().String(), "address already in use"}},
		"a database that is not there": {[]string{key, ownAddress, "DATABASE_URL=postgres://qoricash_app:geheim@127.0.0.1:1/x?sslmode=disable"},
			"", []string{"reach the database"}},
		"no way to migrate with": {[]string{key, "MIGRATE_DATABASE_URL=postgres://owner@localhost/x"}, "", []string{"MIGRATE_DATABASE_URL", "DATABASE_URL"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t, c.settings...)
			if c.file != "" {
				must(t, os.WriteFile(filepath.Join(p.dir, ".env"), []byte(c.file), 0o600))
			}
			got := p.run(t, "serve")
			refused(t, got, exitFailure, c.saying...)
			if got.out != "" || strings.Contains(got.said, "geheim") || strings.Contains(got.said, "short\n") {
				t.Errorf("it prints %q, and says %q", got.out, got.said)
			}
			if pid := p.postmaster(t); pid != 0 {
				t.Errorf("PostgreSQL (process %d) goes on", pid)
			}
		})
	}
}
