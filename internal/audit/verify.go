package audit

import (
	"context"
	"database/sql"

	"github.com/qoricash/qoricash/internal/evidence"
)

// Report is what [Verify] found.
type Report struct {
	// Rows and Seals are how many there are, Unsealed how many rows the leader has not sealed yet.
	Rows, Seals, Unsealed int64
	// Findings name what is wrong, one line each; empty when the trail is whole.
	Findings []string
}

// Verify proves that no row of the trail was edited, added, moved or removed since it was written, or names those that
// were. Rows younger than the last seal are proved by their signatures alone: that one of them is missing cannot be known.
// The error tells that it could not look.
func Verify(ctx context.Context, db *sql.DB, keys evidence.Keys, seals *evidence.File) (Report, error) {
	var report Report
	summary, err := evidence.NewVerifier(db, keys, seals).Verify(ctx, Content(), func(finding evidence.Finding) {
		report.Findings = append(report.Findings, finding.String())
	})
	if err != nil {
		return Report{}, err
	}
	report.Rows, report.Seals, report.Unsealed = summary.Rows, summary.Seals, summary.Unsealed
	return report, nil
}
