package clients

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
)

// The lengths of a name, in characters; the longer is the column's.
const (
	shortestName = 3
	longestName  = 200
)

// checked answers the input as it is stored, or all its faults. self tells that the caller registers itself.
func (in RegisterInput) checked(self bool) (registration, error) {
	var faults domain.Faults
	checked := registration{DocumentType: in.DocumentType}

	number, found := domain.CheckDocument(in.DocumentType, in.DocumentNumber)
	if found.Has(domain.FaultDocumentType) {
		found.RefuseIn(&faults, "documentType")
	} else {
		found.RefuseIn(&faults, "documentNumber")
	}
	checked.DocumentNumber = number

	name, refusal := checkName(in.FullName)
	if refusal != nil {
		faults.Add(refusal.At("fullName"))
	}
	checked.FullName = name

	email, ok := identity.NormalizeEmail(in.Email)
	if !ok {
		faults.Add(domain.Refuse(domain.CodeInvalid, "Escribe un solo correo, por ejemplo ana@correo.pe.").At("email"))
	}
	checked.Email = email

	if strings.TrimSpace(in.Phone) != "" {
		phone, found := domain.CheckPhone(in.Phone)
		found.RefuseIn(&faults, "phone")
		checked.Phone = phone.E164
	}
	if refusal := checkPassword(in.Password, self); refusal != nil {
		faults.Add(refusal.At("password"))
	}
	return checked, faults.Err()
}

// checkName answers the name in upper case with single spaces (domain.md 1.2).
func checkName(text string) (string, *domain.Error) {
	name := strings.ToUpper(strings.Join(strings.Fields(text), " "))
	length := utf8.RuneCountInString(name)
	if length < shortestName || length > longestName {
		return "", domain.Refuse(domain.CodeInvalid, "El nombre debe tener entre %d y %d caracteres.", shortestName, longestName)
	}
	unprintable := func(r rune) bool { return !unicode.IsPrint(r) }
	if !utf8.ValidString(name) || strings.ContainsFunc(name, unprintable) || !strings.ContainsFunc(name, unicode.IsLetter) {
		return "", domain.Refuse(domain.CodeInvalid, "El nombre tiene caracteres que no corresponden a un nombre.")
	}
	return name, nil
}

// checkPassword asks who registers itself for a password, and staff for none: nobody chooses another's.
func checkPassword(password string, self bool) *domain.Error {
	switch {
	case !self && password != "":
		return domain.Refuse(domain.CodeInvalid, "La contraseña la elige el cliente: déjala vacía.")
	case !self:
		return nil
	case password == "":
		return domain.Refuse(domain.CodeRequired, "Elige una contraseña.")
	}
	return identity.CheckClientPassword(password)
}
