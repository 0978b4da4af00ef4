package demo_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/demo"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/testdb"
)

// The test program seeds a house instead of testing when these are set: it is the process that gets killed.
const (
	childDatabase = "QORICASH_TEST_SEED_DATABASE"
	childFolder   = "QORICASH_TEST_SEED_FOLDER"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(childDatabase); address != "" {
		if err := seedUntilKilled(address, os.Getenv(childFolder)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// seedUntilKilled tells each day of the history on the standard output.
func seedUntilKilled(address, path string) error {
	db, err := demo.Pool(address)
	if err != nil {
		return err
	}
	defer db.Close()
	store, err := disk.Open(path)
	if err != nil {
		return err
	}
	defer store.Close()
	made, err := evidence.NewKeys([]byte("a secret for tests only, of some length"), nil)
	if err != nil {
		return err
	}
	_, err = demo.Seed(context.Background(), demo.Options{DB: db, Keys: made, Blob: store, Password: password, Seed: 1, Now: today, Days: 3,
		Clients: 24, PerDay: 20, Progress: func(day, _ int) { fmt.Println("day", day) }})
	return err
}

func TestASeedThatWasKilledIsFinishedByTheNextOne(t *testing.T) {
	t.Parallel()
	whole, killed := testdb.New(t), testdb.New(t)
	seed(t, options(t, whole))
	files := t.TempDir()
	for _, day := range []string{"day 0", "day 1"} {
		killWhen(t, killed.URL, files, day)
	}

	o := options(t, killed)
	o.Blob = folder(t, files)
	seeded := seed(t, o)

	if !seeded.Resumed {
		t.Error("the killed seed had finished")
	}
	wantEqualBusiness(t, rowsOf(t, killed.Owner), rowsOf(t, whole.Owner))
}

// killWhen starts a seed in a process of its own and kills it, as hard as can be, soon after it says what is waited for.
func killWhen(t *testing.T, address, files, said string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDatabase+"="+address, childFolder+"="+files)
	child.Stderr = os.Stderr
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	heard := false
	for lines := bufio.NewScanner(output); !heard && lines.Scan(); {
		heard = strings.TrimSpace(lines.Text()) == said
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); err == nil || !heard {
		t.Fatalf("the seed ended before it was killed (said %q: %v)", said, heard)
	}
}
