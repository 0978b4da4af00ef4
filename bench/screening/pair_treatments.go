package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/qoricash/qoricash/internal/screening"
)

// pairTreatment writes a company's name anew, as the same company or as another.
type pairTreatment struct {
	name string
	same bool
	// apply answers the other name, or nothing where the name has not what is treated. Strange is the name of another company.
	apply func(words []string, strange []string, r *rand.Rand) string
}

// companyShort are the ways in which registers shorten words; both directions are tried.
var companyShort = [][2]string{
	{"INTERNATIONAL", "INTL"}, {"INTERNATIONAL", "INT'L"}, {"MANUFACTURING", "MFG"}, {"COMPANY", "CO."}, {"COMPANY", "COMP."}, {"CORPORATION", "CORP."}, {"LIMITED", "LTD"},
	{"BROTHERS", "BROS."}, {"TECHNOLOGIES", "TECH"}, {"TECHNOLOGY", "TECH."}, {"AND", "&"}, {"ASSOCIATES", "ASSOC."}, {"DEVELOPMENT", "DEV."}, {"MANAGEMENT", "MGMT"},
	{"SERVICES", "SVCS"}, {"ENGINEERING", "ENG."}, {"NATIONAL", "NAT'L"}, {"DISTRIBUTION", "DIST."}, {"INDUSTRIES", "IND."}, {"INVESTMENTS", "INV."}, {"CENTER", "CTR"},
	{"UNIVERSITY", "UNIV."}, {"DEPARTMENT", "DEPT"}, {"GOVERNMENT", "GOVT"}, {"CONSTRUCTION", "CONSTR."}, {"HERMANOS", "HNOS."}, {"COMPAÑIA", "CIA."},
}

var companyForms = [][]string{
	{"LLC", "L.L.C.", "LIMITED LIABILITY COMPANY"}, {"LTD.", "LIMITED", "LTD"}, {"S.A.", "SOCIEDAD ANONIMA", "SA"}, {"INC.", "INCORPORATED", "INC"},
	{"GMBH", "GESELLSCHAFT MIT BESCHRÄNKTER HAFTUNG"}, {"JSC", "JOINT STOCK COMPANY", "AO"}, {"OOO", "LLC", "OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU"},
	{"CO., LTD.", "COMPANY LIMITED"}, {"S.R.L.", "SRL"}, {"PLC", "PUBLIC LIMITED COMPANY"}, {"B.V.", "BV"}, {"PJSC", "PUBLIC JOINT STOCK COMPANY", "PAO"},
}

var (
	companyAdded   = []string{"GROUP", "HOLDING", "INTERNATIONAL", "HOLDINGS", "COMPANY", "CORPORATION"}
	companyPlaces  = []string{"RUSSIA", "CHINA", "IRAN", "PANAMA", "COLOMBIA", "MEXICO", "TURKEY", "CYPRUS", "SYRIA", "LEBANON", "GERMANY", "PERU"}
	companyTrades  = []string{"BANK", "TELECOM", "INSURANCE", "MINING", "REAL ESTATE", "SHIPPING", "AIRLINES", "PHARMACEUTICALS", "CEMENT", "ELECTRONICS"}
	companyMarkers = []string{"NORTH", "SOUTH", "NEW", "SECOND", "WEST", "EAST", "UPPER"}
)

func exchanged(words []string, table [][2]string) string {
	for _, pair := range table {
		if at := slices.Index(words, pair[0]); at >= 0 {
			return strings.Join(slices.Concat(words[:at], []string{pair[1]}, words[at+1:]), " ")
		}
	}
	return ""
}

func pick(of []string, r *rand.Rand) string { return of[r.IntN(len(of))] }

