package domain

import (
	"strings"
	"time"
)

// longestReference is what the column of a bank's number takes, in characters.
const longestReference = 40

// OldClaim is the age from which a bank's number that is claimed may be claimed again by whoever settles the operation; a
// younger claim asks for a Master. Banks begin their numbers anew.
const OldClaim = 90 * 24 * time.Hour

// CheckReference asks for the number that the bank prints on a voucher: letters, digits and hyphens, one of them not a
// hyphen. It answers the number without spaces and with one kind of hyphen; a refusal stands at bankReference.
func CheckReference(reference string) (string, *Error) {
	if len(reference) <= longestTypedIdentifier {
		reference = printedNumber(reference)
	}
	if reference == "" {
		return "", Refuse(CodeRequired, "Indica el número de operación del banco que figura en el voucher.").At("bankReference")
	}
	printed := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
	foreign := func(r rune) bool { return !printed(r) && r != '-' }
	if len(reference) > longestReference || strings.ContainsFunc(reference, foreign) || !strings.ContainsFunc(reference, printed) {
		return "", Refuse(CodeInvalid, "El número de operación del banco lleva hasta 40 letras, dígitos o guiones.").At("bankReference")
	}
	return reference, nil
}

// NormalReference answers the one spelling of a bank's number by which two of them are compared: capitals, no hyphens, no
// leading zeros. A number of nothing but zeros keeps one.
func NormalReference(reference string) string {
	bare := strings.ReplaceAll(strings.ToUpper(reference), "-", "")
	if significant := strings.TrimLeft(bare, "0"); significant != "" {
		return significant
	}
	return "0"
}
