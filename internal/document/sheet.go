package document

import (
	"fmt"

	"github.com/go-pdf/fpdf"
)

// The measures of a page, in millimetres; sizes of letters are in points.
const (
	margin     = 18
	width      = 210 - 2*margin
	footHeight = 20
	lineHeight = 5.2
	// labelWidth is what the labels of facts have.
	labelWidth = 52
	gap        = 3
	// headingRoom is what must be left on a page for a heading to stand on it: itself and two lines.
	headingRoom = 26
)

// family is the name of the letters inside a file.
const family = "letters"

// colour is red, green and blue, 0 to 255.
type colour [3]int

var (
	brand = colour{11, 83, 148}
	ink   = colour{33, 37, 41}
	grey  = colour{90, 98, 107}
	rule  = colour{208, 213, 219}
	shade = colour{240, 245, 250}
)

// sheet draws a document from the top down.
type sheet struct {
	pdf *fpdf.Fpdf
	of  Document
}

func newSheet(d Document) *sheet {
	s := &sheet{pdf: fpdf.New("P", "mm", "A4", ""), of: d}
	for _, each := range letters() {
		s.pdf.AddUTF8FontFromBytes(family, each.style, each.font)
	}
	// Without these two the file would have the time of its making, and its parts in the order of a map.
	s.pdf.SetCreationDate(d.At.UTC())
	s.pdf.SetModificationDate(d.At.UTC())
	s.pdf.SetCatalogSort(true)
	s.pdf.SetTitle(shown(d.Title+" "+d.Code), true)
	s.pdf.SetAuthor(shown(d.Issuer.Name), true)
	s.pdf.SetLang("es-PE")
	s.pdf.SetMargins(margin, margin, margin)
	s.pdf.SetCellMargin(0)
	s.pdf.SetAutoPageBreak(true, footHeight+gap)
	s.pdf.SetFooterFunc(s.foot)
	s.pdf.AddPage()
	return s
}

// write chooses the letters and colour of what is written next.
func (s *sheet) write(style string, size float64, in colour) {
	s.pdf.SetFont(family, style, size)
	s.pdf.SetTextColor(in[0], in[1], in[2])
}

// line writes a text into a line of that width, and stays on the line.
func (s *sheet) line(wide float64, text, align string) {
	s.pdf.CellFormat(wide, lineHeight, text, "", 0, align, false, 0, "")
}

// draw rules a line across the page where the sheet is.
func (s *sheet) draw(in colour, thick float64) {
	s.pdf.SetDrawColor(in[0], in[1], in[2])
	s.pdf.SetLineWidth(thick)
	s.pdf.Line(margin, s.pdf.GetY(), margin+width, s.pdf.GetY())
}

// heading begins the paper: the house on the left, what the paper is on the right.
func (s *sheet) heading() {
	top := s.pdf.GetY()
	s.write("B", 17, brand)
	s.wrapped(margin, width/2, 7, s.of.Issuer.Name, "L")
	s.write("", 9, grey)
	if s.of.Issuer.RUC != "" {
		s.wrapped(margin, width/2, 4.4, "RUC "+s.of.Issuer.RUC, "L")
	}
	if s.of.Issuer.Address != "" {
		s.wrapped(margin, width/2, 4.4, s.of.Issuer.Address, "L")
	}
	left := s.pdf.GetY()
	s.pdf.SetY(top)
	s.write("B", 13, ink)
	s.wrapped(margin+width/2, width/2, 7, s.of.Title, "R")
	s.write("", 11, grey)
	s.wrapped(margin+width/2, width/2, 5.4, s.of.Code, "R")
	s.pdf.SetY(max(left, s.pdf.GetY()) + gap)
	s.draw(brand, 0.6)
	s.pdf.Ln(2 * gap)
}

// wrapped writes a text below where the sheet is, in lines of a column of the page.
func (s *sheet) wrapped(from, wide, high float64, text, align string) {
	for _, line := range s.lines(text, wide) {
		s.pdf.SetX(from)
		s.pdf.CellFormat(wide, high, line, "", 2, align, false, 0, "")
	}
}

// lines are a text in the chosen letters, broken to a width; an empty text is one empty line.
func (s *sheet) lines(text string, wide float64) []string {
	lines := s.pdf.SplitText(shown(text), wide)
	if len(lines) == 0 {
		return []string{""}
	}
	return lines
}

