package identity_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestSixthAttemptOnOneIdentityFromOneNetworkWaits(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{AttemptsPerAddress: -1})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	instances := []*identity.Service{h.Service, h.instance(identity.Options{AttemptsPerAddress: -1})}
	for i := range 5 {
		_, err := instances[i%2].SignIn(from(t, fmt.Sprintf("2001:db8:7:7::%d", i)), staff("ana@qoricash.pe", "Equivocada-1!"))
		testkit.Refused(t, err, domain.CodeInvalidCredentials)
	}
	// When the sixth comes, even with the right password and written in another way.
	_, err := instances[1].SignIn(from(t, "2001:db8:7:7::99"), staff("ANA@qoricash.pe", staffPassword))
	refusal := testkit.Refused(t, err, domain.CodeRateLimited)
	if testkit.Param(refusal, "retryAfterSeconds") != "60" {
		t.Errorf("params %v, want to wait 60 seconds", refusal.Params)
	}
	// Then it works from elsewhere at once, and from there after the wait; and all is forgotten.
	if _, err := h.SignIn(from(t, "190.9.9.9"), staff("ana@qoricash.pe", staffPassword)); err != nil {
		t.Errorf("another network: %v", err)
	}
	h.Clock.Advance(time.Minute)
	if _, err := h.SignIn(from(t, "2001:db8:7:7::1"), staff("ana@qoricash.pe", staffPassword)); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	for range 4 {
		_, err := h.SignIn(from(t, "2001:db8:7:7::1"), staff("ana@qoricash.pe", "Equivocada-1!"))
		testkit.Refused(t, err, domain.CodeInvalidCredentials)
	}
}

func TestSixthAttemptFromOneAddressWaitsWhomeverItIsUpon(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	for i := range 5 {
		_, err := h.SignIn(from(t, fmt.Sprintf("2001:db8:7:7::%d", i)), client(fmt.Sprintf("1234567%d", i), clientPassword, false))
		testkit.Refused(t, err, domain.CodeInvalidCredentials)
	}
	_, err := h.SignIn(from(t, "2001:db8:7:7:ffff::1"), staff("ana@qoricash.pe", staffPassword))
	testkit.Refused(t, err, domain.CodeRateLimited)
	if _, err := h.SignIn(from(t, "2001:db8:7:8::1"), staff("ana@qoricash.pe", staffPassword)); err != nil {
		t.Errorf("another network: %v", err)
	}
}

func TestOfficeBehindOneAddressMaySignIn(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	for i := range 8 {
		email := fmt.Sprintf("staff%d@qoricash.pe", i)
		h.hire(t, email, domain.RoleOperator)
		h.signIn(t, staff(email, staffPassword))
	}
}

func TestRegistrationsOfAnAddressAreCountedApart(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	for range 5 {
		if err := h.LimitByAddress(from(t, "190.1.2.3"), "client.register"); err != nil {
			t.Fatal(err)
		}
	}
	testkit.Refused(t, h.LimitByAddress(from(t, "190.1.2.3"), "client.register"), domain.CodeRateLimited)
	if err := h.LimitByAddress(from(t, "190.1.2.4"), "client.register"); err != nil {
		t.Error(err)
	}
	h.signIn(t, staff("ana@qoricash.pe", staffPassword))
}

func TestAttemptsHoldNoNames(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	_, err := h.SignIn(from(t, "190.1.2.3"), client("12345678", clientPassword, false))
	testkit.Refused(t, err, domain.CodeInvalidCredentials)
	rows := h.texts(t, `SELECT encode(subject, 'escape') FROM sign_in_attempts WHERE position('12345678'::bytea IN subject) > 0
		OR position('190.1.2.3'::bytea IN subject) > 0`)
	all := h.texts(t, `SELECT tries::text FROM sign_in_attempts`)
	if len(rows) != 0 || len(all) != 2 {
		t.Errorf("%d rows, %d with names", len(all), len(rows))
	}
}
