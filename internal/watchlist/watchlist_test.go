package watchlist_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qoricash/qoricash/ent/listentry"
	"github.com/qoricash/qoricash/ent/listversion"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/watchlist"
)

func system(t *testing.T) context.Context {
	t.Helper()
	return access.AsSystem(t.Context())
}

// people is a list of exposed people, one row each: id and name.
func people(rows ...string) watchlist.Arrival {
	content := "id;nombre\n" + strings.Join(rows, "\n") + "\n"
	return watchlist.Arrival{Source: domain.ListPEP, Origin: "pep.csv", Files: []watchlist.File{{Name: "pep.csv", Content: []byte(content)}}}
}

// many are rows from a number on.
func many(from, count int) []string {
	rows := make([]string, count)
	for i := range rows {
		rows[i] = fmt.Sprintf("P-%d;Persona %d", from+i, from+i)
	}
	return rows
}

func load(t *testing.T, lists *watchlist.Service, arrival watchlist.Arrival) watchlist.Loaded {
	t.Helper()
	loaded, err := lists.Load(system(t), arrival)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func told(t *testing.T, kit *testkit.Kit) []string {
	t.Helper()
	return testkit.Texts(t, kit.DB, `SELECT kind FROM events WHERE aggregate = 'list' ORDER BY id`)
}

func TestAListBecomesActiveAndTheNextSaysWhatItChanges(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	first := load(t, kit.Watchlist, people("1;Ana Quispe", "2;Luis Mamani", "3;Rosa Flores"))
	if first.Status != domain.ListActive || first.Added != 3 || first.Entries != 3 {
		t.Fatalf("the first is %+v", first)
	}
	kit.Clock.Advance(time.Hour)
	second := load(t, kit.Watchlist, people("1;Ana Quispe", "2;Luis Alberto Mamani", "4;Juan Huamán"))
	if second.Added != 1 || second.Changed != 1 || second.Removed != 1 || second.Status != domain.ListActive {
		t.Fatalf("the second is %+v", second)
	}
	versions := kit.Store.Read().ListVersion.Query().Order(listversion.ByID()).AllX(system(t))
	if len(versions) != 2 || versions[0].Status != domain.ListSuperseded || versions[1].Status != domain.ListActive || versions[1].Changed != 1 {
		t.Errorf("the versions are %v", versions)
	}
	// Every content that an entry had is there, with the versions from which and up to which it stood.
	rows := kit.Store.Read().ListEntry.Query().Where(listentry.ExternalID("2")).Order(listentry.ByID()).AllX(system(t))
	if len(rows) != 2 || rows[0].LastVersion == nil || *rows[0].LastVersion != first.VersionID || rows[1].FirstVersion != second.VersionID ||
		rows[1].LastVersion != nil || rows[0].ContentSha == rows[1].ContentSha {
		t.Errorf("the contents of 2 are %v", rows)
	}
	if gone := kit.Store.Read().ListEntry.Query().Where(listentry.ExternalID("3")).OnlyX(system(t)); gone.LastVersion == nil {
		t.Error("3 still stands in the list")
	}
	if got := told(t, kit); !slices.Equal(got, []string{"LIST_ACTIVATED", "LIST_ACTIVATED"}) {
		t.Errorf("told %v", got)
	}
}

func TestTheSameListOnceMoreIsSeenAndChangesNothing(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	load(t, kit.Watchlist, people("1;Ana"))
	kit.Clock.Advance(time.Hour)
	if again := load(t, kit.Watchlist, people("1;Ana")); !again.Unchanged {
		t.Errorf("again it is %+v", again)
	}
	state := kit.Store.Read().ListState.Query().OnlyX(system(t))
	if !state.CheckedAt.Equal(kit.Clock.Now()) || len(told(t, kit)) != 1 || kit.Store.Read().ListVersion.Query().CountX(system(t)) != 1 {
		t.Errorf("the state is %v, told %v", state, told(t, kit))
	}
}

// Two instances that fetch the same bytes at once make one version.
func TestTwoInstancesActivateAVersionOnce(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	other := kit.Instance(t)
	var all sync.WaitGroup
	results := make([]watchlist.Loaded, 8)
	for i := range results {
		lists := []*watchlist.Service{kit.Watchlist, other.Watchlist}[i%2]
		all.Go(func() {
			loaded, err := lists.Load(system(t), people(many(1, 200)...))
			if err != nil {
				t.Error(err)
			}
			results[i] = loaded
		})
	}
	all.Wait()
	active := 0
	for _, loaded := range results {
		if loaded.Status == domain.ListActive {
			active++
		} else if !loaded.Unchanged {
			t.Errorf("one is %+v", loaded)
		}
	}
	if active != 1 || kit.Store.Read().ListVersion.Query().CountX(system(t)) != 1 || kit.Store.Read().ListEntry.Query().CountX(system(t)) != 200 {
		t.Errorf("%d became active", active)
	}
}

func TestAFaultyListLeavesTheActiveOneAndIsToldOnce(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	load(t, kit.Watchlist, people(many(1, 20)...))
	for name, arrival := range map[domain.ListFault]watchlist.Arrival{
		domain.ListHTMLPage:       {Source: domain.ListPEP, Files: []watchlist.File{{Content: []byte("<html>Sign in</html>")}}},
		domain.ListMalformed:      {Source: domain.ListPEP, Files: []watchlist.File{{Content: []byte("id;nombre\n1;\"A\"na\n")}}},
		domain.ListWrongFormat:    {Source: domain.ListPEP, Files: []watchlist.File{{Content: []byte("Last Updated,14/11/2022\n")}}},
		domain.ListUnknownColumns: {Source: domain.ListPEP, Files: []watchlist.File{{Content: []byte("id;nombre;dni\n1;Ana;07552116\n")}}},
		domain.ListTruncated:      people("1;Ana", "2"),
		domain.ListEmpty:          people(),
		domain.ListDuplicateIDs:   people(append(many(1, 20), "P-1;Otra")...),
		domain.ListBadRows:        people(append(many(1, 20), ";Sin id")...),
	} {
		for again := range 2 {
			loaded := load(t, kit.Watchlist, arrival)
			if loaded.Fault != name || loaded.Status != domain.ListRejected || loaded.Known != (again > 0) || loaded.Detail == "" {
				t.Errorf("%s for the %d. time is %+v", name, again+1, loaded)
			}
		}
	}
	active := kit.Store.Read().ListVersion.Query().Where(listversion.StatusEQ(domain.ListActive)).OnlyX(system(t))
	standing := kit.Store.Read().ListEntry.Query().Where(listentry.LastVersionIsNil()).CountX(system(t))
	if active.Entries != 20 || standing != 20 {
		t.Errorf("the active version is %v, with %d entries", active, standing)
	}
	if got := told(t, kit); len(got) != 9 || got[8] != "LIST_REJECTED" {
		t.Errorf("told %v", got)
	}
}

func TestAListThatShrankWaitsForAPerson(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	load(t, kit.Watchlist, people(many(1, 20)...))
	staged := load(t, kit.Watchlist, people(many(1, 17)...))
	if staged.Fault != domain.ListShrunk || staged.Status != domain.ListStaged || !strings.Contains(staged.Detail, "17") {
		t.Fatalf("it is %+v", staged)
	}
	if again := load(t, kit.Watchlist, people(many(1, 17)...)); !again.Known {
		t.Errorf("the next hour it is %+v", again)
	}
	activated, err := kit.Watchlist.Activate(system(t), staged.VersionID)
	if err != nil || activated.Removed != 3 || activated.Status != domain.ListActive {
		t.Fatalf("activated: %+v, %v", activated, err)
	}
	if _, err := kit.Watchlist.Activate(system(t), staged.VersionID); domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
		t.Errorf("activated twice: %v", err)
	}
	if again := load(t, kit.Watchlist, people(many(1, 17)...)); !again.Unchanged {
		t.Errorf("then it is %+v", again)
	}
	if waiting := kit.Store.Read().ListStaging.Query().CountX(system(t)); waiting != 0 {
		t.Errorf("%d still wait", waiting)
	}
}

