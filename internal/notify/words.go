package notify

import (
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// wording makes the data of a message: what was true at the event from its facts, the rest from the rows around it. Every
// value is text or a flag, so that it comes back from the database as it went in.
type wording struct {
	around *surroundings
}

// data answers what a template of the rule shows to one person.
func (w wording) data(o occurrence, p person) Data {
	data := Data{dataName: p.name(), dataStaff: p.user != nil, "at": domain.SpokenInLima(o.OccurredAt), "actor": w.actor(o)}
	switch o.Aggregate.Type {
	case domain.ObjectOperation, domain.ObjectOperationAlert:
		w.addOperation(data, o, w.around.operations[o.Aggregate.ID])
	case domain.ObjectClient:
		w.addClient(data, o)
	case domain.ObjectAccount:
		w.addAccount(data, o)
	case domain.ObjectSession, domain.ObjectPerson:
		data[dataPath], data["device"], data["byLink"] = pathOf(domain.LinkSecurity), w.device(o), o.facts.flag("byLink")
	case domain.ObjectUser:
		w.addUser(data, o)
	case domain.ObjectToken:
		w.addToken(data, o)
	case domain.ObjectFile:
		data[dataPath], data["match"] = pathOf(domain.LinkReview), likeness(o.facts)
	}
	return data
}

// actor names who did it, for the staff; the house where nobody of it did.
func (w wording) actor(o occurrence) string {
	if row := w.around.users[o.Actor.ID]; row != nil && o.Actor.Kind == string(domain.ActorStaff) {
		return row.Name
	}
	if o.Actor.Kind == string(domain.ActorClient) {
		return "El cliente"
	}
	return "QoriCash"
}

func (w wording) addOperation(data Data, o occurrence, row *ent.Operation) {
	usd, pen := o.facts.amount("usd", row.Usd), o.facts.amount("pen", row.Pen)
	beforeUSD, beforePEN := o.facts.amount("previousUsd", usd), o.facts.amount("previousPen", pen)
	terms := row.Side.Terms()
	data[dataPath] = domain.Link{Target: domain.LinkOperation, ID: row.GlobalID()}.Path()
	data["code"], data["type"], data["typeDesk"] = row.Code, terms.ClientLabel, terms.HouseLabel
	data["deposit"], data["payout"] = sum(row.Side.DepositAmount(usd, pen), terms.Deposit), sum(row.Side.PayoutAmount(usd, pen), terms.Payout)
	data["previousDeposit"] = sum(row.Side.DepositAmount(beforeUSD, beforePEN), terms.Deposit)
	data["previousPayout"] = sum(row.Side.PayoutAmount(beforeUSD, beforePEN), terms.Payout)
	data["rate"], data["sum"], data["status"] = o.facts.rate(row.Rate).String(), o.facts.sum(factMoney), row.Status.Label()
	data["waiting"], data["counterpart"] = o.facts.sum(factWaiting), o.facts.text("counterpart")
	data[dataPending] = o.facts.text("to") == string(domain.Pending) && row.Status == domain.Pending
	data[dataBegun] = beganWithMoney(o, row)
	data["bank"], data["account"], data["cci"] = bankName(row.DepositSnapshot.Bank), row.DepositSnapshot.Number, row.DepositSnapshot.CCI
	data["holder"] = row.DepositSnapshot.Holder
	data["toBank"], data["toAccount"] = bankName(row.DestinationSnapshot.Bank), maskedAccount(row.DestinationSnapshot)
	data["fromBank"], data["fromAccount"] = bankName(row.SourceSnapshot.Bank), maskedAccount(row.SourceSnapshot)
	data["deadline"] = ""
	if row.ExpiresAt != nil {
		data["deadline"] = domain.SpokenInLima(*row.ExpiresAt)
	}
	data["reason"] = operationReason(o, row)
	data["trader"], data["operator"] = w.userName(row.TraderID), ""
	if row.OperatorID != nil {
		data["operator"] = w.userName(*row.OperatorID)
	}
	w.addClientRow(data, w.around.clients[row.ClientID])
	addLimit(data, o.facts.part("limit"))
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

// maskedAccount shows the end of a client's account: enough to recognise it, too little to copy it from a mailbox.
func maskedAccount(account domain.AccountSnapshot) string {
	if account.Number != "" {
		return access.Mask(account.Number)
	}
	return access.Mask(account.CCI)
}

// beganWithMoney tells whether an operation was made with money that had waited in another one: nobody is to pay it again.
func beganWithMoney(o occurrence, row *ent.Operation) bool {
	return slices.ContainsFunc(row.Edges.Deposits, func(d *ent.Deposit) bool {
		return d.AppliedFrom != nil && d.CreatedAt.Equal(o.OccurredAt)
	})
}

// operationReason says why, in words: those of the deposit that was decided on in the same instant, of the hold that was opened, of the
// end of the operation, or what a person of the house wrote. Those of a void and of an alert are for the staff alone.
func operationReason(o occurrence, row *ent.Operation) string {
	switch o.Kind {
	case domain.EventDepositRejected:
		for _, deposit := range row.Edges.Deposits {
			if deposit.DecidedAt != nil && deposit.DecidedAt.Equal(o.OccurredAt) && deposit.RejectReason != nil {
				return *deposit.RejectReason
			}
		}
	case domain.EventHeld:
		for _, hold := range row.Edges.Holds {
			if hold.CreatedAt.Equal(o.OccurredAt) {
				return hold.SafeText
			}
		}
	case domain.EventReturned:
		return returnReason(o, row)
	case domain.EventCanceled, domain.EventExpired:
		return cancelReason(domain.CancelReason(o.facts.text("reason")))
	case domain.EventPayoutVoided:
		return voidReason(domain.VoidReason(o.facts.text("reason")))
	}
	if o.Aggregate.Type == domain.ObjectOperationAlert {
		return overnightCause(o.facts.text("cause"))
	}
	return ""
}

// returnReason is what the operator wrote. Events of version 1 say it themselves, later ones leave it in the row.
func returnReason(o occurrence, row *ent.Operation) string {
	switch reason := o.facts.text("reason"); {
	case reason == returnedUnseen:
		return ""
	case reason == "NOT_ARRIVED" && row.ReturnNote != nil:
		return *row.ReturnNote
	case reason != "NOT_ARRIVED":
		return reason
	}
	return ""
}

func voidReason(reason domain.VoidReason) string {
	switch reason {
	case domain.VoidNeverSent:
		return "No se envió"
	case domain.VoidSentBack:
		return "El banco lo devolvió"
	case domain.VoidWrongData:
		return "Salió con datos equivocados y sigue fuera de la casa"
	}
	return ""
}

// overnightCause says what keeps an operation from ending with the day.
func overnightCause(cause string) string {
	switch cause {
	case "HELD":
		return "Tiene una observación abierta"
	case "IN_PROCESS":
		return "Está en proceso y todavía no se completa"
	case "PAID_WITHOUT_MONEY":
		return "Tiene un pago registrado sin el abono completo confirmado"
	case "MONEY_OUT":
		return "Tiene un pago que salió con datos equivocados y no ha vuelto"
	case "DEPOSIT_TO_CHECK":
		return "Tiene un abono por revisar"
	}
	return ""
}

func cancelReason(reason domain.CancelReason) string {
	switch reason {
	case domain.CanceledByClient:
		return "A pedido del cliente"
	case domain.CanceledByHouse:
		return "Por decisión de QoriCash"
	case domain.CanceledByDeadline:
		return "No recibimos el depósito a tiempo"
	case domain.CanceledByEndOfDay:
		return "Terminó el día sin depósito"
	}
	return ""
}

func (w wording) userName(id uuid.UUID) string {
	if row := w.around.users[id]; row != nil && !row.IsHouse {
		return row.Name
	}
	return "QoriCash"
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

// addLimit adds what the client may operate without documents, as it was right after the act.
func addLimit(data Data, limit facts) {
	count, _ := limit.count("count")
	most, _ := limit.count("maxCount")
	data["limit"], data["used"] = money.Dollars(limit.amount("limit", money.Amount{})).String(), money.Dollars(limit.amount("used", money.Amount{})).String()
	data["count"], data["maxCount"] = strconv.Itoa(count), ""
	if most > 0 {
		data["maxCount"] = strconv.Itoa(most)
	}
}

func (w wording) addClient(data Data, o occurrence) {
	row := w.around.clients[w.around.clientOf(o)]
	w.addClientRow(data, row)
	data[dataPath] = ""
	if row != nil && data[dataStaff] == true {
		data[dataPath] = domain.Link{Target: domain.LinkClient, ID: row.GlobalID()}.Path()
	}
	data["shared"], data["byStaff"], data["approve"] = o.facts.flag("sharedEmail"), o.facts.flag("byStaff"), o.facts.flag("approve")
	data["fields"], data["contact"] = fieldNames(o.facts.list("fields"), data[dataStaff] == true), contactWord(o.facts.text("kind"))
	data["reason"] = ""
	switch o.Kind {
	case domain.EventDocumentRejected:
		data["document"] = domain.DocumentKind(o.facts.text("kind")).Label()
		data["reason"] = domain.KYCReason(o.facts.text("reason")).Advice()
	case domain.EventKYCRejected:
		data["reason"] = domain.KYCReason(o.facts.text("reason")).Explanation()
	case domain.EventClientDeactivated:
		if row != nil && row.DeactivationReason != nil {
			data["reason"] = *row.DeactivationReason
		}
	}
	data["many"], data["count"] = o.moved > 1, strconv.Itoa(o.moved)
}

// targets are where messages lead that are not about the row that they name.
func targets() map[Kind]domain.LinkTarget {
	return map[Kind]domain.LinkTarget{
		KindLimitReached: domain.LinkIdentification, KindDocumentRejected: domain.LinkIdentification, KindIdentificationInReview: domain.LinkIdentification,
		KindIdentificationApproved: domain.LinkNewOperation, KindIdentificationRejected: domain.LinkIdentification, KindIdentificationReopened: domain.LinkIdentification,
		KindEmailShared: domain.LinkProfile, KindClientUpdated: domain.LinkProfile, KindEmailChangedNow: domain.LinkProfile, KindContactVerified: domain.LinkProfile,
		KindContactRemoved: domain.LinkProfile, KindDataExported: domain.LinkSecurity, KindOperationCanceled: domain.LinkNewOperation,
		KindRegistrationKnown: domain.LinkSignIn,
		KindClientReactivated: domain.LinkSignIn, KindPasswordChangeForced: domain.LinkSignIn, KindTOTPReset: domain.LinkSignIn,
		KindStaffEmailChanged: domain.LinkSignIn,
	}
}

// pathOf is the path of a page that is about nothing single.
func pathOf(target domain.LinkTarget) string { return domain.Link{Target: target}.Path() }

func (w wording) addAccount(data Data, o occurrence) {
	data[dataPath], data["bank"], data["currency"] = pathOf(domain.LinkAccounts), o.facts.text("bank"), o.facts.text("currency")
	if row := w.around.accounts[o.Aggregate.ID]; row != nil {
		data["bank"], data["currency"] = bankName(row.Bank), string(row.Currency)
	}
	switch data["currency"] {
	case string(money.PEN):
		data["currency"] = "soles"
	case string(money.USD):
		data["currency"] = "dólares"
	}
}

func (w wording) device(o occurrence) string {
	if row := w.around.sessions[o.Aggregate.ID]; row != nil && row.Device != "" {
		return row.Device
	}
	if device := o.facts.text("device"); device != "" {
		return device
	}
	return "Dispositivo desconocido"
}

func (w wording) addUser(data Data, o occurrence) {
	data[dataPath], data["person"], data["role"] = pathOf(domain.LinkSecurity), "", ""
	if row := w.around.users[o.Aggregate.ID]; row != nil {
		data["person"], data["role"] = row.Name, roleName(row.Role)
	}
	data["before"], data["after"] = roleName(domain.Role(o.facts.text("from"))), roleName(domain.Role(o.facts.text("to")))
	data["permission"] = permissionName(domain.Permission(o.facts.text("permission")))
	for name, fact := range map[string]string{"moved": "movedClients", "movedOperations": "movedOperations", "leftOperations": "leftOperations"} {
		data[name] = ""
		if count, ok := o.facts.count(fact); ok && count > 0 {
			data[name] = strconv.Itoa(count)
		}
	}
	switch o.Kind {
	case domain.EventUserCreated, domain.EventUserRehired, domain.EventUserDeactivated:
		data[dataPath] = pathOf(domain.LinkTeam)
	}
}

func (w wording) addToken(data Data, o occurrence) {
	data[dataPath], data["token"], data["holder"], data["until"] = pathOf(domain.LinkTokens), "", "", ""
	if row := w.around.tokens[o.Aggregate.ID]; row != nil {
		data["token"], data["holder"] = row.Name+" ("+row.Hint+"…)", w.userName(row.HolderID)
		if row.RetiresAt != nil {
			data["until"] = domain.SpokenInLima(*row.RetiresAt)
		}
	}
}

// likeness says how a file is like another.
func likeness(f facts) string {
	matches, _ := f["matches"].([]any)
	for _, match := range matches {
		if found, ok := match.(map[string]any); ok && facts(found).text("kind") == string(domain.MatchExact) {
			return "Es la misma imagen que otra de la casa"
		}
	}
	return "Es casi igual a otra imagen de la casa"
}

func contactWord(kind string) string {
	if kind == string(domain.ContactPhone) {
		return "Teléfono"
	}
	return "Correo"
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

func roleName(role domain.Role) string {
	switch role {
	case domain.RoleMaster:
		return "Master"
	case domain.RoleTrader:
		return "Trader"
	case domain.RoleOperator:
		return "Operador"
	case domain.RoleMiddleOffice:
		return "Middle Office"
	case domain.RoleAnalyst:
		return "Analista"
	}
	return ""
}

func permissionName(permission domain.Permission) string {
	switch permission {
	case domain.RatesPublish:
		return "publicar tipos de cambio"
	case domain.RatesBase:
		return "ver el precio base"
	}
	return string(permission)
}
