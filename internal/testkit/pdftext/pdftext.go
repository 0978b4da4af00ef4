// Package pdftext reads the text layer of the PDFs that the house draws, for tests: what a person could select and copy.
package pdftext

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

var (
	stream = regexp.MustCompile(`(?s)/FlateDecode[^>]*>>\s*stream\n(.*?)\nendstream`)
	drawn  = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\)\s*Tj`)
)

// Lines answers the texts of a PDF in the order in which they are drawn. Fonts and other packed content have none.
func Lines(t testing.TB, pdf []byte) []string {
	t.Helper()
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(pdf), []byte("%%EOF")) {
		t.Fatalf("%.60q is no PDF", pdf)
	}
	var lines []string
	for _, packed := range stream.FindAllSubmatch(pdf, -1) {
		reader, err := zlib.NewReader(bytes.NewReader(packed[1]))
		if err != nil {
			t.Fatalf("unpack a stream: %v", err)
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatalf("unpack a stream: %v", err)
		}
		if !bytes.HasPrefix(content, []byte("0 J")) && !bytes.Contains(content, []byte("BT ")) {
			continue
		}
		for _, text := range drawn.FindAllSubmatch(content, -1) {
			lines = append(lines, decode(text[1]))
		}
	}
	if len(lines) == 0 {
		t.Fatal("the PDF has no text")
	}
	return lines
}

// Text is all lines, one below the other.
func Text(t testing.TB, pdf []byte) string {
	t.Helper()
	return strings.Join(Lines(t, pdf), "\n")
}

// decode reads an escaped string of UTF-16, big end first.
func decode(escaped []byte) string {
	var raw []byte
	for i := 0; i < len(escaped); i++ {
		if escaped[i] == '\\' && i+1 < len(escaped) {
			i++
			if escaped[i] == 'r' {
				raw = append(raw, '\r')
				continue
			}
		}
		raw = append(raw, escaped[i])
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units))
}
