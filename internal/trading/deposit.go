package trading

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/houseaccount"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// ReportDepositInput says that a transfer was made.
type ReportDepositInput struct {
	Target        `json:"-"`
	Amount        money.Amount `json:"amount"`
	BankReference string       `json:"bankReference"`
	// FileID is the proof; uuid.Nil for none.
	FileID uuid.UUID `json:"fileId"`
}

// ReportDeposit records what a client says that it transferred. It counts for the operation while the sum stays within the
// amount to deposit; late or wrong money is recorded all the same, and waits to be requoted or refunded. When the sum is
// complete the operation goes to an operator.
func (s *Service) ReportDeposit(ctx context.Context, in ReportDepositInput) (uuid.UUID, store.Replay, error) {
	in.BankReference = strings.TrimSpace(in.BankReference)
	if err := checkTransfer(in.Amount, in.BankReference); err != nil {
		return uuid.Nil, false, err
	}
	return s.act(ctx, "operation.report_deposit", domain.ActReportDeposit, in.Target, in, func(ctx context.Context, c *change) error {
		return c.reportDeposit(ctx, in)
	})
}

func checkTransfer(amount money.Amount, reference string) error {
	var faults domain.Faults
	if amount.Sign() <= 0 {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El importe debe ser mayor que cero.").At("amount"))
	}
	faults.Add(checkReference(reference))
	return faults.Err()
}

// checkReference asks for the number that the bank prints on a voucher.
func checkReference(reference string) *domain.Error {
	if reference == "" {
		return domain.Refuse(domain.CodeRequired, "Indica el número de operación del banco que figura en el voucher.").At("bankReference")
	}
	valid := func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-'
	}
	if len(reference) > 40 || strings.ContainsFunc(reference, func(r rune) bool { return !valid(r) }) {
		return domain.Refuse(domain.CodeInvalid, "El número de operación del banco lleva hasta 40 letras, dígitos o guiones.").At("bankReference")
	}
	return nil
}

func (c *change) reportDeposit(ctx context.Context, in ReportDepositInput) error {
	file, err := c.attachable(ctx, in.FileID, domain.FileDepositProof)
	if err != nil {
		return err
	}
	used, err := c.tx.Deposit.Query().Where(deposit.HouseAccountID(c.row.DepositAccountID), deposit.BankReference(in.BankReference)).
		Exist(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("look for the bank's number: %w", err)
	}
	counted := c.counts(in.Amount)
	row, err := c.tx.Deposit.Create().SetCreatedAt(c.tx.Now).SetOperationID(c.row.ID).SetAmount(in.Amount).
		SetCurrency(c.row.Side.Terms().Deposit).SetStatus(domain.DepositReported).SetCounted(counted).
		SetHouseAccountID(c.row.DepositAccountID).SetBankReference(in.BankReference).SetDuplicateReference(used).SetNillableFileID(file).
		SetReportedByKind(c.tx.Actor.Kind).SetReportedBy(c.tx.Actor.ID).Save(ctx)
	if err != nil {
		return fmt.Errorf("insert the deposit: %w", err)
	}
	c.row.Edges.Deposits = append(c.row.Edges.Deposits, row)
	if err := c.apply(ctx, domain.ActReportDeposit, nil, EventFacts{Money: amountOf(row), Counted: &counted}); err != nil {
		return err
	}
	return c.assign(ctx)
}

// counts tells whether money of this amount belongs to the operation: while it waits for money, and up to the amount due.
func (c *change) counts(amount money.Amount) bool {
	facts := c.facts()
	return c.row.Status.Live() && facts.Reported.Add(facts.Confirmed).Add(amount).Cmp(facts.DepositDue) <= 0
}

func (c *change) attachable(ctx context.Context, fileID uuid.UUID, purpose domain.FilePurpose) (*uuid.UUID, error) {
	if fileID == uuid.Nil {
		return nil, nil
	}
	file, err := c.service.files.OwnedBy(ctx, c.tx, fileID, purpose)
	if err != nil {
		return nil, err
	}
	return &file.ID, nil
}

