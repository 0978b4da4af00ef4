package domain

import "strings"

// Label says in Spanish what a paper shows, as the middle of a sentence.
func (k DocumentKind) Label() string {
	switch k {
	case PaperIDFront:
		return "documento de identidad (anverso)"
	case PaperIDBack:
		return "documento de identidad (reverso)"
	case PaperPassportPage:
		return "página de datos del pasaporte"
	case PaperRUCSheet:
		return "ficha RUC"
	case PaperRepresentativeFront:
		return "documento del representante (anverso)"
	case PaperRepresentativeBack:
		return "documento del representante (reverso)"
	case PaperComplianceValidation:
		return "validación del oficial de cumplimiento"
	default:
		return "otro documento"
	}
}

// DocumentList names papers in one phrase: "ficha RUC y documento del representante (anverso)".
func DocumentList(kinds []DocumentKind) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = kind.Label()
	}
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " y " + names[last]
}

// Advice tells a client what to do about a paper that was rejected. The words are safe: none of them says or hints that a
// list, an alert or a suspicion is behind a verdict (duty of confidentiality, Ley 27693).
func (r KYCReason) Advice() string {
	switch r {
	case KYCUnreadable:
		return "No se puede leer. Envía una foto nítida, completa y sin reflejos."
	case KYCIncomplete:
		return "Está incompleto. Envía todas las partes, con los bordes a la vista."
	case KYCExpired:
		return "Está vencido. Envía uno vigente."
	case KYCWrongDocument:
		return "No es el documento que se pidió. Envía el que corresponde."
	case KYCDataMismatch:
		return "No coincide con los datos que registraste. Envía el documento correcto o pide a tu asesor que corrija tus datos."
	default:
		return "No podemos aceptarlo. Tu asesor te explica qué puedes enviar en su lugar."
	}
}

// Explanation tells a client why its identification as a whole was rejected, in words as safe as those of Advice.
func (r KYCReason) Explanation() string {
	switch r {
	case KYCUnreadable:
		return "No pudimos leer tus documentos."
	case KYCIncomplete:
		return "Tus documentos están incompletos."
	case KYCExpired:
		return "Tu documento está vencido."
	case KYCWrongDocument:
		return "Los documentos que enviaste no son los que se piden."
	case KYCDataMismatch:
		return "Tus documentos no coinciden con los datos que registraste."
	default:
		return "No pudimos completar tu identificación con lo que enviaste."
	}
}

// finding says to the house why an identification as a whole was rejected, as Explanation says it to its client.
func (r KYCReason) finding() string {
	switch r {
	case KYCUnreadable:
		return "No se pueden leer sus documentos."
	case KYCIncomplete:
		return "Sus documentos están incompletos."
	case KYCExpired:
		return "Su documento está vencido."
	case KYCWrongDocument:
		return "Los documentos que envió no son los que se piden."
	case KYCDataMismatch:
		return "Sus documentos no coinciden con los datos que registró."
	default:
		return "Su identificación no se aceptó con lo que envió."
	}
}

// NextKYCStep tells in words what comes next: the client what it does, the house what it or its client does. Missing are the papers
// still to be sent, reason is why an identification was rejected and empty where it was not.
func NextKYCStep(status KYCStatus, missing []DocumentKind, reason KYCReason, reader Reader) string {
	papers := DocumentList(missing)
	send := reader.Say("Envía: ", "El cliente debe enviar: ") + papers + "."
	why := reader.Say(reason.Explanation(), reason.finding())
	switch {
	case status == KYCApproved && len(missing) == 0:
		return reader.Say("Tu identificación está aprobada. No tienes que hacer nada.", "La identificación está aprobada. No hay nada que hacer.")
	case status == KYCApproved:
		return reader.Say("Tu identificación está aprobada. Queda por renovar: ", "La identificación está aprobada. El cliente debe renovar: ") + papers + "."
	case status == KYCRejected && len(missing) > 0:
		return why + " " + send
	case status == KYCRejected:
		return why + reader.Say(" Vuelve a enviar el documento que corresponda o comunícate con tu asesor.",
			" El cliente debe volver a enviar el documento que corresponda.")
	case status == KYCInReview && len(missing) > 0:
		return reader.Say("Estamos revisando tu identificación. ", "La identificación está en revisión. ") + send
	case status == KYCInReview:
		return reader.Say("Estamos revisando tus documentos. Te avisaremos cuando terminemos.",
			"Los documentos están completos y esperan la revisión de Middle Office.")
	case len(missing) > 0:
		return send + reader.Say(" Con eso empezamos a revisar tu identificación.", " Con eso empieza la revisión.")
	default:
		return reader.Say("Recibimos tus documentos. Pronto empezamos a revisarlos.", "Los documentos están completos. La revisión empieza pronto.")
	}
}

// label says in Spanish how an identification stands, after "la identificación está".
func (s KYCStatus) label() string {
	switch s {
	case KYCInReview:
		return "en revisión"
	case KYCApproved:
		return "aprobada"
	case KYCRejected:
		return "rechazada"
	default:
		return "pendiente"
	}
}

// wayOut tells a person of the house what an identification in this state admits.
func (s KYCStatus) wayOut() string {
	switch s {
	case KYCInReview:
		return "Propón aprobarla o rechazarla."
	case KYCApproved, KYCRejected:
		return "Para cambiarla, reábrela primero con un motivo."
	default:
		return "La revisión empieza cuando el cliente envía todos sus documentos."
	}
}
