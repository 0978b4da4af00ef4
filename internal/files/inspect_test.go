package files_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// chunk is a chunk of a PNG.
func chunk(kind string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// withText is a sound PNG with a text chunk after its header.
func withText(sound []byte, text string) []byte {
	const headerEnd = 8 + 25
	return slices.Concat(sound[:headerEnd], chunk("tEXt", []byte("Comment\x00"+text)), sound[headerEnd:])
}

// ofSize is a PNG that claims dimensions that nobody could unpack.
func ofSize(width, height uint32) []byte {
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	header = append(header, 8, 6, 0, 0, 0)
	return slices.Concat([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", header), chunk("IDAT", nil), chunk("IEND", nil))
}

func TestContentThatIsNotOneAcceptedThingIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := clientOf(t, uuid.New())
	sound, photo := pngFile(t), jpegFile(t)
	zipEnd := append([]byte("PK\x05\x06"), make([]byte, 18)...)
	for name, content := range map[string][]byte{
		"a page":                       []byte("<!DOCTYPE html><script>alert(1)</script>"),
		"a drawing":                    []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
		"an archive":                   append([]byte("PK\x03\x04"), make([]byte, 100)...),
		"a program":                    append([]byte("MZ"), make([]byte, 100)...),
		"text":                         []byte("hola"),
		"a GIF":                        []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
		"PNG and page":                 withText(sound, "<HTML><script>alert(1)</script>"),
		"PNG and PDF":                  withText(sound, "%PDF-1.4"),
		"PNG and code":                 withText(sound, "<?php system($_GET[0]);"),
		"PNG and more":                 append(slices.Clone(sound), "something"...),
		"PNG and archive":              append(slices.Clone(sound), zipEnd...),
		"PNG cut off":                  sound[:len(sound)-10],
		"PNG without a header":         []byte("\x89PNG\r\n\x1a\n" + strings.Repeat("x", 100)),
		"PNG too wide":                 ofSize(20_001, 1),
		"PNG of four thousand million": ofSize(65_000, 65_000),
		"PNG of 400 million":           ofSize(20_000, 20_000),
		"PNG of nothing":               ofSize(0, 0),
		"PNG with overflowing sides":   ofSize(1<<31-1, 1<<31-1),
		"JPEG and archive":             append(slices.Clone(photo), zipEnd...),
		"JPEG and page":                slices.Concat(photo[:2], []byte("\xff\xfe\x00\x20<html><script>alert(1)//-->   "), photo[2:]),
		"JPEG without a frame":         []byte("\xff\xd8\xff\xe0\x00\x02\xff\xd9"),
		"PDF and page":                 append([]byte("%PDF-1.4\n<html><script>"), pdfFile()...),
		"PDF and archive":              append(pdfFile(), zipEnd...),
		"PDF without an end":           []byte("%PDF-1.4\n" + strings.Repeat("x", 2000)),
		"PDF behind too much":          append(bytes.Repeat([]byte("\n"), 1020), pdfFile()...),
		"PDF behind a page":            append([]byte("<html><script>alert(1)</script>"), pdfFile()...),
	} {
		ctx := clientOf(t, uuid.New())
		upload := h.request(t, ctx, declared(content, "image/png"))
		if status := h.send(t, upload, bytes.NewReader(content)); status != http.StatusNoContent {
			t.Errorf("%s: sending is answered with %d", name, status)
		}
		_, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
		if list := domain.Refusals(err); len(list) != 1 || list[0].Code != domain.CodeInvalid || strings.Join(list[0].Field, ".") != "token" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if count, err := h.Kit.Store.Read().File.Query().Count(ctx); err != nil || count > 0 {
		t.Errorf("%d files are kept, %v", count, err)
	}
}

func TestOrdinaryMetadataIsNoDisguise(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := clientOf(t, uuid.New())
	photo := jpegFile(t)
	packet := []byte("http://ns.adobe.com/xap/1.0/\x00<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'></x:xmpmeta>")
	segment := append([]byte{0xff, 0xe1, 0, byte(len(packet) + 2)}, packet...)
	h.upload(t, ctx, slices.Concat(photo[:2], segment, photo[2:]), "image/jpeg")
	h.upload(t, ctx, withText(pngFile(t), "Captura de pantalla"), "image/png")
	// Telephones put data after the image.
	h.upload(t, ctx, append(slices.Clone(photo), "SEFH trailer of the maker"...), "image/jpeg")
}

func TestDocumentIsServedFromItsHeaderOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, front := range []string{"\r\n", "\xef\xbb\xbf", " ", strings.Repeat("\n", 1019)} {
		row, body := h.taken(t, append([]byte(front), pdfFile()...), "application/pdf")
		if !bytes.Equal(body, pdfFile()) || row.Size != int64(len(body)) || *row.OriginalSize != int64(len(front)+len(body)) {
			t.Errorf("behind %.5q %d bytes are served", front, len(body))
		}
	}
}

func TestLargestFileIsTakenIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := clientOf(t, uuid.New())
	content := pdfFile()
	padding := bytes.Repeat([]byte("%\n"), (files.MaxSize-len(content))/2+1)[:files.MaxSize-len(content)]
	content = slices.Concat(content[:9], padding, content[9:])
	if len(content) != files.MaxSize {
		t.Fatalf("%d bytes", len(content))
	}
	h.upload(t, ctx, content, "application/pdf")
}
