package app

import (
	"context"
	"database/sql"
	"log/slog"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/adapter/sandbox"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/calendar"
	"github.com/qoricash/qoricash/internal/casework"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/compliance"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/house"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/parameters"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/receipt"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/treasury"
	"github.com/qoricash/qoricash/internal/watchlist"
	"github.com/qoricash/qoricash/internal/work"
)

// Services are the areas of the house over one store, with what the program keeps beside them.
type Services struct {
	house.Areas
	// Limits bounds how often things may be asked for; nil where the settings switch that off.
	Limits *ratelimit.Limiter

	content files.Blob
}

// NewServices makes the areas. wake tells the feed that something was committed; nil wakes nobody. Messages wait in the
// outbox: an instance that serves is what sends them.
func NewServices(ctx context.Context, settings config.Config, pool *sql.DB, keys evidence.Keys, now clock.Clock, wake func()) (*Services, error) {
	return newServices(ctx, settings, pool, keys, now, surroundings{wake: wake, logger: slog.New(slog.DiscardHandler)})
}

// surroundings are what the areas of an instance have around them.
type surroundings struct {
	// wake tells the feed that something was committed, feed is where the facts to tell come from; nil for neither.
	wake func()
	feed *event.Feed
	// confirmations hands over the letters that confirm a completed operation; nil where mailer does.
	mailer, confirmations notify.Mailer
	pusher                notify.Pusher
	// issuer issues electronic documents; nil for the one that the settings name.
	issuer invoicing.Issuer
	// cursors dress positions in the feed for telephones.
	cursors *event.CursorCodec
	logger  *slog.Logger
}

func newServices(ctx context.Context, settings config.Config, pool *sql.DB, keys evidence.Keys, now clock.Clock, around surroundings) (*Services, error) {
	over := store.New(pool, store.Options{Clock: now, Keys: keys, Wake: around.wake})
	s := &Services{Areas: house.Areas{Store: over, Ledger: ledger.New(over), Treasury: treasury.New(over), Approval: approval.New(over)}}
	if settings.RateLimits {
		s.Limits = ratelimit.New(ratelimit.Options{DB: pool, Clock: now, Logger: around.logger})
	}
	var err error
	if s.Parameters, err = parameters.Open(ctx, over, s.Approval, settings.Parameters()); err != nil {
		return nil, err
	}
	if err := s.openFiles(settings, now); err != nil {
		return nil, err
	}
	s.Calendar = calendar.New(over, s.Parameters.At)
	s.Restriction = restriction.New(over, s.Approval, restriction.Options{HoldLocks: trading.HoldLocks, OpenHold: s.openHold, ReleaseHold: s.releaseHold,
		Calendar: s.Calendar.Within, Feed: around.feed, Logger: around.logger})
	s.Rewards = rewards.New(over, rewards.Options{Parameters: s.Parameters.At, Restrictions: s.Restriction, SiteURL: settings.SiteURL, RateLimits: s.Limits, Logger: around.logger})
	s.Watchlist = watchlist.New(over, watchlist.Options{Publisher: publisherOf(settings), Logger: around.logger})
	s.Compliance = compliance.New(over, s.Approval, s.Watchlist, compliance.Options{Feed: around.feed, Logger: around.logger})
	if err := s.openPeople(settings, around); err != nil {
		return nil, err
	}
	s.Risk = risk.New(over, s.Approval, risk.Options{Parameters: s.Parameters.At, Feed: around.feed, Logger: around.logger})
	s.Risk.ListsBy(s.Compliance.ListStates)
	s.Risk.ScreenBy(s.Compliance.Screen)
	s.Pricing = pricing.New(over, s.Rewards, s.Restriction, s.Approval, s.Parameters.At)
	issuing, err := invoicingOptions(settings, s.Parameters.At, around)
	if err != nil {
		return nil, err
	}
	s.Invoicing = invoicing.New(over, invoicing.Areas{Files: s.Files, Decisions: s.Approval}, issuing)
	sealing, err := settings.Secrets("suspicious reports")
	if err != nil {
		return nil, err
	}
	s.Casework, err = casework.New(over, s.Files, casework.Options{Parameters: s.Parameters.At, SealKeys: sealing, Feed: around.feed, Logger: around.logger})
	if err != nil {
		return nil, err
	}
	s.Monitoring = monitoring.New(over, s.Approval, monitoring.Options{HoldLocks: trading.HoldLocks, Hold: s.Restriction.HoldForRule, Alert: s.Casework.Matched,
		Feed: around.feed, Logger: around.logger})
	s.Trading = trading.New(over, trading.Areas{Ledger: s.Ledger, Pricing: s.Pricing, Treasury: s.Treasury, Clients: s.Clients, Files: s.Files,
		Rewards: s.Rewards, Invoices: s.Invoicing, Monitoring: s.Monitoring, Restriction: s.Restriction},
		trading.Policy{Parameters: s.Parameters.At, Calendar: s.Calendar.InForce})
	s.Staff = staff.New(over, staff.Areas{People: s.Identity, Messages: s.Notify, Decisions: s.Approval,
		Operations: staff.Operations{HeldBy: s.Trading.HeldBy, HandOver: s.Trading.HandOver}}, emailsOf(settings))
	return s, nil
}

