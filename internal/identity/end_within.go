package identity

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// EndWithin ends every live session and every unused link of a person, in a command of another area that holds the person's
// lock, the aggregate "person" of its key. It answers the sessions, for [Service.Forget] after the commit; other instances
// follow the events.
func EndWithin(ctx context.Context, tx *store.Tx, person Person) ([]uuid.UUID, error) {
	ids, err := endAll(ctx, tx, person, domain.SessionRevoked)
	if err != nil {
		return nil, err
	}
	return ids, EndLinks(ctx, tx, person)
}

// ForgetDevicesWithin forgets the known devices and networks of a person, in such a command.
func ForgetDevicesWithin(ctx context.Context, tx *store.Tx, person Person) error {
	return forgetDevices(ctx, tx, person, "")
}
