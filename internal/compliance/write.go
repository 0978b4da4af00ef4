package compliance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/attest"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/store"
)

// tally counts what a run covered, in the order of its subjects.
type tally struct {
	sum                                hash.Hash
	subjects, hits, opened, unexpected int
	first, last                        uuid.UUID
}

func newTally() *tally { return &tally{sum: sha256.New()} }

// add counts a subject.
func (t *tally) add(subject uuid.UUID, sha string, outcome domain.ScreeningOutcome) {
	if t.subjects == 0 {
		t.first = subject
	}
	t.last = subject
	t.subjects++
	fmt.Fprintf(t.sum, "%s %s %s\n", subject, sha, outcome)
}

func (t *tally) digest() string { return hex.EncodeToString(t.sum.Sum(nil)) }

// writeRun writes a run whole, and what it covered into the trail, which is sealed.
func (s *Service) writeRun(ctx context.Context, tx *store.Tx, id uuid.UUID, st *state, why asked, began time.Time, t *tally) error {
	ended := s.store.Clock().Now()
	create := tx.ScreeningRun.Create().SetID(id).SetCreatedAt(tx.Now).SetTrigger(why.trigger).SetEngineVersion(screening.Version).SetConfigSha(s.engine.Sum()).
		SetListVersions(map[domain.ListSource]uuid.UUID{}).SetStartedAt(began).SetEndedAt(ended).SetSubjects(t.subjects).SetHits(t.hits).SetOpened(t.opened).
		SetUnexpected(t.unexpected).SetDigest(t.digest())
	if st != nil {
		create.SetListVersions(st.versions).SetCoverage(st.coverage)
	}
	if t.subjects > 0 {
		create.SetFirstSubject(t.first).SetLastSubject(t.last)
	}
	if why.by != uuid.Nil {
		create.SetAskedBy(why.by)
	}
	if err := create.Exec(ctx); err != nil {
		return fmt.Errorf("write a screening run: %w", err)
	}
	tx.Attest(attest.ScreeningRun, id)
	return nil
}

// write writes what a comparison of the file of a client came to.
func (s *Service) write(ctx context.Context, tx *store.Tx, client uuid.UUID, plans []plan, st *state, why asked, began time.Time) error {
	run, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make the id of a run: %w", err)
	}
	t := newTally()
	if why.unexpected {
		t.unexpected = 1
	}
	ids := make([]uuid.UUID, len(plans))
	for i, p := range plans {
		if p.before.row != nil {
			ids[i] = p.before.row.ID
		} else if ids[i], err = uuid.NewV7(); err != nil {
			return fmt.Errorf("make the id of a subject: %w", err)
		}
		t.add(ids[i], p.known.sha, p.outcome)
		t.hits, t.opened = t.hits+p.counting, t.opened+len(p.open)
	}
	if err := s.writeRun(ctx, tx, run, st, why, began, t); err != nil {
		return err
	}
	tx.Audit(audit.Entry{Action: "screening.run", ObjectKind: domain.ObjectComplianceClient, ObjectID: client, After: map[string]any{"run": run,
		"trigger": why.trigger, "subjects": t.subjects, "hits": t.hits, "opened": t.opened, "digest": t.digest()}})
	for i, p := range plans {
		if err := s.writeSubject(ctx, tx, client, ids[i], run, p, st); err != nil {
			return err
		}
		if !p.changes() {
			continue
		}
		if err := s.writeResult(ctx, tx, client, ids[i], run, p, why.trigger); err != nil {
			return err
		}
	}
	return nil
}

// writeSubject keeps what a subject was compared with, and how that ended.
func (s *Service) writeSubject(ctx context.Context, tx *store.Tx, client, id, run uuid.UUID, p plan, st *state) error {
	var coverage *string
	if st != nil && !p.incomplete {
		coverage = &st.coverage
	}
	if p.before.row == nil {
		err := tx.ScreeningSubject.Create().SetID(id).SetCreatedAt(tx.Now).SetClientID(client).SetKind(p.known.kind).SetRefID(p.known.ref).
			SetSnapshot(p.known.snapshot).SetSnapshotSha(p.known.sha).SetNillableCoverage(coverage).SetOutcome(p.outcome).SetRunID(run).
			SetScreenedAt(tx.Now).Exec(ctx)
		if err != nil {
			return fmt.Errorf("write a subject: %w", err)
		}
		return nil
	}
	update := tx.ScreeningSubject.UpdateOneID(id).SetSnapshot(p.known.snapshot).SetSnapshotSha(p.known.sha).SetOutcome(p.outcome).SetRunID(run).
		SetScreenedAt(tx.Now)
	if coverage != nil {
		update.SetCoverage(*coverage)
	} else {
		update.ClearCoverage()
	}
	if err := update.Exec(ctx); err != nil {
		return fmt.Errorf("write a subject: %w", err)
	}
	return nil
}

