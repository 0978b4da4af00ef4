package domain

// The rules of a CCI, the interbank account code of Peru (compliance.md 5.4).
const (
	FaultCCIFormat      FaultCode = "CCI_FORMAT"
	FaultCCIImplausible FaultCode = "CCI_IMPLAUSIBLE"
	FaultCCICheck       FaultCode = "CCI_CHECK_DIGITS"
	FaultCCIBank        FaultCode = "CCI_BANK_UNKNOWN"
)

// The parts of a CCI: bank 3, office 3, account 12, check digits 2.
const (
	cciLength      = 20
	cciOfficeStart = 3
	cciInnerStart  = 6
	cciCheckStart  = 18
)

// CheckCCI returns the 20 digits and everything that is wrong with them; spaces and hyphens are dropped. Wrong check
// digits forbid the code, and the text offers the right ones. An unknown bank is a warning, because the list of banks
// grows without notice. The code is empty when the findings forbid it.
func CheckCCI(text string) (string, Findings) {
	var found Findings
	cci := withoutSeparators(text)
	if len(cci) != cciLength || !isDecimal(cci) {
		found.refuse(FaultCCIFormat, "El CCI debe tener 20 dígitos.")
		return "", found
	}
	if isRepeated(cci) {
		found.refuse(FaultCCIImplausible, "El CCI no puede tener los 20 dígitos iguales.")
		return "", found
	}
	if _, known := BankByCode(BankCode(cci[:cciOfficeStart])); !known {
		found.warn(FaultCCIBank, "Los 3 primeros dígitos no son de un banco conocido: confirma el CCI.")
	}
	if right := cciCheckDigits(cci[:cciCheckStart]); cci[cciCheckStart:] != right {
		found.refuse(FaultCCICheck, "Los dígitos no concuerdan: ¿quiso decir …"+right+"? Si no, revisa todo el CCI.")
		return "", found
	}
	return cci, found
}

// SuggestCCI returns the code with the check digits that its first 18 digits ask for; ok is false when the text has not
// the form of a CCI.
func SuggestCCI(text string) (cci string, ok bool) {
	typed := withoutSeparators(text)
	if len(typed) != cciLength || !isDecimal(typed) {
		return "", false
	}
	return completeCCI(typed[:cciCheckStart]), true
}

func completeCCI(first18 string) string { return first18 + cciCheckDigits(first18) }

// cciCheckDigits returns one digit over bank and office and one over the account.
func cciCheckDigits(first18 string) string {
	return string([]byte{alternatingDigit(first18[:cciInnerStart]), alternatingDigit(first18[cciInnerStart:])})
}

// alternatingDigit weighs the digits 1, 2, 1, 2, ... from the left, adds the digits of the products and completes the
// sum to the next ten.
func alternatingDigit(digits string) byte {
	sum := 0
	for i := range len(digits) {
		product := int(digits[i]-'0') * (1 + i%2)
		sum += product/10 + product%10
	}
	return '0' + byte((10-sum%10)%10)
}
