package notify

import (
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// wording makes the data of a message: what was true at the event from its facts, the rest from the rows around it. Every
// value is text or a flag, so that it comes back from the database as it went in.
type wording struct {
	around *surroundings
}

// data answers what a template of a kind shows to one person.
func (w wording) data(o *occurrence, said *spoken, p person) Data {
	data := Data{dataName: p.name(), dataStaff: p.user != nil, "at": domain.SpokenInLima(o.OccurredAt), "actor": w.actor(o)}
	said.chapter.words(w, data, o)
	if target := said.target(); target != "" {
		data[dataPath] = pathOf(target)
	}
	return data
}

// actor names who did it, for the staff; the house where nobody of it did.
func (w wording) actor(o *occurrence) string {
	if row := w.around.users[o.Actor.ID]; row != nil && o.Actor.Kind == string(domain.ActorStaff) {
		return row.Name
	}
	if o.Actor.Kind == string(domain.ActorClient) {
		return "El cliente"
	}
	return "QoriCash"
}

func (w wording) userName(id uuid.UUID) string {
	if row := w.around.users[id]; row != nil && !row.IsHouse {
		return row.Name
	}
	return "QoriCash"
}

// addClient adds what a message says of the client of a fact, and answers its row; nil for none.
func (w wording) addClient(data Data, o *occurrence) *ent.Customer {
	row := w.around.clients[o.ClientID]
	w.addClientRow(data, row)
	data[dataPath] = ""
	if row != nil && data[dataStaff] == true {
		data[dataPath] = domain.Link{Target: domain.LinkClient, ID: row.GlobalID()}.Path()
	}
	return row
}

// addClientRow adds what the staff reads of a client.
func (w wording) addClientRow(data Data, row *ent.Customer) {
	data["client"], data["document"], data["owner"], data["email"] = "", "", "", ""
	if row == nil {
		return
	}
	data["client"], data["document"] = row.FullName, string(row.DocumentType)+" "+row.DocumentNumber
	data["owner"], data["email"] = w.userName(row.OwnerID), row.Email
}

func sum(amount money.Amount, currency money.Currency) string {
	return money.Money{Amount: amount, Currency: currency}.String()
}

func bankName(key string) string {
	if bank, ok := domain.BankByKey(key); ok {
		return bank.Name
	}
	return key
}

// pathOf is the path of a page that is about nothing single.
func pathOf(target domain.LinkTarget) string { return domain.Link{Target: target}.Path() }

// sentence begins words with a capital letter.
func sentence(words string) string {
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
