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

// patience is how long one command may take: the drain of an instance alone takes 20 s, and a first install of the packages minutes.
const patience = 6 * time.Minute

// withMails is the setting by which the guide's code and the tests find an instance that keeps its e-mails.
const withMails = "NEXT_PUBLIC_HOUSE="

// TestRealClients runs each test file of this folder under Node, beside the others, against a house of its own. What a front end
// generates is generated before, of the schema that a house serves.
func TestRealClients(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "qoricash")
	run(t, os.Environ(), "go", "build", "-buildvcs=false", "-o", program, "../../cmd/qoricash")
	run(t, os.Environ(), "npm", "ci", "--no-fund", "--no-audit", "--loglevel=error")
	welcoming := newHouse(t)
	welcoming.settings = append(welcoming.settings, withMails+welcoming.keepMails(t))
	run(t, append(os.Environ(), welcoming.settings...), "node", "generate.js")
	files, err := filepath.Glob("*.test.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("find the test files: %d, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(file, ".test.js"), func(t *testing.T) {
			t.Parallel()
			house := welcoming
			if file != "journey.test.js" {
				house = newHouse(t)
			}
			people, err := json.Marshal(house.people)
			if err != nil {
				t.Fatal(err)
			}
			environment := append(os.Environ(), house.settings...)
			// Under this condition, which bundlers set too while a front end is built, the libraries say what they do not like.
			environment = append(environment, "QORICASH="+program, "HOUSE="+string(people), "NODE_OPTIONS=--conditions=development")
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
