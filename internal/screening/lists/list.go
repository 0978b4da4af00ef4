package lists

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/qoricash/qoricash/internal/screening"
)

// The codes of the sources. The last five are loaded by people, by the template of the house.
const (
	SourceOFAC     = "OFAC"
	SourceUN       = "UN"
	SourceEU       = "EU"
	SourceUK       = "UK"
	SourcePEP      = "PEP"
	SourceUIF      = "UIF"
	SourceInterpol = "INTERPOL"
	SourceAdverse  = "ADVERSE"
	SourceOther    = "OTHER"
)

// maxNamedRows bounds the bad rows that are named, so that a file of nonsense does not answer with itself.
const maxNamedRows = 20

// List is one version of a list, read whole.
type List struct {
	Source      string
	PublishedAt time.Time // zero where the format says no date (OFAC, template)
	Entries     []screening.Entry
	Rows        int   // rows or elements read, the bad ones included
	BadRows     int   // rows that could not be read and gave nothing
	Bad         []Row // the first of them, named
}

// Row names a row that could not be read.
type Row struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// Fault is why bytes are not a list.
type Fault string

// The faults a reader finds. The guard of the versions adds those that need the version before.
const (
	Malformed      Fault = "MALFORMED"       // not well-formed CSV, XML or XLSX
	Truncated      Fault = "TRUNCATED"       // it ends before its end, or a file of the set is missing
	WrongFormat    Fault = "WRONG_FORMAT"    // another kind of file, or another publisher's list
	HTMLPage       Fault = "HTML_PAGE"       // a page of a browser: an error or a sign-in instead of the list
	UnknownColumns Fault = "UNKNOWN_COLUMNS" // columns are missing or are not those of the format
)

// Error is bytes that are not the list they should be.
type Error struct {
	Source string
	Fault  Fault
	File   string
	Line   int // 0 where no line can be told
	Detail string
}

func (e *Error) Error() string {
	where := e.File
	if e.Line > 0 {
		where = fmt.Sprintf("%s line %d", where, e.Line)
	}
	return fmt.Sprintf("list %s: %s: %s %s", e.Source, e.Fault, strings.TrimSpace(where), e.Detail)
}

// FaultOf gives the fault of a reader's error, and whether it is one. An error of the bytes' own source (a broken
// connection) is none.
func FaultOf(err error) (*Error, bool) {
	var fault *Error
	ok := errors.As(err, &fault)
	return fault, ok
}

func (l *List) bad(file string, line int, reason string) {
	l.BadRows++
	if len(l.Bad) < maxNamedRows {
		l.Bad = append(l.Bad, Row{File: file, Line: line, Reason: reason})
	}
}

// open skips a byte order mark and refuses what is plainly not the expected kind of text.
func open(source, file string, content io.Reader, xml bool) (*bufio.Reader, error) {
	if content == nil {
		return nil, &Error{Source: source, Fault: Truncated, File: file, Detail: "is missing"}
	}
	reader := bufio.NewReaderSize(content, 64<<10)
	if mark, err := reader.Peek(3); err == nil && bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		if _, err := reader.Discard(3); err != nil {
			return nil, err
		}
	}
	start, err := reader.Peek(1024)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	start = bytes.ToLower(bytes.TrimSpace(start))
	isXML := bytes.HasPrefix(start, []byte("<"))
	switch {
	case bytes.Contains(start, []byte("<!doctype html")), bytes.Contains(start, []byte("<html")):
		return nil, &Error{Source: source, Fault: HTMLPage, File: file, Detail: "is a page of a browser"}
	case bytes.HasPrefix(start, []byte("pk\x03\x04")), bytes.HasPrefix(start, []byte("%pdf")), bytes.HasPrefix(start, []byte("{")):
		return nil, &Error{Source: source, Fault: WrongFormat, File: file, Detail: "is a file of another kind"}
	case len(start) > 0 && isXML != xml:
		return nil, &Error{Source: source, Fault: WrongFormat, File: file, Detail: "is a file of another kind"}
	}
	return reader, nil
}

// clean takes line breaks, doubled spaces and the spaces around a text away.
func clean(text string) string { return strings.Join(strings.Fields(text), " ") }

// words joins the parts that say something.
func words(separator string, parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, part := range parts {
		if part = clean(part); part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, separator)
}

// addTo appends a text once, and nothing where it is empty.
func addTo(texts []string, text string) []string {
	text = clean(text)
	if text == "" {
		return texts
	}
	if slices.Contains(texts, text) {
		return texts
	}
	return append(texts, text)
}

// addName appends a name once; the surest kind of two equal names stays.
func addName(entry *screening.Entry, name screening.Name) {
	name.Text = clean(name.Text)
	if name.Text == "" || !utf8.ValidString(name.Text) {
		return
	}
	for i := range entry.Names {
		if strings.EqualFold(entry.Names[i].Text, name.Text) {
			if sureness(name.Kind) > sureness(entry.Names[i].Kind) {
				entry.Names[i].Kind = name.Kind
			}
			return
		}
	}
	entry.Names = append(entry.Names, name)
}

func sureness(kind screening.NameKind) int {
	switch kind {
	case screening.PrimaryName:
		return 3
	case screening.StrongAlias:
		return 2
	case screening.FormerName:
		return 1
	case screening.WeakAlias:
		return 0
	}
	return 0
}

// addDocument appends a document once. A Peruvian national identity number is the DNI, written with or without its check
// character; outside Peru a RUC is a tax number.
func addDocument(entry *screening.Entry, document screening.Document) {
	document.Number = clean(document.Number)
	if document.Number == "" || document.Number == "-" {
		return
	}
	switch {
	case document.Country == "PE" && document.Type == "NATIONAL_ID":
		document.Type = "DNI"
	case document.Type == "RUC" && document.Country != "PE":
		document.Type = "TAX"
	}
	if document.Type == "DNI" && document.Country == "PE" && len(document.Number) == 10 && document.Number[8] == '-' {
		document.Number = document.Number[:8]
	}
	if !slices.Contains(entry.Documents, document) {
		entry.Documents = append(entry.Documents, document)
	}
}

func addBirth(entry *screening.Entry, birth screening.DateRange, ok bool) {
	if ok && !slices.Contains(entry.BirthDates, birth) {
		entry.BirthDates = append(entry.BirthDates, birth)
	}
}

func genderOf(text string) string {
	switch strings.ToLower(clean(text)) {
	case "male", "m", "masculino", "hombre":
		return "M"
	case "female", "f", "femenino", "mujer":
		return "F"
	}
	return ""
}
