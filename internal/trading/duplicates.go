package trading

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/payout"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// DuplicateKind says how money is like other money.
type DuplicateKind string

const (
	// DuplicateReference is the same bank's number at the same house account.
	DuplicateReference DuplicateKind = "SAME_REFERENCE"
	// DuplicateElsewhere is the same bank's number and the same amount at another house account.
	DuplicateElsewhere DuplicateKind = "SAME_REFERENCE_ELSEWHERE"
	// DuplicateFile is the same proof, on a deposit of another operation.
	DuplicateFile DuplicateKind = "SAME_FILE"
)

// DuplicateKinds lists every kind.
func DuplicateKinds() []DuplicateKind {
	return []DuplicateKind{DuplicateReference, DuplicateElsewhere, DuplicateFile}
}

// Duplicate is other money that a deposit or payout is like.
type Duplicate struct {
	Kind DuplicateKind
	// OperationCode is the code of its operation, At when it was recorded.
	OperationCode string
	At            time.Time
}

// MostDuplicates bounds what one row is shown with, the newest first; it is looked at by people.
const MostDuplicates = 20

// DuplicateReferences answers for each deposit the others that claim the same transfer by the bank's number (areas.md F9): at the same
// house account, or of the same amount at another. It is computed whenever it is read, so that both sides see it whoever came first. It
// looks at everybody's deposits: whoever shows the codes asks whether the reader sees them. One statement serves all the deposits,
// another one the codes where there are duplicates.
func (s *Service) DuplicateReferences(ctx context.Context, rows []*ent.Deposit) (map[uuid.UUID][]Duplicate, error) {
	ctx = access.AsSystem(ctx)
	asked := each(rows, func(d *ent.Deposit) uuid.UUID { return d.ID })
	if len(asked) == 0 {
		return nil, nil
	}
	// The rows that are asked about may be masked, so the numbers come from the table.
	all, err := s.store.Read().Deposit.Query().Where(sameReferences(deposit.Table, asked), deposit.StatusNotIn(disclaimed()...)).
		Order(deposit.ByID(sql.OrderDesc())).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for the same bank's numbers: %w", err)
	}
	byReference := map[string][]*ent.Deposit{}
	for _, one := range all {
		byReference[one.NormalReference] = append(byReference[one.NormalReference], one)
	}
	money, found := sourcesOf(all), likenesses{}
	for _, row := range all {
		if !slices.Contains(asked, row.ID) {
			continue
		}
		for _, other := range byReference[row.NormalReference] {
			if kind, like := likeReference(row, other); like && money.of(row) != money.of(other) {
				found.add(row.ID, likeness{kind, other.OperationID, other.CreatedAt})
			}
		}
	}
	return s.named(ctx, found)
}

// sameReferences takes the rows of a table whose bank's number is that of one of some rows.
func sameReferences(table string, of []uuid.UUID) func(*sql.Selector) {
	return func(s *sql.Selector) {
		those := sql.Table(table)
		s.Where(sql.In(s.C(deposit.FieldNormalReference), sql.Select(those.C(deposit.FieldNormalReference)).From(those).
			Where(sql.In(those.C(deposit.FieldID), each(of, func(id uuid.UUID) any { return id })...))))
	}
}

func likeReference(row, other *ent.Deposit) (DuplicateKind, bool) {
	if row.HouseAccountID == other.HouseAccountID {
		return DuplicateReference, true
	}
	return DuplicateElsewhere, row.Currency == other.Currency && row.Amount.Cmp(other.Amount) == 0
}

// DuplicateFiles answers for each deposit those of other operations whose proof is the same file, or one of the same content; see
// [Service.DuplicateReferences].
func (s *Service) DuplicateFiles(ctx context.Context, rows []*ent.Deposit) (map[uuid.UUID][]Duplicate, error) {
	ctx = access.AsSystem(ctx)
	rows = slices.DeleteFunc(slices.Clone(rows), func(d *ent.Deposit) bool { return d.FileID == nil || slices.Contains(disclaimed(), d.Status) })
	if len(rows) == 0 {
		return nil, nil
	}
	proofs, err := s.store.Read().File.Query().Where(file.IDIn(each(rows, func(d *ent.Deposit) uuid.UUID { return *d.FileID })...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the proofs: %w", err)
	}
	hashes := make([][]byte, 0, 2*len(proofs))
	for _, proof := range proofs {
		hashes = append(hashes, hashesOf(proof)...)
	}
	same, err := s.store.Read().File.Query().Where(file.Or(file.Sha256In(hashes...), file.OriginalSha256In(hashes...))).
		WithDeposits(func(q *ent.DepositQuery) {
			q.Where(deposit.StatusNotIn(disclaimed()...)).Order(deposit.ByID(sql.OrderDesc()))
		}).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for the same proofs: %w", err)
	}
	return s.named(ctx, likeFiles(rows, same))
}

