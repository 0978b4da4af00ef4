package domain_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestNobodyChoosesWhoDecides(t *testing.T) {
	t.Parallel()
	a, b, c, d := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	proposed := time.Date(2026, time.November, 30, 12, 0, 0, 0, time.UTC)
	at := func(days int) time.Time { return proposed.AddDate(0, 0, days) }
	for name, test := range map[string]struct {
		given  []domain.Entrustment
		person uuid.UUID
		want   bool
	}{
		"nobody gave anything":                      {nil, b, false},
		"given after the proposal":                  {[]domain.Entrustment{{b, a, at(1)}}, b, true},
		"given at its instant":                      {[]domain.Entrustment{{b, a, at(0)}}, b, true},
		"given in the week before":                  {[]domain.Entrustment{{b, a, at(-6)}}, b, true},
		"given a week before":                       {[]domain.Entrustment{{b, a, at(-7)}}, b, false},
		"given by somebody else":                    {[]domain.Entrustment{{b, c, at(1)}}, b, false},
		"given by nobody's hand":                    {[]domain.Entrustment{{b, uuid.Nil, at(1)}}, b, false},
		"given by whom the proposer chose":          {[]domain.Entrustment{{d, c, at(2)}, {c, a, at(1)}}, d, true},
		"given by whom the proposer chose long ago": {[]domain.Entrustment{{d, c, at(2)}, {c, a, at(-30)}}, d, false},
		"given again by somebody whom the choice let in": {
			[]domain.Entrustment{{c, a, at(1)}, {d, c, at(2)}, {c, d, at(3)}}, c, true},
		"the proposer, whatever the choice gave back": {[]domain.Entrustment{{c, a, at(1)}, {a, c, at(2)}}, a, false},
	} {
		if got := domain.ChosenBy(test.given, a, test.person, proposed); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
