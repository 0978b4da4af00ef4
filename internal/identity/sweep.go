package identity

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Swept is what [Service.Sweep] did.
type Swept struct{ Sessions int }

// Sweep ends the sessions whose time is over, so that their ends are events like all others, and forgets
// old attempts, codes, links and devices.
// The leader calls it every minute or so. It acts as the system.
func (s *Service) Sweep(ctx context.Context) (Swept, error) {
	ctx = access.AsSystem(ctx)
	if err := errors.Join(s.attempts.sweep(ctx), s.sweepChallenges(ctx), s.sweepDevices(ctx)); err != nil {
		return Swept{}, err
	}
	return s.endExpired(ctx, s.store.Clock().Now())
}

// sweepAtOnce bounds the sessions that one sweep ends.
const sweepAtOnce = 1_000

func (s *Service) endExpired(ctx context.Context, now time.Time) (Swept, error) {
	people, err := s.withExpired(ctx, now)
	if err != nil {
		return Swept{}, err
	}
	var swept Swept
	for _, person := range people {
		count, err := s.end(ctx, "session.expire", person, domain.SessionTimedOut, func(row *ent.Session) bool {
			return !now.Before(infoOf(row).EndsAt())
		})
		if err != nil {
			return swept, err
		}
		swept.Sessions += count
	}
	return swept, nil
}

// withExpired answers the people who have sessions whose time is over.
func (s *Service) withExpired(ctx context.Context, now time.Time) ([]Person, error) {
	rows, err := s.store.Read().Session.Query().
		Where(session.EndedAtIsNil(), session.Or(session.IdleExpiresAtLTE(now), session.ExpiresAtLTE(now))).
		Order(session.ByID()).Limit(sweepAtOnce).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find sessions whose time is over: %w", err)
	}
	seen := map[Person]bool{}
	var people []Person
	for _, row := range rows {
		var person Person
		if row.UserID != nil {
			person = StaffMember(*row.UserID)
		} else {
			person = ClientOf(*row.ClientID)
		}
		if !seen[person] {
			seen[person] = true
			people = append(people, person)
		}
	}
	return people, nil
}
