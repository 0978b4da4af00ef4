package identity_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestTokenThatIsNotOursIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	for _, token := range []string{"", "qcs_", "x", "qcs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"qcs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", "qcs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"} {
		actor, _, err := h.Authenticate(t.Context(), token)
		if !isUnauthenticated(err) || actor.Kind != domain.ActorAnonymous {
			t.Errorf("%q is %+v, %v", token, actor, err)
		}
	}
}

func TestIdleSessionTimesOut(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	token := h.signIn(t, staff("ana@qoricash.pe", staffPassword)).Token
	h.Clock.Advance(10*time.Minute - time.Second)
	h.authenticate(t, token)
	// Being looked at is no activity, and what is cached ends in time too.
	h.Clock.Advance(time.Second)
	_, _, err := h.Authenticate(t.Context(), token)
	if reason := testkit.Param(testkit.Refused(t, err, domain.CodeUnauthenticated), "reason"); reason != "TIMED_OUT" {
		t.Errorf("ended because of %q", reason)
	}
}

func TestActivityIsWrittenEveryThirtySecondsAtMost(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	first := h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	request := func() identity.SessionInfo {
		_, session := h.authenticate(t, first.Token)
		session, err := h.Touch(t.Context(), session)
		if err != nil {
			t.Fatal(err)
		}
		return session
	}
	h.Clock.Advance(29 * time.Second)
	if session := request(); session != first.Session {
		t.Errorf("after 29 s: %+v", session)
	}
	h.Clock.Advance(time.Second)
	session := request()
	if now := h.Clock.Now(); session.SeenAt != now || session.IdleExpiresAt != now.Add(10*time.Minute) {
		t.Errorf("after 30 s: %+v", session)
	}
	// Then the next request knows it, and another instance too.
	if _, again := h.authenticate(t, first.Token); again != session {
		t.Errorf("known as %+v, is %+v", again, session)
	}
	if _, elsewhere, err := h.instance(identity.Options{}).Authenticate(t.Context(), first.Token); err != nil || elsewhere != session {
		t.Errorf("elsewhere %+v, %v", elsewhere, err)
	}
}

func TestNoActivityOutlivesTheAbsoluteEnd(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	signedIn := h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	for h.Clock.Now().Before(signedIn.Session.ExpiresAt) {
		actor, _ := h.authenticate(t, signedIn.Token)
		renewed, err := h.Renew(access.WithActor(t.Context(), actor))
		if err != nil {
			t.Fatal(err)
		}
		if renewed.IdleExpiresAt.After(renewed.ExpiresAt) || renewed.EndsAt().After(signedIn.Session.ExpiresAt) {
			t.Fatalf("renewed beyond the end: %+v", renewed)
		}
		h.Clock.Advance(9 * time.Minute)
	}
	if _, _, err := h.Authenticate(t.Context(), signedIn.Token); !isUnauthenticated(err) {
		t.Errorf("got %v", err)
	}
}

func TestEndPushedOnByAnotherInstanceIsFollowed(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	signedIn := h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	// Given an instance that looked at the session 2 s before its idle end, and another that renewed it then.
	h.Clock.Advance(10*time.Minute - 2*time.Second)
	actor, _ := h.authenticate(t, signedIn.Token)
	if _, err := h.instance(identity.Options{}).Renew(access.WithActor(t.Context(), actor)); err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(3 * time.Second)
	h.authenticate(t, signedIn.Token)
}

func TestSignOutEndsTheSessionAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.client(t, "12345678", clientPassword)
	out, stays := h.signIn(t, client("12345678", clientPassword, false)), h.signIn(t, client("12345678", clientPassword, true))
	actor, _ := h.authenticate(t, out.Token)
	ctx := access.WithActor(t.Context(), actor)
	for _, want := range []bool{true, false} {
		if ended, err := h.End(ctx); err != nil || ended != want {
			t.Errorf("ended %t, %v, want %t", ended, err, want)
		}
	}
	if _, _, err := h.Authenticate(t.Context(), out.Token); !isUnauthenticated(err) {
		t.Errorf("got %v", err)
	}
	h.authenticate(t, stays.Token)
	if _, err := h.Renew(ctx); !isUnauthenticated(err) {
		t.Errorf("an ended session was renewed: %v", err)
	}
	if got := h.sessionEvents(t, out.Session.ID); !slices.Equal(got, []string{"SESSION_STARTED 1 -", "SESSION_ENDED 2 SIGNED_OUT"}) {
		t.Errorf("events %q", got)
	}
}

