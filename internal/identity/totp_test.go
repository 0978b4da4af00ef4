package identity_test

import (
	"bytes"
	"context"
	"encoding/base32"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

func sealKeys() [][]byte { return [][]byte{bytes.Repeat([]byte{7}, 32)} }

// signedInAs is the context of who signed in.
func (h *house) signedInAs(t *testing.T, signedIn identity.SignedIn) context.Context {
	t.Helper()
	actor, _ := h.authenticate(t, signedIn.Token)
	return access.WithOrigin(access.WithActor(t.Context(), actor), access.Origin{Address: "190.1.2.3", UserAgent: "tests", RequestID: "r1"})
}

// codeOf is what an authenticator shows a while from now.
func (h *house) codeOf(t *testing.T, secret string, offset time.Duration) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, h.Clock.Now().Add(offset))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// enroll sets a second factor up for who is signed in, and answers the authenticator's secret and the recovery codes.
func (h *house) enroll(t *testing.T, ctx context.Context) (secret string, recovery []string) {
	t.Helper()
	key, err := h.BeginTOTP(ctx)
	if err != nil {
		t.Fatal(err)
	}
	recovery, err = h.ConfirmTOTP(ctx, h.codeOf(t, key.Secret, 0))
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(30 * time.Second)
	return key.Secret, recovery
}

func staffWith(login, password, code string) identity.SignInInput {
	in := staff(login, password)
	in.Credentials.Staff.TOTPCode = code
	return in
}

func TestAuthenticatorIsToldWhatItNeeds(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{SealKeys: sealKeys()})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	ctx := h.signedInAs(t, h.signIn(t, staff("ana@qoricash.pe", staffPassword)))
	key, err := h.BeginTOTP(ctx)
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(key.URI)
	if err != nil || address.Scheme != "otpauth" || address.Host != "totp" || address.Path != "/QoriCash:ana@qoricash.pe" {
		t.Errorf("address %s, %v", key.URI, err)
	}
	asked := address.Query()
	for name, want := range map[string]string{"issuer": "QoriCash", "secret": key.Secret, "period": "30", "digits": "6", "algorithm": "SHA1"} {
		if asked.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, asked.Get(name), want)
		}
	}
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(key.Secret)
	if err != nil || len(secret) != 20 {
		t.Fatalf("secret %q, %v", key.Secret, err)
	}
	// The database holds it sealed, and until it is confirmed nobody is asked for it.
	if rows := h.texts(t, `SELECT id::text FROM users WHERE position($1::bytea IN totp_secret) > 0`, secret); len(rows) > 0 {
		t.Error("the secret is stored as it is")
	}
	if rows := h.texts(t, `SELECT length(totp_secret)::text FROM users WHERE id = $1`, id); rows[0] != "48" {
		t.Errorf("sealed in %s bytes", rows[0])
	}
	h.signIn(t, staff("ana@qoricash.pe", staffPassword))
}

