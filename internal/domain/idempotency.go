package domain

import (
	"strings"

	"github.com/google/uuid"
)

// CheckIdempotencyKey answers the one spelling of a key that a caller made for one intent: a UUID (RFC 9562) in lower case
// with hyphens, however it was written. REQUIRED at idempotencyKey tells that there is none, the nil UUID included, which
// stands for no UUID; INVALID that it is something else. The house's own commands name their keys themselves.
func CheckIdempotencyKey(text string) (string, *Error) {
	text = strings.TrimSpace(text)
	// Validate looks at the braces, which Parse does not.
	key, err := uuid.Parse(text)
	switch {
	case text == "", err == nil && key == uuid.Nil:
		return "", Refuse(CodeRequired, "Indica una clave de idempotencia: un UUID nuevo por cada intención.").At("idempotencyKey")
	case err != nil, uuid.Validate(text) != nil:
		return "", Refuse(CodeInvalid, "La clave de idempotencia debe ser un UUID, por ejemplo 0198f3a0-5b1e-7c44-9d0a-3f6f0a5c2b11.").
			At("idempotencyKey")
	}
	return key.String(), nil
}
