package identity

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

// admission is what an attempt to sign in was counted under. No count that refuses somebody strictly is one that a stranger can
// fill: it is that of a device that the person signed in on before, or of one network, and the count of the identity alone is a
// loose one that such a device, and such a network, are not bound by.
type admission struct {
	// own is of the identity on this device or from this network, address of the network, whomever it tries.
	own, address []subject
}

// admit counts an attempt before it is judged, or refuses it with RATE_LIMITED.
func (s *Service) admit(ctx context.Context, claim claim) (admission, error) {
	device, err := s.knownDevice(ctx, claim.device, func() (Person, error) { return s.claimed(ctx, claim) })
	if err != nil {
		return admission{}, err
	}
	if device != uuid.Nil {
		counted := admission{own: s.attempts.identity("device\x1f" + device.String())}
		return counted, s.attempts.take(ctx, counted.own)
	}
	counted := admission{own: s.attempts.identity(claim.subjectFrom(originNetwork(ctx))),
		address: s.attempts.address("session.create", access.OriginFrom(ctx).Address)}
	if err := s.attempts.take(ctx, counted.all()); err != nil {
		return admission{}, err
	}
	if err := s.admitStranger(ctx, claim); err != nil {
		// Whether the caller still waits must not change what was counted.
		return admission{}, errors.Join(err, s.attempts.giveBack(context.WithoutCancel(ctx), counted.all()))
	}
	return counted, nil
}

// admitStranger bounds what all devices and networks together try upon one identity. Beyond the bound only networks from which
// the person signed in before are served, and known devices, which are not asked here. The same is read where nobody has the name.
func (s *Service) admitStranger(ctx context.Context, claim claim) error {
	bound := ratelimit.SignInToIdentity()
	decision, err := s.limits.Take(ctx, bound, claim.subject(), 1)
	if err != nil || decision.Allowed {
		return err
	}
	person, err := s.claimed(ctx, claim)
	if err != nil {
		return err
	}
	known, err := s.knowsNetwork(ctx, person, originNetwork(ctx))
	if err != nil || known {
		return err
	}
	return decision.Refusal(bound)
}

func (s *Service) claimed(ctx context.Context, claim claim) (Person, error) {
	found, err := s.find(ctx, s.store.Read(), claim)
	return found.person, err
}

func (a admission) all() []subject { return slices.Concat(a.own, a.address) }

// settle says what was counted what came of it: a wrong secret stays counted, a right one forgives what was tried here before, and
// what was never judged is given back.
func (s *Service) settle(ctx context.Context, counted admission, outcome error) error {
	// Whether the caller still waits must not change what was counted.
	ctx = context.WithoutCancel(ctx)
	switch {
	case outcome == nil:
		return errors.Join(s.attempts.forgive(ctx, counted.own), s.attempts.giveBack(ctx, counted.address))
	case domain.CodeOf(outcome) == domain.CodeInvalidCredentials, isWrongFactor(outcome):
		return outcome
	}
	return errors.Join(outcome, s.attempts.giveBack(ctx, counted.all()))
}
