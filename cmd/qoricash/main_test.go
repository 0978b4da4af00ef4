package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/app"
)

// The program of the tests is this binary, started again with this variable; its demo is a small house.
const processVariable = "QORICASH_TEST_PROCESS"

// patience bounds every wait for something that must happen.
const patience = 2 * time.Minute

func TestMain(m *testing.M) {
	if os.Getenv(processVariable) == "" {
		os.Exit(m.Run())
	}
	// Every week has a working day, on which operations are completed, whatever day it is when the tests run.
	os.Exit(run(app.Fiction{Days: 7, Clients: 3, PerDay: 3, BotsPerMinute: 600, Suspended: -1}))
}

const secret = "a secret of the tests, which guards nothing at all"

// place is where the program runs: a folder of its own, and the settings of its environment.
type place struct {
	dir      string
	settings []string
}

// newPlace has a short name, as the path of a socket must.
func newPlace(t *testing.T, settings ...string) place {
	t.Helper()
	dir, err := os.MkdirTemp("", "qc-") //nolint:usetesting // its names are too long for a socket
	must(t, err)
	must(t, os.Chmod(dir, 0o711)) // the user that a server of root may run as must be able to pass
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	return place{dir: dir, settings: settings}
}

// command prepares the program in the place. It sees none of the settings of whoever runs the tests.
func (p place) command(t *testing.T, arguments ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	command := exec.CommandContext(ctx, self, arguments...)
	command.WaitDelay = patience
	command.Dir = p.dir
	command.Env = append(slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return !strings.HasPrefix(variable, "PATH=") && !strings.HasPrefix(variable, "HOME=") && !strings.HasPrefix(variable, "TMPDIR=")
	}), processVariable+"=1", "METRICS_ADDR=")
	command.Env = append(command.Env, p.settings...)
	return command
}

// outcome is what came of a command.
type outcome struct {
	code      int
	out, said string
}

// run runs a command to its end.
func (p place) run(t *testing.T, arguments ...string) outcome {
	t.Helper()
	return finish(t, p.command(t, arguments...))
}

func finish(t *testing.T, command *exec.Cmd) outcome {
	t.Helper()
	var out, said bytes.Buffer
	command.Stdout, command.Stderr = &out, &said
	var exit *exec.ExitError
	if err := command.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return outcome{command.ProcessState.ExitCode(), out.String(), said.String()}
}

// must runs a command that must succeed, and answers what it printed.
func (p place) must(t *testing.T, arguments ...string) string {
	t.Helper()
	got := p.run(t, arguments...)
	if got.code != 0 {
		t.Fatalf("%v: exit code %d\n%s%s", arguments, got.code, got.out, got.said)
	}
	return got.out
}

// read runs a command with --json and reads what it printed.
func (p place) read(t *testing.T, into any, arguments ...string) outcome {
	t.Helper()
	got := p.run(t, append(arguments, "--json")...)
	if err := json.Unmarshal([]byte(got.out), into); err != nil {
		t.Fatalf("%v prints no JSON: %v\n%s%s", arguments, err, got.out, got.said)
	}
	return got
}

// refused holds a command to a failure that says certain things.
func refused(t *testing.T, got outcome, code int, saying ...string) {
	t.Helper()
	if got.code != code {
		t.Errorf("exit code %d, want %d\n%s%s", got.code, code, got.out, got.said)
	}
	for _, text := range saying {
		if !strings.Contains(got.said, text) {
			t.Errorf("it says %q, and not %q", got.said, text)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
