package reference_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/web/reference"
)

func TestTheProgramCarriesItsReference(t *testing.T) {
	t.Parallel()
	// A folder without an index panics.
	handler := reference.Handler()
	for path, text := range map[string]string{"/": "The API of QoriCash", "/mutations.html": `id="operationCreate"`, "/errors.html": "QUOTE_EXPIRED",
		"/style.css": "--ground"} {
		got := httptest.NewRecorder()
		handler.ServeHTTP(got, httptest.NewRequest(http.MethodGet, reference.Base+path, nil))
		if got.Code != http.StatusOK || !strings.Contains(got.Body.String(), text) {
			t.Errorf("%s is answered %d", path, got.Code)
		}
	}
	got := httptest.NewRecorder()
	handler.ServeHTTP(got, httptest.NewRequest(http.MethodGet, reference.Base+"/nothing", nil))
	if policy := got.Header().Get("Content-Security-Policy"); got.Code != http.StatusNotFound || !strings.Contains(policy, "trusted-types 'none'") {
		t.Errorf("a page that is not there is answered %d under %q", got.Code, policy)
	}
}
