package trading

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestAReasonIsWhatTheDatabaseCanKeep(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, reason string
		code         domain.Code
	}{
		{"blank", "  ", domain.CodeRequired},
		{"300 characters of two bytes", strings.Repeat("ñ", 300), ""},
		{"301 characters", strings.Repeat("a", 301), domain.CodeInvalid},
		{"a zero character", "no\x00llegó", domain.CodeInvalid},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := checkReason(c.reason, "reason")
			if got := domain.CodeOf(err); got != c.code {
				t.Errorf("got %q, want %q", got, c.code)
			}
		})
	}
}
