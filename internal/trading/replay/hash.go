package replay

import (
	"encoding/json"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/trading"
)

// fits tells whether a keyed hash in the facts of an event is that of the fields.
func fits(keys evidence.Keys, hash string, fields []evidence.Field) bool {
	signature, err := evidence.ParseSignature(hash)
	return err == nil && keys.Valid(signature, fields...)
}

func (h *history) reference(owner, hash string) expectation {
	return hashed(h.keys, hash, func(value string) []evidence.Field { return trading.ReferenceFields(uuid.MustParse(owner), value) })
}

func (h *history) words(hash string) expectation {
	return hashed(h.keys, hash, func(value string) []evidence.Field { return trading.WordsFields(h.operation, value) })
}

// account is the memory of an account. A snapshot that cannot be read is none that was signed.
func (h *history) account(hash string) expectation {
	return hashed(h.keys, hash, func(value string) []evidence.Field {
		var snapshot domain.AccountSnapshot
		decoder := json.NewDecoder(strings.NewReader(value))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&snapshot); err != nil {
			return nil
		}
		return trading.AccountFields(h.operation, snapshot)
	})
}
