package compliance

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/listentry"
	"github.com/qoricash/qoricash/ent/screeninghit"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/attest"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// ProposeInput is what somebody says of a hit.
type ProposeInput struct {
	IdempotencyKey string              `json:"-"`
	HitID          uuid.UUID           `json:"hitId"`
	Judgement      domain.HitJudgement `json:"judgement"`
}

// judged is a judgement as its proposal keeps it: the note is the proposal's own.
type judged struct {
	ClientID uuid.UUID          `json:"clientId"`
	Verdict  domain.HitVerdict  `json:"verdict"`
	Reasons  []domain.HitReason `json:"reasons"`
}

// Propose says that a hit is a match, or somebody else; a second person confirms, the compliance officer where [domain.HitVerdict.NeedsOfficer]. It
// answers the proposal. NOT_ALLOWED_IN_STATUS tells that the hit was decided, or that what it rests on is over, with both contents. For the holders
// of screening.review.
func (s *Service) Propose(ctx context.Context, in ProposeInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.ScreeningReview); err != nil {
		return uuid.Nil, false, err
	}
	var faults domain.Faults
	in.Judgement = in.Judgement.Check(&faults)
	if err := faults.Err(); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "hit.propose", Key: in.IdempotencyKey, Input: in, Find: func(ctx context.Context, tx *store.Tx) ([]event.Aggregate, error) {
		hit, err := hitSeen(ctx, tx, in.HitID)
		if err != nil {
			return nil, err
		}
		return []event.Aggregate{lockOf(hit.ClientID)}, nil
	}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		hit, err := hitSeen(ctx, tx, in.HitID)
		if err != nil {
			return uuid.Nil, err
		}
		if !hit.State.Waits() {
			return uuid.Nil, over(ctx, tx, hit, "hitId")
		}
		payload, err := approval.Payload(judged{ClientID: hit.ClientID, Verdict: in.Judgement.Verdict, Reasons: in.Judgement.Reasons})
		if err != nil {
			return uuid.Nil, err
		}
		row, err := s.decisions.Propose(ctx, tx, approval.Proposal{Kind: in.Judgement.Verdict.Proposal(), ObjectKind: domain.ObjectScreeningHit,
			ObjectID: hit.ID, Payload: payload, Field: "hitId", Note: in.Judgement.Note, FourEyes: true})
		if err != nil {
			return uuid.Nil, err
		}
		return row.ID, setState(ctx, tx, hit, domain.HitProposed)
	})
}

// hitSeen answers a hit that the caller sees.
func hitSeen(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.ScreeningHit, error) {
	hit, err := tx.ScreeningHit.Query().Where(screeninghit.ID(id)).WithSubject().WithEntry().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe esa coincidencia.").At("hitId")
	}
	if err != nil {
		return nil, fmt.Errorf("read a hit: %w", err)
	}
	return hit, nil
}

// over is the answer about a hit on which nobody decides any more.
func over(ctx context.Context, tx *store.Tx, hit *ent.ScreeningHit, field string) error {
	if hit.State != domain.HitSuperseded {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Esta coincidencia ya se decidió.").At(field).With("state", hit.State)
	}
	entryNow, err := contentNow(ctx, tx.Client(), hit.Edges.Entry)
	if err != nil {
		return err
	}
	return domain.Refuse(domain.CodeNotAllowedInStatus, "Lo que se comparó ya cambió: la lista o los datos del cliente son otros. Revisa la coincidencia nueva, si la hay.").
		At(field).With("state", hit.State).With("entrySha", hit.EntrySha).With("entryShaNow", entryNow).With("subjectSha", hit.SnapshotSha).
		With("subjectShaNow", hit.Edges.Subject.SnapshotSha)
}

// contentNow is the hash of what an entry says in the active version; empty where it stands there no more.
func contentNow(ctx context.Context, from *ent.Client, entry *ent.ListEntry) (string, error) {
	row, err := from.ListEntry.Query().Where(listentry.SourceEQ(entry.Source), listentry.ExternalID(entry.ExternalID), listentry.LastVersionIsNil()).
		Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read an entry of a list: %w", err)
	}
	return row.ContentSha, nil
}