// figures draws what stands out, side by side on a shade.
func (s *sheet) figures(list []Fact) {
	if len(list) == 0 {
		return
	}
	top, wide := s.pdf.GetY(), float64(width)/float64(len(list))
	const high = 20
	s.pdf.SetFillColor(shade[0], shade[1], shade[2])
	s.pdf.Rect(margin, top, width, high, "F")
	for i, figure := range list {
		from := margin + float64(i)*wide + gap
		s.pdf.SetXY(from, top+gap)
		s.write("", 9, grey)
		s.line(wide-2*gap, shown(figure.Label), "L")
		s.pdf.SetXY(from, top+gap+lineHeight+1)
		s.write("B", s.fitting(shown(figure.Value), wide-2*gap), ink)
		s.pdf.CellFormat(wide-2*gap, 7, shown(figure.Value), "", 0, "L", false, 0, "")
	}
	s.pdf.SetXY(margin, top+high+2*gap)
}

// fitting is the size in which a figure stands in one line, down to one that is still read.
func (s *sheet) fitting(text string, wide float64) float64 {
	const largest, smallest = 16, 7
	size := float64(largest)
	for s.pdf.SetFont(family, "B", size); size > smallest && s.pdf.GetStringWidth(text) > wide; s.pdf.SetFontSize(size) {
		size--
	}
	return size
}

// section draws a part under its heading, which does not stand alone at the end of a page.
func (s *sheet) section(part Section) {
	s.need(headingRoom)
	s.write("B", 11, brand)
	s.wrapped(margin, width, 6, part.Heading, "L")
	s.draw(rule, 0.2)
	s.pdf.Ln(1.5)
	for _, fact := range part.Facts {
		s.fact(fact)
	}
	if len(part.Table.Columns) > 0 {
		s.table(part.Table)
	}
	s.pdf.Ln(gap)
}

func (s *sheet) fact(fact Fact) {
	s.write("", 10, ink)
	values := s.lines(fact.Value, width-labelWidth)
	s.write("", 9, grey)
	labels := s.lines(fact.Label, labelWidth-gap)
	s.need(lineHeight * float64(max(len(labels), len(values))))
	top := s.pdf.GetY()
	s.wrapped(margin, labelWidth-gap, lineHeight, fact.Label, "L")
	below := s.pdf.GetY()
	s.pdf.SetY(top)
	s.write("", 10, ink)
	s.wrapped(margin+labelWidth, width-labelWidth, lineHeight, fact.Value, "L")
	s.pdf.SetY(max(below, s.pdf.GetY()))
}

// table draws rows under their headings, and the headings again on each further page.
func (s *sheet) table(t Table) {
	headings := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		headings[i] = column.Heading
	}
	s.write("B", 9, grey)
	s.row(t.Columns, headings)
	for _, row := range t.Rows {
		s.write("", 9.5, ink)
		if s.need(s.height(t.Columns, row)) {
			s.write("B", 9, grey)
			s.row(t.Columns, headings)
			s.write("", 9.5, ink)
		}
		s.row(t.Columns, row)
	}
}

// widths are those of columns, without the gaps between them.
func widths(columns []Column) []float64 {
	var shares float64
	for _, column := range columns {
		shares += column.Share
	}
	room, list := width-gap*float64(len(columns)-1), make([]float64, len(columns))
	for i, column := range columns {
		list[i] = room * column.Share / shares
	}
	return list
}

// height is what a row takes in the chosen letters.
func (s *sheet) height(columns []Column, row []string) float64 {
	most := 0
	for i, wide := range widths(columns) {
		most = max(most, len(s.lines(row[i], wide)))
	}
	return float64(most)*lineHeight + 0.6
}

// row draws a row in the chosen letters, and a line below it.
func (s *sheet) row(columns []Column, row []string) {
	top, from := s.pdf.GetY(), float64(margin)
	below := top + s.height(columns, row)
	for i, wide := range widths(columns) {
		align := "L"
		if columns[i].Right {
			align = "R"
		}
		s.pdf.SetY(top)
		s.wrapped(from, wide, lineHeight, row[i], align)
		from += wide + gap
	}
	s.pdf.SetXY(margin, below)
	s.draw(rule, 0.1)
	s.pdf.SetY(below + 0.6)
}

func (s *sheet) notes(list []string) {
	s.write("", 9, grey)
	for _, note := range list {
		s.need(lineHeight * float64(len(s.lines(note, width))))
		s.wrapped(margin, width, lineHeight-0.6, note, "L")
		s.pdf.Ln(1)
	}
}

// need begins a page where that height is not left on this one, and tells so.
func (s *sheet) need(height float64) bool {
	_, high := s.pdf.GetPageSize()
	if s.pdf.GetY()+height <= high-footHeight-gap {
		return false
	}
	s.pdf.AddPage()
	return true
}

// foot ends each page: which paper it is of, and which page.
func (s *sheet) foot() {
	s.pdf.SetY(-footHeight)
	s.draw(rule, 0.2)
	s.pdf.Ln(gap)
	s.write("", 8, grey)
	s.line(width/2, shown(s.of.Title+" "+s.of.Code), "L")
	s.line(width/2, fmt.Sprintf("Página %d", s.pdf.PageNo()), "R")
}
