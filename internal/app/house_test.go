package app_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/treasury"
)

const (
	password    = "Clave-de-pruebas-1"
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
	return house{dataDir: dataDir, settings: append(settings, "DATA_DIR="+dataDir, "APP_ENV=development", "ADDR=127.0.0.1:0", "METRICS_ADDR=127.0.0.1:0", "ROUND_THE_CLOCK=true", "TOTP_ROLES=none", "RATELIMIT_ENABLED=false",
		"SECRET_KEY=a secret of the tests, which guards nothing at all", "LIMIT_WITHOUT_DOCUMENTS=900000.00")}
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
	settings, err := config.Load(config.Sources{Environ: append(h.settings[:len(h.settings):len(h.settings)], more...)})
	testkit.Must(t, err)
	return settings
}

// fill makes a house as its first Master would: through the areas.
func (h house) fill(t *testing.T) {
	t.Helper()
	settings := h.load(t)
	database, err := app.OpenDatabase(t.Context(), settings, logger(t))
	testkit.Must(t, err)
	_, err = database.Migrate(t.Context())
	testkit.Must(t, err)
	pool, err := database.Open(t.Context(), 4)
	testkit.Must(t, err)
	keys, err := app.OpenKeys(t.Context(), settings, pool, logger(t))
	testkit.Must(t, err)
	services, err := app.NewServices(settings, pool, keys, clock.System{}, nil)
	testkit.Must(t, err)
	ctx := access.AsSystem(t.Context())
	for _, person := range []struct {
		login string
		role  domain.Role
	}{{masterLogin, domain.RoleMaster}, {"operator@qoricash.pe", domain.RoleOperator}} {
		_, err := services.Staff.CreateUser(ctx, staff.NewUser{Name: "Persona de Pruebas", Email: person.login, Role: person.role, Password: password})
		testkit.Must(t, err)
	}
	for n := range workers {
		enroll(ctx, t, services, n)
	}
	for i, currency := range money.Currencies() {
		own := account(t, 10+i)
		_, _, err := services.Treasury.OpenAccount(ctx, treasury.OpenAccountInput{Bank: "INTERBANK", Currency: currency, Number: own.Number,
			CCI: own.CCI, Holder: "QORICASH S.A.C."})
		testkit.Must(t, err)
	}
	_, _, err = services.Pricing.PublishBase(ctx, pricing.PublishBaseInput{Bid: money.MustRate("3.7400"), Ask: money.MustRate("3.7600"), Reason: "Apertura"})
	testkit.Must(t, err)
	testkit.Must(t, pool.Close())
	testkit.Must(t, database.Close(context.WithoutCancel(ctx)))
}

// enroll makes a client that may operate, with an account in either currency.
func enroll(ctx context.Context, t *testing.T, services *app.Services, n int) {
	t.Helper()
	id, _, err := services.Clients.Register(ctx, clients.RegisterInput{DocumentType: domain.DocumentDNI, DocumentNumber: fmt.Sprintf("4444333%d", n),
		Name: domain.ClientName{Person: &domain.PersonName{Paternal: "QUISPE", Maternal: "MAMANI", Given: "ROSA"}}, Email: fmt.Sprintf("rosa%d@correo.pe", n)})
	testkit.Must(t, err)
	for i, currency := range money.Currencies() {
		addAccount(ctx, t, services, id, currency, 20+2*n+i)
	}
}

func addAccount(ctx context.Context, t *testing.T, services *app.Services, client uuid.UUID, currency domain.Currency, n int) {
	t.Helper()
	_, _, err := services.Clients.AddAccount(ctx, clients.AddAccountInput{ClientID: client, Bank: "INTERBANK", Currency: currency,
		Kind: domain.AccountChecking, CCI: account(t, n).CCI, HolderDeclared: true})
	testkit.Must(t, err)
}

// account makes a sound account at Interbank.
func account(t *testing.T, n int) domain.BankAccount {
	t.Helper()
	cci, _ := domain.SuggestCCI(fmt.Sprintf("00320000%010d00", 3_000_000_000+n))
	made, ok := domain.AccountNumberOf(cci)
	if !ok {
		t.Fatalf("no account number in the CCI %s", cci)
	}
	return made
}
