package screening

import (
	"slices"
	"strings"
	"time"
)

// Subject is whoever is compared: a client, a representative, an owner, a payer. A person's name stands in its parts where they are known, in
// Name where they are not. What a subject does not say is not held against it.
type Subject struct {
	ID          string     `json:"id,omitempty"`
	Kind        EntityKind `json:"kind,omitempty"`
	Name        string     `json:"name,omitempty"`
	Given       string     `json:"given,omitempty"`
	Paternal    string     `json:"paternal,omitempty"`
	Maternal    string     `json:"maternal,omitempty"`
	Documents   []Document `json:"documents,omitempty"`
	BirthDate   time.Time  `json:"birthDate,omitzero"`
	Nationality string     `json:"nationality,omitempty"` // ISO 3166-1 alpha-2
	Gender      string     `json:"gender,omitempty"`      // F or M
}

// prepared is a subject or an entry taken apart once, to be compared often.
type prepared struct {
	kind          EntityKind
	names         []*name
	documents     []documentKey
	births        []DateRange
	nationalities []string
	gender        string
	unreadable    bool // no letter of a name could be read
}

type documentKey struct{ number, country string }

// prepareSubject takes a subject apart. A subject without a kind is a company when its name ends in a legal form, else a person.
func (r *reader) prepareSubject(s Subject) *prepared {
	p := &prepared{kind: s.Kind, gender: s.Gender, documents: r.documents(s.Documents)}
	if p.kind == "" {
		p.kind = guessKind(s)
	}
	if !s.BirthDate.IsZero() {
		p.births = []DateRange{{From: s.BirthDate, To: s.BirthDate}}
	}
	if s.Nationality != "" {
		p.nationalities = []string{strings.ToUpper(s.Nationality)}
	}
	var n *name
	switch {
	case p.kind != Person:
		n = r.company(PrimaryName, p.kind, s.wholeName())
	case s.Paternal != "" || s.Maternal != "":
		n = r.structuredSubject(s)
	default:
		n = r.person(PrimaryName, s.wholeName())
	}
	p.unreadable = fold(s.wholeName()).unreadable
	if len(n.words) > 0 {
		p.names = []*name{n}
	}
	return p
}

// structuredSubject reads the surnames as they are given: two words in the paternal surname are one surname.
func (r *reader) structuredSubject(s Subject) *name {
	if s.Maternal != "" && s.Paternal != "" {
		return r.structured(PrimaryName, "", s.Given, s.Paternal, s.Maternal)
	}
	return r.structured(PrimaryName, "", s.Given, s.Paternal+s.Maternal, "")
}

func (s Subject) wholeName() string {
	if s.Name != "" {
		return s.Name
	}
	return strings.Join(strings.Fields(s.Given+" "+s.Paternal+" "+s.Maternal), " ")
}

func guessKind(s Subject) EntityKind {
	if s.Paternal != "" || s.Given != "" {
		return Person
	}
	l := words()
	texts, _ := companyTexts(pieces(fold(s.Name).text))
	classes, meanings := make([]class, len(texts)), make([]int, len(texts))
	l.legalForms(texts, classes, meanings)
	if slices.Contains(classes, form) {
		return Company
	}
	for _, t := range texts {
		if known := l.concepts[t]; known.meaning != 0 && known.kind != place && l.persons[t] == 0 || isNumber(t) {
			return Company
		}
	}
	return Person
}

func (r *reader) documents(ds []Document) []documentKey {
	var out []documentKey
	for _, d := range ds {
		number := documentNumber(d.Number)
		if len(number) < r.config.DocumentLeastLength {
			continue
		}
		if short := strings.TrimLeft(number, "0"); len(short) > r.config.DocumentLeastLength {
			number = short
		}
		out = append(out, documentKey{number: number, country: strings.ToUpper(d.Country)})
		if len(number) == 11 && strings.HasPrefix(number, "10") && (d.Type == "RUC" || d.Country == "PE") { // the tax number of a person holds the DNI
			if dni := strings.TrimLeft(number[2:10], "0"); len(dni) > r.config.DocumentLeastLength {
				out = append(out, documentKey{number: dni, country: "PE"})
			}
		}
	}
	return out
}

// documentNumber answers a number without separators.
func documentNumber(number string) string {
	return strings.Map(func(r rune) rune {
		if isLetterOrDigit(r) {
			return r
		}
		return -1
	}, fold(number).text)
}

// prepareEntry takes an entry apart. Names that read the same are one: the surest of them.
func (r *reader) prepareEntry(e Entry) *prepared {
	p := &prepared{kind: e.Kind, births: e.BirthDates, nationalities: e.Nationalities, gender: e.Gender, documents: r.documents(e.Documents)}
	seen := map[string]int{}
	for _, n := range e.Names {
		read := r.entryName(e.Kind, n)
		if len(read.words) == 0 {
			p.unreadable = p.unreadable || fold(n.Text).unreadable
			continue
		}
		if at, ok := seen[read.key]; ok {
			if p.names[at].kind == WeakAlias && read.kind != WeakAlias {
				p.names[at] = read
			}
			continue
		}
		seen[read.key] = len(p.names)
		p.names = append(p.names, read)
	}
	return p
}
