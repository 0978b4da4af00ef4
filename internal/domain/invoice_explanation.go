package domain

// InvoiceSituation is what people need to know of a document to read how it stands.
type InvoiceSituation struct {
	Kind  InvoiceKind
	State InvoiceState
	// Parked is why it waits for a person; empty in every other state.
	Parked InvoiceParkReason
	// Stopped tells that the provider refuses the account of the house, so that nothing goes out.
	Stopped bool
	// Succeeded tells that another document stands in its place.
	Succeeded bool
}

// invoiceExplanations is what a state means to people of the house, and what they do next; empty where nobody has to do anything.
var invoiceExplanations = map[InvoiceState]struct{ text, next string }{
	InvoiceRequested: {"Espera su número: los comprobantes de una serie se numeran y se envían uno tras otro.", ""},
	InvoiceNumbered:  {"Tiene su número y espera su turno para salir al proveedor.", ""},
	InvoiceSending:   {"Va en camino al proveedor.", ""},
	InvoiceUnknown: {"Se envió y no llegó respuesta: no sabemos si el proveedor lo tiene. " +
		"El sistema le pregunta antes de enviarlo otra vez, así que no se duplica.", ""},
	InvoicePendingSUNAT: {"El proveedor lo tiene y SUNAT todavía no respondió. El sistema vuelve a preguntar.", ""},
	InvoiceAccepted:     {"SUNAT lo aceptó: es válido.", ""},
	InvoiceObserved: {"SUNAT lo aceptó con una observación: es válido.",
		"Lee la observación. Si el dato está mal, corrígelo en los datos del cliente para los siguientes."},
	InvoiceRejected:      {"SUNAT lo rechazó: no es válido y su número quedó usado.", "Corrige lo que SUNAT señala y emítelo de nuevo: tomará el número siguiente."},
	InvoiceVoidRequested: {"Dos personas decidieron anularlo y se le pide a SUNAT. Hasta su respuesta es válido.", ""},
	InvoiceVoidPending:   {"SUNAT recibió el pedido de anulación y todavía no respondió. Hasta entonces es válido.", ""},
	InvoiceVoided:        {"SUNAT lo anuló.", "Si la operación sigue en pie, emítelo de nuevo."},
	InvoiceVoidRejected:  {"SUNAT no aceptó anularlo: sigue siendo válido.", "Si hay que dejarlo sin efecto, emite una nota de crédito."},
	InvoiceCredited:      {"Una nota de crédito aceptada por SUNAT lo dejó sin efecto.", "Si la operación sigue en pie, emítelo de nuevo."},
	InvoiceWithdrawn:     {"Se retiró antes de tomar un número, porque su operación se deshizo.", ""},
	InvoiceReplaced:      {"Su número resultó ser de otro comprobante: se emitió de nuevo con el siguiente.", ""},
}

// parkedSteps is what people of the house do about a document that waits for them.
var parkedSteps = map[InvoiceParkReason]string{
	ParkedAddressMissing: "Registra la dirección del cliente en sus datos: el comprobante sigue solo.",
	ParkedUnfit:          "Revisa el nombre, el documento y la dirección del cliente, y reinténtalo.",
	ParkedFormat:         "Lee lo que dijo el proveedor. Si es un dato del cliente, arréglalo en sus datos y usa Corregir; si no, llama a soporte. Conserva su número.",
	ParkedProvider:       "Lee lo que dijo el proveedor. Si es un dato del cliente, arréglalo en sus datos y usa Corregir; si fue una falla suya, reinténtalo.",
	ParkedOutOfTerm:      "Consulta con contabilidad. Al corregirlo conserva su número y lleva la fecha de hoy.",
	ParkedNumberForeign:  "Averigua quién usó el número y emite el comprobante de nuevo: tomará el siguiente.",
	ParkedSUNATConflict:  "Averigua quién usó el número y emite el comprobante de nuevo: tomará el siguiente.",
	ParkedVanished:       "Espera a que el proveedor confirme que no lo tiene, y reinténtalo.",
}

