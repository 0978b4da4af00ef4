package domain

import (
	"fmt"
	"slices"
	"strings"
)

// DocumentType is the kind of an identity document.
type DocumentType string

// The documents a client may register with (domain.md 5.1, compliance.md 5.3).
const (
	// DocumentDNI is the national identity document of Peru.
	DocumentDNI DocumentType = "DNI"
	// DocumentCE is the "carné de extranjería" of a foreign resident.
	DocumentCE DocumentType = "CE"
	// DocumentRUC is the tax number of a company, or of a person with a business.
	DocumentRUC DocumentType = "RUC"
	// DocumentPassport is a passport of any country.
	DocumentPassport DocumentType = "PASSPORT"
)

// The rules of a document number.
const (
	FaultDocumentType   FaultCode = "DOCUMENT_TYPE_UNKNOWN"
	FaultDNIFormat      FaultCode = "DNI_FORMAT"
	FaultDNIImplausible FaultCode = "DNI_IMPLAUSIBLE"
	FaultDNICheck       FaultCode = "DNI_CHECK_CHARACTER"
	FaultRUCFormat      FaultCode = "RUC_FORMAT"
	FaultRUCPrefix      FaultCode = "RUC_PREFIX"
	FaultRUCCheck       FaultCode = "RUC_CHECK_DIGIT"
	FaultCEFormat       FaultCode = "CE_FORMAT"
	FaultCEUnusual      FaultCode = "CE_UNUSUAL"
	FaultPassportFormat FaultCode = "PASSPORT_FORMAT"
)

// DocumentTypes lists every type in the order of the screens.
func DocumentTypes() []DocumentType {
	return []DocumentType{DocumentDNI, DocumentCE, DocumentPassport, DocumentRUC}
}

// Valid reports whether t is one of the types.
func (t DocumentType) Valid() bool { return t.SUNATCode() != "" }

// Values lists the types for the database's enum check.
func (DocumentType) Values() []string { return valuesOf(DocumentTypes()) }

// SUNATCode returns the type's code in SUNAT's catalogue 06, which invoices carry (domain.md 8.1), or "" for an unknown
// type.
func (t DocumentType) SUNATCode() string {
	switch t {
	case DocumentDNI:
		return "1"
	case DocumentCE:
		return "4"
	case DocumentRUC:
		return "6"
	case DocumentPassport:
		return "7"
	default:
		return ""
	}
}

// CheckDocument returns the number as it is stored and everything that is wrong with it. Spaces and hyphens are dropped
// and letters raised; a DNI loses its check character. The number is empty when the findings forbid it. What is asked of a
// number is its DocumentForm.
//
// A number that passes is well formed; that it exists is for RENIEC and SUNAT to say.
func CheckDocument(kind DocumentType, text string) (string, Findings) {
	var found Findings
	form, known := FormOfDocument(kind)
	if !known {
		found.refuse(FaultDocumentType, "El tipo de documento debe ser DNI, CE, RUC o pasaporte.")
		return "", found
	}
	number, check, sound := form.split(strings.ToUpper(withoutSeparators(text)))
	if !sound {
		found.refuse(form.faults.format, form.formatText())
		return "", found
	}
	form.checkContent(number, check, &found)
	if !found.Accepted() {
		return "", found
	}
	return number, found
}

// split answers the number that is kept, and the check character: of the number itself, or the one that was typed after it, if any.
// sound is false for what has not the length and the characters of the form.
func (f DocumentForm) split(typed string) (number, check string, sound bool) {
	number = typed
	if c := f.CheckCharacter; c != nil && !c.PartOfNumber && len(typed) == f.MaxLength+1 {
		number, check = typed[:f.MaxLength], typed[f.MaxLength:]
	}
	if !isAlphanumeric(number, f.MinLength, f.MaxLength) || f.Characters == Digits && !isDecimal(number) || check != "" && !isAlphanumeric(check, 1, 1) {
		return "", "", false
	}
	if c := f.CheckCharacter; c != nil && c.PartOfNumber {
		check = number[len(c.Weights):]
	}
	return number, check, true
}

// checkContent looks at a number that has the length and the characters of the form.
func (f DocumentForm) checkContent(number, check string, found *Findings) {
	begins := func(prefix string) bool { return strings.HasPrefix(number, prefix) }
	switch {
	case len(f.Prefixes) > 0 && !slices.ContainsFunc(f.Prefixes, begins):
		found.refuse(f.faults.prefix, "El "+f.Label+" debe empezar con "+spokenList(f.Prefixes)+".")
	case f.unusual != nil && f.unusual(number):
		found.warn(f.faults.unusual, f.unusualText)
	}
	if f.RefusesRepeatedDigit && isRepeated(number) {
		found.refuse(f.faults.implausible, fmt.Sprintf("El %s no puede tener los %d dígitos iguales.", f.Label, f.MaxLength))
	}
	if check != "" && !slices.Contains(f.CheckCharacter.Of(number), check) {
		found.refuse(f.faults.check, f.checkText)
	}
}

// DNIOfRUC returns the DNI inside the RUC of a person with a business (prefix 10); ok is false for every other number.
func DNIOfRUC(ruc string) (dni string, ok bool) {
	number, found := CheckDocument(DocumentRUC, ruc)
	if !found.Accepted() || number != ruc || ruc[:2] != "10" {
		return "", false
	}
	return ruc[2:10], true
}
