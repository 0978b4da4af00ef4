package rewards

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// Attempts are the tries of codes on this instance since it started, by how they ended.
type Attempts struct {
	// Usable codes gave something; Unknown ones were refused without saying why: nobody made them, or they are not for who tried; Limited
	// tries came too soon after others.
	Usable, Unknown, Limited int64
}

// attempts counts the tries of codes.
type attempts struct {
	usable, unknown, limited atomic.Int64
	// guessedUntil is until when the house counts as one whose codes are being guessed; nil where nobody did.
	guessedUntil atomic.Pointer[time.Time]
}

// guessedFor is how long an alarm lasts after the last code that was one too many.
const guessedFor = time.Hour

// CountTry counts that somebody tries a code, wherever it may be typed, by person, whatever access token it comes with, and by network.
// RATE_LIMITED says when to come back. A command asks before its transaction begins.
func (s *Service) CountTry(ctx context.Context) error {
	var subjects []string
	if actor := access.Current(ctx); actor.Kind == domain.ActorClient || actor.Kind == domain.ActorStaff {
		subjects = append(subjects, actor.Key())
	}
	for _, subject := range append(subjects, ratelimit.Address(ctx)) {
		if subject == "" {
			continue
		}
		err := s.options.RateLimits.Require(ctx, ratelimit.CodeAttempt(), subject)
		if domain.CodeOf(err) == domain.CodeRateLimited {
			s.attempts.limited.Add(1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Tried notes how it ended that somebody tried a code. What was refused without saying why counts for the whole house, whoever tried: many
// callers who stay within their own bounds may guess together, which raises an alarm ([Service.Guessed]) and refuses nobody. It takes a
// connection of the pool, so a command tells after its transaction.
func (s *Service) Tried(ctx context.Context, err error) {
	refusals := domain.Refusals(err)
	switch {
	case err == nil:
		s.attempts.usable.Add(1)
		return
	case len(refusals) == 0 || refusals[0].Code != domain.CodeCouponNotUsable || slices.ContainsFunc(refusals[0].Params, isReason):
		return
	}
	s.attempts.unknown.Add(1)
	s.suspect(ctx)
}

// TypedAtRegistration counts a code with which somebody registers, like one that is tried at any other door: what is no client's code counts for
// the whole house. Whose it is, the answer of a registration does not tell, and neither do the statements that this takes. A command asks before
// its transaction begins; RATE_LIMITED says when to come back.
func (s *Service) TypedAtRegistration(ctx context.Context, value string) error {
	if err := s.CountTry(ctx); err != nil {
		return err
	}
	known, err := s.store.Read().RewardCode.Query().Where(rewardcode.Value(value), rewardcode.KindEQ(domain.CodeReferral)).Exist(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("look for a code: %w", err)
	}
	if !known {
		s.attempts.unknown.Add(1)
		s.suspect(ctx)
		return nil
	}
	s.attempts.usable.Add(1)
	if _, err := s.options.RateLimits.Take(ctx, ratelimit.UnknownCodes(), "known", 1); err != nil {
		s.options.Logger.WarnContext(ctx, "a code of a registration was not counted", "error", err)
	}
	return nil
}

// suspect counts a code that nobody knows for the whole house, and raises the alarm beyond what people mistype: in the metrics at each of them,
// and to the house once an hour.
func (s *Service) suspect(ctx context.Context) {
	limits := s.options.RateLimits
	decision, err := limits.Take(ctx, ratelimit.UnknownCodes(), "house", 1)
	if err != nil || decision.Allowed {
		return
	}
	until := s.store.Clock().Now().Add(guessedFor)
	s.attempts.guessedUntil.Store(&until)
	if told, err := limits.Take(ctx, ratelimit.CodesAlarm(), "house", 1); err != nil || !told.Allowed {
		return
	}
	s.options.Logger.LogAttrs(ctx, slog.LevelWarn, "codes of rewards are being guessed: more unknown ones are tried than people mistype",
		slog.Int("an hour", ratelimit.UnknownCodes().Limit))
	// Whoever guesses may hang up; the house hears of it all the same.
	if err := s.tellGuessed(access.AsSystem(context.WithoutCancel(ctx))); err != nil {
		s.options.Logger.ErrorContext(ctx, "the house could not be told that codes are being guessed", "error", err)
	}
}

// CodesAggregate are all codes of rewards, as one.
var CodesAggregate = event.Aggregate{Type: domain.ObjectRewardCodes, ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(domain.ObjectRewardCodes))}

func (s *Service) tellGuessed(ctx context.Context) error {
	command := store.Command{Action: "reward_codes.alarm", Locks: []event.Aggregate{CodesAggregate}}
	_, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		return tx.EmitNext(ctx, event.Record{Kind: domain.EventCodesGuessed, Aggregate: CodesAggregate,
			Facts: domain.CodesGuessedFacts{AnHour: ratelimit.UnknownCodes().Limit}})
	})
	return err
}

func isReason(param domain.Param) bool { return param.Name == "reason" }

// Attempts answers how codes were tried on this instance.
func (s *Service) Attempts() Attempts {
	return Attempts{Usable: s.attempts.usable.Load(), Unknown: s.attempts.unknown.Load(), Limited: s.attempts.limited.Load()}
}

// Guessed tells whether codes are being guessed, as far as this instance saw within the last hour.
func (s *Service) Guessed() bool {
	until := s.attempts.guessedUntil.Load()
	return until != nil && s.store.Clock().Now().Before(*until)
}
