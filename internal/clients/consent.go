package clients

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// ConsentInput is what a client accepts, by the versions that it was shown.
type ConsentInput struct{ Terms, Privacy string }

// acceptance is a version of a text that was accepted.
type acceptance struct {
	Document domain.ConsentDocument `json:"document"`
	Version  string                 `json:"version"`
}

// ConsentText is a text to accept, in the version in force.
type ConsentText struct {
	Document     domain.ConsentDocument
	Version, URL string
}

// ConsentTexts answers the texts that clients accept now. They are no secret.
func (s *Service) ConsentTexts() []ConsentText {
	site := strings.TrimSuffix(s.options.SiteURL, "/")
	return []ConsentText{
		{domain.ConsentTerms, s.options.Terms, site + "/terminos"},
		{domain.ConsentPrivacy, s.options.Privacy, site + "/privacidad"},
	}
}

// checkConsent answers what is accepted. Only the versions in force may be: whoever saw an older text is asked again
// (Ley 29733).
func (s *Service) checkConsent(faults *domain.Faults, in *ConsentInput, needed bool) []acceptance {
	if in == nil {
		if needed {
			faults.Add(domain.Refuse(domain.CodeRequired, "Para registrarte, acepta los términos y el tratamiento de tus datos personales.").At("consent"))
		}
		return nil
	}
	accepted := map[domain.ConsentDocument]string{domain.ConsentTerms: in.Terms, domain.ConsentPrivacy: in.Privacy}
	fields := map[domain.ConsentDocument]string{domain.ConsentTerms: "terms", domain.ConsentPrivacy: "privacy"}
	var list []acceptance
	for _, text := range s.ConsentTexts() {
		if accepted[text.Document] != text.Version {
			faults.Add(domain.Refuse(domain.CodeInvalid, "El texto cambió: léelo y acepta la versión %s.", text.Version).
				At("consent", fields[text.Document]).With("current", text.Version))
			continue
		}
		list = append(list, acceptance{text.Document, text.Version})
	}
	return list
}

func writeConsents(ctx context.Context, tx *store.Tx, clientID uuid.UUID, r registration) error {
	address := domain.Clip(access.OriginFrom(ctx).Address, longestAddress)
	rows := make([]*ent.ConsentCreate, len(r.Consents))
	for i, given := range r.Consents {
		rows[i] = tx.Consent.Create().SetCreatedAt(tx.Now).SetClientID(clientID).SetDocument(given.Document).SetVersion(given.Version).
			SetChannel(r.Channel).SetAddress(address)
	}
	if err := tx.Consent.CreateBulk(rows...).Exec(ctx); err != nil {
		return fmt.Errorf("write consents: %w", err)
	}
	return nil
}

// longestAddress is the width of the column of network addresses.
const longestAddress = 64
