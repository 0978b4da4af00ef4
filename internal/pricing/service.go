// Package pricing owns the rates of the house and the prices that it promises.
//
// Invariants: publications are append-only and the newest one is in force; every way of setting a rate, the pair derived
// from a base included, passes the same guards (RULE-PRC-1, domain.md 4.2); amounts are computed here from a rate of the
// house, once, and never taken from a caller (RULE-PRC-2); a quote belongs to one client or to one person of the desk,
// keeps every input of its price, serves one operation at most and none after its end.
package pricing

import (
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/store"
)

// The aggregates whose events tell of publications. There is one pair, so each has one id for good.
var (
	// RateAggregate is the public pair USD/PEN.
	RateAggregate = event.Aggregate{Type: domain.ObjectRate, ID: pairID}
	// BaseRateAggregate is the base of USD/PEN.
	BaseRateAggregate = event.Aggregate{Type: domain.ObjectBaseRate, ID: pairID}
)

// pairID names the pair USD/PEN in events.
var pairID = uuid.MustParse("00000000-0000-7000-8000-00000000fa17")

// Service publishes rates and promises prices.
type Service struct {
	store     *store.Store
	decisions *approval.Service
	rewards   *rewards.Service
	// restrictions say which clients are promised no price.
	restrictions *restriction.Service
	parameters   domain.ParametersAt
	board        board
}

// New returns the service, which prices by the parameters in force and by the codes of the rewards, promises nothing to whom restrictions stop, and brings to the decisions of the house
// what those on rates do. Its board is empty until the first Refresh.
func New(store *store.Store, codes *rewards.Service, restrictions *restriction.Service, decisions *approval.Service, parameters domain.ParametersAt) *Service {
	s := &Service{store: store, rewards: codes, restrictions: restrictions, decisions: decisions, parameters: parameters}
	decisions.Carries(s.effects())
	return s
}

// now are the parameters in force, for what is no part of a transaction.
func (s *Service) now() domain.Parameters { return s.parameters(s.store.Clock().Now()) }

// personOf is who a publication is attributed to.
func personOf(actor access.Actor) uuid.UUID {
	if actor.Kind == domain.ActorSystem {
		return domain.HouseUserID()
	}
	return actor.ID
}
