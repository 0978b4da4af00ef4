package attest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/evidence"
)

// content tells evidence.Verifier how attestations are signed.
func content() evidence.Content {
	return evidence.Content{
		Stream:  evidence.Compliance,
		Columns: `at, kind, object_id, digest`,
		Fields: func(scan func(dest ...any) error) ([]evidence.Field, error) {
			var row struct {
				at     time.Time
				kind   string
				object uuid.UUID
				digest []byte
			}
			if err := scan(&row.at, &row.kind, &row.object, &row.digest); err != nil {
				return nil, err
			}
			return attestation{at: row.at, kind: Kind(row.kind), object: row.object, digest: row.digest}.fields(), nil
		},
	}
}

// Report is what [Verify] saw.
type Report struct {
	// Rows are the attestations, Seals those over them, Unsealed how many the leader has not sealed yet.
	Rows, Seals, Unsealed int64
	// Attested is how many rows there are of each kind.
	Attested map[Kind]int64
	// Findings name what is wrong, one line each.
	Findings []string
}

// Whole tells whether nothing was found.
func (r Report) Whole() bool { return len(r.Findings) == 0 }

// Verify proves what the house knew and decided of its clients: that no attestation was edited, added, moved or removed since it was written,
// that every attested row is what it was when it was attested, that none is missing, and that none lies there without its attestation; or it
// names what is not so. It reads one state of the database. The error tells that it could not look.
func Verify(ctx context.Context, db *sql.DB, keys evidence.Keys, seals *evidence.File) (report Report, err error) {
	snapshot, err := evidence.NewVerifier(db, keys, seals).Open(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("verify the evidence of compliance: %w", err)
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	report.Attested = map[Kind]int64{}
	summary, err := snapshot.Verify(ctx, content(), func(finding evidence.Finding) { report.Findings = append(report.Findings, finding.String()) })
	if err != nil {
		return Report{}, err
	}
	report.Rows, report.Seals, report.Unsealed = summary.Rows, summary.Seals, summary.Unsealed
	for _, kind := range Kinds() {
		if err := report.compare(ctx, snapshot.Tx, kind); err != nil {
			return Report{}, err
		}
	}
	return report, nil
}

// comparison is the statement that answers which rows of a kind and which attestations do not belong together: the id, whether the row is gone,
// and whether nobody attested it.
func (a attested) comparison() string {
	return `SELECT coalesce(r.id, a.object_id), r.id IS NULL, a.object_id IS NULL
		FROM (SELECT id, ` + a.digest() + ` AS digest FROM ` + a.table + `) r
		FULL JOIN (SELECT object_id, digest FROM attestations WHERE kind = $1) a ON a.object_id = r.id
		WHERE r.digest IS DISTINCT FROM a.digest ORDER BY 1`
}

// compare holds the rows of a kind against their attestations.
func (r *Report) compare(ctx context.Context, tx *sql.Tx, kind Kind) error {
	of := kinds[kind]
	var count int64
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM `+of.table).Scan(&count); err != nil {
		return fmt.Errorf("count rows of %s: %w", kind, err)
	}
	r.Attested[kind] = count
	rows, err := tx.QueryContext(ctx, of.comparison(), string(kind))
	if err != nil {
		return fmt.Errorf("compare rows of %s: %w", kind, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id uuid.UUID
		var removed, slipped bool
		if err := rows.Scan(&id, &removed, &slipped); err != nil {
			return fmt.Errorf("compare rows of %s: %w", kind, err)
		}
		what := "is not what was attested"
		switch {
		case removed:
			what = "was attested and is not there"
		case slipped:
			what = "was never attested"
		}
		r.Findings = append(r.Findings, fmt.Sprintf("%s %s %s", kind, id, what))
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("compare rows of %s: %w", kind, err)
	}
	return nil
}
