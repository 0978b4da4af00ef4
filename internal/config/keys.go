package config

import (
	"fmt"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
)

// EvidenceWrapping answers what opens the keys that sign events, books and the audit trail, made of SECRET_KEY and
// SECRET_KEY_PREVIOUS. The keys themselves are rows: [evidence.OpenKeys].
func (c Config) EvidenceWrapping() (evidence.Wrapping, error) {
	return evidence.NewWrapping([]byte(c.SecretKey), []byte(c.SecretKeyPrevious))
}

// Cursors answers the codec of the positions in event streams, under keys of the same secrets.
func (c Config) Cursors() (*event.CursorCodec, error) {
	return event.NewCursorCodec([]byte(c.SecretKey), []byte(c.SecretKeyPrevious))
}

// Secrets answers keys of 32 bytes for one purpose: the current one first, then the previous one where there is one.
// Different purposes have different keys.
func (c Config) Secrets(purpose string) ([][]byte, error) {
	var keys [][]byte
	for _, secret := range []Secret{c.SecretKey, c.SecretKeyPrevious} {
		if secret == "" && keys != nil {
			continue
		}
		key, err := evidence.DeriveKey([]byte(secret), "qoricash "+purpose)
		if err != nil {
			return nil, fmt.Errorf("SECRET_KEY: %w", err)
		}
		keys = append(keys, key)
	}
	return keys, nil
}
