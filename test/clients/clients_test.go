//go:build clients

package clients

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long one test file may take; the drain of an instance alone may take 20 s.
const patience = 3 * time.Minute

// TestRealClients runs each test file of this folder under Node, beside the others, against a house of its own.
func TestRealClients(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "qoricash")
	run(t, os.Environ(), "go", "build", "-buildvcs=false", "-o", program, "../../cmd/qoricash")
	run(t, os.Environ(), "npm", "ci", "--no-fund", "--no-audit", "--loglevel=error")
	files, err := filepath.Glob("*.test.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("find the test files: %d, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(file, ".test.js"), func(t *testing.T) {
			t.Parallel()
			house := newHouse(t)
			people, err := json.Marshal(house.people)
			if err != nil {
				t.Fatal(err)
			}
			environment := append(os.Environ(), house.settings...)
			environment = append(environment, "QORICASH="+program, "HOUSE="+string(people))
			run(t, environment, "node", "--test", "--test-reporter=spec", "--test-timeout=150000", file)
		})
	}
}

// run runs a command of the test and shows what it says.
func run(t *testing.T, environment []string, name string, arguments ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	command := exec.CommandContext(ctx, name, arguments...)
	command.Env = environment
	// The instances that a killed test leaves behind are in its group.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	said, err := command.CombinedOutput()
	t.Logf("%s\n%s", command, said)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