// likeFiles compares deposits by the content of their proofs; files are those proofs and all of the same content, with their deposits.
func likeFiles(rows []*ent.Deposit, files []*ent.File) likenesses {
	var all []*ent.Deposit
	byID, byHash := map[uuid.UUID]*ent.File{}, map[string][]*ent.Deposit{}
	for _, one := range files {
		byID[one.ID], all = one, append(all, one.Edges.Deposits...)
		for _, hash := range hashesOf(one) {
			byHash[string(hash)] = append(byHash[string(hash)], one.Edges.Deposits...)
		}
	}
	money, found := sourcesOf(all), likenesses{}
	for _, row := range rows {
		seen := map[uuid.UUID]bool{}
		for _, hash := range hashesOf(byID[*row.FileID]) {
			for _, other := range byHash[string(hash)] {
				if seen[other.ID] || other.OperationID == row.OperationID || money.of(row) == money.of(other) {
					continue
				}
				seen[other.ID] = true
				found.add(row.ID, likeness{DuplicateFile, other.OperationID, other.CreatedAt})
			}
		}
	}
	return found
}

// hashesOf are the hashes of a file as it is served and as it was sent, each once.
func hashesOf(row *ent.File) [][]byte {
	if row == nil {
		return nil
	}
	if len(row.OriginalSha256) == 0 || slices.Equal(row.Sha256, row.OriginalSha256) {
		return [][]byte{row.Sha256}
	}
	return [][]byte{row.Sha256, row.OriginalSha256}
}

// DuplicatePayouts answers for each payout the others that are not void and have the same bank's number at the same house account; see
// [Service.DuplicateReferences].
func (s *Service) DuplicatePayouts(ctx context.Context, rows []*ent.Payout) (map[uuid.UUID][]Duplicate, error) {
	ctx = access.AsSystem(ctx)
	asked := each(rows, func(p *ent.Payout) uuid.UUID { return p.ID })
	if len(asked) == 0 {
		return nil, nil
	}
	all, err := s.store.Read().Payout.Query().Where(payout.VoidedAtIsNil(), sameReferences(payout.Table, asked),
		payout.HouseAccountIDIn(each(rows, func(p *ent.Payout) uuid.UUID { return p.HouseAccountID })...)).Order(payout.ByID(sql.OrderDesc())).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for the same bank's numbers: %w", err)
	}
	type claim struct {
		account   uuid.UUID
		reference string
	}
	byClaim, found := map[claim][]*ent.Payout{}, likenesses{}
	for _, one := range all {
		key := claim{one.HouseAccountID, one.NormalReference}
		byClaim[key] = append(byClaim[key], one)
	}
	for _, row := range all {
		if !slices.Contains(asked, row.ID) {
			continue
		}
		for _, other := range byClaim[claim{row.HouseAccountID, row.NormalReference}] {
			if other.ID != row.ID {
				found.add(row.ID, likeness{DuplicateReference, other.OperationID, other.CreatedAt})
			}
		}
	}
	return s.named(ctx, found)
}

// disclaimed are the states of deposits that claim no transfer: it was not found, was never made, or is claimed where the money came
// from.
func disclaimed() []domain.DepositStatus {
	return []domain.DepositStatus{domain.DepositRejected, domain.DepositWithdrawn, domain.DepositUnapplied}
}

// sources are the deposits that other deposits were applied from. Money that moved keeps its number and its proof, so whoever looks by
// one of them has the whole way of the money at hand.
type sources map[uuid.UUID]uuid.UUID

func sourcesOf(rows []*ent.Deposit) sources {
	from := sources{}
	for _, row := range rows {
		if row.AppliedFrom != nil {
			from[row.ID] = *row.AppliedFrom
		}
	}
	return from
}

// of answers the deposit that the money came in with.
func (s sources) of(row *ent.Deposit) uuid.UUID {
	id := row.ID
	for origin, moved := s[id]; moved; origin, moved = s[id] {
		id = origin
	}
	return id
}

// likeness is other money, whose operation is not read yet.
type likeness struct {
	kind      DuplicateKind
	operation uuid.UUID
	at        time.Time
}

type likenesses map[uuid.UUID][]likeness

func (l likenesses) add(row uuid.UUID, other likeness) {
	if len(l[row]) < MostDuplicates {
		l[row] = append(l[row], other)
	}
}

// named reads the codes of the operations.
func (s *Service) named(ctx context.Context, found likenesses) (map[uuid.UUID][]Duplicate, error) {
	if len(found) == 0 {
		return nil, nil
	}
	var ids []uuid.UUID
	for _, list := range found {
		ids = append(ids, each(list, func(l likeness) uuid.UUID { return l.operation })...)
	}
	rows, err := s.store.Read().Operation.Query().Where(operation.IDIn(ids...)).Select(operation.FieldID, operation.FieldCode).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the operations of duplicates: %w", err)
	}
	codes := map[uuid.UUID]string{}
	for _, row := range rows {
		codes[row.ID] = row.Code
	}
	duplicates := make(map[uuid.UUID][]Duplicate, len(found))
	for id, list := range found {
		duplicates[id] = each(list, func(l likeness) Duplicate { return Duplicate{l.kind, codes[l.operation], l.at} })
	}
	return duplicates, nil
}

func each[From, To any](list []From, show func(From) To) []To {
	made := make([]To, len(list))
	for i, one := range list {
		made[i] = show(one)
	}
	return made
}
