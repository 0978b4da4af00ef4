package domain

import "slices"

// InvoiceState is where a document stands between the house, its provider and SUNAT (compliance.md 4.7; areas.md E23-E28).
type InvoiceState string

const (
	// InvoiceRequested has no number yet.
	InvoiceRequested InvoiceState = "REQUESTED"
	// InvoiceNumbered has its number and its bytes, and waits to be sent.
	InvoiceNumbered InvoiceState = "NUMBERED"
	// InvoiceSending is on its way; one that is found so at start is unknown.
	InvoiceSending InvoiceState = "SENDING"
	// InvoiceUnknown may be at the provider or not: it is asked for before anything is sent again.
	InvoiceUnknown InvoiceState = "UNKNOWN"
	// InvoicePendingSUNAT is at the provider, and SUNAT has not answered.
	InvoicePendingSUNAT InvoiceState = "PENDING_SUNAT"
	// InvoiceAccepted is valid.
	InvoiceAccepted InvoiceState = "ACCEPTED"
	// InvoiceObserved is valid as well: SUNAT only remarked on it.
	InvoiceObserved InvoiceState = "OBSERVED"
	// InvoiceRejected was refused by SUNAT; its number is spent.
	InvoiceRejected InvoiceState = "REJECTED"
	// InvoiceParked waits for a person, for a reason ([InvoiceParkReason]).
	InvoiceParked InvoiceState = "PARKED"
	// InvoiceVoidRequested is valid and to be voided.
	InvoiceVoidRequested InvoiceState = "VOID_REQUESTED"
	// InvoiceVoidPending is valid still, and SUNAT has the request to void it.
	InvoiceVoidPending InvoiceState = "VOID_PENDING"
	// InvoiceVoided does not count any more.
	InvoiceVoided InvoiceState = "VOIDED"
	// InvoiceVoidRejected is valid: SUNAT refused to void it, so that a credit note alone undoes it.
	InvoiceVoidRejected InvoiceState = "VOID_REJECTED"
	// InvoiceCredited was undone by a credit note that SUNAT accepted.
	InvoiceCredited InvoiceState = "CREDITED"
	// InvoiceWithdrawn never had a number: its operation was reversed before.
	InvoiceWithdrawn InvoiceState = "WITHDRAWN"
	// InvoiceReplaced never was at SUNAT: its number belongs to another document, and a person issued it again under the next one.
	InvoiceReplaced InvoiceState = "REPLACED"
)

// invoiceStates is what follows from a state: what people outside read of it, whether the document occupies its operation, and its name.
var invoiceStates = []struct {
	state  InvoiceState
	status InvoiceStatus
	live   bool
	label  string
}{
	{InvoiceRequested, InvoiceStatusPending, true, "Por numerar"},
	{InvoiceNumbered, InvoiceStatusPending, true, "Por enviar"},
	{InvoiceSending, InvoiceStatusSent, true, "Enviándose"},
	{InvoiceUnknown, InvoiceStatusSent, true, "Sin respuesta, por consultar"},
	{InvoicePendingSUNAT, InvoiceStatusSent, true, "En SUNAT"},
	{InvoiceAccepted, InvoiceStatusAccepted, true, "Aceptado"},
	{InvoiceObserved, InvoiceStatusAccepted, true, "Aceptado con observaciones"},
	{InvoiceRejected, InvoiceStatusRejected, false, "Rechazado"},
	{InvoiceParked, InvoiceStatusError, true, "Detenido"},
	{InvoiceVoidRequested, InvoiceStatusAccepted, true, "Anulación pedida"},
	{InvoiceVoidPending, InvoiceStatusAccepted, true, "Anulación en SUNAT"},
	{InvoiceVoided, InvoiceStatusVoided, false, "Anulado"},
	{InvoiceVoidRejected, InvoiceStatusAccepted, true, "Anulación rechazada"},
	{InvoiceCredited, InvoiceStatusVoided, false, "Anulado con nota de crédito"},
	{InvoiceWithdrawn, InvoiceStatusVoided, false, "Retirado sin número"},
	{InvoiceReplaced, InvoiceStatusVoided, false, "Reemplazado"},
}

// InvoiceStates lists every state in the order of the table.
func InvoiceStates() []InvoiceState {
	states := make([]InvoiceState, len(invoiceStates))
	for i, row := range invoiceStates {
		states[i] = row.state
	}
	return states
}

// Values lists the states for the database's enum check.
func (InvoiceState) Values() []string { return valuesOf(InvoiceStates()) }

// Status is the public summary of the state (areas.md X6); empty for what is none.
func (s InvoiceState) Status() InvoiceStatus {
	for _, row := range invoiceStates {
		if row.state == s {
			return row.status
		}
	}
	return ""
}

// Live tells whether the document occupies its operation, or the document that it credits: there is one live document at most
// (areas.md E25).
func (s InvoiceState) Live() bool { return slices.Contains(LiveInvoiceStates(), s) }

// LiveInvoiceStates lists the states of a document that occupies its operation, for the database's unique indexes.
func LiveInvoiceStates() []InvoiceState {
	var live []InvoiceState
	for _, row := range invoiceStates {
		if row.live {
			live = append(live, row.state)
		}
	}
	return live
}

