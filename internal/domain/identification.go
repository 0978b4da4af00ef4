package domain

import "slices"

// RequiredDocuments lists the papers that identify a client with that document (domain.md 5.4): both sides of a DNI or CE,
// the data page of a passport, the "ficha RUC" of a company. A representative's document is welcome and not asked for.
func RequiredDocuments(document DocumentType) []DocumentKind {
	switch document {
	case DocumentRUC:
		return []DocumentKind{PaperRUCSheet}
	case DocumentPassport:
		return []DocumentKind{PaperPassportPage}
	default:
		return []DocumentKind{PaperIDFront, PaperIDBack}
	}
}

// AdmittedDocuments lists the papers that a client with that document may have, the required ones first.
func AdmittedDocuments(document DocumentType) []DocumentKind {
	admitted := RequiredDocuments(document)
	if document == DocumentRUC {
		admitted = append(admitted, PaperRepresentativeFront, PaperRepresentativeBack)
	}
	return append(admitted, PaperComplianceValidation, PaperOther)
}

// Paper is what the rules need to know of a client's paper.
type Paper struct {
	Kind   DocumentKind
	Status DocumentStatus
}

// Sent tells whether a paper in this state is there and not refused.
func (s DocumentStatus) Sent() bool { return s == DocumentSubmitted || s == DocumentAccepted }

// Accepted tells whether a paper in this state passed its review.
func (s DocumentStatus) Accepted() bool { return s == DocumentAccepted }

// MissingDocuments lists the required papers of which there is none that suffices: [DocumentStatus.Sent] for a review to
// begin, [DocumentStatus.Accepted] for an approval. It is the one function of RULE-DOC-1: nothing else says what is missing.
func MissingDocuments(document DocumentType, papers []Paper, suffices func(DocumentStatus) bool) []DocumentKind {
	missing := []DocumentKind{}
	for _, kind := range RequiredDocuments(document) {
		there := func(p Paper) bool { return p.Kind == kind && suffices(p.Status) }
		if !slices.ContainsFunc(papers, there) {
			missing = append(missing, kind)
		}
	}
	return missing
}

// KYCAct is something that happens to an identification.
type KYCAct string

// The acts. COMPLETE is the last missing paper, sent; who may do the others is asked elsewhere (Permission).
const (
	KYCComplete KYCAct = "COMPLETE"
	KYCApprove  KYCAct = "APPROVE"
	KYCReject   KYCAct = "REJECT"
	KYCReopen   KYCAct = "REOPEN"
)

// KYCTransition is one row of the table of identification.
type KYCTransition struct {
	From  KYCStatus
	Act   KYCAct
	To    KYCStatus
	Event EventKind
}

// identification is the one state machine of identification, whole (RULE-KYC-1). Papers lift nothing by arriving: only
// APPROVE does, and it stands at the end of a review alone.
var identification = []KYCTransition{
	{From: KYCPending, Act: KYCComplete, To: KYCInReview, Event: EventReviewStarted},
	{From: KYCRejected, Act: KYCComplete, To: KYCInReview, Event: EventReviewStarted},
	{From: KYCInReview, Act: KYCApprove, To: KYCApproved, Event: EventKYCApproved},
	{From: KYCInReview, Act: KYCReject, To: KYCRejected, Event: EventKYCRejected},
	{From: KYCApproved, Act: KYCReopen, To: KYCInReview, Event: EventKYCReopened},
	{From: KYCRejected, Act: KYCReopen, To: KYCInReview, Event: EventKYCReopened},
}

// KYCTransitions answers the whole table, for the diagram of the documentation and for tests.
func KYCTransitions() []KYCTransition { return slices.Clone(identification) }

// NextKYC answers what an act does to an identification in a state, or why it is refused.
func NextKYC(from KYCStatus, act KYCAct) (KYCTransition, *Error) {
	for _, row := range identification {
		if row.From == from && row.Act == act {
			return row, nil
		}
	}
	return KYCTransition{}, Refuse(CodeNotAllowedInStatus, "La identificación está %s. %s", from.label(), from.wayOut()).
		With("kycStatus", from).With("action", act)
}

// Bars tells whether an identification that was rejected for this reason keeps the client from quoting and operating until a
// person of the house takes it up again: the papers are of somebody else, or the house does not admit the client. For any other
// reason the client goes on within the limit without documents (decisions.md, Lifecycle).
func (r KYCReason) Bars() bool { return r == KYCDataMismatch || r == KYCNotAccepted }

// AdmitsTrading answers why a client may not quote nor operate for the sake of its identification, nil when it may. rejection
// is why it was rejected last and nobody of the house lifted it since; new papers do not lift it. reader is who reads
// the answer; the words are as safe as those of [KYCReason.Advice]. One that is looked at again is refused as every account is that the
// house looks at ([UnderReview]).
func AdmitsTrading(status KYCStatus, rejection *KYCReason, reader Reader) *Error {
	barred := rejection != nil && rejection.Bars() || rejection == nil && status == KYCRejected
	if status == KYCApproved || !barred {
		return nil
	}
	if status != KYCRejected {
		return UnderReview(reader)
	}
	var refusal *Error
	switch {
	case reader == ForClient:
		refusal = Refuse(CodeKYCIncomplete, "Por ahora no puedes cotizar ni operar: tu identificación no está completa. "+
			"Comunícate con tu asesor o con la casa para revisarla.")
	default:
		refusal = Refuse(CodeKYCIncomplete, "La identificación del cliente fue rechazada: no puede cotizar ni operar. "+
			"Middle Office debe reabrirla para continuar.")
	}
	return refusal.With("kycStatus", status)
}
