package view

import (
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify"
)

// Notification is a line of the viewer's inbox.
type Notification struct {
	*ent.Notification
	lens *Lens
}

// NewNotification shows a line.
func NewNotification(lens *Lens, row *ent.Notification) *Notification {
	return &Notification{row, lens}
}

// ID is the global id.
func (n *Notification) ID() string { return n.GlobalID() }

// Link is where the line leads; nil for nowhere.
func (n *Notification) Link() *Link {
	link, ok := domain.ParseLink(n.Notification.Link)
	if !ok {
		return nil
	}
	return &Link{Target: link.Target, ID: textOrNil(link.ID), URL: n.lens.Pages.Address(n.lens.Viewer.IsStaff(), link), AppURL: link.AppAddress()}
}

// Link is a page that a message leads to.
type Link struct {
	Target      domain.LinkTarget
	ID          *string
	URL, AppURL string
}

// Kind is what it is about.
func (n *Notification) Kind() notify.Kind { return notify.Kind(n.Notification.Kind) }

// NotificationStreamItem is an item of the stream of notifications.
type NotificationStreamItem interface {
	Event
	isNotificationStreamItem()
}

// NotificationAdded is a new line of the inbox.
type NotificationAdded struct {
	Cursor, ID   string
	At           time.Time
	Notification *Notification
	UnreadCount  int
}

func (*NotificationAdded) isEvent() {}

func (*NotificationAdded) isNotificationStreamItem() {}
func (*StreamPosition) isNotificationStreamItem()    {}
func (*ResyncRequired) isNotificationStreamItem()    {}

// PushDevice is a telephone that takes messages for the viewer.
type PushDevice struct{ *ent.PushDevice }

// NewPushDevice shows a telephone.
func NewPushDevice(_ *Lens, row *ent.PushDevice) *PushDevice { return &PushDevice{row} }

// ID is the global id.
func (d *PushDevice) ID() string { return d.GlobalID() }

// OutboxMessage is an e-mail or push of the house.
type OutboxMessage struct {
	*ent.OutboxMessage
	lens *Lens
	// Client is to whom it goes, where it is a client.
	Client *Client
}

// NewOutboxMessage shows a message.
func NewOutboxMessage(lens *Lens, row *ent.OutboxMessage) *OutboxMessage {
	return &OutboxMessage{OutboxMessage: row, lens: lens}
}

// ID is the global id.
func (m *OutboxMessage) ID() string { return m.GlobalID() }

// Kind is the template.
func (m *OutboxMessage) Kind() notify.Kind { return notify.Kind(m.OutboxMessage.Kind) }

// Recipient is the address or the device, masked.
func (m *OutboxMessage) Recipient() string {
	if m.Channel == domain.ChannelEmail {
		return access.MaskEmail(m.OutboxMessage.Recipient)
	}
	return access.Mask(m.OutboxMessage.Recipient)
}
