package view

import (
	"encoding/hex"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/trading"
)

// Deposit is money that a client says it transferred.
type Deposit struct {
	*ent.Deposit
	lens *Lens
}

// NewDeposit shows a deposit.
func NewDeposit(lens *Lens, row *ent.Deposit) *Deposit { return &Deposit{row, lens} }

// ID is the global id.
func (d *Deposit) ID() string { return d.GlobalID() }

// Money is how much.
func (d *Deposit) Money() money.Money { return money.Money{Amount: d.Amount, Currency: d.Currency} }

// File is the proof; nil when there is none, or it is masked.
func (d *Deposit) File() *File { return unmasked(d.lens, d.Edges.File) }

// Origin is the deposit of another operation that the money came from; nil for money from a bank, and where the viewer may not see that
// operation.
func (d *Deposit) Origin() *Deposit { return optional(d.lens, d.Edges.Origin, NewDeposit) }

// OverrideReason is why two transfers have one number; nil for clients.
func (d *Deposit) OverrideReason() *string { return ofTheHouse(d.lens, d.Deposit.OverrideReason) }

// DuplicateReference tells whether another deposit claims the same transfer; nil for clients, for whom nothing is read.
func (d *Deposit) DuplicateReference() *bool {
	return d.lens.like(d.Deposit.ID, trading.DuplicateReference, trading.DuplicateElsewhere)
}

// DuplicateFile tells whether a deposit of another operation has the same proof; nil for clients, for whom nothing is read.
func (d *Deposit) DuplicateFile() *bool { return d.lens.like(d.Deposit.ID, trading.DuplicateFile) }

// Duplicates are the money that it is like, for who may see all of it.
func (d *Deposit) Duplicates() []trading.Duplicate { return d.lens.duplicatesOf(d.Deposit.ID) }

// Payout is money that the house transferred to the client.
type Payout struct {
	*ent.Payout
	lens *Lens
}

// NewPayout shows a payout.
func NewPayout(lens *Lens, row *ent.Payout) *Payout { return &Payout{row, lens} }

// ID is the global id.
func (p *Payout) ID() string { return p.GlobalID() }

// Money is how much.
func (p *Payout) Money() money.Money { return money.Money{Amount: p.Amount, Currency: p.Currency} }

// HouseAccount is where the money left from; nil for clients.
func (p *Payout) HouseAccount() *HouseAccount {
	return optional(p.lens, p.Edges.HouseAccount, NewHouseAccount)
}

// VoidReason is why it is void; nil for clients.
func (p *Payout) VoidReason() *domain.VoidReason { return ofTheHouse(p.lens, p.Payout.VoidReason) }

// SentBackAt is when money that went out with wrong data came back; nil for clients.
func (p *Payout) SentBackAt() *time.Time { return ofTheHouse(p.lens, p.Payout.SentBackAt) }

// DuplicateReference tells whether another payout has the same number; nil for clients, for whom nothing is read.
func (p *Payout) DuplicateReference() *bool {
	return p.lens.like(p.Payout.ID, trading.DuplicateReference)
}

// Duplicates are the payouts that it is like, for who may see all of them.
func (p *Payout) Duplicates() []trading.Duplicate { return p.lens.duplicatesOf(p.Payout.ID) }

// like tells whether money is like other money, in one of the ways; nil for clients.
func (l *Lens) like(id uuid.UUID, kinds ...trading.DuplicateKind) *bool {
	found := slices.ContainsFunc(l.Duplicates[id], func(d trading.Duplicate) bool { return slices.Contains(kinds, d.Kind) })
	return ofTheHouse(l, &found)
}

// duplicatesOf names the operations of other money, which only who reads every operation unmasked may know.
func (l *Lens) duplicatesOf(id uuid.UUID) []trading.Duplicate {
	found := l.Duplicates[id]
	if len(found) == 0 || l.Viewer.Masked() || l.Viewer.Reach(domain.OperationsRead) != domain.ReachAll {
		return []trading.Duplicate{}
	}
	return found[:min(len(found), trading.MostDuplicates)]
}

