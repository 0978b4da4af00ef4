package money

// InputError says why a text is not an amount, a rate or a currency. Its
// values are the Err variables of this package; compare with errors.Is.
type InputError struct {
	english string
	spanish string
	// kind is the Err variable that a reason with a text of its own stands for; nil for the variables themselves.
	kind *InputError
}

// Error returns the reason in English, for logs.
func (e *InputError) Error() string { return "money: " + e.english }

// Is tells whether a reason is the target, or stands for it with a text of its own.
func (e *InputError) Is(target error) bool { return e.kind != nil && e.kind == target }

// Message returns the reason in Spanish, for the person who typed the text.
func (e *InputError) Message() string { return e.spanish }

// The reasons for which an input is refused.
var (
	ErrFormat = &InputError{
		english: "not a plain decimal number",
		spanish: "Escribe un número decimal simple, por ejemplo 1730.00.",
	}
	ErrTooManyDecimals = &InputError{
		english: "too many decimals",
		spanish: "Demasiados decimales: los importes llevan 2 y los tipos de cambio 4.",
	}
	ErrOutOfRange = &InputError{
		english: "out of range",
		spanish: "El número es demasiado grande.",
	}
	ErrNegative = &InputError{
		english: "a rate must not be negative",
		spanish: "El tipo de cambio no puede ser negativo.",
	}
	ErrZeroRate = &InputError{
		english: "a conversion needs a rate above zero",
		spanish: "El tipo de cambio debe ser mayor que cero.",
	}
	ErrNotText = &InputError{
		english: "must be sent as a string",
		spanish: "El número debe enviarse como texto, entre comillas.",
	}
	ErrCurrency = &InputError{
		english: "unknown currency",
		spanish: "La moneda debe ser PEN o USD.",
	}
	ErrCurrencyMismatch = &InputError{
		english: "amounts of different currencies",
		spanish: "Los importes son de monedas distintas.",
	}
)
