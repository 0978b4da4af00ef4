// Package audit lets anybody try the engine from outside: it reads subjects or pairs as JSON lines and writes a verdict for each, in order.
package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/screening"
)

// record is a subject as it stands in a line: a name, or an object.
type record struct {
	ID          text                 `json:"id"`
	Kind        string               `json:"kind"`
	Name        string               `json:"name"`
	Given       string               `json:"given"`
	Paternal    string               `json:"paternal"`
	Maternal    string               `json:"maternal"`
	Document    *screening.Document  `json:"document"`
	Documents   []screening.Document `json:"documents"`
	BirthDate   string               `json:"birthDate"`
	Nationality string               `json:"nationality"`
	Gender      string               `json:"gender"`
}

// text is an id: a JSON string or number.
type text string

// UnmarshalJSON takes a string, or a number as it is written.
func (t *text) UnmarshalJSON(raw []byte) error {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		*t = text(s)
		return nil
	}
	*t = text(bytes.TrimSpace(raw))
	return nil
}

// UnmarshalJSON takes an object, or a name alone.
func (r *record) UnmarshalJSON(raw []byte) error {
	if trimmed := bytes.TrimSpace(raw); len(trimmed) > 0 && trimmed[0] == '"' {
		return json.Unmarshal(trimmed, &r.Name)
	}
	type fields record
	return json.Unmarshal(raw, (*fields)(r))
}

// kinds are the words for a kind that a line may use, in capitals.
var kinds = map[string]screening.EntityKind{
	"": "", "PERSON": screening.Person, "INDIVIDUAL": screening.Person, "PERSONA": screening.Person, "COMPANY": screening.Company, "ENTITY": screening.Company,
	"ORGANIZATION": screening.Company, "ORGANISATION": screening.Company, "EMPRESA": screening.Company, "VESSEL": screening.Vessel,
	"AIRCRAFT": screening.Aircraft,
}

func (r *record) subject() (screening.Subject, error) {
	kind, ok := kinds[strings.ToUpper(r.Kind)]
	if !ok {
		return screening.Subject{}, fmt.Errorf("kind is %q: say PERSON, COMPANY, VESSEL, AIRCRAFT or leave it out", r.Kind)
	}
	s := screening.Subject{
		ID: string(r.ID), Kind: kind, Name: r.Name, Given: r.Given, Paternal: r.Paternal, Maternal: r.Maternal, Documents: r.Documents,
		Nationality: r.Nationality, Gender: strings.ToUpper(r.Gender),
	}
	if r.Document != nil {
		s.Documents = append(s.Documents, *r.Document)
	}
	if s.Name == "" && s.Given == "" && s.Paternal == "" && len(s.Documents) == 0 {
		return s, fmt.Errorf("there is no name and no document: say name, or given, paternal and maternal")
	}
	if r.BirthDate == "" {
		return s, nil
	}
	day, err := time.Parse(time.DateOnly, r.BirthDate[:min(len(r.BirthDate), len(time.DateOnly))])
	if err != nil {
		return s, fmt.Errorf("birthDate is %q: write 1979-04-25", r.BirthDate)
	}
	s.BirthDate = day
	return s, nil
}

// found is the verdict on a subject.
type found struct {
	ID      string            `json:"id"`
	Score   float64           `json:"score"`
	Band    screening.Band    `json:"band"`
	Match   bool              `json:"match"`
	Outcome screening.Outcome `json:"outcome"`
	Hits    []screening.Hit   `json:"hits"`
}

// compared is the verdict on a pair.
type compared struct {
	ID string `json:"id"`
	screening.Comparison
}

// unread is a line of which nothing could be said.
type unread struct {
	ID    string `json:"id,omitempty"`
	Line  int    `json:"line"`
	Error string `json:"error"`
}

func screenLine(index *screening.Index, raw []byte) (string, any, error) {
	var r record
	if err := json.Unmarshal(raw, &r); err != nil {
		return "", nil, fmt.Errorf("this is no JSON of a subject: %w", err)
	}
	s, err := r.subject()
	if err != nil {
		return s.ID, nil, err
	}
	return s.ID, verdict(s, index.Search(s)), nil
}

func verdict(s screening.Subject, result screening.Result) found {
	hits := result.Hits
	if hits == nil {
		hits = []screening.Hit{}
	}
	return found{ID: s.ID, Score: result.TopScore, Band: result.Band, Match: len(hits) > 0, Outcome: result.Outcome, Hits: hits}
}

func compareLine(engine *screening.Engine, raw []byte) (string, any, error) {
	var pair struct {
		ID   text    `json:"id"`
		Kind string  `json:"kind"`
		A    *record `json:"a"`
		B    *record `json:"b"`
	}
	if err := json.Unmarshal(raw, &pair); err != nil {
		return "", nil, fmt.Errorf("this is no JSON of a pair: %w", err)
	}
	id := string(pair.ID)
	if pair.A == nil || pair.B == nil {
		return id, nil, fmt.Errorf("a pair needs a and b, each a name or a subject")
	}
	for _, r := range []*record{pair.A, pair.B} {
		if r.Kind == "" {
			r.Kind = pair.Kind
		}
	}
	a, err := pair.A.subject()
	if err != nil {
		return id, nil, fmt.Errorf("a: %w", err)
	}
	b, err := pair.B.subject()
	if err != nil {
		return id, nil, fmt.Errorf("b: %w", err)
	}
	return id, compared{ID: id, Comparison: engine.Compare(a, b)}, nil
}
