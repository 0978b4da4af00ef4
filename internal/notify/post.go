package notify

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientcontact"
	"github.com/qoricash/qoricash/ent/pushdevice"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/globalid"
)

// noteRow is a line of an inbox as it is written.
type noteRow struct {
	ID    uuid.UUID
	Fact  string
	Kind  Kind
	Topic domain.Topic
	To    Recipient
	Line  Line
	Link  string
}

// posted are the rows that a batch of events makes.
type posted struct {
	notes    []noteRow
	messages []outboxRow
	// brought are the documents that letters may wait for, ended the operations whose letters wait in vain.
	brought []document
	ended   []uuid.UUID
}

// told is one occurrence for one person, before channels.
type told struct {
	occurrence
	rule Rule
	said *spoken
	to   person
	data Data
	// document is what the letter has to do with an electronic document.
	document document
}

// fact names what happened, once for ever. The epoch and the transaction are part of it, because ids are given out again after
// a restore.
func (t told) fact() string {
	return fmt.Sprintf("%d.%d.%d:%s", t.Epoch, t.Tx, t.ID, t.said.Kind)
}

// post decides who is told what on which channel.
func (s *Service) post(ctx context.Context, tx *ent.Tx, words wording, found []*occurrence, now time.Time) (posted, error) {
	all := s.assemble(words, found)
	reach, err := readReach(ctx, tx.Client(), all)
	if err != nil {
		return posted{}, err
	}
	var rows posted
	for _, t := range all {
		rows.notes = s.addNote(rows.notes, t, reach)
		if now.Sub(t.OccurredAt) > mailRetrospect {
			continue
		}
		switch {
		case t.brings():
			rows.brought = append(rows.brought, t.document)
		case t.rule.Follows:
			rows.ended = append(rows.ended, t.document.operation)
		}
		rows.messages = s.addMails(rows.messages, t, reach, now)
		rows.messages = s.addPushes(rows.messages, t, reach, now)
	}
	return rows, nil
}

func (s *Service) assemble(words wording, found []*occurrence) []told {
	var all []told
	for _, o := range found {
		if o.gone {
			continue
		}
		for _, rule := range o.rules {
			said, _ := s.letters.of(rule.Say)
			for _, p := range words.around.audience(o, rule) {
				all = append(all, s.withDocument(words.around, told{occurrence: *o, rule: rule, said: said, to: p, data: words.data(o, said, p)}))
			}
		}
	}
	return all
}

func (s *Service) addNote(rows []noteRow, t told, reach reach) []noteRow {
	if !reach.wants(t, domain.ChannelInbox) {
		return rows
	}
	line, err := t.said.line(t.data)
	if err != nil {
		// One message that cannot be written must not hold up all others.
		s.options.Logger.Error("a notification cannot be written", "kind", t.said.Kind, "error", err)
		return rows
	}
	link, _ := t.data[dataPath].(string)
	return append(rows, noteRow{ID: newID(), Fact: t.fact(), Kind: t.said.Kind, Topic: t.said.Topic, To: t.to.recipient(), Line: line, Link: link})
}

func (s *Service) addMails(rows []outboxRow, t told, reach reach, now time.Time) []outboxRow {
	if !reach.wants(t, domain.ChannelEmail) {
		return rows
	}
	addresses := []string{t.to.email()}
	if t.rule.Contacts && t.to.client != nil {
		addresses = append(addresses, reach.contacts[t.to.client.ID]...)
	}
	for _, address := range addresses {
		if deliverable(address) {
			rows = append(rows, t.letter(address, now))
		}
	}
	return rows
}

func (s *Service) addPushes(rows []outboxRow, t told, reach reach, now time.Time) []outboxRow {
	if !reach.wants(t, domain.ChannelPush) || t.said.push == (Line{}) {
		return rows
	}
	path, _ := t.data[dataPath].(string)
	data := Data{dataURL: s.letters.address(t.to.user != nil, path), dataEvent: eventID(t.Event)}
	if s.options.Cursors != nil {
		data[dataCursor] = s.options.Cursors.Encode(t.Cursor)
	}
	due := now
	if !t.said.Urgent {
		due = reach.settings[t.to.recipient()].quiet().EndAfter(now)
	}
	for _, device := range reach.devices[t.to.recipient()] {
		row := t.message(domain.ChannelPush, device, data, now)
		row.DueAt = due
		rows = append(rows, row)
	}
	return rows
}

// message answers a row of the outbox. Its life begins with the fact: what was told late is not kept longer.
func (t told) message(channel domain.MessageChannel, recipient string, data Data, now time.Time) outboxRow {
	return outboxRow{ID: newID(), Channel: channel, Fact: t.fact(), Kind: t.said.Kind, Topic: t.said.Topic, To: t.to.recipient(),
		Recipient: recipient, Data: data, DueAt: now, ExpiresAt: t.OccurredAt.Add(t.said.Lifetime)}
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// eventID names an event in a push as the streams do, so that a program knows what it has seen.
func eventID(e event.Event) string {
	return globalid.Encode("evt", uuid.NewSHA1(e.Aggregate.ID, binary.BigEndian.AppendUint64(nil, uint64(e.AggregateVersion))))
}

// reach is how people can be reached, and how they want to be.
type reach struct {
	settings map[Recipient]*settings
	devices  map[Recipient][]string
	contacts map[uuid.UUID][]string
}

// wants tells whether a person is told something on a channel.
func (r reach) wants(t told, channel domain.MessageChannel) bool {
	to := t.to.recipient()
	return slices.Contains(t.rule.Over, channel) && r.settings[to].on(to.Kind, t.said.Topic, channel)
}

func readReach(ctx context.Context, from *ent.Client, all []told) (reach, error) {
	r := reach{settings: map[Recipient]*settings{}, devices: map[Recipient][]string{}, contacts: map[uuid.UUID][]string{}}
	users, clients := ids{}, ids{}
	for _, t := range all {
		if t.to.user != nil {
			users.add(t.to.user.ID)
		} else {
			clients.add(t.to.client.ID)
		}
	}
	if len(all) == 0 {
		return r, nil
	}
	if err := r.readSettings(ctx, from, users, clients); err != nil {
		return r, err
	}
	devices, err := from.PushDevice.Query().Where(pushdevice.DisabledAtIsNil(),
		pushdevice.Or(pushdevice.UserIDIn(users.list()...), pushdevice.ClientIDIn(clients.list()...))).All(ctx)
	if err != nil {
		return r, fmt.Errorf("read the devices: %w", err)
	}
	for _, row := range devices {
		owner := owner(row.UserID, row.ClientID)
		r.devices[owner] = append(r.devices[owner], row.Token)
	}
	contacts, err := from.ClientContact.Query().Where(clientcontact.ClientIDIn(clients.list()...), clientcontact.KindEQ(domain.ContactEmail),
		clientcontact.VerifiedAtNotNil(), clientcontact.RemovedAtIsNil()).All(ctx)
	if err != nil {
		return r, fmt.Errorf("read the contacts: %w", err)
	}
	for _, row := range contacts {
		r.contacts[row.ClientID] = append(r.contacts[row.ClientID], row.Value)
	}
	return r, nil
}

// owner answers the person of a row that belongs to one.
func owner(user, client *uuid.UUID) Recipient {
	if user != nil {
		return Recipient{Kind: domain.ActorStaff, ID: *user}
	}
	return Recipient{Kind: domain.ActorClient, ID: *client}
}