func setState(ctx context.Context, tx *store.Tx, hit *ent.ScreeningHit, state domain.HitState) error {
	update := tx.ScreeningHit.UpdateOneID(hit.ID).SetState(state)
	if !state.Waits() {
		update.SetClosedAt(tx.Now)
	}
	if err := update.Exec(ctx); err != nil {
		return fmt.Errorf("write how a hit stands: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectScreeningHit, ObjectID: hit.ID, Before: map[string]any{"state": hit.State}, After: map[string]any{"state": state}})
	return nil
}

// effects are what decisions on hits do.
func (s *Service) effects() approval.Effects {
	effect := approval.Effect{Carry: s.carry, Locks: func(row *ent.Proposal) []event.Aggregate {
		var said judged
		if approval.ReadPayload(row, &said) != nil {
			return nil // Carry names what is wrong
		}
		return []event.Aggregate{lockOf(said.ClientID)}
	}}
	return approval.Effects{domain.ProposalScreeningMatch: effect, domain.ProposalScreeningFalse: effect}
}

// carry says of a hit what was confirmed; one of which the proposal was declined or withdrawn is open again.
func (s *Service) carry(ctx context.Context, tx *store.Tx, proposal *ent.Proposal) error {
	confirmed := *proposal.Decision == domain.ProposalConfirmed
	system := access.AsSystem(ctx)
	hit, err := hitSeen(system, tx, proposal.ObjectID)
	if err != nil {
		return err
	}
	switch {
	case !confirmed && hit.State == domain.HitProposed:
		return setState(system, tx, hit, domain.HitOpen)
	case !confirmed:
		return nil
	case hit.State != domain.HitProposed:
		return over(system, tx, hit, "proposalId")
	}
	var said judged
	if err := approval.ReadPayload(proposal, &said); err != nil {
		return err
	}
	if err := s.mayDecide(system, tx, said.Verdict, hit.Source); err != nil {
		return err
	}
	return s.decide(system, tx, proposal, hit, said)
}

// mayDecide refuses who is not the compliance officer where only that one decides.
func (s *Service) mayDecide(ctx context.Context, tx *store.Tx, verdict domain.HitVerdict, source domain.ListSource) error {
	if !verdict.NeedsOfficer(source) {
		return nil
	}
	officer, err := s.options.Officer(ctx, tx.Client(), tx.Actor.ID)
	if err != nil {
		return err
	}
	if !officer {
		return domain.Refuse(domain.CodeForbidden, "Esto lo decide el oficial de cumplimiento, o su suplente.").At("proposalId").With("list", source)
	}
	return nil
}

// decide keeps what two people said of a hit, and does what follows.
func (s *Service) decide(ctx context.Context, tx *store.Tx, proposal *ent.Proposal, hit *ent.ScreeningHit, said judged) error {
	if err := setState(ctx, tx, hit, said.Verdict.State()); err != nil {
		return err
	}
	hit.State = said.Verdict.State()
	decision, err := tx.HitDecision.Create().SetCreatedAt(tx.Now).SetHitID(hit.ID).SetProposalID(proposal.ID).SetVerdict(said.Verdict).
		SetReasons(said.Reasons).SetProposedBy(proposal.ProposedBy).SetDecidedBy(tx.Actor.ID).Save(ctx)
	if err != nil {
		return fmt.Errorf("write a decision on a hit: %w", err)
	}
	tx.Attest(attest.HitDecision, decision.ID)
	if said.Verdict == domain.VerdictFalsePositive {
		err := tx.ClearedPair.Create().SetCreatedAt(tx.Now).SetSubjectID(hit.SubjectID).SetSource(hit.Source).SetExternalID(hit.Edges.Entry.ExternalID).
			SetEntrySha(hit.EntrySha).SetSnapshotSha(hit.SnapshotSha).SetDecisionID(decision.ID).SetExpiresAt(domain.ClearedFor(tx.Now)).Exec(ctx)
		if err != nil {
			return fmt.Errorf("clear a pair: %w", err)
		}
	}
	if err := restate(ctx, tx, hit.Edges.Subject); err != nil {
		return err
	}
	err = tx.EmitNext(ctx, event.Record{Kind: domain.EventHitDecided, Aggregate: lockOf(hit.ClientID), Facts: factsOf(hit, hit.Edges.Subject.Kind)})
	if err != nil || said.Verdict != domain.VerdictTrueMatch || !hit.Source.Restricts() {
		return err
	}
	return s.stop(ctx, tx, Ground{ClientID: hit.ClientID, HitID: hit.ID, Source: hit.Source, Confirmed: true})
}

// restate makes the outcome of a subject that of the hits that count still.
func restate(ctx context.Context, tx *store.Tx, subject *ent.ScreeningSubject) error {
	counting := tx.ScreeningHit.Query().Where(screeninghit.SubjectID(subject.ID), screeninghit.StateIn(domain.HitStatesWhich(domain.HitState.Counts)...))
	hits, err := counting.All(ctx)
	if err != nil {
		return fmt.Errorf("read hits: %w", err)
	}
	exact := false
	for _, hit := range hits {
		exact = exact || hit.Exact
	}
	outcome := outcomeOf(len(hits), exact, subject.Coverage != nil)
	if outcome == subject.Outcome {
		return nil
	}
	if err := tx.ScreeningSubject.UpdateOneID(subject.ID).SetOutcome(outcome).Exec(ctx); err != nil {
		return fmt.Errorf("write how a subject stands: %w", err)
	}
	return nil
}