// Final tells whether the document stays as it is for ever. It may still be issued again, as another document.
func (s InvoiceState) Final() bool { return s.Status() != "" && !s.Live() }

// Settled tells whether the document waits for nothing: neither for the provider, nor for SUNAT, nor for a person. A number whose document
// is not settled is a gap (areas.md E24) unless it is parked, which names why.
func (s InvoiceState) Settled() bool {
	return s.Final() || s == InvoiceAccepted || s == InvoiceObserved || s == InvoiceVoidRejected
}

// Label is the word that people of the house read (Spanish, Peru).
func (s InvoiceState) Label() string {
	for _, row := range invoiceStates {
		if row.state == s {
			return row.label
		}
	}
	return ""
}

// InvoiceStatus is what clients and lists read of a document: the summary of its state (decisions.md, Details).
type InvoiceStatus string

// The summaries.
const (
	// InvoiceStatusPending is "Pendiente".
	InvoiceStatusPending InvoiceStatus = "PENDING"
	// InvoiceStatusSent is "Enviado".
	InvoiceStatusSent InvoiceStatus = "SENT"
	// InvoiceStatusAccepted is "Aceptado".
	InvoiceStatusAccepted InvoiceStatus = "ACCEPTED"
	// InvoiceStatusRejected is "Rechazado".
	InvoiceStatusRejected InvoiceStatus = "REJECTED"
	// InvoiceStatusError is "Error": a person has to look.
	InvoiceStatusError InvoiceStatus = "ERROR"
	// InvoiceStatusVoided is "Anulado": whatever it was, it does not count any more.
	InvoiceStatusVoided InvoiceStatus = "VOIDED"
)

// InvoiceStatuses lists every summary.
func InvoiceStatuses() []InvoiceStatus {
	return []InvoiceStatus{InvoiceStatusPending, InvoiceStatusSent, InvoiceStatusAccepted, InvoiceStatusRejected, InvoiceStatusError, InvoiceStatusVoided}
}

// Label is the word that people read (Spanish, Peru).
func (s InvoiceStatus) Label() string {
	return map[InvoiceStatus]string{InvoiceStatusPending: "Pendiente", InvoiceStatusSent: "Enviado", InvoiceStatusAccepted: "Aceptado",
		InvoiceStatusRejected: "Rechazado", InvoiceStatusError: "Error", InvoiceStatusVoided: "Anulado"}[s]
}

// For is the summary as a reader has it: to a client a document that waits for the house is one that is being prepared.
func (s InvoiceStatus) For(reader Reader) InvoiceStatus {
	if s == InvoiceStatusError && reader == ForClient {
		return InvoiceStatusPending
	}
	return s
}

// StatesFor lists the states that a reader has the summary for.
func (s InvoiceStatus) StatesFor(reader Reader) []InvoiceState {
	var states []InvoiceState
	for _, row := range invoiceStates {
		if row.status.For(reader) == s {
			states = append(states, row.state)
		}
	}
	return states
}

// States lists the states that the summary covers.
func (s InvoiceStatus) States() []InvoiceState { return s.StatesFor(ForHouse) }

// InvoiceParkReason is why a document waits for a person.
type InvoiceParkReason string

const (
	// ParkedAddressMissing has no number yet: a factura needs an address (areas.md D13).
	ParkedAddressMissing InvoiceParkReason = "ADDRESS_MISSING"
	// ParkedUnfit has no number yet: the provider's form cannot hold what the document says.
	ParkedUnfit InvoiceParkReason = "UNFIT"
	// ParkedFormat was refused by the provider for its form (code 20); the number stays with the document.
	ParkedFormat InvoiceParkReason = "FORMAT"
	// ParkedProvider could not be completed by the provider (code 21), which says why; the number stays.
	ParkedProvider InvoiceParkReason = "PROVIDER"
	// ParkedOutOfTerm came too late (code 22); the number stays.
	ParkedOutOfTerm InvoiceParkReason = "OUT_OF_TERM"
	// ParkedNumberForeign found another document under its number at the provider (code 23).
	ParkedNumberForeign InvoiceParkReason = "NUMBER_FOREIGN"
	// ParkedSUNATConflict was told by SUNAT that the number is registered with other data (codes 1033 and 2109).
	ParkedSUNATConflict InvoiceParkReason = "SUNAT_CONFLICT"
	// ParkedVanished was at the provider, which then did not know it any more.
	ParkedVanished InvoiceParkReason = "VANISHED"
)

// invoiceParkReasons is what people read of a reason, and whether the document's number turned out to be another's.
var invoiceParkReasons = []struct {
	reason  InvoiceParkReason
	foreign bool
	label   string
}{
	{ParkedAddressMissing, false, "Falta la dirección del cliente"},
	{ParkedUnfit, false, "Los datos no caben en el comprobante"},
	{ParkedFormat, false, "El proveedor rechazó el formato"},
	{ParkedProvider, false, "El proveedor no pudo emitirlo"},
	{ParkedOutOfTerm, false, "Fuera de plazo"},
	{ParkedNumberForeign, true, "El número pertenece a otro comprobante en el proveedor"},
	{ParkedSUNATConflict, true, "El número está registrado en SUNAT con otros datos"},
	{ParkedVanished, false, "El proveedor dejó de reconocerlo"},
}

