// Package document draws the papers of the house as PDF: a title, figures that stand out, sections of facts, tables and notes, one below
// the other on A4.
//
// Invariants: one document is the same bytes at every time and on every machine, because the only instant in it comes from its maker; no
// text breaks it: what its letters do not have is shown as a box, and never left out; text wraps and pages break, so that nothing is cut
// off. The package knows nothing of the house: what a paper says is decided by the area that makes it.
package document

import (
	"bytes"
	"fmt"
	"time"
)

// MediaType is what a drawn document is.
const MediaType = "application/pdf"

// Document is what a paper says.
type Document struct {
	// Name is what its file is called, without an ending: ASCII letters, digits and hyphens.
	Name   string
	Issuer Issuer
	// Title says what the paper is, Code which one of its kind.
	Title, Code string
	// At is the instant that the file says it was made at. It comes from what the paper tells of, and never from a clock.
	At time.Time
	// Figures are what a reader looks for first, at most four.
	Figures  []Fact
	Sections []Section
	// Notes stand at the end.
	Notes []string
}

// Issuer is the house that a paper is of. What is empty is left out.
type Issuer struct{ Name, RUC, Address string }

// Fact is a value and what it is.
type Fact struct{ Label, Value string }

// Section is a part of a paper under a heading of its own: facts, a table, or one after the other.
type Section struct {
	Heading string
	Facts   []Fact
	Table   Table
}

// Table is rows of texts under the headings of their columns. A row has as many texts as there are columns.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Column is a column of a table.
type Column struct {
	Heading string
	// Share is how much of the width it has, in relation to the others.
	Share float64
	// Right sets figures, which are compared by their ends.
	Right bool
}

// PDF draws the document.
func (d Document) PDF() ([]byte, error) {
	s := newSheet(d)
	s.heading()
	s.figures(d.Figures)
	for _, section := range d.Sections {
		s.section(section)
	}
	s.notes(d.Notes)
	var content bytes.Buffer
	if err := s.pdf.Output(&content); err != nil {
		return nil, fmt.Errorf("draw %s: %w", d.Name, err)
	}
	return content.Bytes(), nil
}
