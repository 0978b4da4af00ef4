package compliance

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/watchlist"
)

// finding is an entry that a subject may be.
type finding struct {
	row watchlist.Row
	hit screening.Hit
}

// look is what the lists say of somebody.
type look struct {
	found []finding
	// top is the highest score, in ten-thousandths.
	top int
	// blind tells that no list was in memory, compared that there were lists and that the name could be read.
	blind, compared bool
}

// look searches the lists for somebody; st is nil where none are in memory.
func (st *state) look(subject screening.Subject) look {
	if st == nil {
		return look{blind: true}
	}
	result := st.index.Search(subject)
	seen := look{top: tenThousandths(result.TopScore), compared: result.Outcome != screening.OutcomeNotComparable}
	for _, hit := range result.Hits {
		seen.found = append(seen.found, finding{row: st.rows[referenceOf(hit.Entry)], hit: hit})
	}
	return seen
}

func tenThousandths(score float64) int { return int(math.Round(score * 1e4)) }

// standing is what is stored of a subject: its row, the hits that count and the pairs that two people cleared.
type standing struct {
	row   *ent.ScreeningSubject
	hits  []*ent.ScreeningHit
	pairs []*ent.ClearedPair
}

// plan is what a comparison changes of a subject.
type plan struct {
	known   known
	before  standing
	top     int
	outcome domain.ScreeningOutcome
	// open are the hits to open, over those that nothing says any more, ended the pairs of which a side changed.
	open  []finding
	over  []*ent.ScreeningHit
	ended []*ent.ClearedPair
	// waiting and counting are how many hits wait for people, and count, afterwards.
	waiting, counting int
	// incomplete tells that a mandatory list was stale for somebody new: it is compared again.
	incomplete bool
}

// planOf compares what the lists say of somebody with what is stored.
func planOf(of known, before standing, seen look, stale bool, now time.Time) plan {
	p := plan{known: of, before: before, top: seen.top}
	p.incomplete = stale && (before.row == nil || before.row.Coverage == nil || before.row.SnapshotSha != of.sha)
	kept, exact := map[uuid.UUID]bool{}, false
	for _, one := range seen.found {
		if at := slices.IndexFunc(before.hits, func(hit *ent.ScreeningHit) bool { return hit.EntryID == one.row.ID && hit.SnapshotSha == of.sha }); at >= 0 {
			kept[before.hits[at].ID] = true
		} else if !slices.ContainsFunc(before.pairs, func(pair *ent.ClearedPair) bool { return clears(pair, one, of.sha, now) }) {
			p.open = append(p.open, one)
			exact = exact || isExact(one)
		}
	}
	p.waiting = len(p.open)
	for _, hit := range before.hits {
		switch {
		case hit.State == domain.HitTrueMatch:
		case kept[hit.ID], seen.blind:
			p.waiting++
		default:
			p.over = append(p.over, hit)
			continue
		}
		p.counting++
		exact = exact || hit.Exact
	}
	p.counting += len(p.open)
	for _, pair := range before.pairs {
		if pair.SnapshotSha != of.sha {
			p.ended = append(p.ended, pair)
		}
	}
	p.outcome = outcomeOf(p.counting, exact, seen.compared && !p.incomplete)
	return p
}

func outcomeOf(counting int, exact, compared bool) domain.ScreeningOutcome {
	switch {
	case exact:
		return domain.OutcomeExact
	case counting > 0:
		return domain.OutcomeReview
	case compared:
		return domain.OutcomeClear
	}
	return domain.OutcomeNotChecked
}

// clears tells whether two people said that somebody is not an entry, of what both say now.
func clears(pair *ent.ClearedPair, one finding, snapshot string, now time.Time) bool {
	return pair.Source == domain.ListSource(one.hit.Entry.Source) && pair.ExternalID == one.hit.Entry.ID && pair.EntrySha == one.row.ContentSHA &&
		pair.SnapshotSha == snapshot && now.Before(pair.ExpiresAt)
}

func isExact(one finding) bool { return one.hit.Explanation.Document != "" }

// former is the outcome before; empty for somebody new.
func (p plan) former() domain.ScreeningOutcome {
	if p.before.row == nil {
		return ""
	}
	return p.before.row.Outcome
}

// changes tells whether a comparison says something that is not stored yet.
func (p plan) changes() bool {
	return p.before.row == nil || p.before.row.SnapshotSha != p.known.sha || p.outcome != p.former() || len(p.open)+len(p.over)+len(p.ended) > 0
}

// explained is the explanation of a hit as it is stored.
func explained(one finding) (json.RawMessage, error) {
	text, err := json.Marshal(one.hit.Explanation)
	if err != nil {
		return nil, fmt.Errorf("encode an explanation: %w", err)
	}
	return text, nil
}
