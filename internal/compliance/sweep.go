package compliance

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/screeningrun"
	"github.com/qoricash/qoricash/ent/screeningsubject"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/store"
)

// How many subjects one transaction covers, and how many clients without a subject are looked for at once.
const (
	subjectsAtOnce = 1_000
	clientsAtOnce  = 500
)

// claim is the name under which one instance at a time covers whole batches.
const claim = "screening"

// Run keeps the lists in memory true to the feed and compares whoever is due, until ctx ends. Every instance runs it.
func (s *Service) Run(ctx context.Context) {
	ctx = access.AsSystem(ctx)
	follow := s.options.Feed
	if follow == nil {
		s.loop.Run(ctx)
		return
	}
	following := make(chan struct{})
	go func() {
		defer close(following)
		follow.Follow(ctx, s.options.Logger, s.hear)
	}()
	s.loop.Run(ctx)
	<-following
}

// Work brings the active lists into memory and compares whoever is due.
func (s *Service) Work(ctx context.Context) error {
	_, err := s.ScreenDue(ctx)
	if errors.Is(err, errOutdated) {
		s.loop.Wake()
		return nil
	}
	return err
}

// ScreenDue compares everybody who was not compared with the lists as they are: those of a registration that could not, those of before there was
// screening, and all after another version of a list. It answers how many it covered. What an instance died over is due still.
func (s *Service) ScreenDue(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	if err := s.Refresh(ctx); err != nil {
		return 0, err
	}
	count, err := s.screenNew(ctx)
	if err != nil {
		return count, err
	}
	st := s.current.Load()
	stale, err := s.lists.StaleIn(ctx, s.store.Read())
	if err != nil {
		return count, err
	}
	covered, err := s.sweep(ctx, sweeping{st: st, due: dueFor(st, len(stale) > 0), why: asked{trigger: domain.ScreeningOnDelta, again: true}})
	return count + covered, err
}

// dueFor is who was not compared with the lists as they are. While a mandatory list is stale, who waits for it alone is not compared again.
func dueFor(st *state, stale bool) predicate.ScreeningSubject {
	other := screeningsubject.CoverageNEQ(st.coverage)
	never := screeningsubject.CoverageIsNil()
	if stale {
		never = screeningsubject.And(never, screeningsubject.HasRunWith(screeningrun.CoverageIsNil()))
	}
	return screeningsubject.And(screeningsubject.RetiredAtIsNil(), screeningsubject.Or(other, never))
}

// screenNew compares clients that nobody compared yet.
func (s *Service) screenNew(ctx context.Context) (int, error) {
	count, after := 0, uuid.Nil
	for {
		ids, err := s.store.Read().Customer.Query().Where(customer.IDGT(after),
			customer.Not(customer.HasScreeningSubjectsWith(screeningsubject.KindEQ(domain.ScreenedClient)))).Order(customer.ByID()).Limit(clientsAtOnce).IDs(ctx)
		if err != nil {
			return count, fmt.Errorf("find clients that nobody screened: %w", err)
		}
		for _, id := range ids {
			if err := s.screenClient(ctx, id, asked{trigger: domain.ScreeningOnPending}); err != nil {
				return count, err
			}
			after = id
			count++
		}
		if len(ids) < clientsAtOnce {
			return count, nil
		}
	}
}

// screenClient compares the file of a client in a command of its own.
func (s *Service) screenClient(ctx context.Context, client uuid.UUID, why asked) error {
	command := store.Command{Action: "screening.run", Locks: []event.Aggregate{lockOf(client)}}
	_, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		if st := s.current.Load(); st != nil {
			if err := s.newest(ctx, tx, st); err != nil {
				return err
			}
		}
		return s.screen(ctx, tx, client, why)
	})
	if err != nil {
		return fmt.Errorf("screen client %s: %w", client, err)
	}
	return nil
}

// sweeping is a passage over subjects, in the order of their ids.
type sweeping struct {
	st  *state
	due predicate.ScreeningSubject
	why asked
	// whole reads again what the house knows of each.
	whole bool
	after uuid.UUID
}

// batch is what one transaction of a passage came to.
type batch struct {
	// read are how many subjects it looked at, last the last of them; covered of them say nothing new.
	read, covered int
	last          uuid.UUID
	// files are the clients whose files say something new, with whether nobody expected it.
	files map[uuid.UUID]bool
	order []uuid.UUID
}

func (b *batch) changed(client uuid.UUID, unexpected bool) {
	if _, there := b.files[client]; !there {
		b.order = append(b.order, client)
	}
	b.files[client] = b.files[client] || unexpected
}

