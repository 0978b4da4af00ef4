package domain

import "slices"

// FilePurpose says what a file is for.
type FilePurpose string

// The purposes. What each is, is its row of the table below.
const (
	FileDepositProof   FilePurpose = "DEPOSIT_PROOF"
	FilePayoutProof    FilePurpose = "PAYOUT_PROOF"
	FileClientDocument FilePurpose = "CLIENT_DOCUMENT"
	FileDataExport     FilePurpose = "DATA_EXPORT"
	// FileInvoicePDF, FileInvoiceXML and FileInvoiceCDR are an electronic document as people read it, as it was signed, and what SUNAT
	// answered.
	FileInvoicePDF FilePurpose = "INVOICE_PDF"
	FileInvoiceXML FilePurpose = "INVOICE_XML"
	FileInvoiceCDR FilePurpose = "INVOICE_CDR"
	// FileComplianceDocument is what belongs to a case or a report.
	FileComplianceDocument FilePurpose = "COMPLIANCE_DOCUMENT"
)

// The types of content that a file may have, by their IANA names.
const (
	MediaPNG  = "image/png"
	MediaJPEG = "image/jpeg"
	MediaPDF  = "application/pdf"
	MediaJSON = "application/json"
	MediaXML  = "application/xml"
	MediaZIP  = "application/zip"
)

// LargestUpload is the most bytes that a file may have which somebody uploads, 10 MiB.
const LargestUpload = 10 << 20

// FileReaders says who reads a file besides who brought it.
type FileReaders string

const (
	// ReadByOwner is nobody else.
	ReadByOwner FileReaders = "OWNER"
	// ReadWithOperation is who sees the operation that the file hangs on.
	ReadWithOperation FileReaders = "OPERATION"
	// ReadWithClient is who sees the papers of the client that the file hangs on; from then on it is not its uploader's own any more.
	ReadWithClient FileReaders = "CLIENT"
	// ReadWithInvoice is who sees the electronic document that the file is of.
	ReadWithInvoice FileReaders = "INVOICE"
	// ReadByOfficers is the officer and the alternate.
	ReadByOfficers FileReaders = "OFFICERS"
)

// FileRule is what the files of one purpose are.
type FileRule struct {
	Purpose FilePurpose
	// Uploader is the right of who uploads one, which is that of who may attach it; empty where the house makes it and nobody does.
	Uploader Permission
	// MediaTypes are what its content may be, and MaxSize how many bytes it may have; zero is without bound, for what the house makes.
	MediaTypes []string
	MaxSize    int64
	// Readers reads it besides who brought it.
	Readers FileReaders
	// TokenReads is the right by which an access token reads what its holder brought; empty where no token does.
	TokenReads Permission
	// Compared tells whether one that somebody else brought before is flagged for people to look at.
	Compared bool
}

// photographed are the types of what people photograph, capture or get from their bank.
var photographed = []string{MediaPNG, MediaJPEG, MediaPDF}

// fileRules is the one place where a purpose is decided; who reads it is written out as conditions in package access.
var fileRules = []FileRule{
	{Purpose: FileDepositProof, Uploader: DepositsReport, MediaTypes: photographed, MaxSize: LargestUpload, Readers: ReadWithOperation,
		TokenReads: OperationsRead, Compared: true},
	{Purpose: FilePayoutProof, Uploader: OperationsSettle, MediaTypes: photographed, MaxSize: LargestUpload, Readers: ReadWithOperation,
		TokenReads: OperationsRead},
	{Purpose: FileClientDocument, Uploader: DocumentsSubmit, MediaTypes: photographed, MaxSize: LargestUpload, Readers: ReadWithClient,
		TokenReads: DocumentsSubmit, Compared: true},
	{Purpose: FileDataExport, MediaTypes: []string{MediaJSON}, Readers: ReadByOwner},
	{Purpose: FileInvoicePDF, MediaTypes: []string{MediaPDF}, Readers: ReadWithInvoice},
	{Purpose: FileInvoiceXML, MediaTypes: []string{MediaXML, MediaZIP}, Readers: ReadWithInvoice},
	{Purpose: FileInvoiceCDR, MediaTypes: []string{MediaXML, MediaZIP}, Readers: ReadWithInvoice},
	{Purpose: FileComplianceDocument, Uploader: AlertsResolve, MediaTypes: photographed, MaxSize: LargestUpload, Readers: ReadByOfficers},
}

// FileRules lists the rule of every purpose. What they share must not be changed.
func FileRules() []FileRule { return slices.Clone(fileRules) }

// Rule answers the rule of a purpose; ok is false for an unknown one.
func (p FilePurpose) Rule() (rule FileRule, ok bool) {
	for _, rule := range fileRules {
		if rule.Purpose == p {
			return rule, true
		}
	}
	return FileRule{}, false
}

// Takes tells whether content of a type may be a file of the rule.
func (r FileRule) Takes(mediaType string) bool { return slices.Contains(r.MediaTypes, mediaType) }

// FilePurposes lists the purposes whose rules a condition holds for.
func FilePurposes(holds func(FileRule) bool) []FilePurpose {
	var list []FilePurpose
	for _, rule := range fileRules {
		if holds(rule) {
			list = append(list, rule.Purpose)
		}
	}
	return list
}

// IsUploaded tells whether people upload files of the rule.
func (r FileRule) IsUploaded() bool { return r.Uploader != "" }

// Values lists the purposes for the database's enum check.
func (FilePurpose) Values() []string {
	return valuesOf(FilePurposes(func(FileRule) bool { return true }))
}
