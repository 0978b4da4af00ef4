package screening

import (
	"slices"
	"strings"
	"time"
)

// Qualifier is what a fact beside the name adds to a score or takes from it.
type Qualifier struct {
	Kind    string  `json:"kind"` // BIRTH_FAR, BIRTH_YEAR, BIRTH_DAY, BIRTH_DATE, NATIONALITY, GENDER, KIND
	Points  float64 `json:"points"`
	Subject string  `json:"subject"`
	Entry   string  `json:"entry"`
}

// qualify answers what birth, nationality, gender and kind say (compliance.md 2.3). What one side does not say counts nothing.
func (c Config) qualify(q, r *prepared) []Qualifier {
	var out []Qualifier
	if len(q.births) > 0 && len(r.births) > 0 {
		if kind, points := c.birth(q.births[0], r.births); points != 0 {
			out = append(out, Qualifier{Kind: kind, Points: points, Subject: span(q.births[0]), Entry: spans(r.births)})
		}
	}
	if len(q.nationalities) > 0 && len(r.nationalities) > 0 && !slices.Contains(r.nationalities, q.nationalities[0]) {
		out = append(out, Qualifier{Kind: "NATIONALITY", Points: -c.NationalityPenalty, Subject: q.nationalities[0], Entry: strings.Join(r.nationalities, ", ")})
	}
	if q.gender != "" && r.gender != "" && q.gender != r.gender {
		out = append(out, Qualifier{Kind: "GENDER", Points: -c.GenderPenalty, Subject: q.gender, Entry: r.gender})
	}
	if (q.kind == Person) != (r.kind == Person) {
		out = append(out, Qualifier{Kind: "KIND", Points: -c.OtherKindPenalty, Subject: string(q.kind), Entry: string(r.kind)})
	}
	return out
}

// birth compares a date of birth with those that a list gives: the nearest counts.
func (c Config) birth(q DateRange, rs []DateRange) (kind string, points float64) {
	kind, points = "BIRTH_FAR", -c.BirthFarPenalty
	for _, r := range rs {
		exact := r.From.Equal(r.To) && q.From.Equal(q.To)
		switch {
		case exact && r.From.Equal(q.From):
			return "BIRTH_DATE", c.BirthDateBonus
		case !exact && !q.From.After(r.To) && !r.From.After(q.To):
			kind, points = "", 0
		case exact && r.From.Year() == q.From.Year() && points < -c.BirthDayPenalty:
			kind, points = "BIRTH_DAY", -c.BirthDayPenalty
		case yearsApart(q, r) <= c.BirthFarYears && points < -c.BirthYearPenalty:
			kind, points = "BIRTH_YEAR", -c.BirthYearPenalty
		}
	}
	return kind, points
}

// yearsApart answers how many years lie between two dates, or spans of dates, of birth.
func yearsApart(a, b DateRange) int {
	return max(b.From.Year()-a.To.Year(), a.From.Year()-b.To.Year(), 0)
}

func span(d DateRange) string {
	if d.From.Equal(d.To) {
		return d.From.Format(time.DateOnly)
	}
	return d.From.Format(time.DateOnly) + "/" + d.To.Format(time.DateOnly)
}

func spans(ds []DateRange) string {
	out := make([]string, len(ds))
	for i, d := range ds {
		out[i] = span(d)
	}
	return strings.Join(out, ", ")
}
