package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

// key is an access token that reads operations, for which the Master answers.
func (s *site) key(t *testing.T) string {
	t.Helper()
	issued, _, err := s.Identity.CreateToken(s.As(t, testkit.Master), identity.CreateTokenInput{Name: "Tablero", Audience: domain.TokenMachine,
		Scopes: []domain.TokenScope{domain.ScopeReadOperations}, Days: 30})
	testkit.Must(t, err)
	return issued.Token
}

func TestAMachinesKeyComesAsABearerTokenOrInItsOwnHeader(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	key, document := s.key(t), `{ viewer { role session { id } } operations { nodes { id } } }`
	for name, headers := range map[string][]string{
		"bearer": {"Authorization", "Bearer " + key}, "header": {"X-API-Key", key},
		"header before a cookie": {"X-API-Key", key, "Cookie", identity.CookieName(false) + "=stale", "Origin", "http://example.com"},
	} {
		if got := s.query(t, document, headers...); got.StatusCode != http.StatusOK || !strings.Contains(got.text, `"role":"MASTER","session":null`) {
			t.Errorf("%s: %d %s", name, got.StatusCode, got.text)
		}
	}
	get := s.ask(t, http.MethodGet, "/graphql?query=%7Bviewer%7Brole%7D%7D", "", "X-API-Key", key)
	if !strings.Contains(get.text, "MASTER") {
		t.Errorf("by GET: %s", get.text)
	}
	for name, headers := range map[string][]string{
		"a wrong key":                        {"X-API-Key", key[:46] + "_"},
		"a bearer token before the header":   {"X-API-Key", key, "Authorization", "Bearer nonsense"},
		"a key of another kind":              {"X-API-Key", "qct_" + key[4:]},
		"a session's prefix before a secret": {"Authorization", "Bearer qcs_" + key[4:]},
	} {
		got := s.query(t, document, headers...)
		got.has(t, domain.CodeUnauthenticated)
		if !strings.Contains(got.text, `"data":null`) || !strings.Contains(got.text, `"session":"ENDED"`) {
			t.Errorf("%s is answered %s", name, got.text)
		}
	}
	refused := s.query(t, `mutation { sessionEnd { ended } }`, "X-API-Key", key)
	refused.has(t, domain.CodeForbidden)
	if log := s.log.String(); strings.Contains(log, key) || strings.Contains(log, key[8:]) {
		t.Errorf("the key is in the log:\n%s", log)
	}
}