// sweep covers all that are due: of whom nothing new is said in bulk, the others one file after the other.
func (s *Service) sweep(ctx context.Context, over sweeping) (int, error) {
	count := 0
	for {
		// Nobody due is nothing to write down.
		due, err := s.store.Read().ScreeningSubject.Query().Where(over.due, screeningsubject.IDGT(over.after)).Exist(ctx)
		if err != nil || !due {
			return count, wrap("find who is due", err)
		}
		done, err := s.sweepBatch(ctx, over)
		if err != nil || done.read == 0 {
			return count, err
		}
		for _, client := range done.order {
			why := over.why
			why.unexpected = done.files[client]
			if err := s.screenClient(ctx, client, why); err != nil {
				return count, err
			}
		}
		count += done.read
		over.after = done.last
	}
}

// sweepBatch is one transaction: it covers those of whom nothing new is said. It takes no lock that commands about clients take, and leaves to the
// next time whom such a command holds.
func (s *Service) sweepBatch(ctx context.Context, over sweeping) (batch, error) {
	command := store.Command{Action: "screening.sweep"}
	done, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (batch, error) {
		done := batch{files: map[uuid.UUID]bool{}}
		if ok, err := (event.Consumer{Name: claim}).Claim(ctx, tx); err != nil || !ok {
			return done, err
		}
		if err := s.newest(ctx, tx, over.st); err != nil {
			return done, err
		}
		rows, err := tx.ScreeningSubject.Query().Where(over.due, screeningsubject.IDGT(over.after), heldBack).Order(screeningsubject.ByID()).
			Limit(subjectsAtOnce).All(ctx)
		if err != nil || len(rows) == 0 {
			return done, wrap("read who is due", err)
		}
		done.read, done.last = len(rows), rows[len(rows)-1].ID
		return done, s.coverAll(ctx, tx, over, rows, &done)
	})
	return done, err
}

// errOutdated tells that a version of a list became active which this instance has not read yet: it goes on with that one.
var errOutdated = errors.New("another version of a list became active meanwhile")

// newest refuses to compare everybody with lists that are over: what an instance with the new ones said would be taken back.
func (s *Service) newest(ctx context.Context, tx *store.Tx, st *state) error {
	active, err := s.lists.ActiveIn(ctx, tx.Client())
	if err == nil && !maps.Equal(active, st.versions) {
		err = errOutdated
	}
	return err
}

// heldBack keeps rows as they were read, and leaves out those that somebody changes.
func heldBack(selector *sql.Selector) { selector.ForUpdate(sql.WithLockAction(sql.SkipLocked)) }

// coverAll finds of whom something new is said, and covers the others.
func (s *Service) coverAll(ctx context.Context, tx *store.Tx, over sweeping, rows []*ent.ScreeningSubject, done *batch) error {
	began := s.store.Clock().Now()
	news, err := s.news(ctx, tx, over, rows)
	if err != nil {
		return err
	}
	t, covered := newTally(), make([]uuid.UUID, 0, len(rows))
	for _, row := range rows {
		if news[row.ID] {
			done.changed(row.ClientID, over.whole && over.st.covers(row))
			continue
		}
		t.add(row.ID, row.SnapshotSha, row.Outcome)
		covered = append(covered, row.ID)
	}
	if done.covered = len(covered); done.covered == 0 {
		return nil
	}
	run, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make the id of a run: %w", err)
	}
	if err := s.writeRun(ctx, tx, run, over.st, over.why, began, t); err != nil {
		return err
	}
	tx.Audit(audit.Entry{Action: "screening.run", ObjectKind: domain.ObjectHouse, After: map[string]any{"run": run, "trigger": over.why.trigger,
		"subjects": t.subjects, "digest": t.digest()}})
	return wrap("cover subjects", tx.ScreeningSubject.Update().Where(screeningsubject.IDIn(covered...)).SetCoverage(over.st.coverage).SetRunID(run).
		SetScreenedAt(tx.Now).Exec(ctx))
}

// news tells of which subjects the lists say something that is not stored.
func (s *Service) news(ctx context.Context, tx *store.Tx, over sweeping, rows []*ent.ScreeningSubject) (map[uuid.UUID]bool, error) {
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	stored, err := standingOf(ctx, tx.Client(), screeningsubject.IDIn(ids...))
	if err != nil {
		return nil, err
	}
	news := map[uuid.UUID]bool{}
	if over.whole {
		if news, err = staleFiles(ctx, tx.Client(), rows); err != nil {
			return nil, err
		}
	}
	differences := map[string]map[uuid.UUID]bool{}
	for _, row := range rows {
		if news[row.ID] {
			continue
		}
		if row.Coverage == nil {
			news[row.ID] = true
			continue
		}
		before := stored[row.RefID]
		touched, known := differences[*row.Coverage]
		if !known && !over.whole {
			if touched, err = over.st.touched(s.engine, *row.Coverage, rows); err != nil {
				return nil, err
			}
			differences[*row.Coverage] = touched
		}
		if touched != nil {
			news[row.ID] = touched[row.ID] || over.st.outdates(before)
			continue
		}
		of, err := knownOfRow(row)
		if err != nil {
			return nil, err
		}
		news[row.ID] = planOf(of, before, over.st.look(of.subject), false, tx.Now).changes()
	}
	return news, nil
}

