package graph

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/ent/outboxmessage"
	"github.com/qoricash/qoricash/ent/pushdevice"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/notify"
)

func (r *Resolver) markNotifications(ctx context.Context, input model.NotificationMarkReadInput) (*model.NotificationMarkReadPayload, error) {
	var in ids.Input
	command := notify.MarkReadInput{IdempotencyKey: in.Key(input.IdempotencyKey)}
	if input.NotificationIds != nil {
		command.IDs = in.List(ent.NotificationIDPrefix, input.NotificationIds, "notificationIds")
	}
	_, err := run(ctx, r, &in, command, r.Notify.MarkRead)
	payload := &model.NotificationMarkReadPayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	if payload.UnreadCount, err = r.Notify.Unread(ctx); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Notifications, err = r.markedLines(ctx, command.IDs); err != nil {
		return nil, err
	}
	if selection.Of(ctx).Has("NotificationMarkReadPayload.viewer") {
		payload.Viewer, err = r.viewer(ctx)
	}
	return payload, err
}

// mostLinesShown bounds the lines that a payload shows, the newest.
const mostLinesShown = 100

// markedLines reads the lines of the caller's inbox that were named, or the newest of all, if the document shows them.
func (r *Resolver) markedLines(ctx context.Context, named []uuid.UUID) ([]*view.Notification, error) {
	if !selection.Of(ctx).Has("NotificationMarkReadPayload.notifications") {
		return nil, nil
	}
	query := r.Store.Read().Notification.Query().Order(notification.ByCreatedAt(sql.OrderDesc()), notification.ByID(sql.OrderDesc())).Limit(mostLinesShown)
	if named != nil {
		query.Where(notification.IDIn(named...))
	}
	return r.notifications(ctx, query)
}

func (r *Resolver) updateNotificationSettings(ctx context.Context, input model.NotificationSettingsUpdateInput) (*model.NotificationSettingsUpdatePayload, error) {
	var in ids.Input
	command := notify.SettingsUpdateInput{IdempotencyKey: in.Key(input.IdempotencyKey), QuietFrom: input.QuietFrom, QuietUntil: input.QuietUntil}
	for _, topic := range input.Topics {
		command.Topics = append(command.Topics, notify.TopicSetting{Topic: topic.Topic, Channels: topic.Channels})
	}
	_, err := run(ctx, r, &in, command, r.Notify.UpdateSettings)
	payload := &model.NotificationSettingsUpdatePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Settings, err = r.notificationSettings(ctx)
	return payload, err
}

func (r *Resolver) registerDevice(ctx context.Context, input model.DeviceRegisterInput) (*model.DeviceRegisterPayload, error) {
	var in ids.Input
	id, err := run(ctx, r, &in, notify.RegisterDeviceInput{IdempotencyKey: in.Key(input.IdempotencyKey), Token: input.ExpoPushToken,
		Platform: input.Platform, AppVersion: input.AppVersion, Locale: input.Locale}, r.Notify.RegisterDevice)
	payload := &model.DeviceRegisterPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Device, err = r.pushDevice(ctx, id); err != nil {
		return nil, err
	}
	payload.Devices, err = r.pushDevices(ctx)
	return payload, err
}

// pushDevice reads a telephone of the caller; nil where it is off by now.
func (r *Resolver) pushDevice(ctx context.Context, id uuid.UUID) (*view.PushDevice, error) {
	row, err := r.Store.Read().PushDevice.Query().Where(pushdevice.ID(id), pushdevice.DisabledAtIsNil()).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return view.NewPushDevice(r.look(ctx), row), nil
}

func (r *Resolver) removeDevice(ctx context.Context, input model.DeviceRemoveInput) (*model.DeviceRemovePayload, error) {
	var in ids.Input
	command := notify.RemoveDeviceInput{IdempotencyKey: in.Key(input.IdempotencyKey), DeviceID: in.Required(ent.PushDeviceIDPrefix, input.DeviceID, "deviceId")}
	_, err := run(ctx, r, &in, command, r.Notify.RemoveDevice)
	payload := &model.DeviceRemovePayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	payload.Devices, err = r.pushDevices(ctx)
	return payload, err
}

func (r *Resolver) replayMessages(ctx context.Context, input model.OutboxReplayInput) (*model.OutboxReplayPayload, error) {
	var in ids.Input
	command := notify.ReplayInput{IdempotencyKey: in.Key(input.IdempotencyKey), MessageIDs: in.List(ent.OutboxMessageIDPrefix, input.MessageIds, "messageIds")}
	_, err := run(ctx, r, &in, command, r.Notify.Replay)
	payload := &model.OutboxReplayPayload{Messages: []*view.OutboxMessage{}}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Messages, err = r.messages(ctx, r.Store.Read().OutboxMessage.Query().Where(outboxmessage.IDIn(command.MessageIDs...)))
	return payload, err
}
