package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// Notification is a line of a person's inbox inside the product.
type Notification struct{ ent.Schema }

// Mixin of Notification.
func (Notification) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Notification.
func (Notification) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		bounded(field.String("fact"), 100).Immutable().Comment("What happened, once for ever: the event's key and the kind of message."),
		bounded(field.String("kind"), 40).Immutable(),
		field.Enum("topic").GoType(domain.Topic("")).Immutable(),
		bounded(field.String("title"), 120).Immutable(),
		bounded(field.String("body"), 500).Immutable(),
		bounded(field.String("link"), 200).Immutable().Comment("Path inside the product, for example operations/op_...; empty for none."),
		field.Time("read_at").Optional().Nillable(),
	}
}

// Edges of Notification.
func (Notification) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("user", User.Type).Field("user_id").Unique().Immutable(),
		edge.To("client", Customer.Type).Field("client_id").Unique().Immutable(),
	}
}

// Indexes of Notification: a fact is told to a person once.
func (Notification) Indexes() []ent.Index {
	unread := entsql.IndexWhere("read_at IS NULL")
	return []ent.Index{
		index.Fields("user_id", "fact").Unique(), index.Fields("client_id", "fact").Unique(),
		index.Fields("user_id", "created_at", "id"), index.Fields("client_id", "created_at", "id"),
		index.Fields("user_id").StorageKey("notifications_unread_user").Annotations(unread),
		index.Fields("client_id").StorageKey("notifications_unread_client").Annotations(unread),
	}
}

// Annotations of Notification.
func (Notification) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("ntf"), table(Notification{}, "notifications", checks(
		"notifications_topic", oneOf("topic", domain.Topic("").Values()),
		"notifications_one_person", "(user_id IS NULL) <> (client_id IS NULL)"))}
}

// OutboxMessage is an e-mail or a push that has to reach somebody, whatever dies.
type OutboxMessage struct{ ent.Schema }

// Mixin of OutboxMessage.
func (OutboxMessage) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}, worked{}} }

// Fields of OutboxMessage.
func (OutboxMessage) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("channel").GoType(domain.MessageChannel("")).Immutable(),
		bounded(field.String("fact"), 100).Immutable(),
		bounded(field.String("kind"), 40).Immutable().Comment("The template."),
		field.Enum("topic").GoType(domain.Topic("")).Immutable(),
		field.UUID("user_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		bounded(field.String("recipient"), 200).Immutable().Comment("The e-mail address, or the device's token."),
		field.JSON("data", map[string]any{}).Immutable().Comment("What the template shows, as of the fact."),
		field.Bytes("secret").Optional().MaxLen(1024).Sensitive().Comment("A sealed code or link; gone once the message is sent or given up."),
		field.UUID("operation_id", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("The operation whose electronic document the letter waits for; null where it waits for none."),
		field.UUID("attached_file_id", uuid.UUID{}).Optional().Nillable().Comment("The PDF that goes with the letter that waited for it."),
		field.Enum("status").GoType(domain.MessageStatus("")),
		field.Time("sent_at").Optional().Nillable(),
		bounded(field.String("provider"), 20).Optional().Nillable(),
		bounded(field.String("provider_id"), 200).Optional().Nillable(),
		field.Time("receipt_at").Optional().Nillable().Comment("When the provider told how a push ended."),
	}
}

// Indexes of OutboxMessage: one fact, one message per channel and recipient.
func (OutboxMessage) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("fact", "channel", "recipient").Unique(),
		index.Fields("channel", "due_at").Annotations(entsql.IndexWhere("status = 'PENDING'")),
		index.Fields("status", "created_at"),
		index.Fields("operation_id").StorageKey("outbox_messages_waiting").Annotations(entsql.IndexWhere("operation_id IS NOT NULL")),
		index.Fields("sent_at").Annotations(entsql.IndexWhere("channel = 'PUSH' AND status = 'SENT' AND receipt_at IS NULL")),
	}
}

// Annotations of OutboxMessage.
func (OutboxMessage) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("msg"), table(OutboxMessage{}, "outbox_messages", checks(
		"outbox_messages_channel", oneOf("channel", domain.MessageChannel("").Values()),
		"outbox_messages_topic", oneOf("topic", domain.Topic("").Values()),
		"outbox_messages_status", oneOf("status", domain.MessageStatus("").Values()),
		"outbox_messages_lease", wholeLease,
		"outbox_messages_attached", "attached_file_id IS NULL OR operation_id IS NOT NULL",
		"outbox_messages_waits", "operation_id IS NULL OR channel = 'EMAIL'",
		"outbox_messages_sent", "(status = 'SENT') = (sent_at IS NOT NULL)"))}
}

// PushDevice is a telephone that takes messages for a person.
type PushDevice struct{ ent.Schema }

// Mixin of PushDevice.
func (PushDevice) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of PushDevice.
func (PushDevice) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("session_id", uuid.UUID{}).Optional().Nillable().Comment("The session that registered it; its end switches the device off."),
		bounded(field.String("token"), 200).Immutable().Sensitive().Comment("ExponentPushToken[...]"),
		field.Enum("platform").GoType(domain.Platform("")),
		bounded(field.String("app_version"), 20),
		bounded(field.String("locale"), 20),
		field.Time("seen_at"),
		field.Time("disabled_at").Optional().Nillable(),
		bounded(field.String("disabled_reason"), 40).Optional().Nillable(),
	}
}

// Indexes of PushDevice: a telephone belongs to whoever signed in on it last.
func (PushDevice) Indexes() []ent.Index {
	live := entsql.IndexWhere("disabled_at IS NULL")
	return []ent.Index{
		index.Fields("token").Unique().Annotations(live),
		index.Fields("user_id").Annotations(live), index.Fields("client_id").Annotations(live), index.Fields("session_id").Annotations(live),
	}
}

// Annotations of PushDevice.
func (PushDevice) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("dev"), table(PushDevice{}, "push_devices", checks(
		"push_devices_platform", oneOf("platform", domain.Platform("").Values()),
		"push_devices_one_person", "(user_id IS NULL) <> (client_id IS NULL)",
		"push_devices_disabled", "(disabled_at IS NULL) = (disabled_reason IS NULL)"))}
}

// NotificationSetting is what a person wants to be told, how and when.
type NotificationSetting struct{ ent.Schema }

// Mixin of NotificationSetting.
func (NotificationSetting) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of NotificationSetting.
func (NotificationSetting) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.JSON("muted", map[domain.Topic][]domain.MessageChannel{}).Comment("Channels that are off, by topic."),
		field.Int("quiet_from").Optional().Nillable().Comment("Minute of the day in Lima at which the quiet begins."),
		field.Int("quiet_until").Optional().Nillable().Comment("Minute of the day in Lima at which it ends; it may run over midnight."),
		field.Time("updated_at"),
	}
}

// Indexes of NotificationSetting.
func (NotificationSetting) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id").Unique(), index.Fields("client_id").Unique()}
}

// Annotations of NotificationSetting.
func (NotificationSetting) Annotations() []schema.Annotation {
	return []schema.Annotation{table(NotificationSetting{}, "notification_settings", checks(
		"notification_settings_one_person", "(user_id IS NULL) <> (client_id IS NULL)",
		"notification_settings_quiet", "(quiet_from IS NULL) = (quiet_until IS NULL) AND quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439"))}
}