// writeResult keeps what is something else than before, and tells of it.
func (s *Service) writeResult(ctx context.Context, tx *store.Tx, client, subject, run uuid.UUID, p plan, trigger domain.ScreeningTrigger) error {
	result, err := tx.ScreeningResult.Create().SetCreatedAt(tx.Now).SetRunID(run).SetSubjectID(subject).SetSnapshot(p.known.snapshot).
		SetSnapshotSha(p.known.sha).SetOutcome(p.outcome).SetTopScore(p.top).Save(ctx)
	if err != nil {
		return fmt.Errorf("write a result of screening: %w", err)
	}
	tx.Attest(attest.ScreeningResult, result.ID)
	if err := supersede(ctx, tx, p.over); err != nil {
		return err
	}
	if err := endPairs(ctx, tx, p.ended); err != nil {
		return err
	}
	for _, one := range p.open {
		if err := s.openHit(ctx, tx, client, result, p.known.kind, one); err != nil {
			return err
		}
	}
	former := p.former()
	if p.outcome == former || former == "" && p.outcome == domain.OutcomeNotChecked {
		return nil
	}
	return tx.EmitNext(ctx, event.Record{Kind: domain.EventScreened, Aggregate: lockOf(client), Facts: domain.ScreenedFacts{Subject: p.known.kind,
		Trigger: trigger, Outcome: p.outcome, Former: former, Waiting: p.waiting}})
}

func endPairs(ctx context.Context, tx *store.Tx, pairs []*ent.ClearedPair) error {
	for _, pair := range pairs {
		if err := tx.ClearedPair.UpdateOneID(pair.ID).SetEndedAt(tx.Now).Exec(ctx); err != nil {
			return fmt.Errorf("end a cleared pair: %w", err)
		}
	}
	return nil
}

// openHit keeps a hit for people to look at, and stops all business where that must not wait for them.
func (s *Service) openHit(ctx context.Context, tx *store.Tx, client uuid.UUID, result *ent.ScreeningResult, kind domain.ScreenedKind, one finding) error {
	explanation, err := explained(one)
	if err != nil {
		return err
	}
	hit, err := tx.ScreeningHit.Create().SetCreatedAt(tx.Now).SetResultID(result.ID).SetSubjectID(result.SubjectID).SetClientID(client).
		SetEntryID(one.row.ID).SetSource(domain.ListSource(one.hit.Entry.Source)).SetEntrySha(one.row.ContentSHA).SetSnapshotSha(result.SnapshotSha).
		SetScore(tenThousandths(one.hit.Score)).SetBand(domain.ScreeningBand(one.hit.Band)).SetExact(isExact(one)).SetExplanation(explanation).
		SetState(domain.HitOpen).SetDueAt(domain.HitDue(tx.Now)).Save(ctx)
	if err != nil {
		return fmt.Errorf("open a hit: %w", err)
	}
	tx.Attest(attest.ScreeningHit, hit.ID)
	if err := tx.EmitNext(ctx, event.Record{Kind: domain.EventHitOpened, Aggregate: lockOf(client), Facts: factsOf(hit, kind)}); err != nil {
		return err
	}
	if !domain.HitFreezes(hit.Source, hit.Band, hit.Exact) {
		return nil
	}
	return s.stop(ctx, tx, Ground{ClientID: client, HitID: hit.ID, Source: hit.Source})
}

// stop stops all business with a client, where somebody does that.
func (s *Service) stop(ctx context.Context, tx *store.Tx, ground Ground) error {
	if s.restrict == nil {
		return nil
	}
	return s.restrict(ctx, tx, ground)
}

func factsOf(hit *ent.ScreeningHit, kind domain.ScreenedKind) domain.HitFacts {
	return domain.HitFacts{HitID: hit.ID, Subject: kind, Source: hit.Source, Band: hit.Band, Exact: hit.Exact, State: hit.State}
}
