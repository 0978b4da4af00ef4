package files

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/ent/filematch"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/outboxmessage"
	"github.com/qoricash/qoricash/ent/pendingupload"
	"github.com/qoricash/qoricash/ent/proof"
	"github.com/qoricash/qoricash/ent/suspiciousreport"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// reference is a column that holds keys of files.
type reference struct {
	table, column string
	// attaches tells whether a file that is named there is kept for it.
	attaches bool
}

// references are all columns that hold keys of files. Whoever writes one that attaches asks [Service.OwnedBy] before.
func references() []reference {
	return []reference{
		{deposit.Table, deposit.FieldFileID, true},
		{proof.Table, proof.FieldFileID, true},
		{clientdocument.Table, clientdocument.FieldFileID, true},
		{invoice.Table, invoice.FieldPdfFileID, true},
		{invoice.Table, invoice.FieldXMLFileID, true},
		{invoice.Table, invoice.FieldCdrFileID, true},
		{suspiciousreport.Table, suspiciousreport.FieldReceiptFileID, true},
		// A letter carries a file that its document keeps (guard_attached_file in the migrations).
		{outboxmessage.Table, outboxmessage.FieldAttachedFileID, false},
		// That two files are alike is found when they come; it keeps neither, or whoever sends one thing twice keeps both.
		{filematch.Table, filematch.FieldFileID, false},
		{filematch.Table, filematch.FieldOtherFileID, false},
	}
}

// unnamed holds for files that nothing names: one condition for each column, which the database looks up as a join.
func unnamed(s *sql.Selector) {
	for _, r := range references() {
		if r.attaches {
			from := sql.Table(r.table)
			s.Where(sql.NotExists(sql.Select().From(from).Where(sql.ColumnsEQ(from.C(r.column), s.C(file.FieldID)))))
		}
	}
}

// unattached answers what a person has that belongs to nothing, except for what its time is over of and a sweep removes.
func unattached(ctx context.Context, tx *store.Tx, actor access.Actor) ([]domain.Unattached, error) {
	// The conditions are narrower than any row rule.
	ctx = access.AsSystem(ctx)
	uploads, err := tx.PendingUpload.Query().Where(pendingupload.RequestedBy(actor.ID), pendingupload.RequestedByKindEQ(actor.Kind),
		pendingupload.CreatedAtGT(tx.Now.Add(-domain.UploadKeptFor)), unconfirmed).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("count uploads: %w", err)
	}
	rows, err := tx.File.Query().Where(file.UploadedBy(actor.ID), file.UploadedByKindEQ(actor.Kind),
		file.PurposeIn(domain.FilePurposes(domain.FileRule.IsUploaded)...), file.RemovedAtIsNil(),
		file.CreatedAtGT(tx.Now.Add(-domain.UnattachedKeptFor)), unnamed).Order(file.ByCreatedAt()).Limit(domain.MaxUnattachedFiles).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("count files: %w", err)
	}
	held := make([]domain.Unattached, 0, len(uploads)+len(rows))
	for _, row := range uploads {
		held = append(held, domain.Unattached{Pending: true, Size: row.Size, Until: row.CreatedAt.Add(domain.UploadKeptFor)})
	}
	for _, row := range rows {
		held = append(held, domain.Unattached{Size: row.Size, Until: row.CreatedAt.Add(domain.UnattachedKeptFor)})
	}
	return held, nil
}

// unconfirmed holds for uploads that no file came of.
func unconfirmed(s *sql.Selector) {
	files := sql.Table(file.Table)
	s.Where(sql.NotExists(sql.Select().From(files).Where(sql.ColumnsEQ(files.C(file.FieldID), s.C(pendingupload.FieldID)))))
}
