package kyc

import (
	"slices"

	"github.com/qoricash/qoricash/internal/domain"
)

// checkNote answers a note as it is stored, nil for none.
func checkNote(text string) (*string, *domain.Error) {
	note, refusal := domain.DecisionNote().Read(text)
	if refusal != nil {
		return nil, refusal.At("note")
	}
	if note == "" {
		return nil, nil
	}
	return &note, nil
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
