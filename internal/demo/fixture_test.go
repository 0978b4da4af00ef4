package demo_test

import (
	"context"
	"database/sql"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/demo"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/testkit"
)

// today is when every history of these tests ends: a Friday, 16:20 in Lima.
var today = time.Date(2026, 11, 20, 21, 20, 0, 0, time.UTC)

const password = "Casa-de-prueba-1"

// options describe a house of three days that about twenty clients visit.
func options(t *testing.T, db *testdb.Database) demo.Options {
	t.Helper()
	return demo.Options{DB: pool(t, db.URL), Keys: keys(t), Blob: folder(t, t.TempDir()), Password: password, Seed: 1, Now: today, Days: 3,
		Clients: 24, PerDay: 20}
}

func pool(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := demo.Pool(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func keys(t *testing.T) evidence.Keys {
	t.Helper()
	made, err := evidence.NewKeys([]byte("a secret for tests only, of some length"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func folder(t *testing.T, path string) *disk.Store {
	t.Helper()
	store, err := disk.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func seed(t *testing.T, options demo.Options) demo.Seeded {
	t.Helper()
	seeded, err := demo.Seed(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	return seeded
}

// wholeHistory describes the house as `make demo` makes it when QORICASH_DEMO_DAYS is set ("90"), and the small one
// otherwise.
func wholeHistory(t *testing.T, db *testdb.Database) demo.Options {
	t.Helper()
	made := options(t, db)
	if text := os.Getenv("QORICASH_DEMO_DAYS"); text != "" {
		days, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		made.Days, made.Clients, made.PerDay = days, 0, 0
	}
	return made
}

// messages tells things to the people of a house.
func messages(t *testing.T, house *store.Store) *notify.Service {
	t.Helper()
	made, err := notify.New(house, notify.Options{SealKeys: [][]byte{[]byte("a key of thirty-two bytes, and so")[:32]}, SiteURL: testkit.Site,
		DeskURL: testkit.Desk})
	testkit.Must(t, err)
	return made
}
