package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/qoricash/qoricash/internal/domain"
)

// The lengths of passwords, in characters of the normal form (domain.md 5.7). The upper bound keeps a request from being all
// password.
const (
	staffPasswordLength  = 10
	clientPasswordLength = 8
	longestPassword      = 200
)

// normalPassword is the one text that a password is measured and hashed as, however a keyboard sends it: composed
// characters (NFC), and every space a plain one. Those are the mappings of RFC 8265's OpaqueString, which keeps apart what
// a person sees apart, where NFKC would take "²" for "2". Its repertoire is not asked for: it would refuse emoji with
// variation selectors, and characters newer than this program's tables.
func normalPassword(password string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, password))
}

// mostDecomposed is how many characters one of the normal form may come as (Unicode Standard Annex 15, maximum expansion
// of NFD).
const mostDecomposed = 4

// bounded keeps the work of hashing small. No stored password is longer in any form, so a cut one fits none.
func bounded(password string) string { return domain.Clip(password, mostDecomposed*longestPassword+1) }

// CheckStaffPassword answers why a password is not good enough for a person of the house, or nil: at least 10
// characters with an upper-case and a lower-case letter, a digit and another character.
func CheckStaffPassword(password string) *domain.Error {
	if refusal := checkLength(password, staffPasswordLength); refusal != nil {
		return refusal
	}
	var upper, lower, digit, special bool
	for _, r := range normalPassword(password) {
		switch {
		case unicode.IsUpper(r):
			upper = true
		case unicode.IsLower(r):
			lower = true
		case unicode.IsDigit(r):
			digit = true
		default:
			special = true
		}
	}
	if upper && lower && digit && special {
		return nil
	}
	return domain.Refuse(domain.CodeInvalid,
		"La contraseña debe tener al menos una mayúscula, una minúscula, un dígito y un carácter especial.")
}

// CheckClientPassword answers why a password is not good enough for a client, or nil: at least 8 characters.
func CheckClientPassword(password string) *domain.Error {
	return checkLength(password, clientPasswordLength)
}

func checkLength(password string, shortest int) *domain.Error {
	switch length := utf8.RuneCountInString(normalPassword(password)); {
	case !utf8.ValidString(password), strings.ContainsFunc(password, unicode.IsControl):
		return domain.Refuse(domain.CodeInvalid, "La contraseña tiene caracteres que no se pueden leer.")
	case length < shortest:
		return domain.Refuse(domain.CodeInvalid, "La contraseña debe tener al menos %d caracteres.", shortest).With("minimum", shortest)
	case length > longestPassword:
		return domain.Refuse(domain.CodeInvalid, "La contraseña debe tener como máximo %d caracteres.", longestPassword).
			With("maximum", longestPassword)
	}
	return nil
}
