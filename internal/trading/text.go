package trading

import (
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// instantFormat is the form of an instant among the figures of a refusal.
const instantFormat = time.RFC3339

// checkReason answers a reason that a person wrote, as it is stored.
func checkReason(reason, field string) (string, error) {
	return read(domain.Reason("Indica el motivo."), reason, field)
}

// needsReason reads the reason of an act, in place.
func needsReason(reason *string) func() error {
	return func() (err error) {
		*reason, err = checkReason(*reason, "reason")
		return err
	}
}

// read answers a text as it is stored.
func read(rule domain.Text, text, field string) (string, error) {
	text, refusal := rule.Read(text)
	if refusal != nil {
		return "", refusal.At(field)
	}
	return text, nil
}
