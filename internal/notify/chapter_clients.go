package notify

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// What clients are told of what the house knows of them.
const (
	KindClientRegistered  Kind = "CLIENT_REGISTERED"
	KindEmailShared       Kind = "EMAIL_SHARED"
	KindWelcome           Kind = "WELCOME"
	KindClientUpdated     Kind = "CLIENT_UPDATED"
	KindEmailChangedNow   Kind = "EMAIL_CHANGED_NOW"
	KindContactVerified   Kind = "CONTACT_VERIFIED"
	KindContactRemoved    Kind = "CONTACT_REMOVED"
	KindClientDeactivated Kind = "CLIENT_DEACTIVATED"
	KindClientReactivated Kind = "CLIENT_REACTIVATED"
	KindDataExported      Kind = "DATA_EXPORTED"
	KindAccountAdded      Kind = "ACCOUNT_ADDED"
	KindAccountRemoved    Kind = "ACCOUNT_REMOVED"
	KindAccountConfirmed  Kind = "ACCOUNT_CONFIRMED"
)

// What the house is told of its clients.
const (
	KindDeskClientRegistered  Kind = "DESK_CLIENT_REGISTERED"
	KindDeskClientActivated   Kind = "DESK_CLIENT_ACTIVATED"
	KindDeskClientUpdated     Kind = "DESK_CLIENT_UPDATED"
	KindDeskClientDeactivated Kind = "DESK_CLIENT_DEACTIVATED"
	KindDeskClientReactivated Kind = "DESK_CLIENT_REACTIVATED"
	KindClientAssigned        Kind = "CLIENT_ASSIGNED"
	KindClientMoved           Kind = "CLIENT_MOVED"
)

// What commands tell clients themselves.
const (
	KindRegistrationCode    Kind = "REGISTRATION_CODE"
	KindRegistrationKnown   Kind = "REGISTRATION_KNOWN"
	KindContactCode         Kind = "CONTACT_CODE"
	KindEmailChangedBefore  Kind = "EMAIL_CHANGED"
	KindFirstContactCode    Kind = "FIRST_CONTACT_CODE"
	KindFirstContactChanged Kind = "FIRST_CONTACT_CHANGED"
)

func clientsChapter() *chapter {
	return &chapter{
		folder: "clients",
		kinds: slices.Concat(
			about(domain.TopicIdentity, days, KindClientRegistered, KindWelcome),
			about(domain.TopicSecurity, days, KindEmailShared, KindClientUpdated, KindEmailChangedNow, KindContactVerified, KindContactRemoved,
				KindClientDeactivated, KindClientReactivated, KindDataExported, KindAccountAdded, KindAccountRemoved, KindAccountConfirmed),
			about(domain.TopicPortfolio, days, KindDeskClientRegistered, KindDeskClientActivated, KindDeskClientUpdated, KindDeskClientDeactivated, KindDeskClientReactivated,
				KindClientAssigned, KindClientMoved),
			byCommand(carriesCode, KindRegistrationCode, KindContactCode, KindFirstContactCode),
			byCommand(carriesLink, KindFirstContactChanged),
			byCommand(carriesNothing, KindRegistrationKnown, KindEmailChangedBefore)),
		rules: clientRules(),
		targets: map[Kind]domain.LinkTarget{
			KindEmailShared: domain.LinkProfile, KindClientUpdated: domain.LinkProfile, KindEmailChangedNow: domain.LinkProfile,
			KindContactVerified: domain.LinkProfile, KindContactRemoved: domain.LinkProfile, KindDataExported: domain.LinkSecurity,
			KindRegistrationKnown: domain.LinkSignIn, KindClientReactivated: domain.LinkSignIn,
		},
		read: readClientFacts, members: clientMembers, words: clientWords,
		sample: Data{"shared": true, "byStaff": true, "fields": "Nombre, correo", "contact": "Correo", "bank": "BCP", "currency": "dólares",
			"reason": sampleReason, "many": false, "count": "2"},
	}
}

var (
	byStaff = when("by somebody of the house", func(f domain.RegisteredFacts) bool { return f.ByStaff })
	shared  = when("another client has the e-mail", func(f domain.RegisteredFacts) bool { return f.SharedEmail })
	named   = when("a name, an e-mail or an address", func(f domain.FieldsFacts) bool { return slices.ContainsFunc(f.Fields, identifies) })
)

// identifies tells whether a field says who a client is or where it is reached. The rest is either the house's own judgement of
// the client or too small for a letter.
func identifies(field string) bool {
	return slices.Contains([]string{"name", "email", "address"}, field)
}

