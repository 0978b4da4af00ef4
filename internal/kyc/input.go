package kyc

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/qoricash/qoricash/internal/domain"
)

// longestNote is the length of a note and of a reason in words, in characters; it is the column's.
const longestNote = 500

// checkNote answers a note as it is stored, nil for none.
func checkNote(text string) (*string, *domain.Error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	if refusal := checkText(text); refusal != nil {
		return nil, refusal.At("note")
	}
	return &text, nil
}

func checkText(text string) *domain.Error {
	switch {
	case utf8.RuneCountInString(text) > longestNote:
		return domain.Refuse(domain.CodeInvalid, "El texto admite hasta %d caracteres.", longestNote).With("maximum", longestNote)
	case strings.ContainsRune(text, 0) || !utf8.ValidString(text):
		return domain.Refuse(domain.CodeInvalid, "El texto tiene caracteres que no se pueden guardar.")
	}
	return nil
}

// checkReason asks for a reason where something is rejected, and for none where it is accepted.
func checkReason(accept bool, reason domain.KYCReason) *domain.Error {
	switch {
	case accept && reason != "":
		return domain.Refuse(domain.CodeInvalid, "Un motivo acompaña solo a un rechazo: déjalo vacío.").At("reason")
	case !accept && reason == "":
		return domain.Refuse(domain.CodeRequired, "Indica el motivo del rechazo: el cliente lo verá.").At("reason")
	case !accept && !slices.Contains(domain.KYCReasons(), reason):
		return domain.Refuse(domain.CodeInvalid, "Ese motivo no existe. Elige uno de la lista.").At("reason")
	}
	return nil
}
