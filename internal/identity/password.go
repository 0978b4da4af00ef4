package identity

import (
	"unicode"
	"unicode/utf8"

	"github.com/qoricash/qoricash/internal/domain"
)

// The lengths of passwords, in characters (domain.md 5.7). The upper bound keeps a request from being all password.
const (
	staffPasswordLength  = 10
	clientPasswordLength = 8
	longestPassword      = 200
)

// CheckStaffPassword answers why a password is not good enough for a person of the house, or nil: at least 10
// characters with an upper-case and a lower-case letter, a digit and another character.
func CheckStaffPassword(password string) *domain.Error {
	if refusal := checkLength(password, staffPasswordLength); refusal != nil {
		return refusal
	}
	var upper, lower, digit, special bool
	for _, r := range password {
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
	switch length := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password):
		return domain.Refuse(domain.CodeInvalid, "La contraseña tiene caracteres que no se pueden leer.")
	case length < shortest:
		return domain.Refuse(domain.CodeInvalid, "La contraseña debe tener al menos %d caracteres.", shortest).With("minimum", shortest)
	case length > longestPassword:
		return domain.Refuse(domain.CodeInvalid, "La contraseña debe tener como máximo %d caracteres.", longestPassword).
			With("maximum", longestPassword)
	}
	return nil
}
