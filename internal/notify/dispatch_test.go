package notify_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestANewOperationIsToldToItsClientAndToTheDesk(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.device(t, testkit.Client)
	id := h.Pending(t, testkit.Client, "1000.00")
	h.dispatch(t)
	h.send(t)

	mails := h.mails.mailsTo("cliente.44443333@correo.pe")
	if len(mails) != 1 {
		t.Fatalf("%d e-mails to the client", len(mails))
	}
	row := h.Row(t, id)
	for _, part := range []string{row.Code, "US$ 1,000.00", money.Soles(row.Pen).String(), row.Rate.String(), row.DepositSnapshot.Number, row.DepositSnapshot.CCI,
		row.DestinationSnapshot.Number[len(row.DestinationSnapshot.Number)-4:], domain.SpokenInLima(*row.ExpiresAt), "https://qoricash.pe/operations/" + row.GlobalID()} {
		if !strings.Contains(mails[0].Text, part) || !strings.Contains(mails[0].HTML, part) {
			t.Errorf("the e-mail does not say %q:\n%s", part, mails[0].Text)
		}
	}
	if strings.Contains(mails[0].Text, row.DestinationSnapshot.Number) {
		t.Error("the client's account stands whole in the e-mail")
	}
	if pushes := h.pushes.sent(); len(pushes) != 1 || strings.Contains(pushes[0].Title+pushes[0].Body, "1,000") {
		t.Errorf("pushes: %v", pushes)
	}
	// The client, its trader, the operators and the Master have a line; nobody of the house has an e-mail.
	h.want(t, 5, `SELECT count(*) FROM notifications`)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id = $1 AND kind = 'OPERATION_CREATED'`, h.ID(testkit.Client))
	for _, caller := range []testkit.Caller{testkit.Trader, testkit.Operator, testkit.OtherOperator, testkit.Master} {
		h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_CREATED'`, h.ID(caller))
	}
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE channel = 'EMAIL'`)
	h.want(t, 5, `SELECT count(*) FROM events WHERE kind = 'NOTIFIED' AND aggregate_version = 1`)
}

func TestAProvedContactHearsOfOperationsAndNotOfSecurity(t *testing.T) {
	t.Parallel()
	h := open(t)
	contact := func(value string, verified, removed bool) {
		var at, gone any
		if verified {
			at = h.Clock.Now()
		}
		if removed {
			gone = h.Clock.Now()
		}
		_, err := h.DB.Owner.ExecContext(t.Context(), `INSERT INTO client_contacts (id, created_at, client_id, kind, value, verified_at, removed_at)
			VALUES ($1, $2, $3, 'EMAIL', $4, $5, $6)`, uuid.New(), h.Clock.Now(), h.ID(testkit.Client), value, at, gone)
		testkit.Must(t, err)
	}
	contact("tesoreria@correo.pe", true, false)
	contact("sin.confirmar@correo.pe", false, false)
	contact("retirado@correo.pe", true, true)
	h.Pending(t, testkit.Client, "100.00")
	h.emit(t, event.Record{Kind: "PASSWORD_CHANGED", Aggregate: event.Aggregate{Type: domain.ObjectPerson, ID: h.ID(testkit.Client)}, ClientID: h.ID(testkit.Client)})
	h.dispatch(t)
	h.send(t)
	for address, want := range map[string]int{"cliente.44443333@correo.pe": 2, "tesoreria@correo.pe": 1, "sin.confirmar@correo.pe": 0, "retirado@correo.pe": 0} {
		if got := len(h.mails.mailsTo(address)); got != want {
			t.Errorf("%s got %d e-mails, want %d", address, got, want)
		}
	}
}

func TestNobodyIsToldWhatTheyDidThemselves(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Operation(t, domain.InProcess)
	h.dispatch(t)
	h.Reassign(t, id, testkit.OtherOperator)
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_ASSIGNED'`, h.ID(testkit.OtherOperator))
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_OPERATION_TAKEN_OVER'`, h.ID(testkit.Operator))
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind LIKE 'DESK_OPERATION_TAKEN%'`, h.ID(testkit.Master))

	h.emit(t, event.Record{Kind: "DEACTIVATED", Aggregate: event.Aggregate{Type: domain.ObjectClient, ID: h.ID(testkit.Client)}, ClientID: h.ID(testkit.Client),
		Actor: event.Actor{Kind: "STAFF", ID: h.ID(testkit.Master)}})
	h.dispatch(t)
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE kind = 'DESK_CLIENT_DEACTIVATED' AND user_id = $1`, h.ID(testkit.Master))
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE kind = 'DESK_CLIENT_DEACTIVATED' AND user_id = $1`, h.ID(testkit.Trader))
}

// wish changes what somebody wants to be told.
func (h *house) wish(t *testing.T, caller testkit.Caller, in notify.SettingsUpdateInput) error {
	t.Helper()
	in.IdempotencyKey = uuid.NewString()
	_, _, err := h.UpdateSettings(h.As(t, caller), in)
	return err
}

func TestPeopleAreToldWhatTheyWant(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.device(t, testkit.Client)
	testkit.Must(t, h.wish(t, testkit.Client, notify.SettingsUpdateInput{Topics: []notify.TopicSetting{
		{Topic: domain.TopicOperations, Channels: []domain.MessageChannel{domain.ChannelInbox}}}}))
	testkit.Must(t, h.wish(t, testkit.Trader, notify.SettingsUpdateInput{Topics: []notify.TopicSetting{
		{Topic: domain.TopicOperations, Channels: []domain.MessageChannel{domain.ChannelEmail}}}}))
	h.Pending(t, testkit.Client, "100.00")
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id = $1`, h.ID(testkit.Client))
	h.want(t, 0, `SELECT count(*) FROM outbox_messages WHERE client_id = $1`, h.ID(testkit.Client))
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE user_id = $1`, h.ID(testkit.Trader))
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE user_id = $1 AND channel = 'EMAIL'`, h.ID(testkit.Trader))

	h.emit(t, h.about(testkit.Client, "DATA_EXPORTED", map[string]any{"byStaff": false}))
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE client_id = $1 AND topic = 'SECURITY'`, h.ID(testkit.Client))
}

func TestThePhoneIsLeftAloneDuringTheQuiet(t *testing.T) {
	t.Parallel()
	h := open(t) // at ten in the morning in Lima
	h.device(t, testkit.Client)
	from, until := "09:30", "08:00" // almost always, over midnight
	testkit.Must(t, h.wish(t, testkit.Client, notify.SettingsUpdateInput{QuietFrom: &from, QuietUntil: &until}))
	h.Pending(t, testkit.Client, "100.00")
	h.emit(t, event.Record{Kind: "PASSWORD_CHANGED", Aggregate: event.Aggregate{Type: domain.ObjectPerson, ID: h.ID(testkit.Client)}, ClientID: h.ID(testkit.Client)})
	h.dispatch(t)
	h.send(t)
	if pushes := h.pushes.sent(); len(pushes) != 1 || pushes[0].Data["kind"] != string(notify.KindPasswordChanged) {
		t.Errorf("during the quiet: %v", pushes)
	}
	if len(h.mails.mailsTo("cliente.44443333@correo.pe")) != 2 {
		t.Error("the quiet held e-mails back")
	}
	h.Clock.Set(time.Date(2026, 11, 24, 12, 59, 0, 0, time.UTC))
	h.send(t)
	if len(h.pushes.sent()) != 1 {
		t.Error("the quiet ended early")
	}
	h.Clock.Set(time.Date(2026, 11, 24, 13, 0, 0, 0, time.UTC))
	h.send(t)
	if len(h.pushes.sent()) != 2 {
		t.Error("the quiet did not end")
	}
}

func TestWishesThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	text := func(s string) *string { return &s }
	for name, in := range map[string]notify.SettingsUpdateInput{
		"SECURITY off":           {Topics: []notify.TopicSetting{{Topic: domain.TopicSecurity, Channels: []domain.MessageChannel{domain.ChannelInbox}}}},
		"a topic of the house's": {Topics: []notify.TopicSetting{{Topic: domain.TopicHouse}}},
		"one end of the quiet":   {QuietFrom: text("22:00")},
		"half of it empty":       {QuietFrom: text("22:00"), QuietUntil: text("")},
		"no time of day":         {QuietFrom: text("25:00"), QuietUntil: text("7")},
		"two equal ends":         {QuietFrom: text("22:00"), QuietUntil: text("22:00")},
	} {
		if err := h.wish(t, testkit.Client, in); domain.CodeOf(err) != domain.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	testkit.Must(t, h.wish(t, testkit.Client, notify.SettingsUpdateInput{QuietFrom: text("22:00"), QuietUntil: text("07:30")}))
	chosen, err := h.Settings(h.As(t, testkit.Client))
	testkit.Must(t, err)
	if chosen.QuietFrom != "22:00" || chosen.QuietUntil != "07:30" || len(chosen.Topics) != 3 {
		t.Errorf("chosen: %+v", chosen)
	}
	testkit.Must(t, h.wish(t, testkit.Client, notify.SettingsUpdateInput{QuietFrom: text(""), QuietUntil: text("")}))
	if chosen, err = h.Settings(h.As(t, testkit.Client)); err != nil || chosen.QuietFrom != "" {
		t.Errorf("the quiet did not end: %+v, %v", chosen, err)
	}
}

// Two instances dispatch at once and die in between, again and again.
func TestEachFactIsToldOnceWhoeverDies(t *testing.T) {
	t.Parallel()
	const facts = 300
	h := open(t)
	for range facts / 100 {
		records := make([]event.Record, 100)
		for i := range records {
			records[i] = h.about(testkit.Client, "CONTACT_REMOVED", map[string]any{"kind": "EMAIL"})
		}
		h.emit(t, records...)
	}
	want := h.count(t, `SELECT count(*) FROM events WHERE kind = 'CONTACT_REMOVED'`)
	told := func() int { return h.count(t, `SELECT count(*) FROM notifications WHERE kind = 'CONTACT_REMOVED'`) }
	for round := 0; told() < want; round++ {
		if round > 100 {
			t.Fatalf("%d of %d facts were told", told(), want)
		}
		var instances sync.WaitGroup
		for range 2 {
			instance, kill := h.apart(t, notify.Options{})
			ctx, leave := context.WithTimeout(t.Context(), time.Duration(rand.IntN(60))*time.Millisecond)
			instances.Go(func() {
				defer leave()
				defer kill()
				_, _ = instance.Dispatch(ctx) // however it ends
			})
		}
		instances.Wait()
		if round%3 == 2 {
			h.dispatch(t)
		}
	}
	h.want(t, want, `SELECT count(DISTINCT fact) FROM notifications WHERE kind = 'CONTACT_REMOVED'`)
	h.want(t, want, `SELECT count(*) FROM notifications WHERE kind = 'CONTACT_REMOVED'`)
	h.want(t, want, `SELECT count(*) FROM outbox_messages WHERE kind = 'CONTACT_REMOVED'`)
	h.want(t, want, `SELECT count(*) FROM events WHERE kind = 'NOTIFIED'`)
}

func TestWhatIsToldAgainIsToldOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Pending(t, testkit.Client, "100.00")
	h.dispatch(t)
	lines, messages := h.count(t, `SELECT count(*) FROM notifications`), h.count(t, `SELECT count(*) FROM outbox_messages`)
	_, err := h.DB.Owner.ExecContext(t.Context(), `UPDATE feed_consumers SET tx = '0', id = 0 WHERE name = 'notify'`)
	testkit.Must(t, err)
	if h.dispatch(t) == 0 {
		t.Error("nothing was read again")
	}
	h.want(t, lines, `SELECT count(*) FROM notifications WHERE kind LIKE '%OPERATION_CREATED'`)
	h.want(t, messages, `SELECT count(*) FROM outbox_messages WHERE kind LIKE '%OPERATION_CREATED'`)
}

func TestAHouseDoesNotWriteAboutItsPast(t *testing.T) {
	t.Parallel()
	h := open(t)
	now := h.Clock.Now()
	for _, age := range []time.Duration{time.Hour, 25 * time.Hour, 6 * 24 * time.Hour, 8 * 24 * time.Hour} {
		record := h.about(testkit.Client, "CONTACT_REMOVED", map[string]any{"kind": "EMAIL"})
		record.OccurredAt = now.Add(-age)
		h.emit(t, record)
	}
	h.dispatch(t)
	h.want(t, 3, `SELECT count(*) FROM notifications`)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages`)
}

func TestARestoredHouseGoesOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.emit(t, h.about(testkit.Client, "CONTACT_REMOVED", map[string]any{"kind": "EMAIL"}))
	h.dispatch(t)
	// The database came back from a copy: another history, whose events have the ids that the lost ones had.
	h.emit(t, h.about(testkit.Client, "CONTACT_REMOVED", map[string]any{"kind": "PHONE"}))
	_, err := h.DB.Owner.ExecContext(t.Context(), `INSERT INTO event_epochs (system_identifier, timeline_id, database_id, started_at)
		SELECT 'another', timeline_id, database_id, started_at FROM event_epochs`)
	testkit.Must(t, err)
	h.emit(t, h.about(testkit.Client, "CONTACT_REMOVED", map[string]any{"kind": "EMAIL"}))
	for h.count(t, `SELECT count(*) FROM notifications`) < 3 { // the newest is read once older transactions of the cluster are over
		_, err := h.Dispatch(t.Context())
		testkit.Must(t, err)
	}
	h.want(t, 3, `SELECT count(DISTINCT fact) FROM notifications`)
}

func TestFiveHundredClientsThatMoveAreOneLine(t *testing.T) {
	t.Parallel()
	h := open(t)
	moved := map[string]any{"from": h.ID(testkit.Trader).String(), "to": h.ID(testkit.OtherTrader).String()}
	by := event.Actor{Kind: "STAFF", ID: h.ID(testkit.Master)}
	first, second := h.about(testkit.Client, "REASSIGNED", moved), h.about(testkit.OtherClient, "REASSIGNED", moved)
	first.Actor, second.Actor = by, by
	h.emit(t, first, second)
	h.Clock.Advance(time.Second)
	h.emit(t, first)
	h.dispatch(t)
	h.want(t, 2, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'CLIENT_ASSIGNED'`, h.ID(testkit.OtherTrader))
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'CLIENT_MOVED' AND body LIKE '%movió 2 clientes%'`, h.ID(testkit.Trader))
}

