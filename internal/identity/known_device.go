package identity

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/knowndevice"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// DeviceLifetime is how long a device stays known after the last sign-in on it.
const DeviceLifetime = 180 * 24 * time.Hour

// mostDevices bounds the known devices of a person: whoever once had the password must not gather them. Those that were seen
// last stay.
const mostDevices = 20

// knownDevice answers the device that a secret belongs to, when it is known as one of the person whom whose finds; uuid.Nil for
// any other. What cannot be a secret of ours asks nobody.
func (s *Service) knownDevice(ctx context.Context, secret string, whose func() (Person, error)) (uuid.UUID, error) {
	hash, ok := hashSecret(devicePrefix, secret)
	if !ok {
		return uuid.Nil, nil
	}
	person, err := whose()
	if err != nil {
		return uuid.Nil, err
	}
	// Nobody is signed in yet.
	id, err := s.store.Read().KnownDevice.Query().Where(devicesOf(person), knowndevice.SecretHash(hash[:]),
		knowndevice.ExpiresAtGT(s.store.Clock().Now())).OnlyID(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return uuid.Nil, nil
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("find a known device: %w", err)
	}
	return id, nil
}

// knowsNetwork tells whether a person signed in from a network before, on a device that is still known.
func (s *Service) knowsNetwork(ctx context.Context, person Person, network string) (bool, error) {
	known, err := s.store.Read().KnownDevice.Query().Where(devicesOf(person), knowndevice.Network(network),
		knowndevice.ExpiresAtGT(s.store.Clock().Now())).Exist(access.AsSystem(ctx))
	if err != nil {
		return false, fmt.Errorf("look for a network: %w", err)
	}
	return known, nil
}

// remember makes the device that somebody proved to be a person on a known one, and answers its secret: the one that it came
// with, when that is the person's, or a new one. The command holds the person's lock.
func remember(ctx context.Context, tx *store.Tx, person Person, secret string) (string, error) {
	network := domain.Clip(originNetwork(ctx), 64)
	if hash, ok := hashSecret(devicePrefix, secret); ok {
		changed, err := tx.KnownDevice.Update().Where(devicesOf(person), knowndevice.SecretHash(hash[:]), knowndevice.ExpiresAtGT(tx.Now)).
			SetSeenAt(tx.Now).SetNetwork(network).SetExpiresAt(tx.Now.Add(DeviceLifetime)).Save(ctx)
		if err != nil {
			return "", fmt.Errorf("see a known device again: %w", err)
		}
		if changed == 1 {
			return secret, nil
		}
	}
	secret, hash := newToken(devicePrefix)
	insert := tx.KnownDevice.Create().SetCreatedAt(tx.Now).SetSecretHash(hash[:]).SetNetwork(network).SetSeenAt(tx.Now).
		SetExpiresAt(tx.Now.Add(DeviceLifetime))
	if person.Kind == domain.ActorStaff {
		insert.SetUserID(person.ID)
	} else {
		insert.SetClientID(person.ID)
	}
	if err := insert.Exec(ctx); err != nil {
		return "", fmt.Errorf("keep a known device: %w", err)
	}
	return secret, forgetOldest(ctx, tx, person)
}

// forgetOldest forgets the devices of a person beyond the bound.
func forgetOldest(ctx context.Context, tx *store.Tx, person Person) error {
	old, err := tx.KnownDevice.Query().Where(devicesOf(person)).Order(knowndevice.BySeenAt(sql.OrderDesc()), knowndevice.ByID(sql.OrderDesc())).
		Offset(mostDevices).IDs(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("find the oldest devices: %w", err)
	}
	if len(old) == 0 {
		return nil
	}
	if _, err := tx.KnownDevice.Delete().Where(knowndevice.IDIn(old...)).Exec(ctx); err != nil {
		return fmt.Errorf("forget the oldest devices: %w", err)
	}
	return nil
}

// forgetDevices forgets the known devices of a person, and with them its known networks, but the one with the given secret:
// whoever knew the former password signed in on some of them.
func forgetDevices(ctx context.Context, tx *store.Tx, person Person, but string) error {
	which := []predicate.KnownDevice{devicesOf(person)}
	if hash, ok := hashSecret(devicePrefix, but); ok {
		which = append(which, knowndevice.SecretHashNEQ(hash[:]))
	}
	if _, err := tx.KnownDevice.Delete().Where(which...).Exec(ctx); err != nil {
		return fmt.Errorf("forget known devices: %w", err)
	}
	return nil
}

func (s *Service) sweepDevices(ctx context.Context) error {
	if _, err := s.store.Read().KnownDevice.Delete().Where(knowndevice.ExpiresAtLTE(s.store.Clock().Now())).Exec(ctx); err != nil {
		return fmt.Errorf("sweep known devices: %w", err)
	}
	return nil
}

func devicesOf(person Person) predicate.KnownDevice {
	if person.Kind == domain.ActorStaff {
		return knowndevice.UserID(person.ID)
	}
	return knowndevice.ClientID(person.ID)
}

// originNetwork is the network that the request came from; empty for what comes from none.
func originNetwork(ctx context.Context) string {
	address := access.OriginFrom(ctx).Address
	if address == "" {
		return ""
	}
	return ratelimit.Network(address)
}
