//go:build !nodesk

package desk_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/web/desk"
)

func TestTheProgramCarriesADeskThatWasBuiltForItsPath(t *testing.T) {
	t.Parallel()
	// A folder without an index, or with one that was built for another path, panics.
	handler := desk.Handler([]string{"https://files.example.com"})
	request := httptest.NewRequest(http.MethodGet, desk.Base+"/operaciones/op_1", nil)
	request.Header.Set("Accept", "text/html")
	got := httptest.NewRecorder()
	handler.ServeHTTP(got, request)
	if got.Code != http.StatusOK || !strings.Contains(got.Body.String(), `lang="es-PE"`) {
		t.Errorf("answered %d %s", got.Code, got.Body)
	}
	policy := got.Header().Get("Content-Security-Policy")
	for _, want := range []string{"style-src 'self';", "img-src 'self' data: blob: https://files.example.com;", "worker-src 'self';", "form-action 'self';",
		"require-trusted-types-for 'script'; trusted-types desk"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %q: %s", want, policy)
		}
	}
}