// InvoiceParkReasons lists every reason.
func InvoiceParkReasons() []InvoiceParkReason {
	reasons := make([]InvoiceParkReason, len(invoiceParkReasons))
	for i, row := range invoiceParkReasons {
		reasons[i] = row.reason
	}
	return reasons
}

// Values lists the reasons for the database's enum check.
func (InvoiceParkReason) Values() []string { return valuesOf(InvoiceParkReasons()) }

// Label says the reason to people of the house (Spanish, Peru).
func (r InvoiceParkReason) Label() string {
	for _, row := range invoiceParkReasons {
		if row.reason == r {
			return row.label
		}
	}
	return ""
}

// Foreign tells whether the document's number turned out to be another document's: only then a person may give the operation a second one.
func (r InvoiceParkReason) Foreign() bool {
	for _, row := range invoiceParkReasons {
		if row.reason == r {
			return row.foreign
		}
	}
	return false
}

// InvoiceAct is something that happens to a document.
type InvoiceAct string

// The acts that a person may ask for.
const (
	// ActInvoiceRetry lets a parked document go on as it is.
	ActInvoiceRetry InvoiceAct = "RETRY"
	// ActInvoiceCorrect writes a parked document anew, under the number that it has.
	ActInvoiceCorrect InvoiceAct = "CORRECT"
	// ActInvoiceReissue makes another document in place of one that does not count.
	ActInvoiceReissue InvoiceAct = "REISSUE"
	// ActInvoiceRequestVoid asks to void a valid document.
	ActInvoiceRequestVoid InvoiceAct = "REQUEST_VOID"
	// ActInvoiceRequestNote makes a credit note that undoes a valid document.
	ActInvoiceRequestNote InvoiceAct = "REQUEST_NOTE"
	// ActInvoiceResend sends a valid document to its client once more.
	ActInvoiceResend InvoiceAct = "RESEND"
)

// The acts that follow from another one, from the provider's word, or from SUNAT's.
const (
	// ActInvoiceWithdraw follows from the reversal of an operation.
	ActInvoiceWithdraw InvoiceAct = "WITHDRAW"
	// ActInvoiceNumber gives the number, once.
	ActInvoiceNumber InvoiceAct = "NUMBER"
	// ActInvoicePark stops a document until a person has mended it; the reason is told beside it.
	ActInvoicePark InvoiceAct = "PARK"
	// ActInvoiceSend begins a call of the provider, and ActInvoiceKeep ends one that the provider turned away unread.
	ActInvoiceSend InvoiceAct = "SEND"
	ActInvoiceKeep InvoiceAct = "KEEP"
	// ActInvoiceLose ends a call whose answer nobody knows.
	ActInvoiceLose InvoiceAct = "LOSE"
	// ActInvoiceAbsent is the provider's word that it has no such document (code 24).
	ActInvoiceAbsent InvoiceAct = "ABSENT"
	// ActInvoicePend, ActInvoiceAccept, ActInvoiceObserve and ActInvoiceRefuse are what the provider tells of SUNAT.
	ActInvoicePend    InvoiceAct = "PEND"
	ActInvoiceAccept  InvoiceAct = "ACCEPT"
	ActInvoiceObserve InvoiceAct = "OBSERVE"
	ActInvoiceRefuse  InvoiceAct = "REFUSE"
	// ActInvoiceTicket is SUNAT's receipt of a request to void; ActInvoiceVoid and ActInvoiceRefuseVoid are its answers.
	ActInvoiceTicket     InvoiceAct = "TICKET"
	ActInvoiceVoid       InvoiceAct = "VOID"
	ActInvoiceRefuseVoid InvoiceAct = "REFUSE_VOID"
	// ActInvoiceCredit follows from the acceptance of the credit note.
	ActInvoiceCredit InvoiceAct = "CREDIT"
)

// InvoiceActions lists the acts that a person may ask for.
func InvoiceActions() []InvoiceAct {
	return []InvoiceAct{ActInvoiceRetry, ActInvoiceCorrect, ActInvoiceReissue, ActInvoiceRequestVoid, ActInvoiceRequestNote, ActInvoiceResend}
}

// InvoiceSystemActs lists the acts that nobody asks for.
func InvoiceSystemActs() []InvoiceAct {
	return []InvoiceAct{ActInvoiceWithdraw, ActInvoiceNumber, ActInvoicePark, ActInvoiceSend, ActInvoiceKeep, ActInvoiceLose, ActInvoiceAbsent,
		ActInvoicePend, ActInvoiceAccept, ActInvoiceObserve, ActInvoiceRefuse, ActInvoiceTicket, ActInvoiceVoid, ActInvoiceRefuseVoid, ActInvoiceCredit}
}

// Values lists the acts for the database's enum check.
func (InvoiceAct) Values() []string {
	return valuesOf(append(InvoiceActions(), InvoiceSystemActs()...))
}
