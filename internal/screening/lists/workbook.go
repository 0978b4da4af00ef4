package lists

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A workbook is packed: these bound what it may unfold to.
const (
	maxWorkbookBytes = 256 << 20
	maxSheetBytes    = 64 << 20
)

// workbook reads the template from the first sheet of an XLSX. Empty rows are passed over.
func (l *List) workbook(content []byte) error {
	broken := func(err error) error {
		return &Error{Source: l.Source, Fault: Malformed, File: templateFile, Detail: "cannot be opened as XLSX: " + err.Error()}
	}
	book, err := excelize.OpenReader(bytes.NewReader(content),
		excelize.Options{UnzipSizeLimit: maxWorkbookBytes, UnzipXMLSizeLimit: maxSheetBytes, ShortDatePattern: "yyyy-mm-dd"})
	if err != nil {
		return broken(err)
	}
	defer func() { _ = book.Close() }()
	rows, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return broken(err)
	}
	defer func() { _ = rows.Close() }()
	var places map[string]int
	for line := 1; rows.Next(); line++ {
		row, err := rows.Columns()
		if err != nil {
			return broken(err)
		}
		switch {
		case strings.TrimSpace(strings.Join(row, "")) == "":
		case places == nil:
			if places, err = templatePlaces(l.Source, row); err != nil {
				return err
			}
		default:
			l.Rows++
			if err := l.templateRow(places, row); err != nil {
				l.bad(templateFile, line, err.Error())
			}
		}
	}
	if err := rows.Error(); err != nil {
		return broken(err)
	}
	if places == nil {
		return &Error{Source: l.Source, Fault: WrongFormat, File: templateFile, Detail: "has no rows"}
	}
	return nil
}