// Explain says to people of the house what a document waits for and why, and what they do next; next is empty where nobody has to do
// anything.
func (s InvoiceSituation) Explain() (text, next string) {
	said := invoiceExplanations[s.State]
	switch {
	case s.State == InvoiceParked:
		return s.Parked.Label() + ".", parkedSteps[s.Parked]
	case s.Stopped && s.State.waitsToGoOut():
		return "No sale: el proveedor no acepta la cuenta de la casa y la cola está detenida.",
			"Revisa la cuenta de la casa con el proveedor. Cuando funcione, la cola sigue sola o la reanudas tú."
	case s.Succeeded && s.State.Final():
		return said.text, ""
	}
	return said.text, said.next
}

// waitsToGoOut tells of the states that need the provider's account to go on.
func (s InvoiceState) waitsToGoOut() bool {
	return s == InvoiceRequested || s == InvoiceNumbered || s == InvoiceSending || s == InvoiceUnknown
}

// ExplainToClient says to its client what a document means for it. It never tells why one waits for the house.
func (s InvoiceSituation) ExplainToClient() string {
	switch {
	case s.Kind == CreditNote && s.State.Status() == InvoiceStatusAccepted:
		return "Esta nota de crédito deja sin efecto tu comprobante anterior."
	case s.Kind == CreditNote && !s.State.Final():
		return "Estamos emitiendo la nota de crédito que deja sin efecto tu comprobante anterior."
	case s.Kind == CreditNote:
		return "Esta nota de crédito no tiene efecto."
	case s.State.Final() && s.Succeeded:
		return "Este comprobante no vale: emitimos otro en su lugar."
	}
	return invoiceClientWords[s.State.Status()].text
}

// invoiceClientWords is what clients read of a summary: a word for lists, and a sentence.
var invoiceClientWords = map[InvoiceStatus]struct{ word, text string }{
	InvoiceStatusPending:  {"En preparación", "Estamos preparando tu comprobante. Te avisamos cuando esté listo."},
	InvoiceStatusSent:     {"En SUNAT", "Enviamos tu comprobante a SUNAT y esperamos su respuesta. Te avisamos cuando esté listo."},
	InvoiceStatusAccepted: {"Válido", "SUNAT aceptó tu comprobante. Lo descargas de aquí en cuanto llega su PDF."},
	InvoiceStatusRejected: {"No aceptado", "SUNAT no aceptó este comprobante. Te emitiremos otro; no tienes que hacer nada."},
	InvoiceStatusError:    {"En preparación", "Estamos preparando tu comprobante. Te avisamos cuando esté listo."},
	InvoiceStatusVoided:   {"Sin efecto", "Este comprobante no tiene efecto."},
}

// ClientLabel is the word that clients read (Spanish, Peru): of what waits for the house no other than of what waits its turn.
func (s InvoiceStatus) ClientLabel() string { return invoiceClientWords[s].word }

// providerMeanings is what the provider's codes mean (compliance.md 4.6).
var providerMeanings = map[int]string{
	10: "El proveedor no reconoce la llave de la casa. No recibió el comprobante.",
	11: "La dirección configurada no es la de la cuenta de la casa. El proveedor no recibió el comprobante.",
	12: "El proveedor no entiende la forma del envío. No recibió el comprobante.",
	20: "El proveedor no acepta la forma del comprobante. No lo guardó.",
	21: "El proveedor no pudo completar el comprobante. No lo guardó.",
	22: "El comprobante llegó fuera de plazo. El proveedor no lo guardó.",
	23: "El proveedor ya tiene un comprobante con este número.",
	24: "El proveedor no tiene este comprobante.",
	40: "El proveedor tuvo un error interno: no sabemos si guardó el comprobante.",
	50: "El proveedor suspendió la cuenta de la casa. No recibió el comprobante.",
	51: "El proveedor suspendió la cuenta de la casa. No recibió el comprobante.",
}

// ProviderMeaning says to people of the house what a code of the provider means (Spanish, Peru).
func ProviderMeaning(code int) string {
	if meaning, known := providerMeanings[code]; known {
		return meaning
	}
	return "El proveedor no respondió, o su respuesta no se entiende: no sabemos si guardó el comprobante."
}
