// Package program opens a house for tests of the whole program: a database, the areas wired as the program wires them on the clock of the
// machine, and what a first Master does before a house trades.
package program

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

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
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/treasury"
)

// Password opens every sign-in of such a house.
const Password = "Clave-de-pruebas-1" //nolint:gosec // it opens houses of tests alone

// Settings are those of a house that is open at every hour, asks for no second factor and bounds nothing.
func Settings(dataDir string, more ...string) []string {
	return append([]string{"DATA_DIR=" + dataDir, "APP_ENV=development", "ROUND_THE_CLOCK=true", "TOTP_ROLES=none", "RATELIMIT_ENABLED=false",
		"SECRET_KEY=a secret of the tests, which guards nothing at all"}, more...)
}

// Load reads settings.
func Load(t testing.TB, settings []string) config.Config {
	t.Helper()
	loaded, err := config.Load(config.Sources{Environ: settings})
	testkit.Must(t, err)
	return loaded
}

// House is a house that is being made.
type House struct {
	*app.Services
	// System is the context of what nobody does.
	System context.Context //nolint:containedctx // it lives as long as the making of the house
}

// Make opens the areas of a house over its migrated database for as long as a test makes it ready.
func Make(t testing.TB, settings config.Config, logger *slog.Logger, ready func(House)) {
	t.Helper()
	database, err := app.OpenDatabase(t.Context(), settings, logger)
	testkit.Must(t, err)
	_, err = database.Migrate(t.Context())
	testkit.Must(t, err)
	pool, err := database.Open(t.Context(), 4)
	testkit.Must(t, err)
	keys, err := app.OpenKeys(t.Context(), settings, pool, logger)
	testkit.Must(t, err)
	services, err := app.NewServices(t.Context(), settings, pool, keys, clock.System{}, nil)
	testkit.Must(t, err)
	ready(House{services, access.AsSystem(t.Context())})
	testkit.Must(t, pool.Close())
	testkit.Must(t, database.Close(context.WithoutCancel(t.Context())))
}

// Open gives the house what it trades with: an account in either currency, and a rate.
func (h House) Open(t testing.TB) {
	t.Helper()
	for i, currency := range money.Currencies() {
		own := Account(t, 10+i)
		_, _, err := h.Treasury.OpenAccount(h.System, treasury.OpenAccountInput{Bank: "INTERBANK", Currency: currency, Number: own.Number,
			CCI: own.CCI, Holder: "QORICASH S.A.C."})
		testkit.Must(t, err)
	}
	_, _, err := h.Pricing.PublishBase(h.System, pricing.PublishBaseInput{Bid: money.MustRate("3.7400"), Ask: money.MustRate("3.7600"), Reason: "Apertura"})
	testkit.Must(t, err)
}

// Hire takes somebody into the house who signs in with the e-mail and [Password].
func (h House) Hire(t testing.TB, email string, role domain.Role) {
	t.Helper()
	_, err := h.Staff.CreateUser(h.System, staff.NewUser{Name: "Persona de Pruebas", Email: email, Role: role, Password: Password})
	testkit.Must(t, err)
}

// Enroll makes a client that may operate, with an account in either currency: those numbered from account on.
func (h House) Enroll(t testing.TB, dni, email string, account int) uuid.UUID {
	t.Helper()
	id, _, err := h.Clients.Register(h.System, clients.RegisterInput{DocumentType: domain.DocumentDNI, DocumentNumber: dni,
		Name: domain.ClientName{Person: &domain.PersonName{Paternal: "QUISPE", Maternal: "MAMANI", Given: "ROSA"}}, Email: email})
	testkit.Must(t, err)
	for i, currency := range money.Currencies() {
		h.AddAccount(t, id, currency, account+i)
	}
	return id
}

// AddAccount adds an account of a client.
func (h House) AddAccount(t testing.TB, client uuid.UUID, currency domain.Currency, account int) {
	t.Helper()
	_, _, err := h.Clients.AddAccount(h.System, clients.AddAccountInput{ClientID: client, Bank: "INTERBANK", Currency: currency,
		Kind: domain.AccountChecking, CCI: Account(t, account).CCI, HolderDeclared: true})
	testkit.Must(t, err)
}

// SetPassword lets a client sign in with [Password].
func (h House) SetPassword(t testing.TB, client uuid.UUID) {
	t.Helper()
	hash, err := h.Identity.HashPassword(h.System, Password)
	testkit.Must(t, err)
	testkit.Must(t, h.Store.Read().Customer.UpdateOneID(client).SetPasswordHash(hash).Exec(h.System))
}

// Account is a sound account at Interbank, another one for each number.
func Account(t testing.TB, n int) domain.BankAccount {
	t.Helper()
	cci, _ := domain.SuggestCCI(fmt.Sprintf("00320000%010d00", 3_000_000_000+n))
	made, ok := domain.AccountNumberOf(cci)
	if !ok {
		t.Fatalf("no account number in the CCI %s", cci)
	}
	return made
}
