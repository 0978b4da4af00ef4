package files

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

const (
	// similarWithin is in how many of 64 bits the hashes of two images that look the same may differ. perceptual.go says
	// where copies and other papers lie.
	similarWithin = 6
	// mostMatches bounds what one file is flagged with; it is looked at by people.
	mostMatches = 20
	// mostHashes bounds how many near hashes are looked at.
	mostHashes = 1_000
)

// matched are the purposes whose files are compared: one of a client's should not turn up with another client.
func matched() []domain.FilePurpose {
	return domain.FilePurposes(func(rule domain.FileRule) bool { return rule.Compared })
}

// matchLocks makes the files that are compared come one after the other: of two that arrive at once and are alike, the
// second sees the first.
func matchLocks(purpose domain.FilePurpose) []event.Aggregate {
	if !slices.Contains(matched(), purpose) {
		return nil
	}
	return []event.Aggregate{{Type: domain.ObjectComparedFiles, ID: uuid.Nil}}
}

// flagMatches writes which files of others the new one is the same as, or looks like, and tells so in one event. The event
// names no client: it is about what somebody may have done, and reaches the people who look at it alone.
func flagMatches(ctx context.Context, tx *store.Tx, row *ent.File) error {
	if !slices.Contains(matched(), row.Purpose) {
		return nil
	}
	found, err := matchesOf(ctx, tx, row)
	if err != nil || len(found) == 0 {
		return err
	}
	rows := make([]*ent.FileMatchCreate, len(found))
	for i, m := range found {
		rows[i] = tx.FileMatch.Create().SetCreatedAt(tx.Now).SetFileID(row.ID).SetOtherFileID(m.FileID).SetKind(m.Kind).SetDistance(m.Distance)
	}
	if err := tx.FileMatch.CreateBulk(rows...).Exec(ctx); err != nil {
		return fmt.Errorf("flag a file: %w", err)
	}
	tx.Emit(event.Record{Kind: domain.EventDuplicateFound, Aggregate: aggregateOf(row.ID),
		AggregateVersion: 1, Facts: domain.DuplicateFacts{Purpose: row.Purpose, Matches: found}})
	return nil
}

// matchesOf answers the alike files of others, the same ones first.
func matchesOf(ctx context.Context, tx *store.Tx, row *ent.File) ([]domain.FileLikeness, error) {
	// The comparison looks at everybody's files, which the caller may not.
	ctx = access.AsSystem(ctx)
	others := tx.File.Query().Where(file.IDNEQ(row.ID), file.PurposeIn(matched()...), file.Not(sameClient(row)))
	same, err := others.Clone().Where(file.Or(file.Sha256In(row.Sha256, row.OriginalSha256), file.OriginalSha256In(row.Sha256, row.OriginalSha256))).
		Order(file.ByID()).Limit(mostMatches).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for the same file: %w", err)
	}
	found := make([]domain.FileLikeness, 0, len(same))
	for _, id := range same {
		found = append(found, domain.FileLikeness{FileID: id, Kind: domain.MatchExact})
	}
	if row.PerceptualHash == nil || len(found) == mostMatches {
		return found, nil
	}
	// The hashes alone are read from their index, which is a tenth of the work of looking at every file.
	var near []int64
	err = tx.File.Query().Where(looksLike(*row.PerceptualHash)).Unique(true).Limit(mostHashes).Select(file.FieldPerceptualHash).Scan(ctx, &near)
	if err != nil {
		return nil, fmt.Errorf("look for similar hashes: %w", err)
	}
	similar, err := others.Where(file.IDNotIn(same...), file.PerceptualHashIn(near...)).Order(file.ByID()).Limit(mostMatches - len(found)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for a similar file: %w", err)
	}
	for _, other := range similar {
		found = append(found, domain.FileLikeness{FileID: other.ID, Kind: domain.MatchSimilar, Distance: distance(*row.PerceptualHash, *other.PerceptualHash)})
	}
	return found, nil
}

// sameClient holds for files of the same client as far as that is known when a file arrives: a client's own, and those
// that staff attached for it. What a person of the house uploads has no client before it is attached; it is compared
// with everything but what that person uploaded and attached nowhere, which is mostly the same file once more.
func sameClient(row *ent.File) predicate.File {
	own := file.And(file.UploadedBy(row.UploadedBy), file.UploadedByKindEQ(row.UploadedByKind))
	if row.UploadedByKind == domain.ActorClient {
		return file.Or(own, file.HasDepositsWith(deposit.HasOperationWith(operation.ClientID(row.UploadedBy))),
			file.HasClientDocumentsWith(clientdocument.ClientID(row.UploadedBy)))
	}
	return file.And(own, file.Not(file.HasDeposits()), file.Not(file.HasClientDocuments()))
}

// looksLike holds for images whose hash is near.
func looksLike(hash int64) predicate.File {
	return func(s *sql.Selector) {
		s.Where(sql.And(sql.NotNull(s.C(file.FieldPerceptualHash)), sql.P(func(b *sql.Builder) {
			b.WriteString("bit_count((").Ident(s.C(file.FieldPerceptualHash)).WriteString(" # ").Arg(hash).
				WriteString(")::bit(64)) <= ").Arg(similarWithin)
		})))
	}
}
