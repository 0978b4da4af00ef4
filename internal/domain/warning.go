package domain

import "fmt"

// WarningCode names what deserves a second look although the act was done. The list is closed: a program may branch on it,
// and docs/errors.md explains each one.
type WarningCode string

// The warnings.
const (
	// WarnRateDeviation is a published rate that is far from what it is measured against.
	WarnRateDeviation WarningCode = "RATE_DEVIATION"
	// WarnAccountShort is a payment from a house account that does not hold it, by the books and less what is promised.
	WarnAccountShort WarningCode = "ACCOUNT_SHORT"
)

// WarningCodes lists every code.
func WarningCodes() []WarningCode { return []WarningCode{WarnRateDeviation, WarnAccountShort} }

// Warning says of an act that was done what deserves a second look: what (Code), where (Field, the path in the input), why
// and what to do about it (Message, Spanish), and the figures behind it. It is what [Error] is of a refusal.
type Warning struct {
	Code    WarningCode
	Field   []string
	Message string
	Params  []Param
}

// Warn makes a warning with a Spanish message that says why and what to do about it.
func Warn(code WarningCode, message string, args ...any) *Warning {
	return &Warning{Code: code, Message: fmt.Sprintf(message, args...)}
}

// At names the input field that the warning is about.
func (w *Warning) At(path ...string) *Warning {
	w.Field = path
	return w
}

// With adds a figure.
func (w *Warning) With(name string, value any) *Warning {
	w.Params = append(w.Params, Param{Name: name, Value: fmt.Sprint(value)})
	return w
}

// WarningEntry explains one code of the closed list to who writes a program against the API.
type WarningEntry struct {
	Code WarningCode
	// Meaning is what was noticed, Remedy what to do about it; English.
	Meaning, Remedy string
	// Example is a message as a person reads it, Spanish.
	Example string
}

// WarningCatalogue explains every code once, in the order of WarningCodes. docs/errors.md is made from it.
func WarningCatalogue() []WarningEntry {
	return []WarningEntry{
		{Code: WarnRateDeviation, Meaning: "A rate was published more than 1.5 % from what it is measured against, which `against` names.",
			Remedy:  "Show it to the person, who publishes the right figure if this one is wrong.",
			Example: "La compra al público (3.8000) quedó a 2.21 % de la vigente (3.7180). Revísala; si es un error, publica la correcta."},
		{Code: WarnAccountShort, Meaning: "A payment was recorded from an account of the house that does not hold it, by the books less what is promised.",
			Remedy: "Show it to the person, who looks whether the account is the right one.",
			Example: "El pago de S/ 371.80 pasa de lo disponible en INTERBANK PEN 2003001234567: saldo S/ 100.00, ya comprometido S/ 0.00. " +
				"Revisa que sea la cuenta correcta."},
	}
}
