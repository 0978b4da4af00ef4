package app_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/testkit/program"
)

const (
	password    = program.Password
	masterLogin = "master@qoricash.pe"
	// workers is how many clients a house has; a client has one live operation.
	workers = 4
	// patience bounds every wait for something that must happen.
	patience = time.Minute
)

// house is where instances serve: settings that they all share.
type house struct {
	settings []string
	dataDir  string
}

// sharedHouse is a house over a database of its own on the server of the tests, open for business.
func sharedHouse(t *testing.T) house {
	t.Helper()
	db := testdb.New(t)
	h := houseIn(t, folder(t), "DATABASE_URL="+db.URL, "MIGRATE_DATABASE_URL="+db.OwnerURL, "DATABASE_POOL=8")
	h.fill(t)
	return h
}

// privateHouse is a house over a PostgreSQL of its own in its data folder, open for business.
func privateHouse(t *testing.T) house {
	t.Helper()
	h := houseIn(t, folder(t))
	h.fill(t)
	return h
}

func houseIn(t *testing.T, dataDir string, settings ...string) house {
	t.Helper()
	return house{dataDir: dataDir, settings: program.Settings(dataDir, append(settings, "ADDR=127.0.0.1:0", "METRICS_ADDR=127.0.0.1:0",
		"LIMIT_WITHOUT_DOCUMENTS=900000.00")...)}
}

// folder has a short name, as the path of a socket must.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "qc-") //nolint:usetesting // its names are too long for a socket
	testkit.Must(t, err)
	testkit.Must(t, os.Chmod(dir, 0o711)) // the user that a server of root may run as must be able to pass
	t.Cleanup(func() { testkit.Must(t, os.RemoveAll(dir)) })
	return dir
}

func (h house) load(t *testing.T, more ...string) config.Config {
	t.Helper()
	return program.Load(t, append(h.settings[:len(h.settings):len(h.settings)], more...))
}

// fill makes a house as its first Master would: through the areas.
func (h house) fill(t *testing.T) {
	t.Helper()
	program.Make(t, h.load(t), logger(t), func(made program.House) {
		made.Hire(t, masterLogin, domain.RoleMaster)
		made.Hire(t, "operator@qoricash.pe", domain.RoleOperator)
		for n := range workers {
			made.Enroll(t, fmt.Sprintf("4444333%d", n), fmt.Sprintf("rosa%d@correo.pe", n), 20+2*n)
		}
		made.Open(t)
	})
}