// The limit of the testkit's house is two operations. The letter tells what was true when the second was made, and another amount of an
// operation that had taken the last of it already is no news.
func TestAClientThatCanOperateNoMoreHearsWhy(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Reopen(t, h.ID(testkit.Client))
	h.Pending(t, testkit.Client, "150.00")
	h.dispatch(t)
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE kind = 'LIMIT_REACHED'`)
	second := h.Pending(t, testkit.Client, "250.00")
	h.Amend(t, testkit.Client, second, "260.00")
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id = $1 AND kind = 'LIMIT_REACHED' AND body LIKE '%US$ 10,000.00%'`, h.ID(testkit.Client))
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_LIMIT_REACHED'`, h.ID(testkit.MiddleOffice))
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE client_id = $1 AND kind = 'LIMIT_REACHED' AND channel = 'EMAIL'`, h.ID(testkit.Client))
	h.want(t, 1, `SELECT count(*) FROM events WHERE kind = 'CREATED'
		AND facts -> 'limit' = '{"limit": "10000.00", "used": "400.00", "count": 2, "maxCount": 2, "reached": true}'`)
	h.want(t, 1, `SELECT count(*) FROM events WHERE kind = 'AMENDED' AND facts -> 'limit' ->> 'reached' = 'false' AND facts -> 'limit' ->> 'used' = '410.00'`)
}

// areas.md E45: both are told at once.
func TestWhoHoldsTheOfficesOfComplianceHearsWhoHoldsThem(t *testing.T) {
	t.Parallel()
	h := open(t)
	officer, alternate := h.ID(testkit.MiddleOffice), h.Hire(t, testkit.Hired{Name: "Luz Vega", Email: "luz.vega@qoricash.pe", Role: domain.RoleMiddleOffice,
		Password: "Dólares-2026!"})
	lines := func(who uuid.UUID) []string {
		return testkit.Texts(t, h.DB, `SELECT kind || ': ' || body FROM notifications WHERE user_id = $1 AND kind ~ 'SET_|OFFICE_' ORDER BY id`, who)
	}
	for _, change := range []func(){
		func() { h.Appoint(t, officer, domain.SetOfficer) },
		func() { h.Appoint(t, alternate, domain.SetAlternate) },
		func() { h.GrantSetAs(t, testkit.Master, officer, domain.SetAccountant) },
		func() { h.Relieve(t, officer, domain.SetOfficer) },
	} {
		change()
		h.dispatch(t)
	}

	if got, want := lines(officer), []string{"SET_GRANTED: Oficial de cumplimiento.", "OFFICE_GIVEN: Luz Vega: Oficial de cumplimiento alterno.",
		"SET_GRANTED: Responsable de contabilidad.", "SET_WITHDRAWN: Oficial de cumplimiento."}; !slices.Equal(got, want) {
		t.Errorf("the officer reads %q, want %q", got, want)
	}
	if got, want := lines(alternate), []string{"SET_GRANTED: Oficial de cumplimiento alterno.", "OFFICE_TAKEN: Mónica Ojeda: Oficial de cumplimiento."}; !slices.Equal(got,
		want) {
		t.Errorf("the alternate reads %q, want %q", got, want)
	}
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE user_id NOT IN ($1, $2) AND kind ~ 'SET_|OFFICE_'`, officer, alternate)
}

