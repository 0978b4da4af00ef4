package lists

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// endMark is the sign of the end of a file (Control-Z) that OFAC writes after the last row.
const endMark = "\x1a"

// table reads the rows of a CSV of a list.
type table struct {
	list    *List
	file    string
	columns int
	lines   int // lines of the file that stand before what the reader sees
	reader  *csv.Reader
	ending  *ending
}

// newTable begins a CSV with rows of the given number of columns; 0 takes the number of the first row.
func newTable(list *List, file string, content io.Reader, comma rune, columns int) *table {
	ending := &ending{from: content}
	reader := csv.NewReader(ending)
	reader.Comma = comma
	reader.FieldsPerRecord = -1
	return &table{list: list, file: file, columns: columns, reader: reader, ending: ending}
}

// header reads the first row and gives the place of every column by its name. A wanted name that is missing, and a list whose
// rows are not at all of this format, is a fault.
func (t *table) header(wanted ...string) (map[string]int, error) {
	row, err := t.reader.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, t.fault(err)
	}
	places := make(map[string]int, len(row))
	for place, name := range row {
		places[clean(name)] = place
	}
	var missing []string
	for _, name := range wanted {
		if _, ok := places[name]; !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) == len(wanted) && len(wanted) > 0 {
		return nil, &Error{Source: t.list.Source, Fault: WrongFormat, File: t.file, Line: t.lines + 1, Detail: "has none of the columns of this list"}
	}
	if len(missing) > 0 {
		return nil, &Error{Source: t.list.Source, Fault: UnknownColumns, File: t.file, Line: t.lines + 1,
			Detail: "lacks the columns " + strings.Join(missing, ", ")}
	}
	t.columns = len(row)
	return places, nil
}

// each gives every row to read. A row that read refuses, or that has another number of columns, is counted as bad; a last
// row that is cut is a list that is cut.
func (t *table) each(read func(line int, row []string) error) error {
	first, cut := true, 0
	for {
		row, err := t.reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return t.fault(err)
		}
		line, _ := t.reader.FieldPos(0)
		line += t.lines
		if len(row) == 1 && strings.Trim(row[0], endMark+" ") == "" {
			continue
		}
		if first && t.columns > 0 && len(row) != t.columns {
			return &Error{Source: t.list.Source, Fault: UnknownColumns, File: t.file, Line: line,
				Detail: fmt.Sprintf("has %d columns, not %d", len(row), t.columns)}
		}
		first = false
		t.list.Rows++
		cut = 0
		if len(row) != t.columns {
			t.list.bad(t.file, line, fmt.Sprintf("has %d columns, not %d", len(row), t.columns))
			cut = line
			continue
		}
		if !utf8.ValidString(strings.Join(row, "")) {
			t.list.bad(t.file, line, "is not text in UTF-8")
			continue
		}
		if err := read(line, row); err != nil {
			t.list.bad(t.file, line, err.Error())
		}
	}
	if cut > 0 || !t.ending.whole() {
		return &Error{Source: t.list.Source, Fault: Truncated, File: t.file, Line: cut, Detail: "ends in the middle of a row"}
	}
	return nil
}

// fault tells a file that ends too early from one that was never well-formed, and both from a source that broke.
func (t *table) fault(err error) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return err
	}
	fault := Malformed
	if _, next := t.reader.Read(); errors.Is(next, io.EOF) && !t.ending.whole() {
		fault = Truncated
	}
	return &Error{Source: t.list.Source, Fault: fault, File: t.file, Line: t.lines + parse.Line, Detail: parse.Err.Error()}
}

// ending remembers how a stream ends: every publisher ends the last row with a line break.
type ending struct {
	from io.Reader
	last byte
	any  bool
}

func (e *ending) Read(into []byte) (int, error) {
	n, err := e.from.Read(into)
	if n > 0 {
		e.last, e.any = into[n-1], true
	}
	return n, err
}

func (e *ending) whole() bool { return !e.any || e.last == '\n' || e.last == endMark[0] }
