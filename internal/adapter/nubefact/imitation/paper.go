package imitation

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// notReal stands on every paper.
const notReal = "IMITACION SIN VALIDEZ TRIBUTARIA"

// pdf draws a page with the figures of the document, in the letters that every reader of PDF has.
func (k *kept) pdf(ruc string) []byte {
	var text strings.Builder
	text.WriteString("BT /F1 12 Tf 18 TL 60 780 Td\n")
	for _, line := range []string{notReal, "RUC " + ruc, string(k.number.Kind) + " " + k.number.String(), k.fields["fecha_de_emision"],
		k.fields["cliente_numero_de_documento"], k.lines[0]["descripcion"], "TOTAL S/ " + k.fields["total"]} {
		fmt.Fprintf(&text, "(%s) Tj T*\n", pdfText(line))
	}
	text.WriteString("ET")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", text.Len(), text.String()),
	}
	var page bytes.Buffer
	page.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = page.Len()
		fmt.Fprintf(&page, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := page.Len()
	fmt.Fprintf(&page, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&page, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&page, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return page.Bytes()
}

// pdfText is a text inside of parentheses; letters beyond ASCII are left out.
func pdfText(text string) string {
	var out strings.Builder
	for _, letter := range text {
		switch {
		case letter == '(' || letter == ')' || letter == '\\':
			out.WriteString("\\" + string(letter))
		case letter >= ' ' && letter <= '~':
			out.WriteRune(letter)
		}
	}
	return out.String()
}

// xml is the document, or with kind cdr SUNAT's receipt, as far as anybody here reads it.
func (k *kept) xml(kind, ruc string) []byte {
	var description bytes.Buffer
	_ = xml.EscapeText(&description, []byte(k.lines[0]["descripcion"])) // a buffer takes everything
	return fmt.Appendf(nil, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- %s -->\n<%s ruc=%q number=%q total=%q>%s</%s>\n",
		notReal, kind, ruc, k.number.String(), k.fields["total"], description.String(), kind)
}
