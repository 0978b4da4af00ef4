package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/ent/outboxmessage"
	"github.com/qoricash/qoricash/ent/pushdevice"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/notify"
)

// notificationSettings shows what the caller wants to be told.
func (r *Resolver) notificationSettings(ctx context.Context) (*model.NotificationSettings, error) {
	chosen, err := r.Notify.Settings(ctx)
	if err != nil {
		return nil, err
	}
	shown := &model.NotificationSettings{QuietFrom: stated(chosen.QuietFrom), QuietUntil: stated(chosen.QuietUntil)}
	for _, topic := range chosen.Topics {
		shown.Topics = append(shown.Topics, &model.TopicSetting{Topic: topic.Topic, Channels: topic.Channels, Changeable: notify.Changeable(topic.Topic)})
	}
	return shown, nil
}

// pushDevices shows the caller's telephones.
func (r *Resolver) pushDevices(ctx context.Context) ([]*view.PushDevice, error) {
	rows, err := r.Notify.Devices(ctx)
	if err != nil {
		return nil, err
	}
	lens, shown := r.look(ctx), make([]*view.PushDevice, len(rows))
	for i, row := range rows {
		shown[i] = view.NewPushDevice(lens, row)
	}
	return shown, nil
}

// notifications reads lines of the caller's inbox.
func (r *Resolver) notifications(ctx context.Context, query *ent.NotificationQuery) ([]*view.Notification, error) {
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read notifications: %w", err)
	}
	lens, shown := r.look(ctx), make([]*view.Notification, len(rows))
	for i, row := range rows {
		shown[i] = view.NewNotification(lens, row)
	}
	return shown, nil
}

// messages reads messages of the outbox, with their clients where the document asks for them.
func (r *Resolver) messages(ctx context.Context, query *ent.OutboxMessageQuery) ([]*view.OutboxMessage, error) {
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	lens, shown := r.look(ctx), make([]*view.OutboxMessage, len(rows))
	for i, row := range rows {
		shown[i] = view.NewOutboxMessage(lens, row)
	}
	if !selection.Of(ctx).Has("OutboxMessage.client") {
		return shown, nil
	}
	return shown, r.addRecipients(ctx, shown)
}

// addRecipients reads the clients of messages, once for all.
func (r *Resolver) addRecipients(ctx context.Context, messages []*view.OutboxMessage) error {
	var wanted []uuid.UUID
	for _, message := range messages {
		if message.ClientID != nil {
			wanted = append(wanted, *message.ClientID)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	found, err := r.clients(ctx, r.Store.Read().Customer.Query().Where(customer.IDIn(wanted...)))
	if err != nil {
		return err
	}
	byID := make(map[uuid.UUID]*view.Client, len(found))
	for _, client := range found {
		byID[client.Customer.ID] = client
	}
	for _, message := range messages {
		if message.ClientID != nil {
			message.Client = byID[*message.ClientID]
		}
	}
	return nil
}

func notificationNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.notifications(ctx, r.Store.Read().Notification.Query().Where(notification.IDIn(ids...))))
}

func pushDeviceNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	query := r.Store.Read().PushDevice.Query().Where(pushdevice.IDIn(ids...), pushdevice.DisabledAtIsNil())
	return wrap(ctx, r, view.NewPushDevice)(query.All(ctx))
}

func messageNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.messages(ctx, r.Store.Read().OutboxMessage.Query().Where(outboxmessage.IDIn(ids...))))
}
