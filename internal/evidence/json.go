package evidence

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// CanonicalJSON encodes a value in the one form that is signed: keys sorted at every level, no spaces. A jsonb column
// gives back the same content in another order; encoding it again yields the same bytes.
func CanonicalJSON(value any) ([]byte, error) {
	encoded, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("encode canonically: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	var sorted any
	if err := decoder.Decode(&sorted); err != nil {
		return nil, fmt.Errorf("encode canonically: %w", err)
	}
	return json.Marshal(sorted)
}
