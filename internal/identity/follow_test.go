package identity_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
)

func TestAnInstanceDoesToItsConnectionsWhatHappenedToTheirAccess(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	id, until := uuid.New(), time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		object domain.ObjectKind
		kind   domain.EventKind
		facts  any
		want   []string
	}{
		"a session that was replaced": {domain.ObjectSession, domain.EventSessionEnded, domain.SessionEndedFacts{Reason: domain.SessionReplaced},
			[]string{"close session replaced by a newer sign-in"}},
		"a session that was signed out": {domain.ObjectSession, domain.EventSessionEnded, domain.SessionEndedFacts{Reason: domain.SessionSignedOut},
			[]string{"close session ended"}},
		"a session that became whole": {domain.ObjectSession, domain.EventSessionLifted, domain.SessionLiftedFacts{}, nil},
		"a token that was revoked":    {domain.ObjectToken, domain.EventTokenRevoked, nil, []string{"close token revoked"}},
		"a token that was replaced":   {domain.ObjectToken, domain.EventTokenRotated, domain.TokenRotatedFacts{RetiresAt: until}, []string{"renew " + until.String()}},
		"an office":                   {domain.ObjectUser, domain.EventSetGranted, domain.SetFacts{}, []string{"restart STAFF rights changed"}},
		"an office less":              {domain.ObjectUser, domain.EventSetWithdrawn, domain.SetFacts{}, []string{"restart STAFF rights changed"}},
		"other rights":                {domain.ObjectUser, domain.EventPermissionGranted, domain.GrantFacts{}, []string{"restart STAFF rights changed"}},
		"another name":                {domain.ObjectUser, domain.EventUserUpdated, domain.FieldsFacts{}, nil},
		"another event of a client":   {domain.ObjectClient, domain.EventClientUpdated, domain.FieldsFacts{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var did []string
			note := func(what string, of uuid.UUID) {
				if of != id {
					t.Errorf("it was done to %s", of)
				}
				did = append(did, what)
			}
			follow := h.Follow(identity.Connections{
				Close:   func(credential uuid.UUID, reason string) { note("close "+reason, credential) },
				Renew:   func(token uuid.UUID, until time.Time) { note("renew "+until.String(), token) },
				Restart: func(of access.Actor, reason string) { note("restart "+string(of.Kind)+" "+reason, of.ID) },
			})
			facts, err := json.Marshal(c.facts)
			if err != nil {
				t.Fatal(err)
			}
			err = follow(t.Context(), event.Batch{Events: []event.Event{{Kind: c.kind, Aggregate: event.Aggregate{Type: c.object, ID: id}, Facts: facts}}})
			if err != nil || !slices.Equal(did, c.want) {
				t.Errorf("it did %v, %v", did, err)
			}
		})
	}
}

// What an instance knows of sessions is nothing once the history that it followed was replaced by another.
func TestAnotherHistoryMakesAnInstanceForgetWhatItKnew(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	signedIn := h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	h.authenticate(t, signedIn.Token)
	if _, err := h.DB.Owner.ExecContext(t.Context(), `DELETE FROM sessions WHERE id = $1`, signedIn.Session.ID); err != nil {
		t.Fatal(err)
	}
	h.authenticate(t, signedIn.Token) // it knows the session still
	if err := h.Follow(identity.Connections{})(t.Context(), event.Batch{Resync: true}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.Authenticate(t.Context(), signedIn.Token); err == nil {
		t.Error("a session that is not there is known")
	}
}
