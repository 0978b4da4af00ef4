package notify

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/pushdevice"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// mostDevices bounds the telephones of one person; the one that was silent longest gives way.
const mostDevices = 10

var expoToken = regexp.MustCompile(`^Expo(nent)?PushToken\[[A-Za-z0-9_-]{8,150}\]$`)

// RegisterDeviceInput registers a telephone of the caller.
type RegisterDeviceInput struct {
	IdempotencyKey string          `json:"-"`
	Token          string          `json:"expoPushToken"`
	Platform       domain.Platform `json:"platform"`
	// AppVersion and Locale are as the telephone says them; [domain.NormalAppVersion] and [domain.NormalLocale] are kept.
	AppVersion string `json:"appVersion"`
	Locale     string `json:"locale"`
}

func (in RegisterDeviceInput) check() error {
	var faults domain.Faults
	refuse := func(wrong bool, field, message string) {
		if wrong {
			faults.Add(domain.Refuse(domain.CodeInvalid, "%s", message).At(field))
		}
	}
	refuse(!expoToken.MatchString(in.Token), "expoPushToken", "El identificador del teléfono no es válido: usa el que da Expo, ExponentPushToken[...].")
	refuse(!slices.Contains(domain.Platforms(), in.Platform), "platform", "La plataforma debe ser IOS o ANDROID.")
	return faults.Err()
}

// RegisterDevice makes a telephone take messages for the caller. It belongs to whoever registered it last: somebody else who
// signs in on it takes it over.
func (s *Service) RegisterDevice(ctx context.Context, in RegisterDeviceInput) (uuid.UUID, store.Replay, error) {
	caller, err := Caller(ctx)
	if err != nil {
		return uuid.Nil, false, err
	}
	if err := in.check(); err != nil {
		return uuid.Nil, false, err
	}
	in.AppVersion, in.Locale = domain.NormalAppVersion(in.AppVersion), domain.NormalLocale(in.Locale)
	// The token is no secret of the house's, but no record needs it whole.
	said := map[string]any{"platform": in.Platform, "appVersion": in.AppVersion, "locale": in.Locale, "token": access.Mask(in.Token)}
	lock := event.Aggregate{Type: domain.ObjectPushDevice, ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(in.Token))}
	command := store.Command{Action: "device.register", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{lock, {Type: domain.ObjectPushDevices, ID: caller.ID}}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		id, err := in.register(ctx, tx, caller)
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectPushDevice, ObjectID: id, After: said})
		return id, err
	})
}

func (in RegisterDeviceInput) register(ctx context.Context, tx *store.Tx, caller Recipient) (uuid.UUID, error) {
	// Whoever had the telephone before is none of the caller's business, but has to let go of it.
	row, err := tx.PushDevice.Query().Where(pushdevice.Token(in.Token), pushdevice.DisabledAtIsNil()).Only(access.AsSystem(ctx))
	switch {
	case err != nil && !ent.IsNotFound(err):
		return uuid.Nil, fmt.Errorf("find a device: %w", err)
	case err == nil && owner(row.UserID, row.ClientID) == caller:
		err := tx.PushDevice.UpdateOneID(row.ID).SetSessionID(tx.Actor.SessionID).SetPlatform(in.Platform).SetAppVersion(in.AppVersion).
			SetLocale(in.Locale).SetSeenAt(tx.Now).Exec(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("renew a device: %w", err)
		}
		return row.ID, nil
	case err == nil:
		if err := switchOff(ctx, tx, "TAKEN_OVER", pushdevice.ID(row.ID)); err != nil {
			return uuid.Nil, err
		}
	}
	if err := makeRoom(ctx, tx, caller); err != nil {
		return uuid.Nil, err
	}
	insert := tx.PushDevice.Create().SetCreatedAt(tx.Now).SetSeenAt(tx.Now).SetSessionID(tx.Actor.SessionID).SetToken(in.Token).
		SetPlatform(in.Platform).SetAppVersion(in.AppVersion).SetLocale(in.Locale)
	if caller.Kind == domain.ActorStaff {
		insert.SetUserID(caller.ID)
	} else {
		insert.SetClientID(caller.ID)
	}
	added, err := insert.Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("register a device: %w", err)
	}
	return added.ID, nil
}

// makeRoom switches the telephones off that were silent longest, where the caller has as many as it may.
func makeRoom(ctx context.Context, tx *store.Tx, caller Recipient) error {
	live, err := tx.PushDevice.Query().Where(deviceOf(caller), pushdevice.DisabledAtIsNil()).Order(pushdevice.BySeenAt(), pushdevice.ByID()).IDs(ctx)
	if err != nil {
		return fmt.Errorf("list devices: %w", err)
	}
	if len(live) < mostDevices {
		return nil
	}
	return switchOff(ctx, tx, "TOO_MANY", pushdevice.IDIn(live[:len(live)-mostDevices+1]...))
}

func switchOff(ctx context.Context, tx *store.Tx, reason string, which predicate.PushDevice) error {
	if err := tx.PushDevice.Update().Where(which, pushdevice.DisabledAtIsNil()).SetDisabledAt(tx.Now).SetDisabledReason(reason).Exec(ctx); err != nil {
		return fmt.Errorf("switch devices off: %w", err)
	}
	return nil
}

func deviceOf(person Recipient) predicate.PushDevice {
	if person.Kind == domain.ActorStaff {
		return pushdevice.UserID(person.ID)
	}
	return pushdevice.ClientID(person.ID)
}

// Devices answers the caller's telephones that take messages, the one registered last first.
func (s *Service) Devices(ctx context.Context) ([]*ent.PushDevice, error) {
	caller, err := Caller(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.store.Read().PushDevice.Query().Where(deviceOf(caller), pushdevice.DisabledAtIsNil()).
		Order(ent.Desc(pushdevice.FieldCreatedAt), ent.Desc(pushdevice.FieldID)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("list devices: %w", err)
	}
	return rows, nil
}

// RemoveDeviceInput takes a telephone of the caller out of use.
type RemoveDeviceInput struct {
	IdempotencyKey string    `json:"-"`
	DeviceID       uuid.UUID `json:"deviceId"`
}

// RemoveDevice takes a telephone of the caller out of use. Messages that wait for it are dropped.
func (s *Service) RemoveDevice(ctx context.Context, in RemoveDeviceInput) (uuid.UUID, store.Replay, error) {
	caller, err := Caller(ctx)
	if err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "device.remove", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{{Type: domain.ObjectPushDevices, ID: caller.ID}}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := tx.PushDevice.Query().Where(pushdevice.ID(in.DeviceID), deviceOf(caller), pushdevice.DisabledAtIsNil()).Only(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe ese teléfono.").At("deviceId")
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("find a device: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectPushDevice, ObjectID: row.ID})
		return row.ID, switchOff(ctx, tx, "REMOVED", pushdevice.ID(row.ID))
	})
}
