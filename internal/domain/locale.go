package domain

import (
	"strings"

	"golang.org/x/text/language"
)

// HouseLocale is the language of the house's texts, and of whoever names none that is known.
const HouseLocale = "es-PE"

// longestLocale is more than any telephone sends; what is longer is not looked at.
const longestLocale = 100

// NormalLocale answers a language as it is stored: what a telephone says of it by BCP 47 or as POSIX writes it (es_PE.UTF-8),
// reduced to language, script and region, at most 11 characters. Calendars, currencies and other extensions are left out. What
// is not understood is [HouseLocale]: nobody goes without messages because of it.
func NormalLocale(text string) string {
	text = strings.TrimSpace(text)
	if len(text) > longestLocale {
		return HouseLocale
	}
	if end := strings.IndexAny(text, ".@"); end >= 0 {
		text = text[:end]
	}
	// A part that is unknown is left out, and the rest is answered beside the error.
	tag, _ := language.Parse(text)
	base, script, region := tag.Raw()
	if base.String() == "und" {
		return HouseLocale
	}
	parts := []string{base.String()}
	if code := script.String(); code != "Zzzz" {
		parts = append(parts, code)
	}
	if code := region.String(); code != "ZZ" {
		parts = append(parts, code)
	}
	return strings.Join(parts, "-")
}
