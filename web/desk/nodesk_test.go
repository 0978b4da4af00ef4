//go:build nodesk

package desk_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/web/desk"
)

func TestAProgramWithoutTheDeskSaysHowToGetIt(t *testing.T) {
	t.Parallel()
	got := httptest.NewRecorder()
	desk.Handler(nil).ServeHTTP(got, httptest.NewRequestWithContext(t.Context(), "GET", desk.Base+"/operaciones", nil))
	if got.Code != 404 || !strings.Contains(got.Body.String(), "make build") {
		t.Errorf("answered %d %s", got.Code, got.Body)
	}
}