// openHold and releaseHold are what restrictions need of trading, which rests on them.
func (s *Services) openHold(ctx context.Context, tx *store.Tx, operation uuid.UUID, note string) (uuid.UUID, error) {
	return s.Trading.HoldForCompliance(ctx, tx, operation, note)
}

func (s *Services) releaseHold(ctx context.Context, tx *store.Tx, hours domain.Calendar, operation uuid.UUID) error {
	return s.Trading.ReleaseHold(ctx, tx, hours, operation, domain.HoldCompliance)
}

func (s *Services) openFiles(settings config.Config, now clock.Clock) error {
	var err error
	if s.content, err = newBlob(settings, now); err != nil {
		return err
	}
	signing, err := settings.Secrets("files")
	if err != nil {
		return err
	}
	s.Files, err = files.New(s.Store, s.content, files.Options{Keys: signing, BaseURL: settings.PublicURL,
		Receipts: receipt.New(s.Store, settings.House()).Make})
	return err
}

// openPeople makes the areas that know people, and the one that tells them things.
func (s *Services) openPeople(settings config.Config, around surroundings) error {
	sealing, err := settings.Secrets("messages")
	if err != nil {
		return err
	}
	options := notify.Options{Mailer: around.mailer, Confirmations: around.confirmations, Pusher: around.pusher, Documents: s.Files.Content, SealKeys: sealing,
		SiteURL: settings.SiteURL, SitePaths: settings.SitePaths, DeskURL: settings.DeskURL, From: settings.MailFrom, ConfirmationFrom: settings.ConfirmationSender,
		ReplyTo: settings.MailReplyTo, Feed: around.feed, Cursors: around.cursors, Wake: around.wake, Logger: around.logger}
	if s.Notify, err = notify.New(s.Store, options); err != nil {
		return err
	}
	factors, err := settings.Secrets("second factors")
	if err != nil {
		return err
	}
	people := identity.Options{SiteURL: settings.SiteURL, DeskURL: settings.DeskURL, TOTPRoles: settings.TOTPRoles, SealKeys: factors, Limits: s.Limits}
	if !settings.RateLimits {
		people.AttemptsPerIdentity, people.AttemptsPerAddress = -1, -1
	}
	s.Identity = identity.New(s.Store, s.Notify, people)
	s.KYC = kyc.New(s.Store, s.Files, s.Approval, s.Parameters.At)
	s.Clients = clients.New(s.Store, clients.Areas{People: s.Identity, Messages: s.Notify, Files: s.Files, KYC: s.KYC, Rewards: s.Rewards,
		Screen: s.Compliance.Screen},
		clients.Options{Emails: emailsOf(settings), Parameters: s.Parameters.At, Terms: settings.TermsVersion, Privacy: settings.PrivacyVersion,
			SiteURL: settings.SiteURL, RateLimits: s.Limits, Register: registerOf(settings)})
	return nil
}

// Workers are those of all areas that do what must happen after a commit.
func (s *Services) Workers() []*work.Worker { return s.Notify.Workers() }

// emailsOf is which addresses the house takes: in production none of the names that nobody can have.
func emailsOf(settings config.Config) domain.Emails {
	return domain.Emails{Reserved: !settings.Production()}
}

// registerOf answers who suggests names for documents: in production nobody yet, because what the sandbox invents would be
// taken for true.
func registerOf(settings config.Config) clients.Register {
	if settings.Production() {
		return nil
	}
	return sandbox.Register{}
}
