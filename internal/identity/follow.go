package identity

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// Connections is what an instance does to its open connections when somebody's access changes anywhere.
type Connections struct {
	// Close ends those that rest on a session or a token; their holder reads the reason.
	Close func(credential uuid.UUID, reason string)
	// Renew moves the instant at which those that rest on a token end.
	Renew func(token uuid.UUID, until time.Time)
	// Restart makes those of a person begin anew, where they were, with the rights that the person has now.
	Restart func(of access.Actor, reason string)
}

// Follow answers who keeps what this instance knows of sessions, tokens and people true to the feed, and its open connections with it.
func (s *Service) Follow(open Connections) event.Subscriber {
	return func(_ context.Context, batch event.Batch) error {
		if batch.Resync {
			s.ForgetAll()
		}
		for _, e := range batch.Events {
			switch e.Aggregate.Type {
			case domain.ObjectSession:
				s.takeSession(e, open)
			case domain.ObjectToken:
				s.takeToken(e, open)
			case domain.ObjectUser:
				s.takeUser(e, open)
			}
		}
		return nil
	}
}

func (s *Service) takeSession(e event.Event, open Connections) {
	switch e.Kind {
	case domain.EventSessionEnded:
		s.Forget(e.Aggregate.ID)
		open.Close(e.Aggregate.ID, endReason(e.Facts))
	case domain.EventSessionLifted:
		s.Forget(e.Aggregate.ID)
	}
}

// takeToken forgets an access token that is over, or will be earlier than was known; the connections that rest on it close then.
func (s *Service) takeToken(e event.Event, open Connections) {
	id := e.Aggregate.ID
	s.Forget(id)
	switch e.Kind {
	case domain.EventTokenRevoked:
		open.Close(id, "token revoked")
	case domain.EventTokenRotated:
		var retired domain.TokenRotatedFacts
		if err := json.Unmarshal(e.Facts, &retired); err == nil {
			open.Renew(id, retired.RetiresAt)
		}
	}
}

// takeUser forgets a person whose rights may have changed. Its open connections run with the old ones, so they begin anew. Sessions
// that ended are told by events of their own.
func (s *Service) takeUser(e event.Event, open Connections) {
	s.ForgetPerson(StaffMember(e.Aggregate.ID))
	switch e.Kind {
	case domain.EventRoleChanged, domain.EventPermissionGranted, domain.EventPermissionWithdrawn, domain.EventSetGranted, domain.EventSetWithdrawn:
		open.Restart(access.Actor{Kind: domain.ActorStaff, ID: e.Aggregate.ID}, "rights changed")
	}
}

// endReason tells the holder of a connection why its session ended.
func endReason(facts json.RawMessage) string {
	var ended domain.SessionEndedFacts
	if err := json.Unmarshal(facts, &ended); err == nil && ended.Reason == domain.SessionReplaced {
		return "session replaced by a newer sign-in"
	}
	return "session ended"
}
