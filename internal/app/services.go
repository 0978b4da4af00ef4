package app

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"

	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/treasury"
)

// Services are the areas of the house over one store.
type Services struct {
	Store    *store.Store
	Identity *identity.Service
	Clients  *clients.Service
	Files    *files.Service
	Pricing  *pricing.Service
	Treasury *treasury.Service
	Ledger   *ledger.Service
	Trading  *trading.Service

	content files.Blob
}

// NewServices makes the areas. wake tells the feed that something was committed; nil wakes nobody.
func NewServices(settings config.Config, pool *sql.DB, keys evidence.Keys, now clock.Clock, wake func()) (*Services, error) {
	house := store.New(pool, store.Options{Clock: now, Keys: keys, Wake: wake})
	content, err := disk.Open(filepath.Join(settings.DataDir, "files"))
	if err != nil {
		return nil, err
	}
	signing, err := settings.Secrets("files")
	if err != nil {
		return nil, err
	}
	documents, err := files.New(house, content, files.Options{Keys: signing})
	if err != nil {
		return nil, err
	}
	s := &Services{Store: house, content: content, Files: documents, Ledger: ledger.New(house), Treasury: treasury.New(house)}
	s.Identity = identity.New(house, identity.Options{})
	s.Clients = clients.New(house, s.Identity, settings.Limits())
	s.Pricing = pricing.New(house, pricing.Options{Rules: settings.PricingRules(), SelfService: settings.SelfService(), QuoteTTL: settings.QuoteTTL,
		MaxRateAge: settings.RateMaxAge})
	s.Trading = trading.New(house, trading.Areas{Ledger: s.Ledger, Pricing: s.Pricing, Treasury: s.Treasury, Clients: s.Clients, Files: s.Files},
		trading.Policy{DepositWindow: settings.DepositWindow, KYCStrict: settings.StrictKYC, SelfService: settings.SelfService(),
			Calendar: calendarOf(settings, house)})
	return s, nil
}

// calendarOf answers the business hours in force: the week, less the holidays in the database.
func calendarOf(settings config.Config, house *store.Store) func(context.Context) (domain.Calendar, error) {
	return func(ctx context.Context) (domain.Calendar, error) {
		if settings.RoundTheClock {
			return domain.RoundTheClock(), nil
		}
		rows, err := house.Read().Holiday.Query().All(ctx)
		if err != nil {
			return domain.Calendar{}, fmt.Errorf("read the holidays: %w", err)
		}
		holidays := make([]domain.Date, len(rows))
		for i, row := range rows {
			holidays[i] = row.Date
		}
		return domain.NewCalendar(domain.DefaultWeek(), holidays)
	}
}