func TestWhatWaitsIsOverOnceAnotherVersionIsActive(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	load(t, kit.Watchlist, people(many(1, 20)...))
	staged := load(t, kit.Watchlist, people(many(1, 10)...))
	load(t, kit.Watchlist, people(many(1, 21)...))
	if _, err := kit.Watchlist.Activate(system(t), staged.VersionID); domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
		t.Errorf("activated: %v", err)
	}
	if got := kit.Store.Read().ListVersion.GetX(system(t), staged.VersionID); got.Status != domain.ListRejected {
		t.Errorf("it is %s", got.Status)
	}
}

func TestOnlyTheHouseItselfLoadsAndReads(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	loaded := load(t, kit.Watchlist, people("1;Ana"))
	for _, caller := range []testkit.Caller{testkit.Master, testkit.Trader, testkit.Client} {
		ctx := kit.As(t, caller)
		_, errLoad := kit.Watchlist.Load(ctx, people("2;Luis"))
		_, errActivate := kit.Watchlist.Activate(ctx, loaded.VersionID)
		_, errStates := kit.Watchlist.States(ctx)
		for what, err := range map[string]error{"load": errLoad, "activate": errActivate, "read": errStates} {
			if domain.CodeOf(err) != domain.CodeForbidden {
				t.Errorf("%v may %s: %v", caller, what, err)
			}
		}
	}
}