func TestATelephoneIsSilentOnceItsSessionEnds(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.device(t, testkit.Client)
	_, err := h.Identity.End(h.As(t, testkit.Client))
	testkit.Must(t, err)
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM push_devices WHERE disabled_reason = 'SESSION_ENDED'`)
}

// Every rule is told over every channel, from rows as they are, and every e-mail can be written.
func TestTheWholeCatalogueCanBeTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	operation := h.Operation(t, domain.InProcess)
	h.Appoint(t, h.ID(testkit.MiddleOffice), domain.SetAlternate)
	h.dispatch(t)
	for _, caller := range testkit.Callers() {
		if caller == testkit.Anonymous {
			continue
		}
		h.device(t, caller)
		var all []notify.TopicSetting
		for _, topic := range domain.Topics() {
			if h.Actor(caller).IsStaff() || slices.Contains([]domain.Topic{domain.TopicOperations, domain.TopicIdentity}, topic) {
				all = append(all, notify.TopicSetting{Topic: topic, Channels: domain.MessageChannels()})
			}
		}
		testkit.Must(t, h.wish(t, caller, notify.SettingsUpdateInput{Topics: all}))
	}
	_, err := h.DB.Owner.ExecContext(t.Context(), `UPDATE clients SET email = 'cliente.44443333@correo.pe'`)
	testkit.Must(t, err)
	token := h.token(t)
	for _, rule := range notify.Rules() {
		h.emit(t, h.example(rule, operation, token))
	}
	h.dispatch(t)
	for _, rule := range notify.Rules() {
		if h.count(t, `SELECT count(*) FROM notifications WHERE kind = $1`, string(rule.Say)) == 0 {
			t.Errorf("%s %s: %s was told to nobody", rule.Object, rule.Event, rule.Say)
		}
		if slices.Contains(rule.Over, domain.ChannelEmail) && h.count(t, `SELECT count(*) FROM outbox_messages WHERE kind = $1 AND channel = 'EMAIL'`, string(rule.Say)) == 0 {
			t.Errorf("%s: no e-mail", rule.Say)
		}
		if slices.Contains(rule.Over, domain.ChannelPush) && h.count(t, `SELECT count(*) FROM outbox_messages WHERE kind = $1 AND channel = 'PUSH'`, string(rule.Say)) == 0 {
			t.Errorf("%s: no push", rule.Say)
		}
	}
	h.send(t)
	h.Clock.Advance(time.Minute) // some letters come after others
	h.send(t)
	h.want(t, 0, `SELECT count(*) FROM outbox_messages WHERE status <> 'SENT'`)
	names := []string{"QUISPE", "ROSA", "Tomás", "Marta", "Oscar"}
	for _, push := range h.pushes.sent() {
		text := push.Title + " " + push.Body
		if strings.ContainsAny(text, "0123456789$") || slices.ContainsFunc(names, func(name string) bool { return strings.Contains(text, name) }) {
			t.Errorf("a lock screen shows %q", text)
		}
	}
}

// token is an access token of the analyst's.
func (h *house) token(t *testing.T) uuid.UUID {
	t.Helper()
	id := uuid.New()
	_, err := h.DB.Owner.ExecContext(t.Context(), `INSERT INTO access_tokens (id, created_at, name, audience, holder_id, created_by, hint, token_hash, scopes,
		budget_per_hour, expires_at) VALUES ($1, $2, 'Tablero', 'ANALYST', $3, $4, 'qct_a1b2', decode(repeat('00', 32), 'hex'), '[]', 1000, $5)`,
		id, h.Clock.Now(), h.ID(testkit.Analyst), h.ID(testkit.Master), h.Clock.Now().Add(time.Hour))
	testkit.Must(t, err)
	return id
}

// example is an event that a rule holds for.
func (h *house) example(rule notify.Rule, operation, token uuid.UUID) event.Record {
	facts := map[string]any{"byStaff": true, "sharedEmail": true, "kind": "EMAIL", "complete": true, "newDevice": true, "fields": []string{"name"},
		"reason": "UNREADABLE", "approve": true, "bank": "BCP", "currency": "USD", "permission": "rates.publish", "set": "OFFICER", "role": "TRADER",
		"movedClients": 3, "movedOperations": 2, "leftOperations": 1,
		"matches": []any{map[string]any{"kind": "EXACT"}}}
	record := event.Record{Kind: rule.Event, Aggregate: event.Aggregate{Type: rule.Object, ID: uuid.New()}, ClientID: h.ID(testkit.Client), Facts: facts}
	switch rule.Object {
	case "operation", "operation_alert":
		record.Aggregate.ID = operation
		facts["from"], facts["to"], facts["cause"] = "PENDING", "PENDING", "HELD"
		facts["money"] = map[string]any{"amount": "10.00", "currency": "USD"}
		switch rule.When.Name {
		case "it came into process":
			facts["to"] = "IN_PROCESS"
		case "the money came to it":
			facts["received"] = true
		case "nothing more may be operated without documents":
			facts["limit"] = map[string]any{"limit": "1000.00", "used": "1000.00", "count": 2, "maxCount": 0, "reached": true}
		case "nobody saw the money in time":
			facts["reason"] = "NOT_SEEN_IN_TIME"
		case "money waits in it":
			facts["waiting"] = facts["money"]
		case "what went out with wrong data came back":
			facts["cameBack"] = true
		}
		facts["operator"], facts["formerOperator"] = h.ID(testkit.Operator).String(), h.ID(testkit.OtherOperator).String()
	case "client":
		record.Aggregate.ID = h.ID(testkit.Client)
		if rule.Event == "REASSIGNED" {
			facts["from"], facts["to"] = h.ID(testkit.Trader).String(), h.ID(testkit.OtherTrader).String()
		}
	case "user":
		record.Aggregate.ID, record.ClientID = h.ID(testkit.Operator), uuid.Nil
		facts["from"], facts["to"] = "TRADER", "OPERATOR"
	case "invoice":
		facts["from"], facts["to"] = "PENDING_SUNAT", "ACCEPTED"
	case "person":
		record.Aggregate.ID = h.ID(testkit.Client)
	case "session":
		record.Aggregate.ID = h.Actor(testkit.Client).SessionID
	case "token":
		record.Aggregate.ID, record.ClientID = token, uuid.Nil
	}
	return record
}
