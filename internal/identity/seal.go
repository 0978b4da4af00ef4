package identity

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/sealing"
)

// seal answers the secret of a second factor as it is kept in the row of its person.
func (s *Service) seal(person uuid.UUID, secret []byte) ([]byte, error) {
	box, err := sealing.New(s.sealKeys)
	if err != nil {
		return nil, fmt.Errorf("second factor: %w", err)
	}
	return box.Seal(person, secret), nil
}

// unseal opens what seal made, under any of the keys; former tells that it was not the one that seals now.
func (s *Service) unseal(person uuid.UUID, sealed []byte) (secret []byte, former bool, err error) {
	box, err := sealing.New(s.sealKeys)
	if err != nil {
		return nil, false, fmt.Errorf("second factor: %w", err)
	}
	if secret, former, err = box.Open(person, sealed); err != nil {
		return nil, false, fmt.Errorf("second factor: %w", err)
	}
	return secret, former, nil
}
