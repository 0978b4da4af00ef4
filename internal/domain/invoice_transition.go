package domain

// InvoiceFacts are what the lifecycle of a document needs to know about it.
type InvoiceFacts struct {
	Kind InvoiceKind
	// Numbered tells whether the document took a number.
	Numbered bool
	// Parked is why it waits for a person; empty in every other state.
	Parked InvoiceParkReason
	// Absent tells whether the provider's last word is that it has no such document, after everything that was sent (areas.md E23).
	Absent bool
	// VoidUntil is the last day on which it may be voided, Today the day in Lima.
	VoidUntil, Today Date
	// Filed tells whether the house has its paper.
	Filed bool
	// CreditLive tells whether a live credit note undoes it.
	CreditLive bool
	// SuccessorLive tells whether another document of the same operation, or of the same credited document, is live.
	SuccessorLive bool
}

// InvoiceTransition is one row of the lifecycle's table.
type InvoiceTransition struct {
	From InvoiceState
	Act  InvoiceAct
	To   InvoiceState
	// When narrows the row; the first row whose condition holds is the one that counts.
	When *InvoiceCondition
	// Needs are checked in order; the first that fails is the refusal.
	Needs []InvoiceRequirement
}

// InvoiceCondition chooses between rows of the same state and act.
type InvoiceCondition struct {
	Name  string
	Holds func(InvoiceFacts) bool
}

// InvoiceRequirement is a fact that an act needs.
type InvoiceRequirement struct {
	Name  string
	Check func(InvoiceFacts) *Error
}

