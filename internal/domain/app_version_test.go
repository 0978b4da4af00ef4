package domain_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestTheVersionOfAnAppRefusesNoTelephone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1.4.0": "1.4.0", "1.4.0-beta.2+7": "1.4.0-beta.2+7", "1.4.0 (118)": "1.4.0 (118)", " 1.4.0\n": "1.4.0", "\u200b1.4\u202e": "1.4",
		"": "", "versión ñ": "versin", "\x00": "", strings.Repeat("1.", 50): strings.Repeat("1.", 10), strings.Repeat("x", 19) + " y": strings.Repeat("x", 19),
	} {
		if got := domain.NormalAppVersion(text); got != want {
			t.Errorf("%.60q is %q, want %q", text, got, want)
		}
	}
}
