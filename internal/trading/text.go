package trading

import (
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// instantFormat is the form of an instant among the figures of a refusal.
const instantFormat = time.RFC3339

// writable tells whether a text fits its column, whose limit is in characters; PostgreSQL keeps no zero character.
func writable(text string, limit int) bool {
	return len([]rune(text)) <= limit && !strings.ContainsRune(text, 0)
}

// checkReason asks for a reason that a person wrote.
func checkReason(reason, field string) error {
	switch text := strings.TrimSpace(reason); {
	case text == "":
		return domain.Refuse(domain.CodeRequired, "Indica el motivo.").At(field)
	case !writable(text, 300):
		return domain.Refuse(domain.CodeInvalid, "El motivo lleva hasta 300 caracteres.").At(field)
	}
	return nil
}