// invoiceTransitions is the lifecycle of a document, whole. Three things hold by it: NUMBER alone gives a number, and no row leads from a
// document with a number back to one without; what may be at the provider is sent again only after the provider said that it is not; and a
// second document of one operation is made by a person alone, once the first does not count.
var invoiceTransitions = []InvoiceTransition{
	{From: InvoiceRequested, Act: ActInvoiceNumber, To: InvoiceNumbered},
	{From: InvoiceRequested, Act: ActInvoicePark, To: InvoiceParked},
	{From: InvoiceRequested, Act: ActInvoiceWithdraw, To: InvoiceWithdrawn},

	{From: InvoiceNumbered, Act: ActInvoiceSend, To: InvoiceSending},

	{From: InvoiceSending, Act: ActInvoiceKeep, To: InvoiceNumbered},
	{From: InvoiceSending, Act: ActInvoiceAbsent, To: InvoiceNumbered},
	{From: InvoiceSending, Act: ActInvoiceLose, To: InvoiceUnknown},
	{From: InvoiceSending, Act: ActInvoicePark, To: InvoiceParked},
	{From: InvoiceSending, Act: ActInvoicePend, To: InvoicePendingSUNAT},
	{From: InvoiceSending, Act: ActInvoiceAccept, To: InvoiceAccepted},
	{From: InvoiceSending, Act: ActInvoiceObserve, To: InvoiceObserved},
	{From: InvoiceSending, Act: ActInvoiceRefuse, To: InvoiceRejected},

	{From: InvoiceUnknown, Act: ActInvoiceAbsent, To: InvoiceNumbered},
	{From: InvoiceUnknown, Act: ActInvoicePark, To: InvoiceParked},
	{From: InvoiceUnknown, Act: ActInvoicePend, To: InvoicePendingSUNAT},
	{From: InvoiceUnknown, Act: ActInvoiceAccept, To: InvoiceAccepted},
	{From: InvoiceUnknown, Act: ActInvoiceObserve, To: InvoiceObserved},
	{From: InvoiceUnknown, Act: ActInvoiceRefuse, To: InvoiceRejected},
	{From: InvoiceUnknown, Act: ActInvoiceVoid, To: InvoiceVoided},

	{From: InvoicePendingSUNAT, Act: ActInvoicePend, To: InvoicePendingSUNAT},
	{From: InvoicePendingSUNAT, Act: ActInvoicePark, To: InvoiceParked},
	{From: InvoicePendingSUNAT, Act: ActInvoiceAccept, To: InvoiceAccepted},
	{From: InvoicePendingSUNAT, Act: ActInvoiceObserve, To: InvoiceObserved},
	{From: InvoicePendingSUNAT, Act: ActInvoiceRefuse, To: InvoiceRejected},
	{From: InvoicePendingSUNAT, Act: ActInvoiceVoid, To: InvoiceVoided},

	{From: InvoiceParked, Act: ActInvoiceRetry, To: InvoiceRequested, When: &invoiceWithoutNumber},
	{From: InvoiceParked, Act: ActInvoiceRetry, To: InvoiceNumbered, Needs: []InvoiceRequirement{numberIsItsOwn, provenAbsent}},
	{From: InvoiceParked, Act: ActInvoiceCorrect, To: InvoiceRequested, When: &invoiceWithoutNumber},
	{From: InvoiceParked, Act: ActInvoiceCorrect, To: InvoiceNumbered, Needs: []InvoiceRequirement{numberIsItsOwn, provenAbsent}},
	{From: InvoiceParked, Act: ActInvoiceReissue, To: InvoiceReplaced, Needs: []InvoiceRequirement{numberIsForeign}},
	{From: InvoiceParked, Act: ActInvoiceWithdraw, To: InvoiceWithdrawn, Needs: []InvoiceRequirement{noNumberTaken}},
	{From: InvoiceParked, Act: ActInvoiceAbsent, To: InvoiceParked, Needs: []InvoiceRequirement{numberTaken}},
	{From: InvoiceParked, Act: ActInvoicePark, To: InvoiceParked, Needs: []InvoiceRequirement{numberTaken}},
	{From: InvoiceParked, Act: ActInvoicePend, To: InvoicePendingSUNAT, Needs: []InvoiceRequirement{numberTaken}},
	{From: InvoiceParked, Act: ActInvoiceAccept, To: InvoiceAccepted, Needs: []InvoiceRequirement{numberTaken}},
	{From: InvoiceParked, Act: ActInvoiceObserve, To: InvoiceObserved, Needs: []InvoiceRequirement{numberTaken}},
	{From: InvoiceParked, Act: ActInvoiceRefuse, To: InvoiceRejected, Needs: []InvoiceRequirement{numberTaken}},
	{From: InvoiceParked, Act: ActInvoiceVoid, To: InvoiceVoided, Needs: []InvoiceRequirement{numberTaken}},

	{From: InvoiceAccepted, Act: ActInvoiceRequestVoid, To: InvoiceVoidRequested, Needs: voidNeeds},
	{From: InvoiceAccepted, Act: ActInvoiceRequestNote, To: InvoiceAccepted, Needs: creditNeeds},
	{From: InvoiceAccepted, Act: ActInvoiceResend, To: InvoiceAccepted, Needs: resendNeeds},
	{From: InvoiceAccepted, Act: ActInvoiceCredit, To: InvoiceCredited, Needs: []InvoiceRequirement{noNote}},
	{From: InvoiceAccepted, Act: ActInvoiceVoid, To: InvoiceVoided},
	{From: InvoiceObserved, Act: ActInvoiceRequestVoid, To: InvoiceVoidRequested, Needs: voidNeeds},
	{From: InvoiceObserved, Act: ActInvoiceRequestNote, To: InvoiceObserved, Needs: creditNeeds},
	{From: InvoiceObserved, Act: ActInvoiceResend, To: InvoiceObserved, Needs: resendNeeds},
	{From: InvoiceObserved, Act: ActInvoiceCredit, To: InvoiceCredited, Needs: []InvoiceRequirement{noNote}},
	{From: InvoiceObserved, Act: ActInvoiceVoid, To: InvoiceVoided},

	{From: InvoiceVoidRequested, Act: ActInvoiceTicket, To: InvoiceVoidPending},
	{From: InvoiceVoidRequested, Act: ActInvoiceVoid, To: InvoiceVoided},
	{From: InvoiceVoidRequested, Act: ActInvoiceRefuseVoid, To: InvoiceVoidRejected},
	{From: InvoiceVoidPending, Act: ActInvoiceTicket, To: InvoiceVoidPending},
	{From: InvoiceVoidPending, Act: ActInvoiceVoid, To: InvoiceVoided},
	{From: InvoiceVoidPending, Act: ActInvoiceRefuseVoid, To: InvoiceVoidRejected},
	{From: InvoiceVoidRejected, Act: ActInvoiceRequestNote, To: InvoiceVoidRejected, Needs: creditNeeds},
	{From: InvoiceVoidRejected, Act: ActInvoiceResend, To: InvoiceVoidRejected, Needs: resendNeeds},
	{From: InvoiceVoidRejected, Act: ActInvoiceCredit, To: InvoiceCredited, Needs: []InvoiceRequirement{noNote}},
	{From: InvoiceVoidRejected, Act: ActInvoiceVoid, To: InvoiceVoided},

	{From: InvoiceRejected, Act: ActInvoiceReissue, To: InvoiceRejected, Needs: []InvoiceRequirement{noSuccessor}},
	{From: InvoiceVoided, Act: ActInvoiceReissue, To: InvoiceVoided, Needs: []InvoiceRequirement{noSuccessor}},
	{From: InvoiceCredited, Act: ActInvoiceReissue, To: InvoiceCredited, Needs: []InvoiceRequirement{noSuccessor}},
}

