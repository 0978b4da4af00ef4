package domain

// DocumentKind is what a paper of a client shows.
type DocumentKind string

// The papers of domain.md 5.4. COMPLIANCE_VALIDATION is the "validación OC", which the house adds itself.
const (
	PaperIDFront              DocumentKind = "ID_FRONT"
	PaperIDBack               DocumentKind = "ID_BACK"
	PaperPassportPage         DocumentKind = "PASSPORT_PAGE"
	PaperRUCSheet             DocumentKind = "RUC_SHEET"
	PaperRepresentativeFront  DocumentKind = "REPRESENTATIVE_ID_FRONT"
	PaperRepresentativeBack   DocumentKind = "REPRESENTATIVE_ID_BACK"
	PaperComplianceValidation DocumentKind = "COMPLIANCE_VALIDATION"
	PaperOther                DocumentKind = "OTHER"
)

// DocumentKinds lists every kind in the order of the screens.
func DocumentKinds() []DocumentKind {
	return []DocumentKind{PaperIDFront, PaperIDBack, PaperPassportPage, PaperRUCSheet, PaperRepresentativeFront,
		PaperRepresentativeBack, PaperComplianceValidation, PaperOther}
}

// Values lists the kinds for the database's enum check.
func (DocumentKind) Values() []string { return valuesOf(DocumentKinds()) }

// DocumentStatus is the state of one paper.
type DocumentStatus string

// A paper is sent, then accepted or rejected; a newer one of its kind replaces it.
const (
	DocumentSubmitted DocumentStatus = "SUBMITTED"
	DocumentAccepted  DocumentStatus = "ACCEPTED"
	DocumentRejected  DocumentStatus = "REJECTED"
	DocumentReplaced  DocumentStatus = "REPLACED"
)

// DocumentStatuses lists every state.
func DocumentStatuses() []DocumentStatus {
	return []DocumentStatus{DocumentSubmitted, DocumentAccepted, DocumentRejected, DocumentReplaced}
}

// Values lists the states for the database's enum check.
func (DocumentStatus) Values() []string { return valuesOf(DocumentStatuses()) }

// KYCReason says why a paper or a whole identification was rejected. Each has a text that is safe to tell the client.
type KYCReason string

// The reasons. None of them tells a client that a list or an alert is behind it.
const (
	KYCUnreadable    KYCReason = "UNREADABLE"
	KYCIncomplete    KYCReason = "INCOMPLETE"
	KYCExpired       KYCReason = "EXPIRED"
	KYCWrongDocument KYCReason = "WRONG_DOCUMENT"
	KYCDataMismatch  KYCReason = "DATA_MISMATCH"
	KYCNotAccepted   KYCReason = "NOT_ACCEPTED"
)

// KYCReasons lists every reason.
func KYCReasons() []KYCReason {
	return []KYCReason{KYCUnreadable, KYCIncomplete, KYCExpired, KYCWrongDocument, KYCDataMismatch, KYCNotAccepted}
}

// Values lists the reasons for the database's enum check.
func (KYCReason) Values() []string { return valuesOf(KYCReasons()) }