func companyTreatments() []pairTreatment {
	whole := func(words []string) string { return strings.Join(words, " ") }
	return []pairTreatment{
		{"another legal form written", true, func(ws, _ []string, r *rand.Rand) string {
			forms := companyForms[r.IntN(len(companyForms))]
			return whole(ws) + " " + pick(forms, r)
		}},
		{"a mistake in the longest word", true, func(ws, _ []string, r *rand.Rand) string { return typo(whole(ws), r) }},
		{"the last word first", true, func(ws, _ []string, _ *rand.Rand) string {
			return strings.Join(append([]string{ws[len(ws)-1]}, ws[:len(ws)-1]...), " ")
		}},
		{"Group, Holding or the like added", true, func(ws, _ []string, r *rand.Rand) string { return whole(ws) + " " + pick(companyAdded, r) }},
		{"a word shortened", true, func(ws, _ []string, _ *rand.Rand) string { return exchanged(ws, companyShort) }},
		{"acronym", true, func(ws, _ []string, _ *rand.Rand) string {
			var text strings.Builder
			for _, w := range ws {
				text.WriteString(w[:1])
			}
			if text.Len() < 3 || text.Len() > 6 {
				return ""
			}
			return text.String()
		}},
		{"a place added", true, func(ws, _ []string, r *rand.Rand) string { return whole(ws) + " (" + pick(companyPlaces, r) + ")" }},
		{"two words joined", true, func(ws, _ []string, _ *rand.Rand) string {
			return strings.Join(append([]string{ws[0] + ws[1]}, ws[2:]...), " ")
		}},
		{"the first word of another company", false, func(ws, other []string, _ *rand.Rand) string {
			return strings.Join(append([]string{other[0]}, ws[1:]...), " ")
		}},
		{"another number", false, func(ws, _ []string, r *rand.Rand) string {
			return fmt.Sprintf("%s %d", strings.Join(slices.DeleteFunc(slices.Clone(ws), func(w string) bool { return w[0] <= '9' }), " "), 2+r.IntN(90))
		}},
		{"another trade beside one word", false, func(ws, _ []string, r *rand.Rand) string {
			if len(ws) > 3 {
				return ""
			}
			return ws[0] + " " + pick(companyTrades, r)
		}},
		{"North, New or the like added", false, func(ws, _ []string, r *rand.Rand) string { return pick(companyMarkers, r) + " " + whole(ws) }},
		{"another place", false, func(ws, _ []string, r *rand.Rand) string {
			at := slices.IndexFunc(ws, func(w string) bool { return slices.Contains(companyPlaces, w) })
			other := pick(companyPlaces, r)
			if at < 0 || ws[at] == other {
				return ""
			}
			return strings.Join(slices.Concat(ws[:at], []string{other}, ws[at+1:]), " ")
		}},
	}
}

// treatedPairs writes up to three hundred names of companies anew by each treatment.
func (h *house) treatedPairs() (of map[string][]labelled, all []labelled) {
	near := newNeighbours(screening.Company, h.corpus.all())
	r := rand.New(rand.NewPCG(22, 1))
	var names [][]string
	for _, e := range h.corpus.ofac {
		words := strings.FieldsFunc(strings.ToUpper(e.Names[0].Text), func(r rune) bool { return strings.ContainsRune(" ,.\"'()", r) })
		if e.Kind != screening.Company || !h.half(e.Source, e.ID) || strings.IndexFunc(e.Names[0].Text, func(r rune) bool { return r > 127 }) >= 0 {
			continue
		}
		words = slices.DeleteFunc(words, func(w string) bool { return len(w) < 2 || near.bearers[strings.ToLower(w)]*20 > near.total })
		if len(words) >= 2 && len(words) <= 6 {
			names = append(names, words)
		}
	}
	of = map[string][]labelled{}
	for _, t := range companyTreatments() {
		for _, at := range r.Perm(len(names)) {
			other := names[r.IntN(len(names))]
			if text := t.apply(names[at], other, r); text != "" && other[0] != names[at][0] && len(of[t.name]) < 300 {
				of[t.name] = append(of[t.name], labelled{a: strings.Join(names[at], " "), b: text, same: t.same})
			}
		}
		all = append(all, of[t.name]...)
	}
	return of, all
}

// treatedCompanies measures names that were written anew by rule: all of them together, and what each treatment does to scores.
func (h *house) treatedCompanies() []row {
	of, all := h.treatedPairs()
	out := []row{h.compareAll(screening.Company, all).row("pairs of company names written anew by rule", h.engine.Config().Review, 0)}
	for _, t := range companyTreatments() {
		s := h.compareAll(screening.Company, of[t.name])
		h.tellMisses("TREATED", s)
		right := 0
		for i := range s.pairs {
			if (s.scores[i] >= h.engine.Config().Review) == t.same {
				right++
			}
		}
		what := map[bool]string{true: "the same company", false: "another company"}[t.same]
		out = append(out, row{what: fmt.Sprintf("  %s: %s (%d)", what, t.name, len(s.pairs)), figure: fmt.Sprintf("%.1f %% right", share(right, len(s.pairs)))})
	}
	return out
}
