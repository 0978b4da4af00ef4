package graph_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/testkit"
)

// rightsNotifications says that everybody who is signed in has an inbox, telephones and wishes, and who sees the outbox.
func rightsNotifications() map[string]outcomes {
	signedIn := outcomes{granted: append(employees(), own, otherClient)}
	return map[string]outcomes{
		"Query.notifications":        signedIn,
		"Query.notificationSettings": signedIn,
		"Query.pushDevices":          {empty: append(employees(), own, otherClient)},
		"Query.outboxMessages":       {granted: {master}},

		"Mutation.notificationMarkRead":       signedIn,
		"Mutation.notificationSettingsUpdate": signedIn,
		"Mutation.deviceRegister":             signedIn,
		"Mutation.deviceRemove":               signedIn,
		"Mutation.outboxReplay":               {granted: {master}},

		"Subscription.notifications": signedIn,
	}
}

func queriesNotifications() map[string]string {
	return map[string]string{
		"notifications":        `{ notifications { unreadCount } }`,
		"notificationSettings": `{ notificationSettings { topics { topic channels changeable } quietFrom quietUntil } }`,
		"pushDevices":          `{ pushDevices { id } }`,
		"outboxMessages":       `{ outboxMessages { totalCount } }`,
	}
}

func inputsNotifications() map[string]input {
	return map[string]input{
		"notificationMarkRead": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			if caller == anonymous {
				return keyed(map[string]any{})
			}
			return keyed(map[string]any{"notificationIds": []any{a.notification(t, caller)}})
		},
		"notificationSettingsUpdate": func(*testing.T, *api, testkit.Caller) map[string]any {
			return keyed(map[string]any{"topics": []any{map[string]any{"topic": "OPERATIONS", "channels": []any{"INBOX"}}}, "quietFrom": "22:00", "quietUntil": "07:00"})
		},
		"deviceRegister": func(*testing.T, *api, testkit.Caller) map[string]any {
			return keyed(map[string]any{"expoPushToken": "ExponentPushToken[" + uuid.NewString() + "]", "platform": "ANDROID", "appVersion": "1.4.0", "locale": "es-PE"})
		},
		"deviceRemove": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			if caller == anonymous {
				caller = own
			}
			return keyed(map[string]any{"deviceId": a.device(t, caller)})
		},
		"outboxReplay": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"messageIds": []any{a.deadMessage(t)}})
		},
	}
}

func namedIDsNotifications() map[string]named {
	return map[string]named{
		"notificationIds": {ent.NotificationIDPrefix, func(t *testing.T, a *api) string { return a.notification(t, otherClient) }},
		"deviceId":        {ent.PushDeviceIDPrefix, func(t *testing.T, a *api) string { return a.device(t, otherClient) }},
		"messageIds":      {prefix: ent.OutboxMessageIDPrefix},
	}
}