// outdates tells whether a hit that waits is of a content that stands in no active version.
func (st *state) outdates(before standing) bool {
	return slices.ContainsFunc(before.hits, func(hit *ent.ScreeningHit) bool { return hit.State.Waits() && !st.standing[hit.EntryID] })
}

// touched answers which subjects with a coverage the entries may be that changed since; nil where nobody remembers what stood then.
func (st *state) touched(engine *screening.Engine, coverage string, rows []*ent.ScreeningSubject) (map[uuid.UUID]bool, error) {
	changed, remembered := st.changedSince(coverage)
	if !remembered {
		return nil, nil
	}
	var subjects []screening.Subject
	for i, row := range rows {
		if row.Coverage == nil || *row.Coverage != coverage {
			continue
		}
		subject, err := subjectOf(row.Snapshot)
		if err != nil {
			return nil, err
		}
		kinds := []screening.EntityKind{subject.Kind}
		if subject.Kind == "" { // as a search does: as a person, and as a company
			kinds = []screening.EntityKind{screening.Person, screening.Company}
		}
		for _, kind := range kinds {
			subject.Kind, subject.ID = kind, strconv.Itoa(i)
			subjects = append(subjects, subject)
		}
	}
	touched, index := map[uuid.UUID]bool{}, engine.IndexSubjects(subjects)
	for _, entry := range changed {
		for _, hit := range index.Search(entry) {
			at, err := strconv.Atoi(hit.Subject.ID)
			if err != nil {
				return nil, fmt.Errorf("read the place of a subject: %w", err)
			}
			touched[rows[at].ID] = true
		}
	}
	return touched, nil
}

// knownOfRow is a subject as it was compared last.
func knownOfRow(row *ent.ScreeningSubject) (known, error) {
	subject, err := subjectOf(row.Snapshot)
	return known{kind: row.Kind, ref: row.RefID, subject: subject, snapshot: row.Snapshot, sha: row.SnapshotSha}, err
}

// staleFiles tells of which subjects the house knows something else than was compared, or knows somebody besides.
func staleFiles(ctx context.Context, from *ent.Client, rows []*ent.ScreeningSubject) (map[uuid.UUID]bool, error) {
	var clients []uuid.UUID
	for _, row := range rows {
		clients = append(clients, row.ClientID)
	}
	slices.SortFunc(clients, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	clients = slices.Compact(clients)
	files, err := filesOf(ctx, from, clients...)
	if err != nil {
		return nil, err
	}
	all, err := from.ScreeningSubject.Query().Where(screeningsubject.ClientIDIn(clients...), screeningsubject.RetiredAtIsNil()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read subjects: %w", err)
	}
	compared := map[uuid.UUID]string{}
	for _, row := range all {
		compared[row.RefID] = row.SnapshotSha
	}
	news := map[uuid.UUID]bool{}
	for _, row := range rows {
		at := slices.IndexFunc(files[row.ClientID], func(of known) bool { return of.ref == row.RefID })
		news[row.ID] = at < 0 || files[row.ClientID][at].sha != row.SnapshotSha ||
			slices.ContainsFunc(files[row.ClientID], func(of known) bool { return compared[of.ref] == "" })
	}
	return news, nil
}

// ScreenAll compares everybody with all lists again, whatever is stored of them, and answers how many it covered and of how many it found what
// nobody had found before: that is a fault of the program. For the nightly job.
func (s *Service) ScreenAll(ctx context.Context) (covered, unexpected int, err error) {
	ctx = access.AsSystem(ctx)
	if _, err := s.ScreenDue(ctx); err != nil {
		return 0, 0, err
	}
	began := s.store.Clock().Now()
	covered, err = s.sweep(ctx, sweeping{st: s.current.Load(), due: screeningsubject.RetiredAtIsNil(), whole: true,
		why: asked{trigger: domain.ScreeningOnFull, again: true}})
	if err != nil {
		return covered, 0, err
	}
	unexpected, err = s.unexpectedSince(ctx, began)
	return covered, unexpected, err
}

func (s *Service) unexpectedSince(ctx context.Context, began time.Time) (int, error) {
	count, err := s.store.Read().ScreeningRun.Query().Where(screeningrun.TriggerEQ(domain.ScreeningOnFull), screeningrun.CreatedAtGTE(began),
		screeningrun.UnexpectedGT(0)).Count(ctx)
	return count, wrap("count what nobody expected", err)
}

func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
