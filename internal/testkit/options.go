package testkit

import (
	"time"

	"github.com/qoricash/qoricash/internal/adapter/sandbox"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/compliance"
	"github.com/qoricash/qoricash/internal/document"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/notify"
)

// The versions of the texts that clients of a kit accept, and where its pages are.
const (
	Terms   = "2026-01"
	Privacy = "2026-01"
	Site    = "https://qoricash.pe"
	Desk    = "https://app.qoricash.pe"
)

// House is who the papers of a kit are of.
func House() document.Issuer { return document.Issuer{Name: "LA CASA SAC", RUC: "20615113698"} }

// Option makes a kit otherwise than usual.
type Option func(*options)

// options are what the areas of a kit are made with.
type options struct {
	identity   identity.Options
	clients    clients.Options
	parameters domain.Parameters
	mailer     notify.Mailer
	blob       files.Blob
	invoicing  invoicing.Options
	monitoring monitoring.Options
	compliance compliance.Options
	// limited tells that the areas count.
	limited bool
}

func usualOptions() options {
	first := domain.DefaultParameters()
	first.Week, first.Limits = domain.FullWeek(), domain.LiveSystemLimits()
	return options{
		identity: identity.Options{AttemptsPerIdentity: -1, AttemptsPerAddress: -1, SealKeys: [][]byte{secret[:32]}, SiteURL: Site, DeskURL: Desk,
			ResetPause: time.Nanosecond},
		clients:    clients.Options{Terms: Terms, Privacy: Privacy, SiteURL: Site, Register: sandbox.Register{}},
		parameters: first,
		blob:       &blobs{},
	}
}

// WithCompliance makes screening with what a change makes of the usual options.
func WithCompliance(change func(*compliance.Options)) Option {
	return func(o *options) { change(&o.compliance) }
}

// WithIdentity makes the area of who is calling with what a change makes of the usual options.
func WithIdentity(change func(*identity.Options)) Option {
	return func(o *options) { change(&o.identity) }
}

// WithClients makes the area of clients with what a change makes of the usual options.
func WithClients(change func(*clients.Options)) Option {
	return func(o *options) { change(&o.clients) }
}

// WithParameters opens the house with what a change makes of the usual first parameters.
func WithParameters(change func(*domain.Parameters)) Option {
	return func(o *options) { change(&o.parameters) }
}

// WithRateLimits has the areas bound how often they are asked, as the program does; otherwise nothing is counted.
func WithRateLimits() Option { return func(o *options) { o.limited = true } }

// WithMailer hands the e-mails of the house to a provider; otherwise they wait in the outbox.
func WithMailer(mailer notify.Mailer) Option { return func(o *options) { o.mailer = mailer } }

// WithBlob keeps the content of files there; otherwise in memory.
func WithBlob(blob files.Blob) Option { return func(o *options) { o.blob = blob } }

// WithMonitoring has the rules know more of clients, and alert, as the options say.
func WithMonitoring(watched monitoring.Options) Option {
	return func(o *options) { o.monitoring = watched }
}

// WithInvoices has a provider issue the documents of completed operations; otherwise the house issues none.
func WithInvoices(issuer invoicing.Issuer) Option {
	return func(o *options) {
		o.invoicing = invoicing.Options{Issuer: issuer, House: domain.InvoiceIssuer{RUC: House().RUC, Name: House().Name},
			Rules: domain.InvoiceRules{Tax: domain.Inafecto, Amount: domain.InvoiceFull, Purchases: true, Series: domain.DefaultInvoiceSeries()}}
	}
}