// ofTheHouse shows what only the house may know.
func ofTheHouse[T any](lens *Lens, value *T) *T {
	if !lens.Viewer.IsStaff() {
		return nil
	}
	return value
}

// Proof is evidence of a payout.
type Proof struct {
	*ent.Proof
	lens *Lens
}

// NewProof shows a proof.
func NewProof(lens *Lens, row *ent.Proof) *Proof { return &Proof{row, lens} }

// ID is the global id.
func (p *Proof) ID() string { return p.GlobalID() }

// File is the document; nil when it is masked.
func (p *Proof) File() *File { return unmasked(p.lens, p.Edges.File) }

// Hold blocks an operation until it is released.
type Hold struct {
	*ent.Hold
	lens *Lens
}

// NewHold shows a hold.
func NewHold(lens *Lens, row *ent.Hold) *Hold { return &Hold{row, lens} }

// ID is the global id.
func (h *Hold) ID() string { return h.GlobalID() }

// Cause is what holds the operation; nil for who may not hold operations.
func (h *Hold) Cause() *domain.HoldCause { return ofWhoHolds(h.lens, h.Hold.Cause) }

// Reason is why; nil for who may not hold operations.
func (h *Hold) Reason() *domain.HoldReason { return ofWhoHolds(h.lens, h.Hold.Reason) }

// Note is why, in words; nil for who may not hold operations.
func (h *Hold) Note() *string { return ofWhoHolds(h.lens, h.Hold.Note) }

// SafeText is what everybody may read, of every hold the same.
func (h *Hold) SafeText() string { return domain.HoldText }

// ofWhoHolds shows what only who may hold operations may know.
func ofWhoHolds[T any](lens *Lens, value T) *T {
	if !trading.ReadsHolds(lens.Viewer) {
		return nil
	}
	return &value
}

// Note is what people of the house tell each other.
type Note struct {
	*ent.Note
	lens *Lens
}

// NewNote shows a note.
func NewNote(lens *Lens, row *ent.Note) *Note { return &Note{row, lens} }

// ID is the global id.
func (n *Note) ID() string { return n.GlobalID() }

// Author wrote it.
func (n *Note) Author() *StaffMember { return optional(n.lens, n.Edges.Author, NewStaffMember) }

// Read tells whether the viewer marked it as read, or wrote it. The marks loaded are the viewer's own.
func (n *Note) Read() bool { return n.AuthorID == n.lens.Viewer.ID || len(n.Edges.Reads) > 0 }

// File is an uploaded document.
type File struct {
	*ent.File
	lens *Lens
}

// NewFile shows a file.
func NewFile(lens *Lens, row *ent.File) *File { return &File{row, lens} }

// ID is the global id.
func (f *File) ID() string { return f.GlobalID() }

// SHA256 is the digest of the content in hex.
func (f *File) SHA256() string { return hex.EncodeToString(f.Sha256) }

// OriginalSha256 is the hash of what was sent, in hexadecimal.
func (f *File) OriginalSha256() *string { return textOrNil(hex.EncodeToString(f.File.OriginalSha256)) }

// URL is a signed address to read the file; nil when it is masked.
func (f *File) URL() (*string, error) {
	if f.lens.Viewer.Masked() {
		return nil, nil
	}
	address, err := f.lens.ReadURL(f.File)
	return textOrNil(address), err
}

// URLExpiresAt is until when the address is good, to the second; nil where there is none. The address was signed after the answer was
// begun, so it is good a moment longer at most.
func (f *File) URLExpiresAt() (*time.Time, error) {
	address, err := f.URL()
	if err != nil || address == nil {
		return nil, err
	}
	until := f.lens.Now.Add(files.ReadFor).Truncate(time.Second)
	return &until, nil
}

// unmasked shows the file of a proof to who sees personal data: a voucher is full of it.
func unmasked(lens *Lens, row *ent.File) *File {
	if lens.Viewer.Masked() {
		return nil
	}
	return optional(lens, row, NewFile)
}
