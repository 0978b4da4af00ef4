package domain_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

// The table of purposes, written out a second time from the reader's side.
func TestWhatFilesOfEachPurposeAre(t *testing.T) {
	t.Parallel()
	type row struct {
		uploader, token   domain.Permission
		photo, json       bool
		size              int64
		readers           domain.FileReaders
		uploaded, flagged bool
	}
	want := map[domain.FilePurpose]row{
		domain.FileDepositProof:       {domain.DepositsReport, domain.OperationsRead, true, false, 10_485_760, domain.ReadWithOperation, true, true},
		domain.FilePayoutProof:        {domain.OperationsSettle, domain.OperationsRead, true, false, 10_485_760, domain.ReadWithOperation, true, false},
		domain.FileClientDocument:     {domain.DocumentsSubmit, domain.DocumentsSubmit, true, false, 10_485_760, domain.ReadWithClient, true, true},
		domain.FileDataExport:         {"", "", false, true, 0, domain.ReadByOwner, false, false},
		domain.FileInvoicePDF:         {"", "", false, false, 0, domain.ReadWithInvoice, false, false},
		domain.FileInvoiceXML:         {"", "", false, false, 0, domain.ReadWithInvoice, false, false},
		domain.FileInvoiceCDR:         {"", "", false, false, 0, domain.ReadWithInvoice, false, false},
		domain.FileComplianceDocument: {domain.AlertsResolve, "", true, false, 10_485_760, domain.ReadByOfficers, true, false},
	}
	rules := domain.FileRules()
	if len(rules) != len(want) || len(domain.FilePurpose("").Values()) != len(want) {
		t.Errorf("%d purposes have rules, want %d", len(rules), len(want))
	}
	for purpose, expected := range want {
		rule, known := purpose.Rule()
		got := row{rule.Uploader, rule.TokenReads, rule.Takes(domain.MediaPNG) && rule.Takes(domain.MediaJPEG) && rule.Takes(domain.MediaPDF),
			rule.Takes(domain.MediaJSON), rule.MaxSize, rule.Readers, rule.IsUploaded(), rule.Compared}
		if !known || rule.Purpose != purpose || got != expected {
			t.Errorf("%s is %+v, want %+v", purpose, got, expected)
		}
		if rule.Takes("") || rule.Takes("text/html") {
			t.Errorf("%s takes anything", purpose)
		}
	}
	if _, known := domain.FilePurpose("SELFIE").Rule(); known {
		t.Error("an unknown purpose has a rule")
	}
}