// ConfirmDepositInput says that the money of a deposit was seen.
type ConfirmDepositInput struct {
	Target    `json:"-"`
	DepositID uuid.UUID `json:"depositId"`
	// HouseAccountID is where it was seen; uuid.Nil for where the client was told to pay.
	HouseAccountID uuid.UUID `json:"houseAccountId"`
}

// ConfirmDeposit records that money was seen in a house account, and books it against the client's funds.
func (s *Service) ConfirmDeposit(ctx context.Context, in ConfirmDepositInput) (uuid.UUID, store.Replay, error) {
	return s.act(ctx, "operation.confirm_deposit", domain.ActConfirmDeposit, in.Target, in, func(ctx context.Context, c *change) error {
		row, err := c.reportedDeposit(in.DepositID, "depositId")
		if err != nil {
			return err
		}
		if in.HouseAccountID == uuid.Nil {
			in.HouseAccountID = row.HouseAccountID
		}
		house, err := houseAccount(ctx, c.tx, in.HouseAccountID, row.Currency)
		if err != nil {
			return err
		}
		if err := c.decide(ctx, row, func(u *ent.DepositUpdate) {
			u.SetStatus(domain.DepositConfirmed).SetHouseAccountID(house.ID)
			row.Status, row.HouseAccountID = domain.DepositConfirmed, house.ID
		}); err != nil {
			return err
		}
		if err := s.ledger.Post(ctx, c.tx, ledger.Entry{Kind: domain.EntryDeposit, Source: row.ID, Operation: c.row.ID,
			Lines: domain.BookDeposit(domain.Leg{HouseAccount: house.ID, Currency: row.Currency, Amount: row.Amount})}); err != nil {
			return err
		}
		return c.apply(ctx, domain.ActConfirmDeposit, nil, EventFacts{Money: amountOf(row), Counted: &row.Counted})
	})
}

// RejectDepositInput says that the money of a deposit was not found.
type RejectDepositInput struct {
	Target    `json:"-"`
	DepositID uuid.UUID `json:"depositId"`
	Reason    string    `json:"reason"`
}

// RejectDeposit records that the money was not found. The client reads the reason.
func (s *Service) RejectDeposit(ctx context.Context, in RejectDepositInput) (uuid.UUID, store.Replay, error) {
	if err := checkReason(in.Reason); err != nil {
		return uuid.Nil, false, err
	}
	return s.act(ctx, "operation.reject_deposit", domain.ActRejectDeposit, in.Target, in, func(ctx context.Context, c *change) error {
		row, err := c.reportedDeposit(in.DepositID, "depositId")
		if err != nil {
			return err
		}
		if err := c.reject(ctx, row, in.Reason); err != nil {
			return err
		}
		return c.apply(ctx, domain.ActRejectDeposit, nil, EventFacts{Money: amountOf(row)})
	})
}

func (c *change) reject(ctx context.Context, row *ent.Deposit, reason string) error {
	return c.decide(ctx, row, func(u *ent.DepositUpdate) {
		u.SetStatus(domain.DepositRejected).SetCounted(false).SetRejectReason(reason)
		row.Status, row.Counted = domain.DepositRejected, false
	})
}

// RefundDepositInput gives confirmed money back.
type RefundDepositInput struct {
	Target         `json:"-"`
	DepositID      uuid.UUID `json:"depositId"`
	HouseAccountID uuid.UUID `json:"houseAccountId"`
	BankReference  string    `json:"bankReference"`
}

// RefundDeposit records that confirmed money went back to the client, and books it. Money that a completed operation
// exchanged does not go back this way.
func (s *Service) RefundDeposit(ctx context.Context, in RefundDepositInput) (uuid.UUID, store.Replay, error) {
	in.BankReference = strings.TrimSpace(in.BankReference)
	if refusal := checkReference(in.BankReference); refusal != nil {
		return uuid.Nil, false, refusal
	}
	return s.act(ctx, "operation.refund_deposit", domain.ActRefundDeposit, in.Target, in, func(ctx context.Context, c *change) error {
		row, err := c.deposit(in.DepositID, "depositId")
		if err != nil {
			return err
		}
		if row.Status != domain.DepositConfirmed || !refundable(c.row, row) {
			return domain.Refuse(domain.CodeNotAllowedInStatus, "Solo se devuelve un abono confirmado que la operación no haya cambiado.").
				At("depositId").With("depositStatus", row.Status)
		}
		house, err := houseAccount(ctx, c.tx, in.HouseAccountID, row.Currency)
		if err != nil {
			return err
		}
		if err := c.refund(ctx, row, house, in.BankReference); err != nil {
			return err
		}
		return c.apply(ctx, domain.ActRefundDeposit, nil, EventFacts{Money: amountOf(row)})
	})
}

