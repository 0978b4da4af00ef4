package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/note"
	"github.com/qoricash/qoricash/ent/noteread"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// AddNoteInput writes a note about an operation.
type AddNoteInput struct {
	IdempotencyKey string    `json:"-"`
	OperationID    uuid.UUID `json:"operationId"`
	Text           string    `json:"text"`
}

// AddNote writes a note, which clients never see, and answers its id. Notes are no events of the operation: its version
// stays.
func (s *Service) AddNote(ctx context.Context, in AddNoteInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.NotesWrite); err != nil {
		return uuid.Nil, false, err
	}
	var err error
	if in.Text, err = read(domain.Text{Longest: 2000, Lines: true, Missing: "Escribe la nota."}, in.Text, "text"); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "note.add", Key: in.IdempotencyKey, Input: in}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		if err := visible(ctx, tx, in.OperationID); err != nil {
			return uuid.Nil, err
		}
		row, err := tx.Note.Create().SetCreatedAt(tx.Now).SetOperationID(in.OperationID).SetAuthorID(tx.Actor.ID).SetText(in.Text).Save(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("insert the note: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectOperation, ObjectID: in.OperationID, After: map[string]any{"noteId": row.ID}})
		return row.ID, nil
	})
}

// MarkNotesReadInput marks an operation's notes as read.
type MarkNotesReadInput struct {
	IdempotencyKey string    `json:"-"`
	OperationID    uuid.UUID `json:"operationId"`
}

// MarkNotesRead marks every note of an operation as read by the caller.
func (s *Service) MarkNotesRead(ctx context.Context, in MarkNotesReadInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.NotesRead); err != nil {
		return uuid.Nil, false, err
	}
	// Two windows of one person mark the same notes; the second waits, and finds them marked.
	command := store.Command{Action: "note.mark_read", Key: in.IdempotencyKey, Input: in,
		Locks: []event.Aggregate{{Type: domain.ObjectOperationNotes, ID: in.OperationID}}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		if err := visible(ctx, tx, in.OperationID); err != nil {
			return uuid.Nil, err
		}
		unread, err := tx.Note.Query().Where(note.OperationID(in.OperationID), note.AuthorIDNEQ(tx.Actor.ID),
			note.Not(note.HasReadsWith(noteread.UserID(tx.Actor.ID)))).IDs(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("list the unread notes: %w", err)
		}
		marks := make([]*ent.NoteReadCreate, len(unread))
		for i, id := range unread {
			marks[i] = tx.NoteRead.Create().SetCreatedAt(tx.Now).SetNoteID(id).SetUserID(tx.Actor.ID)
		}
		if err := tx.NoteRead.CreateBulk(marks...).Exec(ctx); err != nil {
			return uuid.Nil, fmt.Errorf("mark the notes: %w", err)
		}
		return in.OperationID, nil
	})
}

// visible answers NOT_FOUND for an operation that the caller may not see.
func visible(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	found, err := tx.Operation.Query().Where(operation.ID(id)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("read the operation: %w", err)
	}
	if !found {
		return domain.Refuse(domain.CodeNotFound, "No existe esa operación.").At("operationId")
	}
	return nil
}