func TestEndElsewhereIsKnownByItsEventOrAfterFiveSeconds(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.client(t, "12345678", clientPassword)
	told, untold := h.instance(identity.Options{}), h.instance(identity.Options{})
	signedIn := h.signIn(t, client("12345678", clientPassword, false))
	for _, instance := range []*identity.Service{told, untold} {
		if _, _, err := instance.Authenticate(t.Context(), signedIn.Token); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := h.End(access.WithActor(t.Context(), signedIn.Actor)); err != nil {
		t.Fatal(err)
	}
	told.Forget(signedIn.Session.ID)
	if _, _, err := told.Authenticate(t.Context(), signedIn.Token); !isUnauthenticated(err) {
		t.Errorf("told: %v", err)
	}
	if _, _, err := untold.Live(t.Context(), signedIn.Session.ID); !isUnauthenticated(err) {
		t.Errorf("live: %v", err)
	}
	h.Clock.Advance(5 * time.Second)
	if _, _, err := untold.Authenticate(t.Context(), signedIn.Token); !isUnauthenticated(err) {
		t.Errorf("untold after 5 s: %v", err)
	}
}

func TestEndThatRacesWithRequestsIsNeverForgotten(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.client(t, "12345678", clientPassword)
	for range 10 {
		signedIn := h.signIn(t, client("12345678", clientPassword, false))
		over, stop := context.WithCancel(t.Context())
		var requests sync.WaitGroup
		for range 4 {
			requests.Go(func() {
				for over.Err() == nil {
					if _, _, err := h.Authenticate(t.Context(), signedIn.Token); err != nil {
						return
					}
				}
			})
		}
		if _, err := h.End(access.WithActor(t.Context(), signedIn.Actor)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := h.Authenticate(t.Context(), signedIn.Token); !isUnauthenticated(err) {
			t.Errorf("after the end: %v", err)
		}
		stop()
		requests.Wait()
		// Nor by what a late request put into the cache.
		if _, _, err := h.Authenticate(t.Context(), signedIn.Token); !isUnauthenticated(err) {
			t.Errorf("when all is quiet: %v", err)
		}
	}
}

func TestDeactivatedPersonIsOutWithoutWaitingForTheSessionsEnd(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	signedIn := h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	h.exec(t, `UPDATE users SET status = 'DEACTIVATED' WHERE id = $1`, id)
	if _, _, err := h.Authenticate(t.Context(), signedIn.Token); !isUnauthenticated(err) {
		t.Errorf("got %v", err)
	}
}

func TestNewPasswordEndsEverySession(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	id := h.client(t, "12345678", clientPassword)
	web, app := h.signIn(t, client("12345678", clientPassword, false)), h.signIn(t, client("12345678", clientPassword, true))
	chosen := identity.ResetInput{Token: h.link(t, domain.ChallengePasswordReset, identity.ClientOf(id)), NewPassword: newPassword}
	if _, err := h.ResetByLink(from(t, "190.1.2.3"), chosen); err != nil {
		t.Fatal(err)
	}
	for _, signedIn := range []identity.SignedIn{web, app} {
		_, _, err := h.Authenticate(t.Context(), signedIn.Token)
		testkit.Refused(t, err, domain.CodeUnauthenticated)
		if got := h.sessionEvents(t, signedIn.Session.ID); !slices.Contains(got, "SESSION_ENDED 2 REVOKED") {
			t.Errorf("events %q", got)
		}
	}
	_, err := h.SignIn(from(t, "190.1.2.3"), client("12345678", clientPassword, false))
	testkit.Refused(t, err, domain.CodeInvalidCredentials)
	h.signIn(t, client("12345678", newPassword, false))
}

func TestSweepTellsTheEndOfSessionsWhoseTimeIsOver(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	h.client(t, "12345678", clientPassword)
	over := []identity.SignedIn{h.signIn(t, staff("ana@qoricash.pe", staffPassword)), h.signIn(t, client("12345678", clientPassword, false))}
	app := h.signIn(t, client("12345678", clientPassword, true))
	h.Clock.Advance(2 * time.Hour)
	for _, want := range []int{2, 0} {
		if swept, err := h.Sweep(t.Context()); err != nil || swept.Sessions != want {
			t.Errorf("swept %+v, %v, want %d sessions", swept, err, want)
		}
	}
	for _, signedIn := range over {
		if got := h.sessionEvents(t, signedIn.Session.ID); !slices.Equal(got, []string{"SESSION_STARTED 1 -", "SESSION_ENDED 2 TIMED_OUT"}) {
			t.Errorf("events %q", got)
		}
	}
	h.authenticate(t, app.Token)
	if left := h.texts(t, `SELECT tries::text FROM sign_in_attempts`); len(left) > 0 {
		t.Errorf("%d old attempts are kept", len(left))
	}
}