// notification is a line of a caller's inbox.
func (a *api) notification(t *testing.T, of testkit.Caller) string {
	t.Helper()
	person, row := a.Actor(of), a.Store.Read().Notification.Create().SetCreatedAt(a.Clock.Now()).SetFact(uuid.NewString()).SetKind("DATA_EXPORTED").
		SetTopic(domain.TopicSecurity).SetTitle("Aviso").SetBody("Una frase.").SetLink("operations/op_01kc3v9m5n7qw")
	if person.IsStaff() {
		row.SetUserID(person.ID)
	} else {
		row.SetClientID(person.ID)
	}
	saved, err := row.Save(access.AsSystem(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return saved.GlobalID()
}

// device is a telephone of a caller's.
func (a *api) device(t *testing.T, of testkit.Caller) string {
	t.Helper()
	id, _, err := a.Notify.RegisterDevice(a.As(t, of), notify.RegisterDeviceInput{IdempotencyKey: uuid.NewString(),
		Token: "ExponentPushToken[" + uuid.NewString() + "]", Platform: domain.PlatformAndroid, AppVersion: "1.4.0", Locale: "es-PE"})
	if err != nil {
		t.Fatal(err)
	}
	return globalid.Encode(ent.PushDeviceIDPrefix, id)
}

// deadMessage is a message to the client that was given up.
func (a *api) deadMessage(t *testing.T) string {
	t.Helper()
	row, err := a.Store.Read().OutboxMessage.Create().SetCreatedAt(a.Clock.Now()).SetChannel(domain.ChannelEmail).SetFact(uuid.NewString()).
		SetKind(string(notify.KindDataExported)).SetTopic(domain.TopicSecurity).SetClientID(a.ID(own)).SetRecipient("rosa@correo.pe").
		SetData(map[string]any{}).SetStatus(domain.MessageDead).SetAttempts(12).SetDueAt(a.Clock.Now()).SetFailure("503").Save(access.AsSystem(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return row.GlobalID()
}

func TestAnInboxIsRead(t *testing.T) {
	t.Parallel()
	a := open(t)
	first, second := a.notification(t, own), a.notification(t, own)
	a.notification(t, otherClient)
	got := a.must(t, own, `{ notifications(first: 1) { unreadCount nodes { id link { target id url appUrl } readAt title }
		edges { cursor } pageInfo { hasNextPage endCursor } } }`, nil)
	if got.at(t, "notifications", "unreadCount") != 2.0 || got.at(t, "notifications", "pageInfo", "hasNextPage") != true {
		t.Errorf("the first page: %s", got.raw)
	}
	want := fmt.Sprint(map[string]any{"target": "OPERATION", "id": "op_01kc3v9m5n7qw", "url": "https://qoricash.pe/operations/op_01kc3v9m5n7qw",
		"appUrl": "qoricash://operations/op_01kc3v9m5n7qw"})
	if link := fmt.Sprint(got.at(t, "notifications", "nodes", 0, "link")); link != want {
		t.Errorf("it leads to %s, want %s", link, want)
	}
	a.must(t, own, `mutation($in: NotificationMarkReadInput!) { notificationMarkRead(input: $in) { userErrors { code } unreadCount } }`,
		map[string]any{"in": keyed(map[string]any{"notificationIds": []any{first}})})
	got = a.must(t, own, `{ notifications(unreadOnly: true) { unreadCount nodes { id } } }`, nil)
	if got.at(t, "notifications", "unreadCount") != 1.0 || got.at(t, "notifications", "nodes", 0, "id") != second {
		t.Errorf("after one was read: %s", got.raw)
	}
}

func TestAMessageThatWasGivenUpIsSeenMaskedAndSentAgain(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.deadMessage(t)
	got := a.must(t, master, `{ outboxMessages(filter: { status: [DEAD], channel: EMAIL }) { totalCount nodes { id recipient failure attempts client { fullName } } } }`,
		nil)
	message := got.at(t, "outboxMessages", "nodes", 0).(map[string]any)
	if message["id"] != id || message["recipient"] != "r•••@correo.pe" || message["failure"] != "503" || message["client"] == nil {
		t.Errorf("shown as %v", message)
	}
	got = a.must(t, master, `mutation($in: OutboxReplayInput!) { outboxReplay(input: $in) { userErrors { code } messages { id status attempts } } }`,
		map[string]any{"in": keyed(map[string]any{"messageIds": []any{id}})})
	if got.at(t, "outboxReplay", "messages", 0, "status") != "PENDING" || got.at(t, "outboxReplay", "messages", 0, "attempts") != 0.0 {
		t.Errorf("after sending it again: %s", got.raw)
	}
}

const inboxDocument = `subscription($after: EventCursor) { notifications(after: $after) {
	__typename ... on NotificationAdded { cursor unreadCount notification { id kind title } } } }`

// Everybody hears of the own inbox, from where they left off, and of no other.
func TestInboxesAreFollowedByTheirOwnersAlone(t *testing.T) {
	t.Parallel()
	a := open(t)
	hub := a.hub(t)
	beginning := a.Cursors.Encode(a.Feed.Head())
	a.Operation(t, domain.Pending)
	a.told(t)
	for caller, kind := range map[testkit.Caller]string{own: "OPERATION_CREATED", trader: "DESK_OPERATION_CREATED", operator: "DESK_OPERATION_CREATED",
		otherOp: "DESK_OPERATION_CREATED", master: "DESK_OPERATION_CREATED"} {
		item, code := a.stream(t, hub, caller, inboxDocument, map[string]any{"after": beginning}).next(t, "notifications")
		if code != "" {
			t.Fatalf("%s: %s", caller, code)
		}
		shown, _ := item["notification"].(map[string]any)
		if shown["kind"] != kind || item["unreadCount"] != 1.0 {
			t.Errorf("%s hears %v", caller, item)
		}
		mine, err := a.Store.Read().Notification.Query().Where(notification.Kind(kind)).OnlyID(a.As(t, caller))
		if err != nil || shown["id"] != globalid.Encode(ent.NotificationIDPrefix, mine) {
			t.Errorf("%s hears of %v, which is not its own (%v)", caller, shown["id"], err)
		}
	}
	quiet := a.stream(t, hub, otherTrader, inboxDocument, map[string]any{"after": beginning})
	if _, code := a.stream(t, hub, anonymous, inboxDocument, nil).next(t, "notifications"); code != unauthenticated {
		t.Errorf("anonymous: %s", code)
	}
	for len(quiet.items) > 0 {
		if item := (<-quiet.items)["notifications"].(map[string]any); item["__typename"] == "NotificationAdded" {
			t.Errorf("a trader hears of another's client: %v", item)
		}
	}
}

// told makes messages of all that happened.
func (a *api) told(t *testing.T) {
	t.Helper()
	a.Settle(t)
	if _, err := a.Notify.Dispatch(t.Context()); err != nil { // it begins
		t.Fatal(err)
	}
	if _, err := a.Notify.Dispatch(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.Settle(t)
}
