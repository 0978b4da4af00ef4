// Package rewards owns who recommended the house to whom, the pips that it gives for that, and the codes that make a price better.
//
// Invariants:
//   - A code of six characters is one row, of whatever kind; how it stands is derived from its uses and dates, and stored nowhere. The
//     database gives each client a code of its own as it is written.
//   - A use is reserved in the transaction that makes its operation, consumed in the one that completes it, and released in any other that
//     ends it, or none of that happens. A reward is used once, whatever races; a client has one code reserved at a time (areas.md E22).
//   - A referral binds finally at the first completed operation of the client. Nobody gets anything by a code of its own (E19).
//   - Completions, decisions and bindings of one referral, and reservations and withdrawals of one code, hold no lock in common: each reads
//     the row [store.ForUpdate].
//   - Pips are whole. A balance is the sum of its movements, which are never changed; no operation earns twice.
//   - Whether there is a code hears whose it is, and who was promised a price with it; everybody else hears one answer, after the same
//     statements (E21).
//
// The area knows neither prices nor the life of operations: pricing and trading call it within their transactions.
package rewards

import (
	"errors"
	"log/slog"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/store"
)

// Options tune a service.
type Options struct {
	// Parameters are what people of the house change: of them, the rules of rewards.
	Parameters domain.ParametersAt
	// Restrictions say which clients make no codes.
	Restrictions *restriction.Service
	// SiteURL is the clients' site, where a shared code leads.
	SiteURL string
	// RateLimits bounds how often codes are tried; nil bounds nothing.
	RateLimits *ratelimit.Limiter
	// Logger may be nil.
	Logger *slog.Logger
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store    *store.Store
	options  Options
	attempts attempts
}

// New returns a service over the house's database.
func New(house *store.Store, options Options) *Service {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	return &Service{store: house, options: options}
}

// ShareURL is where a client sends people to whom it recommends the house.
func (s *Service) ShareURL(code string) string {
	return strings.TrimRight(s.options.SiteURL, "/") + "/r/" + code
}

// The places that the database keeps, each with the reason that who comes too late hears.
var places = map[string]domain.CouponReason{
	"coupon_uses_once":                    domain.CouponTaken,
	"coupon_uses_one_reserved_per_client": domain.CouponAnother,
	"coupon_uses_one_referral_per_client": domain.CouponNotFirst,
	"coupon_uses_campaign_once":           domain.CouponUsed,
	"coupon_uses_campaign_left":           domain.CouponExpired,
	"coupon_uses_not_withdrawn":           domain.CouponWithdrawn,
}

// InWords answers the refusal of a command that lost the race for a code to another: its quote was promised with it, so it is told why.
// Other errors are answered as they are.
func InWords(err error, reader domain.Reader) error {
	if err == nil || errors.As(err, new(*domain.Error)) {
		return err
	}
	for place, reason := range places {
		if store.IsUniqueViolation(err, place) {
			return domain.CouponStanding{Known: true, Quoted: true}.Refusal(reason, reader).At("quoteId")
		}
	}
	return err
}

// codeLock is the lock of a code.
func codeLock(id uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectRewardCode, ID: id}
}
