package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"

	"github.com/qoricash/qoricash/internal/adapter/nubefact"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/config"
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
	server.Handler = imitation.New(imitation.Options{RUC: a.settings.HouseRUC, Token: token, Clock: a.clock, Judge: imitation.Seed(a.clock.Now().UnixNano()).Judge})
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			a.logger.ErrorContext(ctx, "the imitation of the provider of invoices ended", "error", err)
		}
	}()
	a.onClose(func(context.Context) error { return server.Close() })
	return nubefact.New(nubefact.Options{URL: "http://" + listener.Addr().String() + imitation.Route, Token: token})
}