func (c *change) refund(ctx context.Context, row *ent.Deposit, house *ent.HouseAccount, reference string) error {
	changed, err := c.tx.Deposit.Update().Where(deposit.ID(row.ID), deposit.StatusEQ(domain.DepositConfirmed)).
		SetStatus(domain.DepositReturned).SetCounted(false).SetReturnedAt(c.tx.Now).SetRefundAccountID(house.ID).
		SetRefundReference(reference).Save(ctx)
	if err == nil && changed != 1 {
		err = errRowsChanged
	}
	if err != nil {
		return fmt.Errorf("return the deposit: %w", err)
	}
	row.Status, row.Counted = domain.DepositReturned, false
	return c.service.ledger.Post(ctx, c.tx, ledger.Entry{Kind: domain.EntryRefund, Source: row.ID, Operation: c.row.ID,
		Lines: domain.BookRefund(domain.Leg{HouseAccount: house.ID, Currency: row.Currency, Amount: row.Amount})})
}

// reportedDeposit answers a deposit of the operation that still waits for a decision.
func (c *change) reportedDeposit(id uuid.UUID, field string) (*ent.Deposit, error) {
	row, err := c.deposit(id, field)
	if err != nil {
		return nil, err
	}
	if row.Status != domain.DepositReported {
		return nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Ese abono ya fue revisado.").At(field).With("depositStatus", row.Status)
	}
	return row, nil
}

// errRowsChanged tells of a row that changed under the operation's lock, which only a writer without the lock can do.
var errRowsChanged = errors.New("the row is no longer as it was read")

// decide writes the decision on a reported deposit. set also brings the row in memory up to date.
func (c *change) decide(ctx context.Context, row *ent.Deposit, set func(*ent.DepositUpdate)) error {
	update := c.tx.Deposit.Update().Where(deposit.ID(row.ID), deposit.StatusEQ(domain.DepositReported)).
		SetDecidedAt(c.tx.Now).SetDecidedBy(c.tx.Actor.ID)
	set(update)
	changed, err := update.Save(ctx)
	if err == nil && changed != 1 {
		err = errRowsChanged
	}
	if err != nil {
		return fmt.Errorf("decide on the deposit: %w", err)
	}
	return nil
}

// houseAccount answers an account of the house that is in use, in a currency.
func houseAccount(ctx context.Context, tx *store.Tx, id uuid.UUID, currency money.Currency) (*ent.HouseAccount, error) {
	row, err := tx.HouseAccount.Query().Where(houseaccount.ID(id), houseaccount.Active(true)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe esa cuenta de la casa.").At("houseAccountId")
	}
	if err != nil {
		return nil, fmt.Errorf("read the house account: %w", err)
	}
	if row.Currency != currency {
		return nil, domain.Refuse(domain.CodeInvalid, "La cuenta de la casa debe estar en %s.", currency.Symbol()).At("houseAccountId").
			With("currency", currency)
	}
	return row, nil
}

func amountOf(row *ent.Deposit) *money.Money {
	return &money.Money{Amount: row.Amount, Currency: row.Currency}
}

// writable tells whether a text fits its column, whose limit is in characters; PostgreSQL keeps no zero character.
func writable(text string, limit int) bool {
	return len([]rune(text)) <= limit && !strings.ContainsRune(text, 0)
}

// checkReason asks for a reason that a person wrote.
func checkReason(reason string) error {
	switch text := strings.TrimSpace(reason); {
	case text == "":
		return domain.Refuse(domain.CodeRequired, "Indica el motivo.").At("reason")
	case !writable(text, 300):
		return domain.Refuse(domain.CodeInvalid, "El motivo lleva hasta 300 caracteres.").At("reason")
	}
	return nil
}