// InvoiceTransitions answers the whole table, for the diagram of the documentation and for tests.
func InvoiceTransitions() []InvoiceTransition {
	return append([]InvoiceTransition(nil), invoiceTransitions...)
}

// NextInvoice answers what an act does to a document in a state, or why it is refused. Who may do it is asked elsewhere (Permission).
func NextInvoice(from InvoiceState, act InvoiceAct, facts InvoiceFacts) (InvoiceTransition, *Error) {
	for _, row := range invoiceTransitions {
		if row.From != from || row.Act != act || row.When != nil && !row.When.Holds(facts) {
			continue
		}
		for _, need := range row.Needs {
			if refusal := need.Check(facts); refusal != nil {
				return InvoiceTransition{}, refusal.With("state", from).With("action", act)
			}
		}
		return row, nil
	}
	return InvoiceTransition{}, notInState(from, act).With("state", from).With("action", act)
}

// Actions lists what a person may ask for in the state, as the table has it.
func (s InvoiceState) Actions(facts InvoiceFacts) []InvoiceAct {
	var acts []InvoiceAct
	for _, act := range InvoiceActions() {
		if _, refusal := NextInvoice(s, act, facts); refusal == nil {
			acts = append(acts, act)
		}
	}
	return acts
}

// notInState refuses an act that the state has no row for.
func notInState(from InvoiceState, act InvoiceAct) *Error {
	switch from {
	case InvoiceSending, InvoiceUnknown:
		return Refuse(CodeNotAllowedInStatus, "El comprobante se envió y no sabemos si llegó: primero se consulta al proveedor. Espera su respuesta y vuelve a intentarlo.")
	case InvoiceVoided:
		if act == ActInvoiceRequestVoid {
			return Refuse(CodeNotAllowedInStatus, "El comprobante ya está anulado.")
		}
	case InvoiceVoidRequested, InvoiceVoidPending:
		return Refuse(CodeNotAllowedInStatus, "La anulación del comprobante está en curso. Espera la respuesta de SUNAT.")
	}
	return Refuse(CodeNotAllowedInStatus, "El comprobante está en estado %s y no admite esta acción.", from.Label())
}

var invoiceWithoutNumber = InvoiceCondition{"no number taken", func(f InvoiceFacts) bool { return !f.Numbered }}

