package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/registerrow"
	"github.com/qoricash/qoricash/ent/registerseal"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
)

// registerLock is the lock of the register, as one: rows and seals of it come one after the other.
func registerLock() []event.Aggregate {
	return []event.Aggregate{{Type: domain.ObjectRegister, ID: domain.HouseUserID()}}
}

// monthOf is the first day of the month of a day.
func monthOf(day domain.Date) domain.Date { return domain.NewDate(day.Year(), day.Month(), 1) }

// register writes into the register what the completion of an operation brings: the operation itself, or all of its client's month. It is asked
// again without harm.
func (s *Service) register(ctx context.Context, id uuid.UUID) error {
	command := store.Command{Action: "register.write", Locks: registerLock()}
	_, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		row, err := tx.Operation.Query().Where(operation.ID(id), operation.StatusEQ(domain.Completed)).Only(ctx)
		if ent.IsNotFound(err) {
			tx.Audit(audit.Entry{ObjectKind: domain.ObjectRegister})
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a completed operation: %w", err)
		}
		return s.registerMonth(ctx, tx, row)
	})
	return err
}

// registerMonth registers of the month of a client what its completed operation makes due.
func (s *Service) registerMonth(ctx context.Context, tx *store.Tx, last *ent.Operation) error {
	month := monthOf(domain.BusinessDate(*last.CompletedAt))
	rows, err := tx.Operation.Query().Where(operation.ClientID(last.ClientID), operation.StatusEQ(domain.Completed), operation.CompletedAtGTE(month.Start()),
		operation.CompletedAtLTE(*last.CompletedAt)).Order(operation.ByCompletedAt(), operation.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("read the month of a client: %w", err)
	}
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	registered, err := tx.RegisterRow.Query().Where(registerrow.OperationIDIn(ids...)).All(ctx)
	if err != nil {
		return fmt.Errorf("read the register: %w", err)
	}
	there := map[uuid.UUID]bool{}
	for _, row := range registered {
		there[row.OperationID] = true
	}
	completed := make([]domain.CompletedUSD, len(rows))
	for i, row := range rows {
		completed[i] = domain.CompletedUSD{USD: row.Usd, Registered: there[row.ID]}
	}
	into, err := openMonth(ctx, tx, month)
	if err != nil {
		return err
	}
	for i, kind := range s.rules(*last.CompletedAt).Registers(completed) {
		row := rows[i]
		err := entry(tx, row, into, kind).Exec(ctx)
		if err != nil {
			return fmt.Errorf("register an operation: %w", err)
		}
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectRegister, After: map[string]any{"month": into, "operation": last.ID}})
	return nil
}

// entry is a row of the register about an operation.
func entry(tx *store.Tx, row *ent.Operation, month domain.Date, kind domain.RegisterKind) *ent.RegisterRowCreate {
	return tx.RegisterRow.Create().SetCreatedAt(tx.Now).SetMonth(month).SetBusinessDate(domain.BusinessDate(*row.CompletedAt)).SetKind(kind).
		SetOperationID(row.ID).SetClientID(row.ClientID).SetSide(row.Side).SetUsd(row.Usd).SetPen(row.Pen).SetRate(row.Rate)
}

// openMonth answers the month whose register takes what belongs to one: that itself, or the first one that is not sealed.
func openMonth(ctx context.Context, tx *store.Tx, month domain.Date) (domain.Date, error) {
	last, err := tx.RegisterSeal.Query().Order(ent.Desc(registerseal.FieldMonth)).First(ctx)
	if ent.IsNotFound(err) {
		return month, nil
	}
	if err != nil {
		return month, fmt.Errorf("read the seals of the register: %w", err)
	}
	if month.After(last.Month) {
		return month, nil
	}
	return domain.NewDate(last.Month.Year(), last.Month.Month()+1, 1), nil
}

// CorrectInput takes a row of the register back.
type CorrectInput struct {
	IdempotencyKey string    `json:"-"`
	RowID          uuid.UUID `json:"rowId"`
	Reason         string    `json:"reason"`
}