func TestSecondFactorIsAskedForOnceThePasswordIsRight(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{SealKeys: sealKeys(), AttemptsPerAddress: -1, AttemptsPerIdentity: -1})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	secret, recovery := h.enroll(t, h.signedInAs(t, h.signIn(t, staff("ana@qoricash.pe", staffPassword))))
	if len(recovery) != 10 || len(slices.Compact(slices.Sorted(slices.Values(recovery)))) != 10 {
		t.Fatalf("recovery codes %q", recovery)
	}
	attempt := func(code string) error {
		_, err := h.SignIn(from(t, "190.1.2.3"), staffWith("ana@qoricash.pe", staffPassword, code))
		return err
	}
	_, err := h.SignIn(from(t, "190.1.2.3"), staffWith("ana@qoricash.pe", "Otra-clave-1!", h.codeOf(t, secret, 0)))
	testkit.Refused(t, err, domain.CodeInvalidCredentials)
	for _, code := range []string{"", "  ", "000000x", "abcd-efgh-ijkl-mnop", h.codeOf(t, secret, 90*time.Second), h.codeOf(t, secret, -60*time.Second),
		strings.Repeat("1", 10_000)} {
		refusal := testkit.Refused(t, attempt(code), domain.CodeTOTPRequired)
		if strings.Join(refusal.Field, ".") != "credentials.staff.totpCode" {
			t.Errorf("%q is refused at %v", code, refusal.Field)
		}
	}
	// One step off, either way, is a telephone's clock; and no code works twice, nor one from before it.
	now := h.codeOf(t, secret, 0)
	before := h.codeOf(t, secret, -30*time.Second)
	for _, c := range []struct {
		code string
		good bool
	}{{now[:3] + " " + now[3:], true}, {now, false}, {before, false}, {h.codeOf(t, secret, 30*time.Second), true}} {
		if err := attempt(c.code); (err == nil) != c.good {
			t.Errorf("%q: %v, good %t", c.code, err, c.good)
		}
	}
	// A recovery code opens a session once, however it is written.
	written := strings.ToUpper(strings.ReplaceAll(recovery[3], "-", " "))
	if err := attempt(written); err != nil {
		t.Error(err)
	}
	testkit.Refused(t, attempt(recovery[3]), domain.CodeTOTPRequired)
	if rows := h.texts(t, `SELECT id::text FROM recovery_codes WHERE used_at IS NULL`); len(rows) != 9 {
		t.Errorf("%d recovery codes are left", len(rows))
	}
}

func TestOneCodeOpensOneSessionHoweverManyTryIt(t *testing.T) {
	t.Parallel()
	free := identity.Options{SealKeys: sealKeys(), AttemptsPerAddress: -1, AttemptsPerIdentity: -1}
	h := open(t, free)
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	secret, recovery := h.enroll(t, h.signedInAs(t, h.signIn(t, staff("ana@qoricash.pe", staffPassword))))
	for _, code := range []string{h.codeOf(t, secret, 0), recovery[0]} {
		var opened atomic.Int32
		var all sync.WaitGroup
		for _, at := range []*identity.Service{h.Service, h.instance(free), h.Service, h.instance(free)} {
			all.Go(func() {
				if _, err := at.SignIn(from(t, "190.1.2.3"), staffWith("ana@qoricash.pe", staffPassword, code)); err == nil {
					opened.Add(1)
				}
			})
		}
		all.Wait()
		if opened.Load() != 1 {
			t.Errorf("the code opened %d sessions", opened.Load())
		}
	}
}

func TestWrongCodesAreAttemptsAndMissingOnesAreNot(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{SealKeys: sealKeys(), AttemptsPerAddress: -1})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	secret, _ := h.enroll(t, h.signedInAs(t, h.signIn(t, staff("ana@qoricash.pe", staffPassword))))
	for range 8 {
		_, err := h.SignIn(from(t, "190.1.2.3"), staff("ana@qoricash.pe", staffPassword))
		testkit.Refused(t, err, domain.CodeTOTPRequired)
	}
	for range 5 {
		_, err := h.SignIn(from(t, "190.1.2.3"), staffWith("ana@qoricash.pe", staffPassword, "zzzzzz"))
		testkit.Refused(t, err, domain.CodeTOTPRequired)
	}
	_, err := h.SignIn(from(t, "190.1.2.3"), staffWith("ana@qoricash.pe", staffPassword, h.codeOf(t, secret, 0)))
	testkit.Refused(t, err, domain.CodeRateLimited)
	rows := h.texts(t, `SELECT changes->'after'->>'wrong' FROM audit_entries WHERE action = 'session.refuse'`)
	if len(rows) != 5 || rows[0] != "secondFactor" {
		t.Errorf("audit rows %q", rows)
	}
}

