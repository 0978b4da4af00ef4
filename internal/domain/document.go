package domain

import "strings"

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
// and letters raised; a DNI loses its check character. The number is empty when the findings forbid it.
//
// A number that passes is well formed; that it exists is for RENIEC and SUNAT to say.
func CheckDocument(kind DocumentType, text string) (string, Findings) {
	var found Findings
	number := strings.ToUpper(withoutSeparators(text))
	switch kind {
	case DocumentDNI:
		number, found = checkDNI(number)
	case DocumentRUC:
		found = checkRUC(number)
	case DocumentCE:
		found = checkCE(number)
	case DocumentPassport:
		if !isAlphanumeric(number, 5, 12) {
			found.refuse(FaultPassportFormat, "El pasaporte debe tener de 5 a 12 letras o dígitos.")
		}
	default:
		found.refuse(FaultDocumentType, "El tipo de documento debe ser DNI, CE, RUC o pasaporte.")
	}
	if !found.Accepted() {
		return "", found
	}
	return number, found
}

// checkDNI accepts the 8 digits, with the check character of the card after them or without it (compliance.md 5.1).
func checkDNI(number string) (string, Findings) {
	var found Findings
	hasCheck := len(number) == 9 && isAlphanumeric(number[8:], 1, 1)
	if !hasCheck && len(number) != 8 || !isDecimal(number[:8]) {
		found.refuse(FaultDNIFormat, "El DNI debe tener 8 dígitos.")
		return "", found
	}
	digits := number[:8]
	if isRepeated(digits) {
		found.refuse(FaultDNIImplausible, "El DNI no puede tener los 8 dígitos iguales.")
	}
	digit, letter := dniCheckCharacters(digits)
	if hasCheck && number[8] != digit && number[8] != letter {
		found.refuse(FaultDNICheck, "El carácter verificador no corresponde al DNI: revisa los 8 dígitos.")
	}
	return digits, found
}

// dniCheckCharacters returns the character on today's cards, a digit, and the letter on the old ones.
func dniCheckCharacters(digits string) (digit, letter byte) {
	class := weightedSum(digits, []int{3, 2, 7, 6, 5, 4, 3, 2}) % 11
	return "65432110987"[class], "KJIHGFEDCBA"[class]
}

// checkRUC checks length, prefix and check digit (compliance.md 5.2). The digit misses 1.5 % of single-digit errors
// because two classes share it, so it is an aid for typing and no proof.
func checkRUC(number string) Findings {
	var found Findings
	if len(number) != 11 || !isDecimal(number) {
		found.refuse(FaultRUCFormat, "El RUC debe tener 11 dígitos.")
		return found
	}
	switch number[:2] {
	case "10", "15", "17", "20":
	case "16":
		found.warn(FaultRUCPrefix, "El prefijo 16 es poco común: confirma el RUC con la ficha.")
	default:
		found.refuse(FaultRUCPrefix, "El RUC debe empezar con 10, 15, 16, 17 o 20.")
	}
	if number[10] != rucCheckDigit(number[:10]) {
		found.refuse(FaultRUCCheck, "El dígito verificador del RUC no corresponde: revisa los 11 dígitos.")
	}
	return found
}

func rucCheckDigit(first10 string) byte {
	sum := weightedSum(first10, []int{5, 4, 3, 2, 7, 6, 5, 4, 3, 2})
	return '0' + byte((11-sum%11)%10)
}

// DNIOfRUC returns the DNI inside the RUC of a person with a business (prefix 10); ok is false for every other number.
func DNIOfRUC(ruc string) (dni string, ok bool) {
	if !checkRUC(ruc).Accepted() || ruc[:2] != "10" {
		return "", false
	}
	return ruc[2:10], true
}

// checkCE accepts what SUNAT's registers accept and warns about everything but the usual 9 digits (compliance.md 5.3).
func checkCE(number string) Findings {
	var found Findings
	switch {
	case !isAlphanumeric(number, 8, 12):
		found.refuse(FaultCEFormat, "El carné de extranjería debe tener de 8 a 12 letras o dígitos.")
	case len(number) != 9 || !isDecimal(number):
		found.warn(FaultCEUnusual, "Lo usual son 9 dígitos: confirma el número con el carné.")
	}
	return found
}