// voidNeeds are what voiding needs, creditNeeds what a credit note does.
var (
	voidNeeds   = []InvoiceRequirement{noNote, noLiveCredit, withinVoidTerm}
	creditNeeds = []InvoiceRequirement{noNote, noLiveCredit}
	resendNeeds = []InvoiceRequirement{isNoNote, paperIsThere}
)

var (
	noNumberTaken = InvoiceRequirement{"no number taken", func(f InvoiceFacts) *Error {
		if !f.Numbered {
			return nil
		}
		return Refuse(CodeNotAllowedInStatus, "El comprobante ya tiene número. Corrígelo, espera su aceptación y anúlalo.")
	}}
	numberTaken = InvoiceRequirement{"number taken", func(f InvoiceFacts) *Error {
		if f.Numbered {
			return nil
		}
		return Refuse(CodeNotAllowedInStatus, "El comprobante todavía no tiene número: el proveedor no puede conocerlo.")
	}}
	numberIsItsOwn = InvoiceRequirement{"number is its own", func(f InvoiceFacts) *Error {
		if !f.Parked.Foreign() {
			return nil
		}
		return Refuse(CodeNotAllowedInStatus, "El número de este comprobante pertenece a otro. Emítelo de nuevo: tomará el número siguiente.")
	}}
	numberIsForeign = InvoiceRequirement{"number is another's", func(f InvoiceFacts) *Error {
		if f.Parked.Foreign() {
			return nil
		}
		return Refuse(CodeNotAllowedInStatus, "El comprobante conserva su lugar. Corrígelo o reinténtalo: no se emite otro en su lugar.")
	}}
	provenAbsent = InvoiceRequirement{"provider has it not", func(f InvoiceFacts) *Error {
		if f.Absent {
			return nil
		}
		return Refuse(CodeNotAllowedInStatus, "Primero se consulta al proveedor: todavía no sabemos si ya tiene el comprobante.")
	}}
	isNoNote = InvoiceRequirement{"no credit note is sent", func(f InvoiceFacts) *Error {
		if f.Kind != CreditNote {
			return nil
		}
		return Refuse(CodeNotAllowedInStatus, "Una nota de crédito no se envía por correo. El cliente la encuentra en su operación.")
	}}
	paperIsThere = InvoiceRequirement{"its paper is there", func(f InvoiceFacts) *Error {
		if f.Filed {
			return nil
		}
		return Refuse(CodeNotAllowedInStatus, "Todavía no tenemos el PDF del comprobante. Se le envía al cliente en cuanto llegue.")
	}}
	noNote = InvoiceRequirement{"no credit note", func(f InvoiceFacts) *Error {
		if f.Kind != CreditNote {
			return nil
		}
		return Refuse(CodeNotAllowedInStatus, "Una nota de crédito no se anula. Emite de nuevo el comprobante que dejó sin efecto.")
	}}
	noLiveCredit = InvoiceRequirement{"no live credit note", func(f InvoiceFacts) *Error {
		if !f.CreditLive {
			return nil
		}
		return Refuse(CodeAlreadyExists, "El comprobante ya tiene una nota de crédito en curso.")
	}}
	withinVoidTerm = InvoiceRequirement{"within the term to void", func(f InvoiceFacts) *Error {
		if !f.Today.After(f.VoidUntil) {
			return nil
		}
		return Refuse(CodeNotAllowedInStatus, "El plazo para anular el comprobante venció el %s. Emite una nota de crédito.", spokenDay(f.VoidUntil)).
			With("voidUntil", f.VoidUntil)
	}}
	noSuccessor = InvoiceRequirement{"no live successor", func(f InvoiceFacts) *Error {
		if !f.SuccessorLive {
			return nil
		}
		return Refuse(CodeAlreadyExists, "La operación ya tiene otro comprobante vigente.")
	}}
)
