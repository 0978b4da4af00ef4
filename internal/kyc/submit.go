package kyc

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// mostOthers is how many papers of kind OTHER a client may have at once; of each other kind there is one.
const mostOthers = 10

// SubmitInput is a paper to be.
type SubmitInput struct {
	IdempotencyKey string
	// ClientID is whose paper, for staff; uuid.Nil for clients.
	ClientID uuid.UUID
	Kind     domain.DocumentKind
	// FileID is a file of purpose CLIENT_DOCUMENT that the caller uploaded.
	FileID uuid.UUID
}

// SubmitDocument adds a paper to a client: the client its own, staff for the clients that their right reaches. It takes the
// place of the one of its kind. With the last paper that was missing the review begins; no limit is lifted.
func (s *Service) SubmitDocument(ctx context.Context, in SubmitInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.DocumentsSubmit)
	if err != nil {
		return uuid.Nil, false, err
	}
	if actor.IsClient() && in.ClientID == uuid.Nil {
		in.ClientID = actor.ID
	}
	command := store.Command{Action: "document.submit", Key: in.IdempotencyKey, Locks: []event.Aggregate{clientele.Lock(in.ClientID)},
		Input: map[string]any{"client": in.ClientID, "kind": in.Kind, "file": in.FileID}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		client, err := clientOf(ctx, tx, in.ClientID, domain.DocumentsSubmit)
		if err != nil {
			return uuid.Nil, err
		}
		papers, err := papersOf(ctx, tx, client.ID)
		if err != nil {
			return uuid.Nil, err
		}
		if refusal := mayHave(actor, client, papers, in.Kind); refusal != nil {
			return uuid.Nil, refusal
		}
		if err := notTooManyToday(ctx, tx, client.ID); err != nil {
			return uuid.Nil, err
		}
		if err := s.fileFor(ctx, tx, in.FileID); err != nil {
			return uuid.Nil, err
		}
		return s.add(ctx, tx, client, papers, in)
	})
}

// mostADay is how many papers a client sends within 24 hours: what is replaced is kept as evidence, and nobody needs that many tries.
const mostADay = 30

// notTooManyToday refuses a client's paper beyond that. What the house adds for a client is its work.
func notTooManyToday(ctx context.Context, tx *store.Tx, client uuid.UUID) error {
	if !tx.Actor.IsClient() {
		return nil
	}
	since := tx.Now.Add(-24 * time.Hour)
	sent, err := tx.ClientDocument.Query().Where(clientdocument.ClientID(client), clientdocument.SubmittedByKindEQ(domain.ActorClient),
		clientdocument.CreatedAtGT(since)).Order(clientdocument.ByCreatedAt()).Limit(mostADay).All(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("count the papers of a day: %w", err)
	}
	if len(sent) < mostADay {
		return nil
	}
	again := sent[0].CreatedAt.Add(24 * time.Hour)
	return domain.Refuse(domain.CodeTooMany, "Enviaste %d documentos en un día, que es el máximo. "+
		"Podrás enviar otro desde el %s; si necesitas ayuda, comunícate con la casa.",
		mostADay, domain.SpokenInLima(again)).At("fileId").With("maximum", mostADay).With("roomAt", again.UTC().Format(time.RFC3339))
}

// mayHave is why a client may not get a paper of a kind, or nil.
func mayHave(actor access.Actor, client *ent.Customer, papers []*ent.ClientDocument, kind domain.DocumentKind) *domain.Error {
	if client.Status != domain.ClientActive {
		return actor.Reader().Refuse(domain.CodeClientInactive, "Tu cuenta no está activa. Confirma tu correo o comunícate con la casa antes de enviar documentos.",
			"El cliente no está activo. Debe confirmar su correo o comunicarse con la casa antes de enviar documentos.").
			With("status", client.Status)
	}
	if !slices.Contains(domain.AdmittedDocuments(client.DocumentType), kind) {
		return actor.Reader().Refuse(domain.CodeInvalid, "Con %s no te identificas con %s. Te pedimos: %s.",
			"Un cliente con %s no se identifica con %s. Se le pide: %s.", client.DocumentType, kind.Label(),
			domain.DocumentList(domain.RequiredDocuments(client.DocumentType))).At("kind")
	}
	if kind == domain.PaperComplianceValidation && !(actor.IsStaff() && actor.Can(domain.KYCReview)) {
		return domain.Refuse(domain.CodeForbidden, "La validación del oficial de cumplimiento la agrega Middle Office.").At("kind")
	}
	others := 0
	for _, paper := range papers {
		if paper.Kind == domain.PaperOther {
			others++
		}
	}
	if kind == domain.PaperOther && others >= mostOthers {
		return actor.Reader().Refuse(domain.CodeTooMany, "Puedes tener hasta %d documentos adicionales.",
			"Un cliente puede tener hasta %d documentos adicionales.", mostOthers).At("kind").With("maximum", mostOthers)
	}
	return nil
}

// fileFor refuses a file that is not the actor's own upload, or is a paper already: one file is one paper.
func (s *Service) fileFor(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	file, err := s.files.OwnedBy(ctx, tx, id, domain.FileClientDocument)
	if err != nil {
		return err
	}
	used, err := tx.ClientDocument.Query().Where(clientdocument.FileID(file.ID)).Exist(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("look for the papers of a file: %w", err)
	}
	if used {
		return domain.Refuse(domain.CodeAlreadyExists, "Ese archivo ya se envió como documento. Para enviarlo de nuevo, súbelo otra vez.").At("fileId")
	}
	return nil
}

// add writes the paper in the place of the one of its kind, and begins the review when nothing is missing any more.
func (s *Service) add(ctx context.Context, tx *store.Tx, client *ent.Customer, papers []*ent.ClientDocument, in SubmitInput) (uuid.UUID, error) {
	before := map[string]any{}
	papers = slices.DeleteFunc(papers, func(paper *ent.ClientDocument) bool {
		replaced := paper.Kind == in.Kind && in.Kind != domain.PaperOther
		if replaced {
			before["replaced"], before["status"] = paper.ID, paper.Status
		}
		return replaced
	})
	if older, replaces := before["replaced"].(uuid.UUID); replaces {
		if err := tx.ClientDocument.UpdateOneID(older).SetStatus(domain.DocumentReplaced).Exec(ctx); err != nil {
			return uuid.Nil, fmt.Errorf("replace a paper: %w", err)
		}
	}
	row, err := tx.ClientDocument.Create().SetCreatedAt(tx.Now).SetClientID(client.ID).SetKind(in.Kind).SetFileID(in.FileID).
		SetStatus(domain.DocumentSubmitted).SetSubmittedByKind(tx.Actor.Kind).SetSubmittedBy(tx.Actor.ID).Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write a paper: %w", err)
	}
	complete := len(missing(client, append(papers, row), domain.DocumentStatus.Sent)) == 0
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectDocument, ObjectID: row.ID, Before: before,
		After: map[string]any{"client": client.ID, "kind": in.Kind, "file": in.FileID}})
	if err := clientele.Emit(ctx, tx, domain.EventDocumentSubmitted, client.ID, domain.SubmittedFacts{Kind: in.Kind, Complete: complete}); err != nil {
		return uuid.Nil, err
	}
	if _, refusal := domain.NextKYC(client.KycStatus, domain.KYCComplete); complete && refusal == nil {
		err = move(ctx, tx, client, domain.KYCComplete, "", nil)
	}
	return row.ID, err
}
