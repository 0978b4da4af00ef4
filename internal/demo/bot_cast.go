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

// visitorsOf answers the first client of each kind of document that is there from the first day, with approved papers and
// no bot.
func visitorsOf(cast []person) []ClientLogin {
	var visitors []ClientLogin
	seen := map[domain.DocumentType]bool{}
	for _, p := range cast {
		if p.bot || p.joins > 0 || p.kyc != domain.KYCApproved || seen[p.documentType] {
			continue
		}
		seen[p.documentType] = true
		visitors = append(visitors, ClientLogin{DocumentType: p.documentType, DocumentNumber: p.documentNumber})
	}
	return visitors
}
