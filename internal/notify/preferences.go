package notify

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/notificationsetting"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// TopicSetting is what a person wants to be told on one topic.
type TopicSetting struct {
	Topic    domain.Topic            `json:"topic"`
	Channels []domain.MessageChannel `json:"channels"`
}

// Settings are what a person wants to be told, how and when.
type Settings struct {
	// Topics are those that concern the person, in the order of the screens.
	Topics []TopicSetting
	// QuietFrom and QuietUntil are "HH:MM" in Lima; empty for no quiet.
	QuietFrom, QuietUntil string
}

// SettingsUpdateInput changes what the caller wants to be told. What is nil stays.
type SettingsUpdateInput struct {
	IdempotencyKey string         `json:"-"`
	Topics         []TopicSetting `json:"topics"`
	// QuietFrom and QuietUntil are given together; both empty end the quiet.
	QuietFrom  *string `json:"quietFrom"`
	QuietUntil *string `json:"quietUntil"`
}

// Settings answers what the caller wants to be told.
func (s *Service) Settings(ctx context.Context) (Settings, error) {
	caller, err := Caller(ctx)
	if err != nil {
		return Settings{}, err
	}
	row, err := s.store.Read().NotificationSetting.Query().Where(settingOf(caller)).First(ctx)
	if ent.IsNotFound(err) {
		return shownSettings(caller, nil), nil
	}
	if err != nil {
		return Settings{}, fmt.Errorf("read notification settings: %w", err)
	}
	return shownSettings(caller, settingsOf(row)), nil
}

func shownSettings(caller Recipient, chosen *settings) Settings {
	var shown Settings
	for _, topic := range topicsFor(caller.Kind) {
		muted := chosen.mutedFor(caller.Kind, topic)
		shown.Topics = append(shown.Topics, TopicSetting{Topic: topic, Channels: slices.DeleteFunc(domain.MessageChannels(),
			func(channel domain.MessageChannel) bool { return slices.Contains(muted, channel) })})
	}
	if rest := chosen.quiet(); rest.From != rest.Until {
		shown.QuietFrom, shown.QuietUntil = clockTime(rest.From), clockTime(rest.Until)
	}
	return shown
}

func clockTime(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

func settingOf(person Recipient) predicate.NotificationSetting {
	if person.Kind == domain.ActorStaff {
		return notificationsetting.UserID(person.ID)
	}
	return notificationsetting.ClientID(person.ID)
}

// UpdateSettings changes what the caller wants to be told.
func (s *Service) UpdateSettings(ctx context.Context, in SettingsUpdateInput) (struct{}, store.Replay, error) {
	caller, err := Caller(ctx)
	if err != nil {
		return struct{}{}, false, err
	}
	rest, err := in.check(caller)
	if err != nil {
		return struct{}{}, false, err
	}
	command := store.Command{Action: "notification.settings", Key: in.IdempotencyKey, Input: in,
		Locks: []event.Aggregate{{Type: domain.ObjectNotificationSetting, ID: caller.ID}}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (struct{}, error) {
		return struct{}{}, in.write(ctx, tx, caller, rest)
	})
}

// check answers the quiet that is asked for, nil where it stays, and everything that is wrong.
func (in SettingsUpdateInput) check(caller Recipient) (*domain.QuietHours, error) {
	var faults domain.Faults
	for i, topic := range in.Topics {
		field := "topics." + strconv.Itoa(i)
		if !slices.Contains(topicsFor(caller.Kind), topic.Topic) {
			faults.Add(domain.Refuse(domain.CodeInvalid, "Ese tema no corresponde a tu perfil.").At(field + ".topic"))
		}
		if !Changeable(topic.Topic) && len(topic.Channels) < len(domain.MessageChannels()) {
			faults.Add(domain.Refuse(domain.CodeInvalid, "Los avisos de seguridad no se pueden desactivar.").At(field + ".channels"))
		}
	}
	rest, fault := in.quiet()
	if fault != nil {
		faults.Add(fault)
	}
	return rest, faults.Err()
}

func (in SettingsUpdateInput) quiet() (*domain.QuietHours, *domain.Error) {
	if in.QuietFrom == nil && in.QuietUntil == nil {
		return nil, nil
	}
	if in.QuietFrom == nil || in.QuietUntil == nil || (*in.QuietFrom == "") != (*in.QuietUntil == "") {
		return nil, domain.Refuse(domain.CodeInvalid, "Indica el inicio y el fin del horario de silencio, o ninguno.").At("quietFrom")
	}
	if *in.QuietFrom == "" {
		return &domain.QuietHours{}, nil
	}
	from, fromErr := time.Parse("15:04", *in.QuietFrom)
	until, untilErr := time.Parse("15:04", *in.QuietUntil)
	if fromErr != nil || untilErr != nil || from.Equal(until) {
		return nil, domain.Refuse(domain.CodeInvalid, "El horario de silencio se escribe HH:MM, con inicio y fin distintos.").At("quietFrom")
	}
	return &domain.QuietHours{From: from.Hour()*60 + from.Minute(), Until: until.Hour()*60 + until.Minute()}, nil
}

func (in SettingsUpdateInput) write(ctx context.Context, tx *store.Tx, caller Recipient, rest *domain.QuietHours) error {
	row, err := tx.NotificationSetting.Query().Where(settingOf(caller)).First(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("read notification settings: %w", err)
	}
	chosen := &settings{}
	if row != nil {
		chosen = settingsOf(row)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectNotificationSetting, ObjectID: caller.ID,
		Before: map[string]any{"settings": shownSettings(caller, chosen)}, After: map[string]any{"changed": in}})
	muted := maps.Clone(chosen.muted)
	if muted == nil {
		muted = map[domain.Topic][]domain.MessageChannel{}
	}
	for _, topic := range in.Topics {
		if Changeable(topic.Topic) {
			muted[topic.Topic] = slices.DeleteFunc(domain.MessageChannels(), func(c domain.MessageChannel) bool { return slices.Contains(topic.Channels, c) })
		}
	}
	if rest == nil {
		rest = &chosen.rest
	}
	return saveSettings(ctx, tx, caller, row, muted, *rest)
}

func saveSettings(ctx context.Context, tx *store.Tx, caller Recipient, row *ent.NotificationSetting, muted map[domain.Topic][]domain.MessageChannel,
	rest domain.QuietHours) error {
	var from, until *int
	if rest.From != rest.Until {
		from, until = &rest.From, &rest.Until
	}
	var err error
	if row != nil {
		update := tx.NotificationSetting.UpdateOne(row).SetMuted(muted).ClearQuietFrom().ClearQuietUntil().SetUpdatedAt(tx.Now)
		err = update.SetNillableQuietFrom(from).SetNillableQuietUntil(until).Exec(ctx)
	} else {
		insert := tx.NotificationSetting.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetMuted(muted).SetNillableQuietFrom(from).SetNillableQuietUntil(until)
		if caller.Kind == domain.ActorStaff {
			insert.SetUserID(caller.ID)
		} else {
			insert.SetClientID(caller.ID)
		}
		err = insert.Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("keep notification settings: %w", err)
	}
	return nil
}
