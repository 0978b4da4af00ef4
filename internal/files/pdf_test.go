package files_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// document is a PDF of the given objects; an object with a stream holds it itself.
func document(objects ...string) []byte {
	var text strings.Builder
	text.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for i, object := range append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"}, objects...) {
		fmt.Fprintf(&text, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	text.WriteString("trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n")
	return []byte(text.String())
}

// stream is an object with a stream.
func stream(dictionary string, content []byte) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\r\n%s\r\nendstream", dictionary, len(content), content)
}

func deflated(content string) []byte {
	var packed bytes.Buffer
	writer := zlib.NewWriter(&packed)
	_, _ = writer.Write([]byte(content))
	_ = writer.Close()
	return packed.Bytes()
}

// objects is a stream of objects, as documents since PDF 1.5 have them.
func objects(content string) string {
	return stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", deflated("7 0 \n"+content))
}

func (h *house) confirm(t *testing.T, content []byte, mediaType string) error {
	t.Helper()
	ctx := clientOf(t, uuid.New())
	upload := h.request(t, ctx, declared(content, mediaType))
	h.send(t, upload, bytes.NewReader(content))
	_, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
	return err
}

func TestDocumentsThatDoMoreThanShowPagesAreRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	script := "<</S/JavaScript/JS(app.alert(1))>>"
	hidden := []byte(strings.Repeat("x", 100) + "/S/JavaScript ")
	for name, content := range map[string][]byte{
		"a script":                         document(script),
		"an escaped script":                document("<</S/J#61va#53cript/J#53(app.alert(1))>>"),
		"a script by its key":              document("<</S 9 0 R/JS(app.alert(1))>>"),
		"a script on opening":              document("<</OpenAction<</S/JavaScript/JS(1)>>>>"),
		"a program":                        document("<</S/Launch/F(cmd.exe)>>"),
		"a file inside":                    document("<</Names<</EmbeddedFiles 5 0 R>>>>", stream("/Type/EmbeddedFile", []byte("MZ"))),
		"a form that sends itself":         document("<</S/SubmitForm/F(https://example.com)>>"),
		"a form of XML":                    document("<</AcroForm<</XFA 4 0 R>>>>"),
		"a film":                           document("<</Subtype/RichMedia>>"),
		"an address on opening":            document("<</OpenAction<</S/URI/URI(https://example.com)>>>>"),
		"an address behind a reference":    document("<</OpenAction 4 0 R>>", "<</S/URI/URI(https://example.com)>>"),
		"an address as events":             document("<</AA<</O 4 0 R>>>>", "<</S/URI/URI(https://example.com)>>"),
		"a script in packed objects":       document(objects(script)),
		"a script far in packed objects":   document(objects(strings.Repeat("(text) ", 50_000) + script)),
		"a script across windows":          document(objects(strings.Repeat(" ", 65_536-5-8) + script)),
		"an escaped one in packed objects": document(objects("<</S/#4aava#53cript>>")),
		"objects that say nothing of it":   document(stream("/Filter/FlateDecode", deflated("7 0 "+script))),
		"objects by another filter":        document(stream("/Type/ObjStm/N 1/First 5/Filter/LZWDecode", []byte("\x80\x0b\x60"))),
		"objects packed twice":             document(stream("/Type/ObjStm/N 1/First 5/Filter[/FlateDecode/FlateDecode]", deflated(string(deflated(script))))),
		"objects by a filter elsewhere":    document(stream("/Type/ObjStm/N 1/First 5/Filter 9 0 R", []byte("\x80\x0b\x60"))),
		"objects with a predictor":         document(stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode/DecodeParms<</Predictor 12>>", deflated(script))),
		"a stream inside a stream":         document(stream("", []byte("junk\n9 0 obj<</Filter/FlateDecode>>stream\n"+string(deflated("7 0 "+script))))),
		"a stream without an end":          document("<</Filter/FlateDecode>>stream\n" + string(deflated("7 0 "+script))),
		"a keyword with more on its line":  document("<</Filter/FlateDecode>>stream  %x\n" + string(deflated("7 0 "+script)) + "endstream"),
		"a script on the keyword's line":   document("<</X(stream)" + script[2:]),
		"a script on a line without end":   []byte("%PDF-1.4 stream " + strings.Repeat(".", 2_000) + script + "%%EOF"),
		"a script in a plain stream":       document(stream("", hidden)),
		"a script behind a comment":        document("% stream\n" + script),
		"an encrypted one":                 bytes.Replace(document(), []byte("trailer<<"), []byte("trailer<</Encrypt 5 0 R"), 1),
		"a page":                           []byte("%PDF-1.4\n<html><script>alert(1)</script>%%EOF"),
		"a script after a string's end":    document(`<</X(\()/S/JavaScript>>`),
		"a dictionary in a string":         document("<</X(<</S/JavaScript>>)>>"),
		"an object in a string":            document("<</X(\n9 0 obj /JavaScript endobj)>>"),
		"a kind in a string":               document("<</S 9 0 R/F(cmd.exe)>>", "<</X( 9 0 obj/Launch endobj)>>"),
		"a kind in a packed string":        document("<</S 9 0 R/F(cmd.exe)>>", objects("(/Launch )")),
		"a parenthesis in a comment":       document("<< % (\n/S/JavaScript % )\n>>"),
		"a comment that ends a string":     document("<</X(\n7 0 obj % )/S/JavaScript\n>>"),
		"a stream in a comment":            document("<< % stream (\n/S/JavaScript )>>"),
		"two streams in a comment":         document("<< % stream endstream stream endstream (\n/S/JavaScript )>>"),
		"a parenthesis in a hex string":    document("<</X<(>/S/JavaScript/Y<)>>>"),
		"an escape before an object":       document("<</X(\n7 0 obj \\(\\()/S/JavaScript/Y())>>"),
		"an unfinished string":             document("<</X(/JavaScript"),
		"an archive":                       append(document(), "PK\x05\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"...),
		"an archive with a comment":        append(document(), "PK\x05\x06"+strings.Repeat("\x00", 18)+strings.Repeat("x", 60_000)+"%%EOF"...),
	} {
		err := h.confirm(t, content, "application/pdf")
		if list := domain.Refusals(err); len(list) != 1 || list[0].Code != domain.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDocumentsOfBanksAreTaken(t *testing.T) {
	t.Parallel()
	h := open(t)
	picture := noise(300, 300).Pix
	for name, content := range map[string][]byte{
		"plain":                    document(),
		"a place on opening":       document("<</OpenAction[3 0 R/XYZ null null 0]>>", "<</A<</S/URI/URI(https://www.viabcp.com)>>>>"),
		"a page on opening":        document("<</OpenAction<</S/GoTo/D[3 0 R/Fit]>>>>"),
		"a link":                   document("<</A<</S/URI/URI(https://www.viabcp.com)>>>>"),
		"packed objects":           document(objects("<</Type/Page/Parent 2 0 R>>")),
		"a packed page":            document(stream("/Filter/FlateDecode", deflated("BT /F1 12 Tf (JavaScript) Tj ET"))),
		"a page packed twice":      document(stream("/Filter[/ASCII85Decode/FlateDecode]", []byte("Gas2F9lEq~>"))),
		"a picture":                document(stream("/Subtype/Image/Filter/FlateDecode", deflated(string(picture)))),
		"words of a page":          document(stream("", []byte("BT (Curso HTML/JavaScript) Tj ET"))),
		"words of a packed page":   document(stream("/Filter/FlateDecode", deflated("BT (Curso \\(HTML/JavaScript) Tj (otro) Tj ET"))),
		"words across windows":     document(stream("/Filter/FlateDecode", deflated(strings.Repeat("(text) Tj ", 6_552)+"(Curso HTML/JavaScript) Tj"))),
		"words of a title":         document("<</Title(Curso HTML/JavaScript)/Subject((uno)/Launch)>>"),
		"words of a packed title":  document(objects("<</Title(Curso HTML/JavaScript)/Type/Info>>")),
		"words after a picture":    document(stream("/Subtype/Image/Filter/FlateDecode", deflated(string(picture))), "<</Title(HTML/JavaScript)>>"),
		"words of a comment":       document("% Curso HTML/JavaScript\n<</Title<48544D4C>>>"),
		"an outline and a picture": document("<</Type/Outlines/First 4 0 R>>", stream("/Filter/LZWDecode", picture)),
	} {
		if err := h.confirm(t, content, "application/pdf"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDocumentThatSwellsIsGivenUp(t *testing.T) {
	t.Parallel()
	h := open(t)
	bomb := string(deflated(strings.Repeat("\x00", 20<<20)))
	one := stream("/Filter/FlateDecode", []byte(bomb))
	if err := h.confirm(t, document(one), "application/pdf"); err != nil {
		t.Errorf("20 MiB: %v", err)
	}
	err := h.confirm(t, document(slices.Repeat([]string{one}, 100)...), "application/pdf")
	if list := domain.Refusals(err); len(list) != 1 || !strings.Contains(list[0].Message, "demasiado complejo") {
		t.Errorf("2 GiB: %v", err)
	}
}

func TestDocumentOfNothingButStreamsIsGivenUp(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, unit := range map[string]string{"empty": "stream\nx\x9c", "on one line": "stream", "with ends": "stream\nx\x9cendstream ",
		"inside each other": "stream\nx\x9c\x01\xff\xff\x00\x00"} {
		err := h.confirm(t, []byte("%PDF-1.4\n"+strings.Repeat(unit, 30_000)+"%%EOF"), "application/pdf")
		if list := domain.Refusals(err); len(list) != 1 || !strings.Contains(list[0].Message, "demasiado complejo") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
