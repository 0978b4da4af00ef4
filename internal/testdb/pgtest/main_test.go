package main

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/testdb"
)

// The command under test is this test binary, started again.
const selfVariable = "PGTEST_TEST_SELF"

func TestMain(m *testing.M) {
	if os.Getenv(selfVariable) != "" {
		main()
	}
	os.Exit(m.Run())
}

func pgtest(t *testing.T, arguments ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), self, arguments...)
	command.Env = append(os.Environ(), selfVariable+"=1", testdb.URLVariable+"=", testdb.TransientVariable+"=")
	return command
}

func code(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	default:
		t.Fatal(err)
		return 0
	}
}

func TestCommandGetsAServerAndItsExitCodeGoesThrough(t *testing.T) {
	t.Parallel()
	// The command holds until it is told to go on, so that its server can be
	// tried.
	command := pgtest(t, "--", "sh", "-c", `echo "$TEST_DATABASE_URL"; echo "$TEST_DATABASE_TRANSIENT"; read x; exit 7`)
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	output := bufio.NewReader(pipe)
	address := line(t, output)
	if transient := line(t, output); transient != "1" {
		t.Errorf("the server counts as lasting: %q", transient)
	}
	db, err := postgres.Open(address, postgres.PoolOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var dir string
	var superuser bool
	err = db.QueryRow("SELECT current_setting('data_directory'), current_setting('is_superuser')::boolean").Scan(&dir, &superuser)
	if err != nil || !superuser {
		t.Errorf("the address is not that of a superuser: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}

	if _, err := input.Write([]byte("\n")); err != nil {
		t.Fatal(err)
	}

	if got := code(t, command.Wait()); got != 7 {
		t.Errorf("the exit code is %d", got)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the server's folder is still there: %v", err)
	}
}

func line(t *testing.T, output *bufio.Reader) string {
	t.Helper()
	text, err := output.ReadString('\n')
	if err != nil {
		t.Fatalf("after %q: %v", text, err)
	}
	return strings.TrimSpace(text)
}

func TestSignalReachesTheCommandOnce(t *testing.T) {
	t.Parallel()
	command := pgtest(t, "sh", "-c", `trap 'echo told; exit 9' TERM; echo ready; read x`)
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = input.Close() }()
	pipe, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	output := bufio.NewReader(pipe)
	if got := line(t, output); got != "ready" {
		t.Fatalf("the command said %q", got)
	}

	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}

	if got := line(t, output); got != "told" {
		t.Errorf("the command said %q", got)
	}
	if got := code(t, command.Wait()); got != 9 {
		t.Errorf("the exit code is %d", got)
	}
}

func TestCommandThatASignalEnded(t *testing.T) {
	t.Parallel()
	command := pgtest(t, "sh", "-c", `kill -KILL $$`)
	command.Env = append(command.Env, testdb.URLVariable+"=postgres://given/")
	if got := code(t, command.Run()); got != 128+int(syscall.SIGKILL) {
		t.Errorf("the exit code is %d", got)
	}
}

func TestGivenServerIsUsed(t *testing.T) {
	t.Parallel()
	command := pgtest(t, "--", "sh", "-c", `echo "$TEST_DATABASE_URL"; exit 3`)
	command.Env = append(command.Env, testdb.URLVariable+"=postgres://given/")
	output, err := command.Output()
	if got := code(t, err); got != 3 || strings.TrimSpace(string(output)) != "postgres://given/" {
		t.Errorf("the exit code is %d, the output %q", got, output)
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for name, arguments := range map[string][]string{"nothing": nil, "no command": {"--"}} {
		var said bytes.Buffer
		command := pgtest(t, arguments...)
		command.Stderr = &said
		if got := code(t, command.Run()); got != exitUsage || !strings.Contains(said.String(), "usage") {
			t.Errorf("%s: the exit code is %d, the output %q", name, got, said.String())
		}
	}
}

func TestUnknownCommand(t *testing.T) {
	t.Parallel()
	command := pgtest(t, "no-such-command-anywhere")
	command.Env = append(command.Env, testdb.URLVariable+"=postgres://given/")
	if got := code(t, command.Run()); got != exitNotFound {
		t.Errorf("the exit code is %d", got)
	}
}
