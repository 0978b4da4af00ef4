package domain_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestLocaleIsUnderstoodOrFallsBack(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"es-PE": "es-PE", "es_PE": "es-PE", "ES-pe": "es-PE", " es-PE ": "es-PE", "es": "es", "es-419": "es-419", "en-US": "en-US",
		"es-PE-u-ca-gregory": "es-PE", "es-PE-u-ca-gregory-nu-latn-x-maker-something": "es-PE", "es_PE.UTF-8": "es-PE", "es_PE@currency=PEN": "es-PE",
		"zh-Hant-TW": "zh-Hant-TW", "qu-PE": "qu-PE", "ca-ES-valencia": "ca-ES", "iw-IL": "he-IL",
		"": domain.HouseLocale, "und": domain.HouseLocale, "C": domain.HouseLocale, "español de Lima": domain.HouseLocale, "\x00": domain.HouseLocale,
		"x-private": domain.HouseLocale, "xx-PE": domain.HouseLocale, strings.Repeat("es-", 10_000): domain.HouseLocale,
	} {
		if got := domain.NormalLocale(text); got != want {
			t.Errorf("%.60q is %q, want %q", text, got, want)
		}
	}
}

func FuzzLocaleIsShortAndStaysWhatItIs(f *testing.F) {
	f.Add("es-PE-u-ca-gregory")
	f.Add("zh_Hant_TW@calendar=roc")
	f.Fuzz(func(t *testing.T, text string) {
		got := domain.NormalLocale(text)
		if got == "" || len(got) > 11 || domain.NormalLocale(got) != got {
			t.Errorf("%q is %q, then %q", text, got, domain.NormalLocale(got))
		}
	})
}
