package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/wsproto"
)

func TestASessionThatOwesSomethingIsWholeOnTheOtherInstanceWithinASecond(t *testing.T) {
	t.Parallel()
	// Given a Master without a second factor, where the house asks for one.
	h := sharedHouse(t)
	a, b := serve(t, h, "TOTP_ROLES=MASTER"), serve(t, h, "TOTP_ROLES=MASTER")
	here := signIn(t, a.url)
	elsewhere := here.at(b.url)
	var answer struct{}
	if err := elsewhere.ask(t.Context(), operationsDocument, nil, &answer); err == nil || !strings.Contains(err.Error(), "TOTP_SETUP_REQUIRED") {
		t.Fatalf("before: %v", err)
	}
	s := dial(t, b.url, http.Header{})
	s.send(t, "", "connection_init", map[string]any{"authorization": "Bearer " + elsewhere.token})
	if code := s.ending(t); code != wsproto.CodeForbidden {
		t.Errorf("the socket is closed with %d", code)
	}
	// When it is set up on one instance.
	var begun struct{ TotpBegin struct{ Secret string } }
	testkit.Must(t, here.ask(t.Context(), `mutation { totpBegin { secret } }`, nil, &begun))
	code, err := totp.GenerateCode(begun.TotpBegin.Secret, time.Now())
	testkit.Must(t, err)
	testkit.Must(t, here.act(t.Context(), `mutation($input: TotpConfirmInput!) { payload: totpConfirm(input: $input) { userErrors { code message } } }`,
		map[string]any{"code": code}, nil))
	confirmed := time.Now()
	testkit.Must(t, here.ask(t.Context(), operationsDocument, nil, &answer))
	// Then the other knows, though it keeps what it knows of a session for longer.
	await(t, "the session to be whole on the other instance", func() bool { return elsewhere.ask(t.Context(), operationsDocument, nil, &answer) == nil })
	if took := time.Since(confirmed); took > time.Second {
		t.Errorf("the session is whole after %v", took)
	}
	subscribe(t, elsewhere, "").position(t)
}
