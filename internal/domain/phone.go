package domain

import "strings"

// The rules of a telephone number (compliance.md 5.5).
const (
	FaultPhoneFormat  FaultCode = "PHONE_FORMAT"
	FaultPhoneNoArea  FaultCode = "PHONE_WITHOUT_AREA"
	FaultPhoneForeign FaultCode = "PHONE_FOREIGN"
)

const peruCallingCode = "51"

// Phone is a telephone number in E.164, "+51987654321". Only a mobile of Peru receives messages.
type Phone struct {
	E164   string
	Mobile bool
}

// CheckPhone reads a mobile or fixed number of Peru, with or without the country's code, and numbers of other countries
// when they begin with + or 00. Spaces, hyphens, points and parentheses are dropped. The phone is the zero value when
// the findings forbid it.
func CheckPhone(text string) (Phone, Findings) {
	var found Findings
	digits := phonePunctuation.Replace(withoutSeparators(text))
	digits, international := cutInternational(digits)
	if !isDecimal(digits) {
		found.refuse(FaultPhoneFormat, phoneHelp)
		return Phone{}, found
	}
	if international && !strings.HasPrefix(digits, peruCallingCode) {
		return checkForeignPhone(digits)
	}
	national := nationalNumber(digits, international)
	switch {
	case len(national) == 9 && national[0] == '9':
		return Phone{E164: "+" + peruCallingCode + national, Mobile: true}, found
	case isFixedLine(national):
		return Phone{E164: "+" + peruCallingCode + national}, found
	case len(national) == 7 && !international && national[0] >= '2' && national[0] <= '7':
		found.warn(FaultPhoneNoArea, "Sin código de ciudad se toma como teléfono fijo de Lima: confírmelo.")
		return Phone{E164: "+" + peruCallingCode + "1" + national}, found
	default:
		found.refuse(FaultPhoneFormat, phoneHelp)
		return Phone{}, found
	}
}

const phoneHelp = "Escribe un celular de 9 dígitos que empiece con 9, o un fijo con su código de ciudad."

var phonePunctuation = strings.NewReplacer(".", "", "(", "", ")", "")

func cutInternational(text string) (digits string, international bool) {
	if rest, cut := strings.CutPrefix(text, "+"); cut {
		return rest, true
	}
	return strings.CutPrefix(text, "00")
}

// nationalNumber drops the country's code and the 0 of a long-distance call. A bare 51 is the country's code only when
// a whole number follows it, since 51 is also the area of Puno.
func nationalNumber(digits string, international bool) string {
	if international || len(digits) == 11 || len(digits) == 10 {
		digits = strings.TrimPrefix(digits, peruCallingCode)
	}
	if len(digits) == 9 {
		digits = strings.TrimPrefix(digits, "0")
	}
	return digits
}

// isFixedLine reports whether a national number is Lima's 1 and 7 digits, or the area of a region and 6 digits.
func isFixedLine(national string) bool {
	if len(national) != 8 {
		return false
	}
	if national[0] == '1' {
		return true
	}
	switch national[:2] {
	case "41", "42", "43", "44", "51", "52", "53", "54", "56", "61", "62", "63", "64", "65", "66", "67",
		"72", "73", "74", "76", "82", "83", "84":
		return true
	default:
		return false
	}
}

func checkForeignPhone(digits string) (Phone, Findings) {
	var found Findings
	if len(digits) < 8 || len(digits) > 15 || digits[0] == '0' {
		found.refuse(FaultPhoneFormat, "Un teléfono de otro país lleva + y de 8 a 15 dígitos.")
		return Phone{}, found
	}
	found.warn(FaultPhoneForeign, "El teléfono es de otro país: confírmelo.")
	return Phone{E164: "+" + digits}, found
}
