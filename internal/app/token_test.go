package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/wsproto"
)

const createTokenDocument = `mutation($input: AccessTokenCreateInput!) {
	payload: accessTokenCreate(input: $input) { userErrors { code message } token accessToken { id } } }`

// key is an access token of a machine for which the Master answers, and its id.
func key(t *testing.T, master caller, scopes ...any) (machine caller, id string) {
	t.Helper()
	var made struct {
		Token       string
		AccessToken struct{ ID string }
	}
	testkit.Must(t, master.act(t.Context(), createTokenDocument, keyed(map[string]any{"name": "Tablero", "audience": "MACHINE", "scopes": scopes, "days": 30}), &made))
	return caller{master.url, made.Token}, made.AccessToken.ID
}

const operationsDocument = `{ operations(first: 1) { nodes { id } } }`

func TestARevokedTokenIsSilentOnTheOtherInstanceWithinASecond(t *testing.T) {
	t.Parallel()
	h := sharedHouse(t)
	a, b := serve(t, h), serve(t, h)
	master := signIn(t, a.url)
	machine, id := key(t, master, "READ_OPERATIONS")
	elsewhere := machine.at(b.url)
	s := subscribe(t, elsewhere, "")
	s.position(t)
	var answer struct{}
	testkit.Must(t, elsewhere.ask(t.Context(), operationsDocument, nil, &answer))
	testkit.Must(t, master.act(t.Context(), `mutation($input: AccessTokenRevokeInput!) { payload: accessTokenRevoke(input: $input) { userErrors { code message } } }`,
		keyed(map[string]any{"tokenId": id}), nil))
	revoked := time.Now()
	if code := s.ending(t); code != wsproto.CodeUnauthorized {
		t.Errorf("the socket is closed with %d", code)
	}
	if took := time.Since(revoked); took > time.Second {
		t.Errorf("the socket is closed after %v", took)
	}
	if err := elsewhere.ask(t.Context(), operationsDocument, nil, &answer); err == nil || !strings.Contains(err.Error(), "UNAUTHENTICATED") {
		t.Errorf("a request with the token: %v", err)
	}
	if took := time.Since(revoked); took > time.Second {
		t.Errorf("the token is refused after %v", took)
	}
}

func TestASocketOfAReplacedTokenEndsWithItOnTheOtherInstance(t *testing.T) {
	t.Parallel()
	h := sharedHouse(t)
	a, b := serve(t, h), serve(t, h)
	master := signIn(t, a.url)
	machine, id := key(t, master, "READ_OPERATIONS")
	s := subscribe(t, machine.at(b.url), "")
	s.position(t)
	testkit.Must(t, master.act(t.Context(), `mutation($input: AccessTokenRotateInput!) { payload: accessTokenRotate(input: $input) { userErrors { code message } } }`,
		keyed(map[string]any{"tokenId": id, "overlapHours": 0, "days": 30}), nil))
	if code := s.ending(t); code != wsproto.CodeUnauthorized {
		t.Errorf("the socket is closed with %d", code)
	}
}

func TestAnotherRoleIsFeltOnTheOtherInstance(t *testing.T) {
	t.Parallel()
	h := sharedHouse(t)
	a, b := serve(t, h), serve(t, h)
	master := signIn(t, a.url)
	var viewer struct {
		Staff struct{ Nodes []struct{ ID string } }
	}
	testkit.Must(t, master.ask(t.Context(), `{ staff(filter: { role: [OPERATOR] }) { nodes { id } } }`, nil, &viewer))
	operator := viewer.Staff.Nodes[0].ID
	var made struct{ Token string }
	testkit.Must(t, master.act(t.Context(), createTokenDocument, keyed(map[string]any{"name": "Tablero", "audience": "MACHINE", "holderId": operator,
		"scopes": []any{"READ_OPERATIONS"}, "days": 30}), &made))
	machine := caller{b.url, made.Token}
	s := subscribe(t, machine, "")
	s.position(t)
	testkit.Must(t, master.act(t.Context(), `mutation($input: UserUpdateInput!) { payload: userUpdate(input: $input) { userErrors { code message } } }`,
		keyed(map[string]any{"userId": operator, "role": "TRADER"}), nil))
	// The token stands, with less than before: its socket begins anew.
	if code := s.ending(t); code != wsproto.CodeServiceRestart {
		t.Errorf("the socket is closed with %d", code)
	}
	var shown struct {
		Viewer struct {
			Role        string
			Permissions []struct{ Permission, Reach string }
		}
	}
	testkit.Must(t, machine.ask(t.Context(), `{ viewer { role permissions { permission reach } } }`, nil, &shown))
	if shown.Viewer.Role != "TRADER" || shown.Viewer.Permissions[0].Reach != "PORTFOLIO" {
		t.Errorf("the token acts as %+v", shown)
	}
}

func TestASocketAuthenticatesByTheKeyOfItsHandshake(t *testing.T) {
	t.Parallel()
	h := sharedHouse(t)
	a := serve(t, h)
	machine, _ := key(t, signIn(t, a.url), "READ_OPERATIONS")
	s := dial(t, a.url, http.Header{"X-Api-Key": {machine.token}})
	s.send(t, "", "connection_init", map[string]any{})
	if first := s.read(t); first.Type != "connection_ack" {
		t.Fatalf("the socket says %+v", first)
	}
	s.send(t, "1", "subscribe", map[string]any{"query": eventsDocument})
	s.position(t)
}