// The database keeps what arrived whatever the program does.
func TestTheDatabaseKeepsWhatArrived(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	first := load(t, kit.Watchlist, people("1;Ana", "2;Luis"))
	second := load(t, kit.Watchlist, people("1;Ana María", "2;Luis"))
	for _, statement := range []string{
		`DELETE FROM list_versions`, `DELETE FROM list_entries`, `DELETE FROM list_states`, `TRUNCATE list_entries`,
		`UPDATE list_entries SET payload = '{}'`, `UPDATE list_entries SET content_sha = repeat('0', 64)`,
		`UPDATE list_entries SET last_version = NULL`, `UPDATE list_entries SET last_version = first_version`,
		`UPDATE list_versions SET sha256 = 'x'`, `UPDATE list_versions SET status = 'ACTIVE' WHERE status = 'SUPERSEDED'`,
		`UPDATE list_versions SET status = 'REJECTED' WHERE status = 'ACTIVE'`, `UPDATE list_versions SET added = 7`,
		`UPDATE list_states SET active_id = '` + first.VersionID.String() + `'`,
	} {
		if _, err := kit.DB.App.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("passes: %s", statement)
		}
	}
	if got := kit.Store.Read().ListState.Query().OnlyX(system(t)); *got.ActiveID != second.VersionID {
		t.Errorf("the active version is %s", got.ActiveID)
	}
}

// publisher serves lists, or fails.
type publisher struct {
	files map[domain.ListSource][]watchlist.File
	err   error
}

func (p *publisher) Fetch(_ context.Context, source domain.ListSource) (watchlist.Arrival, error) {
	if p.err != nil {
		return watchlist.Arrival{}, p.err
	}
	files := p.files[source]
	if files == nil {
		return watchlist.Arrival{}, watchlist.ErrNoAddress
	}
	return watchlist.Arrival{Source: source, Files: files, Origin: "publisher"}, nil
}

// unitedNations is a list of the United Nations with as many entries as one has at least, generated at an instant.
func unitedNations(at time.Time, count int) []watchlist.File {
	var b strings.Builder
	fmt.Fprintf(&b, "<CONSOLIDATED_LIST dateGenerated=%q><INDIVIDUALS>", at.Format(time.RFC3339Nano))
	for i := range count {
		fmt.Fprintf(&b, "<INDIVIDUAL><DATAID>%d</DATAID><FIRST_NAME>PERSON</FIRST_NAME><SECOND_NAME>%d</SECOND_NAME></INDIVIDUAL>", i, i)
	}
	b.WriteString("</INDIVIDUALS></CONSOLIDATED_LIST>")
	return []watchlist.File{{Name: "un.xml", Content: []byte(b.String())}}
}

