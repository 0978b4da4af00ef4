package notify

import (
	"context"
	"fmt"
	"slices"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/notificationsetting"
	"github.com/qoricash/qoricash/internal/domain"
)

// settings are what a person chose. A nil *settings is that of somebody who chose nothing.
type settings struct {
	muted map[domain.Topic][]domain.MessageChannel
	rest  domain.QuietHours
}

// topicsFor are the topics that concern a person.
func topicsFor(kind domain.ActorKind) []domain.Topic {
	if kind == domain.ActorStaff {
		return domain.Topics()
	}
	return []domain.Topic{domain.TopicOperations, domain.TopicIdentity, domain.TopicSecurity}
}

// Changeable tells whether a topic may be switched off.
func Changeable(topic domain.Topic) bool { return topic != domain.TopicSecurity }

// mutedByDefault are the channels that are off until a person switches them on: the staff works in the desk and would drown
// in e-mail.
func mutedByDefault(kind domain.ActorKind, topic domain.Topic) []domain.MessageChannel {
	if kind == domain.ActorStaff && Changeable(topic) {
		return []domain.MessageChannel{domain.ChannelEmail}
	}
	return nil
}

// on tells whether a person wants to be told on a channel.
func (s *settings) on(kind domain.ActorKind, topic domain.Topic, channel domain.MessageChannel) bool {
	return !slices.Contains(s.mutedFor(kind, topic), channel)
}

func (s *settings) mutedFor(kind domain.ActorKind, topic domain.Topic) []domain.MessageChannel {
	if !Changeable(topic) {
		return nil
	}
	if s != nil {
		if muted, chosen := s.muted[topic]; chosen {
			return muted
		}
	}
	return mutedByDefault(kind, topic)
}

func (s *settings) quiet() domain.QuietHours {
	if s == nil {
		return domain.QuietHours{}
	}
	return s.rest
}

func settingsOf(row *ent.NotificationSetting) *settings {
	chosen := &settings{muted: row.Muted}
	if row.QuietFrom != nil && row.QuietUntil != nil {
		chosen.rest = domain.QuietHours{From: *row.QuietFrom, Until: *row.QuietUntil}
	}
	return chosen
}

func (r reach) readSettings(ctx context.Context, from *ent.Client, users, clients ids) error {
	rows, err := from.NotificationSetting.Query().Where(notificationsetting.Or(notificationsetting.UserIDIn(users.list()...),
		notificationsetting.ClientIDIn(clients.list()...))).All(ctx)
	if err != nil {
		return fmt.Errorf("read what people want to be told: %w", err)
	}
	for _, row := range rows {
		r.settings[owner(row.UserID, row.ClientID)] = settingsOf(row)
	}
	return nil
}
