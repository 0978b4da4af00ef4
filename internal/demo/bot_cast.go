package demo

import "github.com/qoricash/qoricash/internal/domain"

// Cast names whom the bots act for.
type Cast struct {
	// Trader and Operators sign in with e-mail addresses.
	Trader    string
	Operators []string
	Clients   []ClientLogin
}

// ClientLogin is how a client signs in.
type ClientLogin struct {
	DocumentType   domain.DocumentType
	DocumentNumber string
}

func botsOf(cast []person) Cast {
	bots := Cast{Trader: botTraderLogin, Operators: []string{botOperatorLogin, botSecondOperatorLogin}}
	for _, p := range cast {
		if p.bot {
			bots.Clients = append(bots.Clients, ClientLogin{DocumentType: p.documentType, DocumentNumber: p.documentNumber})
		}
	}
	return bots
}

// Visitor is a client for whoever looks at the demonstration.
type Visitor struct {
	ClientLogin
	// Name is as people read it.
	Name string
	// KYC is how far the client's identification was when the client joined.
	KYC domain.KYCStatus
}

// visitorsOf answers clients that are there from the first day and have no bot: the first of each kind of document with approved papers,
// then the first person without any.
func visitorsOf(cast []person) []Visitor {
	var visitors []Visitor
	seen := map[domain.DocumentType]bool{}
	var withoutPapers []Visitor
	for _, p := range cast {
		if p.bot || p.joins > 0 {
			continue
		}
		visitor := Visitor{ClientLogin: ClientLogin{DocumentType: p.documentType, DocumentNumber: p.documentNumber}, Name: p.name, KYC: p.kyc}
		switch {
		case p.kyc == domain.KYCApproved && !seen[p.documentType]:
			seen[p.documentType] = true
			visitors = append(visitors, visitor)
		case p.kyc == domain.KYCPending && !p.company() && withoutPapers == nil:
			withoutPapers = []Visitor{visitor}
		}
	}
	return append(visitors, withoutPapers...)
}
