package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/nubefact"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/demo"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
)

// newIssuer makes the issuer of electronic documents that the settings name; nil where they name none, and none are issued.
func newIssuer(settings config.Config) (invoicing.Issuer, error) {
	if !settings.NubefactEnabled {
		return nil, nil
	}
	return nubefact.New(nubefact.Options{URL: settings.NubefactURL.Reveal(), Token: settings.NubefactToken.Reveal()})
}

// invoicingOptions are how the house issues electronic documents.
func invoicingOptions(settings config.Config, parameters domain.ParametersAt, around surroundings) (invoicing.Options, error) {
	house := settings.House()
	options := invoicing.Options{Issuer: around.issuer, House: domain.InvoiceIssuer{RUC: house.RUC, Name: house.Name, Address: house.Address},
		Rules: settings.InvoiceRules(), Parameters: parameters, Logger: around.logger}
	if options.Issuer != nil {
		return options, nil
	}
	var err error
	options.Issuer, err = newIssuer(settings)
	return options, err
}

// openImitation starts the imitation of the provider that a demo issues its documents with, where the settings name no account, and
// answers who calls it; nil for everybody else.
func (a *App) openImitation(ctx context.Context) (invoicing.Issuer, error) {
	if a.preview == nil || a.settings.NubefactEnabled {
		return nil, nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("start the imitation of the provider of invoices: %w", err)
	}
	token := rand.Text()
	server := a.newServer()
	server.Handler = imitation.New(imitation.Options{RUC: a.settings.HouseRUC, Token: token, Clock: a.clock, Judge: a.judge(), Disturb: a.disturb})
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			a.logger.ErrorContext(ctx, "the imitation of the provider of invoices ended", "error", err)
		}
	}()
	a.onClose(func(context.Context) error { return server.Close() })
	a.imitated, err = nubefact.New(nubefact.Options{URL: "http://" + listener.Addr().String() + imitation.Route, Token: token})
	return a.imitated, err
}

// judge is SUNAT behind the imitation: it takes all documents of the history, whose makers know what they want, and is itself afterwards.
func (a *App) judge() func(domain.InvoiceNumber) imitation.Verdict {
	chance := imitation.Seed(a.clock.Now().UnixNano())
	return func(number domain.InvoiceNumber) imitation.Verdict {
		if a.world.Load() == nil {
			return imitation.Verdict{Accepted: true, Code: "0", Description: "Ha sido aceptado"}
		}
		return chance.Judge(number)
	}
}

// codeSuspended is how the provider says that it suspended the account (compliance.md 4.6).
const codeSuspended = 50

// disturb refuses every call while the account is suspended.
func (a *App) disturb(int) imitation.Fault {
	if until := a.suspendedUntil.Load(); until != nil && a.clock.Now().Before(*until) {
		return imitation.Fault{Code: codeSuspended, Message: "Su cuenta se encuentra suspendida (demostración)"}
	}
	return imitation.Fault{}
}

// suspend has the imitation refuse the account for a while.
func (a *App) suspend(during time.Duration) {
	if a.imitated != nil && during > 0 {
		until := a.clock.Now().Add(during)
		a.suspendedUntil.Store(&until)
	}
}

// demoInvoices is how the history of a demo issues documents: by the imitation, and not by an account of the settings.
func (a *App) demoInvoices() demo.Invoices {
	if a.imitated == nil {
		return demo.Invoices{}
	}
	house := a.settings.House()
	return demo.Invoices{Issuer: a.imitated, House: domain.InvoiceIssuer{RUC: house.RUC, Name: house.Name, Address: house.Address}, Rules: a.settings.InvoiceRules()}
}
