// Package nubefacttest is an account at NubeFact for tests: the imitation behind a listener of its own. Only tests import it.
package nubefacttest

import (
	"net/http/httptest"

	"github.com/qoricash/qoricash/internal/adapter/nubefact"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
)

// What the account is known by.
const (
	RUC = "20615113698"
	//nolint:gosec // the secret of a test server
	Token = "8d19d8c7c1f6402687720eab85cd57a54f5a7a3fa163476bbcf381ee2b5e0c69"
)

// Account is an account that runs until [Account.Close].
type Account struct {
	*imitation.Provider
	// URL is its address.
	URL string
	// Issuer calls it.
	Issuer *nubefact.Issuer

	server *httptest.Server
}

// New starts an account; RUC and token are those of this package, whatever the options say.
func New(options imitation.Options) (*Account, error) {
	options.RUC, options.Token = RUC, Token
	provider := imitation.New(options)
	server := httptest.NewServer(provider)
	address := server.URL + imitation.Route
	issuer, err := nubefact.New(nubefact.Options{URL: address, Token: Token, Client: server.Client()})
	if err != nil {
		server.Close()
		return nil, err
	}
	return &Account{Provider: provider, URL: address, Issuer: issuer, server: server}, nil
}

// Close ends the account.
func (a *Account) Close() { a.server.Close() }