func TestRoleThatNeedsASecondFactorDoesNothingBefore(t *testing.T) {
	t.Parallel()
	options := identity.Options{SealKeys: sealKeys(), TOTPRoles: []domain.Role{domain.RoleMaster}}
	h := open(t, options)
	h.hire(t, "ana@qoricash.pe", domain.RoleMaster)
	signedIn := h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	if signedIn.Actor.Restriction != domain.RestrictedToTOTP {
		t.Fatalf("signed in as %+v", signedIn.Actor)
	}
	ctx := h.signedInAs(t, signedIn)
	actor := access.Current(ctx)
	for _, permission := range domain.Permissions() {
		if actor.Can(permission) {
			t.Errorf("may %s", permission)
		}
	}
	if _, _, err := h.CreateToken(ctx, wanted(domain.TokenMachine, uuid.Nil, domain.ScopeReadOperations)); domain.CodeOf(err) != domain.CodeTOTPSetupRequired {
		t.Errorf("an act: %v", err)
	}
	for name, act := range map[string]func() error{
		"change the password": func() error { return h.ChangePassword(ctx, identity.ChangePasswordInput{}) },
		"revoke a session":    func() error { return h.Revoke(ctx, uuid.New()) },
		"revoke the others":   func() error { _, err := h.RevokeOthers(ctx); return err },
	} {
		if err := act(); domain.CodeOf(err) != domain.CodeTOTPSetupRequired {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := h.Renew(ctx); err != nil {
		t.Error(err)
	}
	// Once it is set up the same session is whole, here at once and elsewhere by its event.
	elsewhere := h.instance(options)
	if before, _, err := elsewhere.Authenticate(t.Context(), signedIn.Token); err != nil || before.Restriction != domain.RestrictedToTOTP {
		t.Errorf("elsewhere before: %+v, %v", before, err)
	}
	h.enroll(t, ctx)
	if after, _ := h.authenticate(t, signedIn.Token); after.Restriction != "" || !after.Can(domain.UsersWrite) {
		t.Errorf("after: %+v", after)
	}
	want := []string{"SESSION_STARTED 1 -", "SESSION_LIFTED 2 -"}
	if got := h.sessionEvents(t, signedIn.Session.ID); !slices.Equal(got, want) {
		t.Errorf("events %q", got)
	}
	elsewhere.Forget(signedIn.Session.ID)
	if after, _, err := elsewhere.Authenticate(t.Context(), signedIn.Token); err != nil || after.Restriction != "" {
		t.Errorf("elsewhere after: %+v, %v", after, err)
	}
	if _, err := h.End(h.signedInAs(t, signedIn)); err != nil {
		t.Error(err)
	}
	if got := h.sessionEvents(t, signedIn.Session.ID); !slices.Equal(got, append(want, "SESSION_ENDED 3 SIGNED_OUT")) {
		t.Errorf("events %q", got)
	}
}

func TestPasswordComesBeforeTheSecondFactor(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{SealKeys: sealKeys(), TOTPRoles: []domain.Role{domain.RoleMaster}})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleMaster)
	h.exec(t, `UPDATE users SET must_change_password = true WHERE id = $1`, id)
	signedIn := h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	ctx := h.signedInAs(t, signedIn)
	if got := access.Current(ctx).Restriction; got != domain.RestrictedToPassword {
		t.Fatalf("owes %q", got)
	}
	if _, err := h.BeginTOTP(ctx); domain.CodeOf(err) != domain.CodePasswordChangeRequired {
		t.Errorf("the second factor first: %v", err)
	}
	// The password of today is needed, also here.
	err := h.ChangePassword(ctx, identity.ChangePasswordInput{CurrentPassword: "Otra-clave-1!", NewPassword: "Arequipa-y-7-gatos"})
	testkit.Refused(t, err, domain.CodeInvalidCredentials)
	if err := h.ChangePassword(ctx, identity.ChangePasswordInput{CurrentPassword: staffPassword, NewPassword: "Arequipa-y-7-gatos"}); err != nil {
		t.Fatal(err)
	}
	ctx = h.signedInAs(t, signedIn)
	if got := access.Current(ctx).Restriction; got != domain.RestrictedToTOTP {
		t.Fatalf("then owes %q", got)
	}
	h.enroll(t, ctx)
	if got, _ := h.authenticate(t, signedIn.Token); got.Restriction != "" {
		t.Errorf("at last owes %q", got.Restriction)
	}
}