// Correct takes a row of the register back by a contra-entry in the month that is open, and answers that. For the officer and the alternate.
func (s *Service) Correct(ctx context.Context, in CorrectInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.RequireOneOf(ctx, domain.ComplianceOffice()...); err != nil {
		return uuid.Nil, false, err
	}
	var faults domain.Faults
	in.Reason = domain.Reason("Indica por qué se corrige el registro.").Check(&faults, in.Reason, "reason")
	if err := faults.Err(); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "register.correct", Key: in.IdempotencyKey, Input: in, Locks: registerLock()}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := tx.RegisterRow.Query().Where(registerrow.ID(in.RowID)).Only(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe esa fila del registro.").At("rowId")
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("read the register: %w", err)
		}
		taken, err := tx.RegisterRow.Query().Where(registerrow.ReversesID(row.ID)).Exist(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("read the register: %w", err)
		}
		if row.ReversesID != nil || taken {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Esa fila ya se corrigió, o es una corrección.").At("rowId")
		}
		into, err := openMonth(access.AsSystem(ctx), tx, row.Month)
		if err != nil {
			return uuid.Nil, err
		}
		contra := uuid.Must(uuid.NewV7())
		if err := takeBack(ctx, tx, contra, row, into, in.Reason); err != nil {
			return uuid.Nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectRegister, ObjectID: contra, After: map[string]any{"reverses": row.ID, "reason": in.Reason, "month": into}})
		return contra, nil
	})
}

// SealRegister seals the register of the months that are due, from the fifth business day of the month after on, and answers how many it sealed.
// Any number of instances may ask at once.
func (s *Service) SealRegister(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	command := store.Command{Action: "register.seal", Locks: registerLock()}
	sealed, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (int, error) {
		days, err := businessDays(ctx, tx.Client())
		if err != nil {
			return 0, err
		}
		last := days.MonthToSeal(domain.BusinessDate(tx.Now))
		before, err := tx.RegisterSeal.Query().Order(ent.Desc(registerseal.FieldMonth)).First(ctx)
		if err != nil && !ent.IsNotFound(err) {
			return 0, fmt.Errorf("read the seals of the register: %w", err)
		}
		month, err := nextToSeal(ctx, tx, before, last)
		if err != nil {
			return 0, err
		}
		count := 0
		for ; !month.After(last); month = domain.NewDate(month.Year(), month.Month()+1, 1) {
			if before, err = s.seal(ctx, tx, month, before); err != nil {
				return count, err
			}
			count++
		}
		if count == 0 {
			tx.Audit(audit.Entry{ObjectKind: domain.ObjectRegister})
		}
		return count, nil
	})
	return sealed, err
}

// nextToSeal is the month after the one that was sealed last, or else the first that has a row; one after the last that is due where there is none.
func nextToSeal(ctx context.Context, tx *store.Tx, before *ent.RegisterSeal, last domain.Date) (domain.Date, error) {
	if before != nil {
		return domain.NewDate(before.Month.Year(), before.Month.Month()+1, 1), nil
	}
	first, err := tx.RegisterRow.Query().Order(registerrow.ByMonth()).First(ctx)
	if ent.IsNotFound(err) {
		return last.AddDays(1), nil
	}
	if err != nil {
		return last, fmt.Errorf("read the register: %w", err)
	}
	return first.Month, nil
}

// seal seals one month over its rows and the seal before. The trail has its digest too, signed.
func (s *Service) seal(ctx context.Context, tx *store.Tx, month domain.Date, before *ent.RegisterSeal) (*ent.RegisterSeal, error) {
	rows, err := tx.RegisterRow.Query().Where(registerrow.Month(month)).Order(registerrow.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the register: %w", err)
	}
	digest, err := digestOf(month, before, rows)
	if err != nil {
		return nil, err
	}
	row, err := tx.RegisterSeal.Create().SetCreatedAt(tx.Now).SetMonth(month).SetRows(len(rows)).SetDigest(digest[:]).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("seal the register: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectRegister, ObjectID: row.ID, After: map[string]any{"month": month, "rows": len(rows),
		"digest": hex.EncodeToString(digest[:])}})
	return row, nil
}

// digestOf is what a seal says of a month: all rows, and the seal before.
func digestOf(month domain.Date, before *ent.RegisterSeal, rows []*ent.RegisterRow) ([sha256.Size]byte, error) {
	said := map[string]any{"month": month, "before": ""}
	if before != nil {
		said["before"] = hex.EncodeToString(before.Digest)
	}
	entries := make([]any, len(rows))
	for i, row := range rows {
		entries[i] = map[string]any{"id": row.ID, "date": row.BusinessDate, "kind": row.Kind, "operation": row.OperationID, "client": row.ClientID,
			"side": row.Side, "usd": row.Usd.String(), "pen": row.Pen.String(), "rate": row.Rate.String(), "reverses": row.ReversesID, "reason": row.Reason}
	}
	said["rows"] = entries
	text, err := evidence.CanonicalJSON(said)
	if err != nil {
		return [sha256.Size]byte{}, fmt.Errorf("seal the register: %w", err)
	}
	return sha256.Sum256(text), nil
}
