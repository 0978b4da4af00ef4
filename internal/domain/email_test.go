package domain_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestEmailIsOneBareAddress(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ana@qoricash.pe": "ana@qoricash.pe", " Ana.Q+x@Mail.QoriCash.PE ": "ana.q+x@mail.qoricash.pe",
		"": "", "ana": "", "ana@": "", "@x.pe": "", "ana@localhost": "", "a@b.pe, c@d.pe": "", "a@b.pe;c@d.pe": "", "Ana <a@b.pe>": "",
		`"a b"@x.pe`: "", "a@b..pe": "", "a@-b.pe": "", "a@b_c.pe": "", "a@[1.2.3.4]": "", "a@b.pe\r\nBcc: x@y.pe": "", "a b@c.pe": "",
		// What copying leaves at the ends is dropped; inside it is a mistake.
		"\u200bana@correo.pe": "ana@correo.pe", "\u202aana@correo.pe\u202c\ufeff": "ana@correo.pe", "a\u200bna@correo.pe": "", "ana@cor\u00adreo.pe": "",
		"ana\x00@correo.pe": "", "ana@correo.pe\x00": "", "ana@correo\u202e.pe": "",
		// Words with single points between them, of letters without accents.
		".ana@correo.pe": "", "ana.@correo.pe": "", "a..b@correo.pe": "", "peña@correo.pe": "", "o'neill_x=1@correo.pe": "o'neill_x=1@correo.pe",
		// Hosts in their registered form, in one script.
		"ana@ñandú.pe": "ana@xn--and-6ma2c.pe", "ana@n\u0303andu\u0301.pe": "ana@xn--and-6ma2c.pe", "ana@XN--AND-6MA2C.pe": "ana@xn--and-6ma2c.pe",
		"ana@p\u0430ypal.com": "", "ana@correo.pe.": "", "ana@1.2.3.4": "", "ana@correo.123": "",
		strings.Repeat("a", 64) + "@correo.pe": strings.Repeat("a", 64) + "@correo.pe", strings.Repeat("a", 65) + "@correo.pe": "",
		"a@" + strings.Repeat("b", 64) + ".pe": "", "a@" + strings.Repeat("b.", 59) + "pe": "",
	} {
		if got, ok := domain.NormalizeEmail(text); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %t", text, got, ok)
		}
	}
}

func TestNamesKeptForExamplesAreRefusedInProduction(t *testing.T) {
	t.Parallel()
	for email, reserved := range map[string]bool{"a@example.com": true, "a@mail.example.org": true, "a@x.test": true, "a@x.invalid": true,
		"a@x.localhost": true, "a@x.example": true, "a@example.pe": false, "a@myexample.com": false, "a@test.pe": false} {
		if _, refusal := (domain.Emails{}).Read(email); (refusal != nil) != reserved {
			t.Errorf("%s in production: %v", email, refusal)
		}
		if _, refusal := (domain.Emails{Reserved: true}).Read(email); refusal != nil {
			t.Errorf("%s in a test: %v", email, refusal)
		}
	}
}
