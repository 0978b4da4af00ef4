package trail

import (
	"context"
	"database/sql"

	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/evidence"
)

// Report is what [Verify] saw.
type Report struct {
	// Rows and Seals are those of the audit trail, Unsealed how many rows the leader has not sealed yet.
	Rows, Seals, Unsealed int64
	// Proposals is how many there are, Decided how many of them ended, Identified how many identifications are decided.
	Proposals, Decided, Identified int64
	// Findings name what is wrong, one line each.
	Findings []string
}

// Whole tells whether nothing was found.
func (r Report) Whole() bool { return len(r.Findings) == 0 }

// Verify proves what everyone did: the audit trail is as it was written ([audit.Verify]), and every decision that needs two
// people was made by those whom it names ([approval.Verify]). The error tells that it could not look.
func Verify(ctx context.Context, db *sql.DB, keys evidence.Keys, seals *evidence.File) (Report, error) {
	rows, err := audit.Verify(ctx, db, keys, seals)
	if err != nil {
		return Report{}, err
	}
	decisions, err := approval.Verify(ctx, db, keys)
	if err != nil {
		return Report{}, err
	}
	return Report{Rows: rows.Rows, Seals: rows.Seals, Unsealed: rows.Unsealed, Proposals: decisions.Proposals, Decided: decisions.Decided,
		Identified: decisions.Identified, Findings: append(rows.Findings, decisions.Findings...)}, nil
}