func TestMandatoryListsThatNobodySeesForADayAreToldStaleOnce(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	from := &publisher{files: map[domain.ListSource][]watchlist.File{domain.ListUN: unitedNations(kit.Clock.Now(), 600)}}
	lists := watchlist.New(kit.Store, watchlist.Options{Publisher: from})
	stale := func() []domain.ListSource {
		sources, err := lists.StaleIn(system(t), kit.Store.Read())
		if err != nil {
			t.Fatal(err)
		}
		return sources
	}
	if got := stale(); !slices.Equal(got, []domain.ListSource{domain.ListOFAC, domain.ListUN}) {
		t.Fatalf("at first %v are stale", got)
	}
	if _, err := lists.RefreshPublished(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := stale(); !slices.Equal(got, []domain.ListSource{domain.ListOFAC}) {
		t.Fatalf("then %v are stale", got)
	}
	from.err = errors.New("the network is away")
	kit.Clock.Advance(24*time.Hour + time.Minute)
	for range 3 {
		if _, err := lists.RefreshPublished(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := stale(); len(got) != 2 {
		t.Errorf("a day later %v are stale", got)
	}
	got := told(t, kit)
	slices.Sort(got)
	want := []string{"LIST_ACTIVATED", "LIST_REJECTED", "LIST_REJECTED", "LIST_REJECTED", "LIST_REJECTED", "LIST_STALE", "LIST_STALE"}
	if !slices.Equal(got, want) {
		t.Errorf("told %v", got)
	}
	from.err = nil
	if _, err := lists.RefreshPublished(t.Context()); err != nil || !slices.Equal(stale(), []domain.ListSource{domain.ListOFAC}) {
		t.Errorf("fetched again: %v, stale %v", err, stale())
	}
}

func TestAnOlderAndAFutureListAreRefused(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	now := kit.Clock.Now()
	un := func(at time.Time, count int) watchlist.Arrival {
		return watchlist.Arrival{Source: domain.ListUN, Origin: "test", Files: unitedNations(at, count)}
	}
	load(t, kit.Watchlist, un(now, 600))
	for name, c := range map[domain.ListFault]watchlist.Arrival{
		domain.ListOlderDate: un(now.Add(-time.Hour), 601), domain.ListFutureDate: un(now.Add(48*time.Hour), 601), domain.ListTooFewRows: un(now.Add(time.Hour), 499),
	} {
		if loaded := load(t, kit.Watchlist, c); loaded.Fault != name {
			t.Errorf("%s is %+v", name, loaded)
		}
	}
	// The same bytes under a newer date of the transfer: somebody serves an old list as a new one.
	pep := people("1;Ana")
	pep.PublishedAt = now
	load(t, kit.Watchlist, pep)
	pep.PublishedAt = now.Add(time.Hour)
	if loaded := load(t, kit.Watchlist, pep); loaded.Fault != domain.ListSameHashNewDate {
		t.Errorf("it is %+v", loaded)
	}
}

func TestTheEntriesInMemoryFollowTheFeed(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	other := kit.Instance(t)
	load(t, kit.Watchlist, people("1;Ana", "2;Luis"))
	held, err := other.Watchlist.Entries(system(t))
	if err != nil || len(held.Entries) != 2 || held.Entries[0].Names[0].Text != "Ana" {
		t.Fatalf("held %v, %v", held, err)
	}
	watcher := other.Feed.Watch()
	load(t, kit.Watchlist, people("1;Ana", "2;Luis", "3;Rosa"))
	for len(held.Entries) != 3 {
		other.Feed.Wake()
		batch, err := watcher.Next(t.Context())
		if err == nil {
			err = other.Watchlist.Follow(t.Context(), batch)
		}
		if err == nil {
			held, err = other.Watchlist.Entries(system(t))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if held.Entries[2].Source != "PEP" || len(held.Versions) != 1 {
		t.Errorf("held %v", held)
	}
}

// The excerpt of the list of OFAC has fewer entries than the whole: it waits, and activated it is there with its numbers.
func TestOFACArrivesAsFourFiles(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	arrival := watchlist.Arrival{Source: domain.ListOFAC, Origin: "excerpt"}
	for _, name := range watchlist.FilesOf(domain.ListOFAC) {
		content, err := os.ReadFile(filepath.Join("..", "screening", "lists", "testdata", "ofac", name))
		if err != nil {
			t.Fatal(err)
		}
		arrival.Files = append(arrival.Files, watchlist.File{Name: name, Content: content})
	}
	staged := load(t, kit.Watchlist, arrival)
	if staged.Fault != domain.ListTooFewRows || staged.Status != domain.ListStaged {
		t.Fatalf("it is %+v", staged)
	}
	if _, err := kit.Watchlist.Activate(system(t), staged.VersionID); err != nil {
		t.Fatal(err)
	}
	held, err := kit.Watchlist.Entries(system(t))
	if err != nil || len(held.Entries) != staged.Entries {
		t.Fatalf("held %d, %v", len(held.Entries), err)
	}
	row := kit.Store.Read().ListEntry.Query().Where(listentry.ExternalID("8243")).OnlyX(system(t))
	if !strings.Contains(string(row.Payload), "07552116") {
		t.Errorf("the payload is %s", row.Payload)
	}
}
