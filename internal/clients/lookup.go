package clients

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

// Register is a register of the state, or who speaks for one. What it says is a suggestion for a form, never a proof; ok is
// false for a document that it does not know.
type Register interface {
	// Source is who says so.
	Source() domain.LookupSource
	// PersonByDNI answers the name of a person.
	PersonByDNI(ctx context.Context, dni string) (name domain.PersonName, ok bool, err error)
	// CompanyByRUC answers what is known about a taxpayer.
	CompanyByRUC(ctx context.Context, ruc string) (record domain.TaxpayerRecord, ok bool, err error)
}

// Suggestion is what a register said about a document, and when. Either Person or Company is there.
type Suggestion struct {
	Source  domain.LookupSource
	At      time.Time
	Person  *domain.PersonName
	Company *domain.TaxpayerRecord
}

// What was asked is remembered for a day, so that a form that is filled in twice asks once.
const (
	suggestionsKept = 5_000
	suggestionAge   = 24 * time.Hour
	lookupPatience  = 5 * time.Second
)

// LookUp answers what the register says about a DNI or RUC; ok is false where it knows nothing, and for other documents.
// Anybody may ask, ten times a minute: the answer says nothing about who is a client. UNAVAILABLE tells that the register
// does not answer, and that the form has to be filled in by hand.
func (s *Service) LookUp(ctx context.Context, kind domain.DocumentType, number string) (Suggestion, bool, error) {
	var faults domain.Faults
	asked := Document{Type: kind, Number: number}.checked(&faults)
	if err := faults.Err(); err != nil {
		return Suggestion{}, false, err
	}
	if err := s.options.RateLimits.Require(ctx, ratelimit.DocumentLookup(), ratelimit.Caller(ctx)); err != nil {
		return Suggestion{}, false, err
	}
	if s.options.Register == nil {
		return Suggestion{}, false, nil
	}
	now := s.store.Clock().Now()
	if known, fresh := s.lookups.recall(asked, now); fresh {
		return known.suggestion, known.ok, nil
	}
	ctx, cancel := context.WithTimeout(ctx, lookupPatience)
	defer cancel()
	found, ok, err := ask(ctx, s.options.Register, asked)
	if err != nil {
		return Suggestion{}, false, errors.Join(domain.Refuse(domain.CodeUnavailable,
			"El registro no responde por ahora. Escribe los datos a mano."), err)
	}
	found.Source, found.At = s.options.Register.Source(), now
	s.lookups.keep(asked, answer{found, ok, now})
	return found, ok, nil
}

func ask(ctx context.Context, register Register, document Document) (Suggestion, bool, error) {
	switch document.Type {
	case domain.DocumentDNI:
		name, ok, err := register.PersonByDNI(ctx, document.Number)
		return Suggestion{Person: &name}, ok, err
	case domain.DocumentRUC:
		record, ok, err := register.CompanyByRUC(ctx, document.Number)
		return Suggestion{Company: &record}, ok, err
	}
	return Suggestion{}, false, nil
}

// answer is what was said about a document, also that nothing is known.
type answer struct {
	suggestion Suggestion
	ok         bool
	at         time.Time
}

// suggestions remembers answers, those that were asked for last.
type suggestions struct {
	mu    sync.Mutex
	known *simplelru.LRU[Document, answer]
}

func newSuggestions() *suggestions {
	// An error would mean a size below 1.
	known, _ := simplelru.NewLRU[Document, answer](suggestionsKept, nil)
	return &suggestions{known: known}
}

func (s *suggestions) recall(document Document, now time.Time) (answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.known.Get(document)
	age := now.Sub(found.at)
	return found, ok && age >= 0 && age < suggestionAge
}

func (s *suggestions) keep(document Document, said answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known.Add(document, said)
}
