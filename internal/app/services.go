package app

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/adapter/sandbox"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/treasury"
	"github.com/qoricash/qoricash/internal/work"
)

// Services are the areas of the house over one store.
type Services struct {
	Store    *store.Store
	Identity *identity.Service
	Clients  *clients.Service
	Files    *files.Service
	Notify   *notify.Service
	KYC      *kyc.Service
	Pricing  *pricing.Service
	Treasury *treasury.Service
	Ledger   *ledger.Service
	Trading  *trading.Service
	// Limits bounds how often things may be asked for; nil where the settings switch that off.
	Limits *ratelimit.Limiter

	content files.Blob
}

// NewServices makes the areas. wake tells the feed that something was committed; nil wakes nobody. Messages wait in the
// outbox: an instance that serves is what sends them.
func NewServices(settings config.Config, pool *sql.DB, keys evidence.Keys, now clock.Clock, wake func()) (*Services, error) {
	return newServices(settings, pool, keys, now, surroundings{wake: wake, logger: slog.New(slog.DiscardHandler)})
}

// surroundings are what the areas of an instance have around them.
type surroundings struct {
	// wake tells the feed that something was committed, feed is where the facts to tell come from; nil for neither.
	wake func()
	feed *event.Feed
	// confirmations hands over the letters that confirm a completed operation; nil where mailer does.
	mailer, confirmations notify.Mailer
	pusher                notify.Pusher
	// cursors dress positions in the feed for telephones.
	cursors *event.CursorCodec
	logger  *slog.Logger
}

func newServices(settings config.Config, pool *sql.DB, keys evidence.Keys, now clock.Clock, around surroundings) (*Services, error) {
	house := store.New(pool, store.Options{Clock: now, Keys: keys, Wake: around.wake})
	s := &Services{Store: house, Ledger: ledger.New(house), Treasury: treasury.New(house)}
	if settings.RateLimits {
		s.Limits = ratelimit.New(ratelimit.Options{DB: pool, Clock: now, Logger: around.logger})
	}
	if err := s.openFiles(settings, house, now); err != nil {
		return nil, err
	}
	if err := s.openPeople(settings, house, around); err != nil {
		return nil, err
	}
	s.Pricing = pricing.New(house, pricing.Options{Rules: settings.PricingRules(), SelfService: settings.SelfService(),
		DeskMinimum: settings.DeskMin, QuoteTTL: settings.QuoteTTL, MaxRateAge: settings.RateMaxAge})
	s.Trading = trading.New(house, trading.Areas{Ledger: s.Ledger, Pricing: s.Pricing, Treasury: s.Treasury, Clients: s.Clients, Files: s.Files},
		trading.Policy{DepositWindow: settings.DepositWindow, PartGrace: settings.PartGrace, Unproven: settings.Unproven, KYCStrict: settings.StrictKYC,
			SelfService: settings.SelfService(), Calendar: calendarOf(settings, house)})
	return s, nil
}

func (s *Services) openFiles(settings config.Config, house *store.Store, now clock.Clock) error {
	var err error
	if s.content, err = newBlob(settings, now); err != nil {
		return err
	}
	signing, err := settings.Secrets("files")
	if err != nil {
		return err
	}
	s.Files, err = files.New(house, s.content, files.Options{Keys: signing, BaseURL: settings.PublicURL})
	return err
}

// openPeople makes the areas that know people, and the one that tells them things.
func (s *Services) openPeople(settings config.Config, house *store.Store, around surroundings) error {
	sealing, err := settings.Secrets("messages")
	if err != nil {
		return err
	}
	options := notify.Options{Mailer: around.mailer, Confirmations: around.confirmations, Pusher: around.pusher, SealKeys: sealing,
		SiteURL: settings.SiteURL, SitePaths: settings.SitePaths, DeskURL: settings.DeskURL, From: settings.MailFrom, ConfirmationFrom: settings.ConfirmationSender,
		ReplyTo: settings.MailReplyTo, Feed: around.feed, Cursors: around.cursors, Wake: around.wake, Logger: around.logger}
	if s.Notify, err = notify.New(house, options); err != nil {
		return err
	}
	factors, err := settings.Secrets("second factors")
	if err != nil {
		return err
	}
	emails := domain.Emails{Reserved: !settings.Production()}
	people := identity.Options{Emails: emails, Messages: s.Notify, SiteURL: settings.SiteURL, DeskURL: settings.DeskURL,
		TOTPRoles: settings.TOTPRoles, SealKeys: factors, Limits: s.Limits, Operations: s.operations()}
	if !settings.RateLimits {
		people.AttemptsPerIdentity, people.AttemptsPerAddress = -1, -1
	}
	s.Identity = identity.New(house, people)
	s.KYC = kyc.New(house, s.Files, kyc.Options{FourEyes: settings.KYCFourEyes})
	s.Clients = clients.New(house, s.Identity, clients.Options{Emails: emails, Limits: settings.Limits(), Terms: settings.TermsVersion, Privacy: settings.PrivacyVersion,
		SiteURL: settings.SiteURL, Messages: s.Notify, RateLimits: s.Limits, Files: s.Files, KYC: s.KYC,
		Register: registerOf(settings)})
	return nil
}

// Workers are those of all areas that do what must happen after a commit.
func (s *Services) Workers() []*work.Worker { return s.Notify.Workers() }

// operations is what the area of operations does for that of people, which it rests on and is made after.
func (s *Services) operations() identity.Operations {
	return identity.Operations{
		HeldBy: func(ctx context.Context, tx *store.Tx, person uuid.UUID) ([]event.Aggregate, error) {
			return s.Trading.HeldBy(ctx, tx, person)
		},
		HandOver: func(ctx context.Context, tx *store.Tx, in identity.Handover) (identity.HandedOver, error) {
			return s.Trading.HandOver(ctx, tx, in)
		},
	}
}

// registerOf answers who suggests names for documents: in production nobody yet, because what the sandbox invents would be
// taken for true.
func registerOf(settings config.Config) clients.Register {
	if settings.Production() {
		return nil
	}
	return sandbox.Register{}
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
		holidays := make([]domain.Holiday, len(rows))
		for i, row := range rows {
			holidays[i] = domain.Holiday{Date: row.Date, Name: row.Name}
		}
		return domain.NewCalendar(domain.DefaultWeek(), holidays)
	}
}