func TestSecondFactorIsGivenUpWithThePassword(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{SealKeys: sealKeys(), TOTPRoles: []domain.Role{domain.RoleMaster}, AttemptsPerAddress: -1})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	h.hire(t, "jefa@qoricash.pe", domain.RoleMaster)
	ctx := h.signedInAs(t, h.signIn(t, staff("ana@qoricash.pe", staffPassword)))
	testkit.Refused(t, h.DisableTOTP(ctx, staffPassword), domain.CodeNotAllowedInStatus)
	_, err := h.ConfirmTOTP(ctx, "123456")
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus)
	h.enroll(t, ctx)
	_, err = h.BeginTOTP(ctx)
	testkit.Refused(t, err, domain.CodeAlreadyExists)
	testkit.Refused(t, h.DisableTOTP(ctx, "Otra-clave-1!"), domain.CodeInvalidCredentials)
	testkit.Refused(t, h.DisableTOTP(ctx, ""), domain.CodeRequired)
	if err := h.DisableTOTP(ctx, staffPassword); err != nil {
		t.Fatal(err)
	}
	h.signIn(t, staff("ana@qoricash.pe", staffPassword))
	if rows := h.texts(t, `SELECT id::text FROM recovery_codes`); len(rows) > 0 {
		t.Errorf("%d recovery codes are left", len(rows))
	}
	kinds := h.texts(t, `SELECT kind FROM events WHERE aggregate = 'person' ORDER BY epoch, tx, id`)
	if !slices.Equal(kinds, []string{"TOTP_ENABLED", "TOTP_DISABLED"}) {
		t.Errorf("events %q", kinds)
	}

	master := h.signedInAs(t, h.signIn(t, staff("jefa@qoricash.pe", staffPassword)))
	h.enroll(t, master)
	testkit.Refused(t, h.DisableTOTP(master, staffPassword), domain.CodeForbidden)
}

func TestSecondFactorIsForPeopleOfTheHouseWithASession(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{SealKeys: sealKeys()})
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	h.client(t, "12345678", clientPassword)
	token := access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: domain.RoleTrader, TokenID: uuid.New()})
	for name, c := range map[string]struct {
		ctx  context.Context
		code domain.Code
	}{
		"nobody":   {from(t, "190.1.2.3"), domain.CodeUnauthenticated},
		"a client": {h.signedInAs(t, h.signIn(t, client("12345678", clientPassword, false))), domain.CodeForbidden},
		"a token":  {token, domain.CodeForbidden},
	} {
		_, begin := h.BeginTOTP(c.ctx)
		_, confirm := h.ConfirmTOTP(c.ctx, "123456")
		for _, err := range []error{begin, confirm, h.DisableTOTP(c.ctx, staffPassword)} {
			if domain.CodeOf(err) != c.code {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestSecondFactorOutlivesAChangeOfTheKey(t *testing.T) {
	t.Parallel()
	old, fresh := bytes.Repeat([]byte{7}, 32), bytes.Repeat([]byte{9}, 32)
	h := open(t, identity.Options{SealKeys: [][]byte{old}, AttemptsPerAddress: -1, AttemptsPerIdentity: -1})
	h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	secret, _ := h.enroll(t, h.signedInAs(t, h.signIn(t, staff("ana@qoricash.pe", staffPassword))))
	in := staffWith("ana@qoricash.pe", staffPassword, h.codeOf(t, secret, 0))
	if _, err := h.instance(identity.Options{SealKeys: [][]byte{fresh}}).SignIn(from(t, "190.1.2.3"), in); err == nil || domain.CodeOf(err) != "" {
		t.Errorf("without the key: %v", err)
	}
	if _, err := h.instance(identity.Options{SealKeys: [][]byte{fresh, old}}).SignIn(from(t, "190.1.2.3"), in); err != nil {
		t.Errorf("with the former key: %v", err)
	}
	// It is sealed anew by that, so the former key may go.
	h.Clock.Advance(30 * time.Second)
	in = staffWith("ana@qoricash.pe", staffPassword, h.codeOf(t, secret, 0))
	if _, err := h.instance(identity.Options{SealKeys: [][]byte{fresh}}).SignIn(from(t, "190.1.2.3"), in); err != nil {
		t.Errorf("without the former key at last: %v", err)
	}
}
