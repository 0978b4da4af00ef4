package testdb

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// Test processes that have to live side by side, or to die, are this binary,
// started again.
const processVariable = "TESTDB_TEST_PROCESS"

func TestMain(m *testing.M) {
	switch os.Getenv(processVariable) {
	case "":
		os.Exit(m.Run())
	case "template":
		exitWith(templateProcess())
	case "server":
		exitWith(serverProcess())
	}
}

func exitWith(err error) {
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// templateProcess makes a clone and tells whether it made the template.
func templateProcess() error {
	on, err := sharedServer()
	if err != nil {
		return err
	}
	said := "found"
	_, err = on.template(context.Background(), schema{hash: "shared", apply: func(ctx context.Context, owner *sql.DB) error {
		said = "made"
		_, err := owner.ExecContext(ctx, "CREATE TABLE notes (n int)")
		return err
	}})
	fmt.Println(said)
	return err
}

// serverProcess starts a server of its own and waits for the end of its input.
func serverProcess() error {
	on, err := sharedServer()
	if err != nil {
		return err
	}
	var pid int
	var dir string
	err = on.admin.QueryRow("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int, current_setting('data_directory')").Scan(&pid, &dir)
	if err != nil {
		return err
	}
	fmt.Println(pid, dir)
	bufio.NewScanner(os.Stdin).Scan()
	return nil
}

// process prepares another test process.
func process(t *testing.T, kind string, environment ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), self)
	command.Env = append(os.Environ(), processVariable+"="+kind)
	command.Env = append(command.Env, environment...)
	command.Stderr = os.Stderr
	return command
}

// tinySchema is a schema of one table.
func tinySchema(hash string) schema {
	return schema{hash: hash, apply: func(ctx context.Context, owner *sql.DB) error {
		_, err := owner.ExecContext(ctx, "CREATE TABLE notes (n int); GRANT SELECT, INSERT ON notes TO qoricash_app")
		return err
	}}
}

// testServer is the server of this process.
func testServer(t testing.TB) *server {
	t.Helper()
	on, err := sharedServer()
	if err != nil {
		t.Fatal(err)
	}
	return on
}

// recorder stands for a test whose end is of interest.
type recorder struct {
	testing.TB
	failed bool

	mutex    sync.Mutex
	cleanups []func()
	logs     []string
}

func (r *recorder) Failed() bool     { return r.failed }
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Logf(format string, args ...any) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.logs = append(r.logs, fmt.Sprintf(format, args...))
}

func (r *recorder) end() {
	for i := len(r.cleanups) - 1; i >= 0; i-- {
		r.cleanups[i]()
	}
}