func clientRules() []Rule {
	of := func(event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: domain.ObjectClient, Event: event, When: when, Say: say, Over: over, To: to}
	}
	account := func(event domain.EventKind, say Kind, over []domain.MessageChannel) Rule {
		return Rule{Object: domain.ObjectAccount, Event: event, Say: say, Over: over, To: []Audience{ToClient}}
	}
	always := Condition{}
	return []Rule{
		of(domain.EventClientRegistered, byStaff, KindClientRegistered, listed, ToClient),
		of(domain.EventClientRegistered, shared, KindEmailShared, listed, ToSharers),
		of(domain.EventClientRegistered, byStaff, KindDeskClientRegistered, listed, ToOwner, ToOperators, ToMiddleOffice, ToMasters),
		of(domain.EventClientActivated, always, KindWelcome, listed, ToClient),
		of(domain.EventClientActivated, always, KindDeskClientActivated, listed, ToOwner, ToMiddleOffice, ToMasters),
		of(domain.EventClientUpdated, named, KindClientUpdated, listed, ToClient),
		of(domain.EventClientUpdated, always, KindDeskClientUpdated, listed, ToOwner),
		of(domain.EventEmailChanged, always, KindEmailChangedNow, listed, ToClient),
		of(domain.EventContactVerified, always, KindContactVerified, listed, ToClient),
		of(domain.EventContactRemoved, always, KindContactRemoved, listed, ToClient),
		of(domain.EventClientDeactivated, always, KindClientDeactivated, listed, ToClient),
		of(domain.EventClientDeactivated, always, KindDeskClientDeactivated, listed, ToOwner, ToMasters),
		of(domain.EventClientReactivated, always, KindClientReactivated, listed, ToClient),
		of(domain.EventClientReactivated, always, KindDeskClientReactivated, listed, ToOwner, ToMasters),
		of(domain.EventClientReassigned, always, KindClientAssigned, listed, ToNewOwner),
		of(domain.EventClientReassigned, always, KindClientMoved, listed, ToFormerOwner),
		of(domain.EventDataExported, always, KindDataExported, listed, ToClient),
		account(domain.EventAccountAdded, KindAccountAdded, listed),
		account(domain.EventAccountRemoved, KindAccountRemoved, listed),
		account(domain.EventAccountConfirmed, KindAccountConfirmed, inApp),
	}
}

// readClientFacts reads the accounts of facts about accounts, and names those whose portfolio a client left or came into.
func readClientFacts(ctx context.Context, from *ent.Client, found []*occurrence, around *surroundings) error {
	rows, err := keyed(ctx, aggregates(found, domain.ObjectAccount), func(ctx context.Context, keys []uuid.UUID) ([]*ent.BankAccount, error) {
		return from.BankAccount.Query().Where(bankaccount.IDIn(keys...)).All(ctx)
	}, func(row *ent.BankAccount) uuid.UUID { return row.ID })
	for id, row := range rows {
		around.keep(id, row)
	}
	for _, o := range found {
		moved := factsOf[domain.ReassignedFacts](o)
		around.wantUsers(moved.From, moved.To)
	}
	return err
}

// clientMembers answers who an audience means around a client.
func clientMembers(a *surroundings, o *occurrence, to Audience) []person {
	moved := factsOf[domain.ReassignedFacts](o)
	switch to {
	case ToNewOwner:
		return a.staff(moved.To)
	case ToFormerOwner:
		return a.staff(moved.From)
	}
	return nil
}

// clientWords are what a message says of a client and of what was changed of it.
func clientWords(w wording, data Data, o *occurrence) {
	if o.Aggregate.Type == domain.ObjectAccount {
		w.addAccount(data, o)
		return
	}
	row := w.addClient(data, o)
	registered := factsOf[domain.RegisteredFacts](o)
	data["shared"], data["byStaff"] = registered.SharedEmail, registered.ByStaff || factsOf[domain.ExportedFacts](o).ByStaff
	data["fields"] = fieldNames(factsOf[domain.FieldsFacts](o).Fields, data[dataStaff] == true)
	data["contact"] = factsOf[domain.ContactFacts](o).Kind.Label()
	data["reason"] = ""
	if o.Kind == domain.EventClientDeactivated && row != nil && row.DeactivationReason != nil {
		data["reason"] = *row.DeactivationReason
	}
	data["many"], data["count"] = o.moved > 1, strconv.Itoa(o.moved)
}

func (w wording) addAccount(data Data, o *occurrence) {
	facts := factsOf[domain.AccountFacts](o)
	data[dataPath], data["bank"], data["currency"] = pathOf(domain.LinkAccounts), facts.Bank, string(facts.Currency)
	if row := rowOf[*ent.BankAccount](w.around, o.Aggregate.ID); row != nil {
		data["bank"], data["currency"] = bankName(row.Bank), string(row.Currency)
	}
	switch data["currency"] {
	case string(money.PEN):
		data["currency"] = "soles"
	case string(money.USD):
		data["currency"] = "dólares"
	}
}

// fieldNames says which data of a client changed. What the house holds of a client, its exposure and its leave to operate in
// parallel, is for the staff alone.
func fieldNames(fields []string, staff bool) string {
	words := map[string]string{"name": "nombre", "email": "correo", "phone": "teléfono", "address": "dirección"}
	if staff {
		words["politicallyExposed"], words["parallelOperations"] = "declaración PEP", "operaciones en paralelo"
	}
	var said []string
	for _, field := range fields {
		if word, ok := words[field]; ok {
			said = append(said, word)
		}
	}
	text := strings.Join(said, ", ")
	if text == "" {
		text = "datos personales"
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
