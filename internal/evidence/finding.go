package evidence

import "fmt"

// Kind is the name of a finding.
type Kind string

// What Verify finds. More than one kind may be named for one deed: a row exchanged for a forged one is both altered and
// replaced.
const (
	// RowAltered: a row's content or MAC is not what its writer signed.
	RowAltered Kind = "ROW_ALTERED"
	// RowsMissing: a sealed range holds fewer rows than were sealed.
	RowsMissing Kind = "ROWS_MISSING"
	// RowsInserted: a sealed range holds more rows than were sealed.
	RowsInserted Kind = "ROWS_INSERTED"
	// RowsReplaced: a sealed range holds as many rows as were sealed, but other ones or in other places.
	RowsReplaced Kind = "ROWS_REPLACED"
	// SealAltered: a row among the seals of the database is not what was signed, or was signed by nobody.
	SealAltered Kind = "SEAL_ALTERED"
	// SealMissing: a seal is not in the database, though later ones or the file tell of it.
	SealMissing Kind = "SEAL_MISSING"
	// SealFileDiffers: the file has another seal under the same number. So it is after a restore to an earlier state, until the
	// file of the former history is put aside: by the instance that starts, or by `qoricash events new-epoch`.
	SealFileDiffers Kind = "SEAL_FILE_DIFFERS"
	// SealFileAltered: a line of the file is not what was written.
	SealFileAltered Kind = "SEAL_FILE_ALTERED"
)

// Finding is one break of the evidence.
type Finding struct {
	Kind   Kind
	Stream string
	// Seal is the number of the seal concerned, 0 for rows that no seal covers yet.
	Seal int64
	// Row is the row concerned, where it is known; else the last row of the seal.
	Row Position
	// Count is how many rows are missing or too many, or how many seals from Seal on are missing.
	Count int64
	// Line is the line of the seal file, from 1, for findings about the file.
	Line int
}

// String tells the finding in one line, for logs and reports.
func (f Finding) String() string {
	text := fmt.Sprintf("%s: %s, seal %d, row %s", f.Stream, f.Kind, f.Seal, f.Row)
	if f.Count > 0 {
		text += fmt.Sprintf(", count %d", f.Count)
	}
	if f.Line > 0 {
		text += fmt.Sprintf(", line %d of %s", f.Line, FileName)
	}
	return text
}
