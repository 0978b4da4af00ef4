package domain_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

// The suite of faults of compliance.md 7.2: each is found, whatever else is right.
func TestEachFaultOfAListIsFound(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	published := now.AddDate(0, 0, -2)
	active := domain.ListContent{SHA256: "a", PublishedAt: published, Rows: 1_000, Entries: 1_000}
	good := domain.ListContent{SHA256: "b", PublishedAt: published.AddDate(0, 0, 1), Rows: 1_003, Entries: 1_003}
	rule, _ := domain.ListRuleOf(domain.ListUN)
	if fault := rule.Refresh(&active, good, now); fault != "" {
		t.Fatalf("a good version is refused: %s", fault)
	}
	changed := func(change func(*domain.ListContent)) domain.ListContent {
		arrived := good
		change(&arrived)
		return arrived
	}
	suite := map[domain.ListFault]domain.ListContent{
		domain.ListEmpty:           changed(func(c *domain.ListContent) { c.Rows, c.Entries = 0, 0 }),
		domain.ListTooFewRows:      changed(func(c *domain.ListContent) { c.Rows, c.Entries = 499, 499 }),
		domain.ListShrunk:          changed(func(c *domain.ListContent) { c.Rows, c.Entries = 899, 899 }),
		domain.ListDuplicateIDs:    changed(func(c *domain.ListContent) { c.Duplicates = 1 }),
		domain.ListBadRows:         changed(func(c *domain.ListContent) { c.BadRows = 6 }),
		domain.ListFutureDate:      changed(func(c *domain.ListContent) { c.PublishedAt = now.AddDate(0, 0, 2) }),
		domain.ListOlderDate:       changed(func(c *domain.ListContent) { c.PublishedAt = published.Add(-time.Second) }),
		domain.ListSameHashNewDate: changed(func(c *domain.ListContent) { c.SHA256 = active.SHA256 }),
	}
	for _, unreadable := range []domain.ListFault{domain.ListMalformed, domain.ListTruncated, domain.ListWrongFormat, domain.ListHTMLPage,
		domain.ListUnknownColumns, domain.ListUnreachable} {
		suite[unreadable] = domain.ListContent{Unreadable: unreadable}
	}
	for _, row := range domain.ListFaults() {
		arrived, tried := suite[row.Fault]
		if !tried || row.Message == "" {
			t.Errorf("%s is not in the suite, or says nothing", row.Fault)
		}
		if found := rule.Refresh(&active, arrived, now); found != row.Fault {
			t.Errorf("%s is taken for %q", row.Fault, found)
		}
	}
	for name, arrived := range map[string]domain.ListContent{
		"a tenth gone":       changed(func(c *domain.ListContent) { c.Rows, c.Entries = 900, 900 }),
		"five of a thousand": changed(func(c *domain.ListContent) { c.BadRows = 5 }),
		"without a date":     changed(func(c *domain.ListContent) { c.PublishedAt = time.Time{} }),
		"of the same day":    changed(func(c *domain.ListContent) { c.PublishedAt = published }),
	} {
		if fault := rule.Refresh(&active, arrived, now); fault != "" {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// Nothing that passes the guard has lost more than a tenth of the list before it.
func TestNoListThatPassesLostMoreThanATenth(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		rule := rapid.SampledFrom(domain.ListRules()).Draw(t, "rule")
		active := domain.ListContent{SHA256: "a", Entries: rapid.IntRange(1, 30_000).Draw(t, "active")}
		arrived := domain.ListContent{SHA256: "b", Entries: rapid.IntRange(0, 30_000).Draw(t, "arrived")}
		arrived.Rows = arrived.Entries
		passed := rule.Refresh(&active, arrived, now) == ""
		if within := arrived.Entries*10 >= active.Entries*9 && arrived.Entries >= rule.MinRows; passed != within {
			t.Fatalf("%d after %d passes: %t", arrived.Entries, active.Entries, passed)
		}
	})
}

func TestStaleMandatoryListsAreNamed(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	fresh := domain.ListFreshness{Source: domain.ListUN, CheckedAt: now.Add(-24 * time.Hour)}
	for name, example := range map[string]struct {
		lists []domain.ListFreshness
		want  []domain.ListSource
	}{
		"none was ever loaded": {nil, []domain.ListSource{domain.ListOFAC, domain.ListUN}},
		"one was never seen":   {[]domain.ListFreshness{fresh, {Source: domain.ListOFAC}}, []domain.ListSource{domain.ListOFAC}},
		"one is a day and a second old": {[]domain.ListFreshness{fresh, {Source: domain.ListOFAC, CheckedAt: now.Add(-24*time.Hour - time.Second)}},
			[]domain.ListSource{domain.ListOFAC}},
		"both are fresh, others do not count": {[]domain.ListFreshness{fresh, {Source: domain.ListOFAC, CheckedAt: now}}, nil},
	} {
		if got := domain.StaleLists(example.lists, 24*time.Hour, now); !slices.Equal(got, example.want) {
			t.Errorf("%s: %v, want %v", name, got, example.want)
		}
	}
}
