package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"mime"

	"github.com/qoricash/qoricash/internal/domain"
)

// The types that are taken in.
const (
	typePNG  = domain.MediaPNG
	typeJPEG = domain.MediaJPEG
	typePDF  = domain.MediaPDF
)

const acceptedText = "PNG, JPG o PDF"

// acceptedType answers the type that is kept for how a sender names it: in any case, with parameters, and by the other names
// that telephones, browsers and mail programs have for it. It is empty for every other type.
func acceptedType(name string) string {
	// Parameters that are not well-formed leave the type as it is.
	name, _, err := mime.ParseMediaType(name)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		return ""
	}
	switch name {
	case typePNG, "image/x-png":
		return typePNG
	case typeJPEG, "image/jpg", "image/pjpeg", "image/jfif", "image/x-jpeg", "image/x-jpg":
		return typeJPEG
	case typePDF, "application/x-pdf", "application/acrobat", "text/pdf", "text/x-pdf":
		return typePDF
	}
	return ""
}

// Where a second nature of a file is looked for.
const (
	// headSize is what browsers look at to guess a type, with room.
	headSize = 2048
	// tailSize is where a PDF must begin and end (ISO 32000-1, implementation notes 13 and 18).
	tailSize = 1024
	// archiveTail is how far from the end an archive's directory may begin: its record of 22 bytes and the longest comment.
	archiveTail = 22 + 1<<16
)

// prepared is content that may be kept.
type prepared struct {
	mediaType string
	// content is what is going to be served: an image encoded again, or the document as it came, from its header on.
	content       []byte
	width, height *int
	hash          *int64
	// original is the SHA-256 of what was sent.
	original []byte
}

func (p prepared) sha256() []byte {
	sum := sha256.Sum256(p.content)
	return sum[:]
}

// inspect finds what content is, and makes of it what may be served. It fails with a *domain.Error when the content is
// none of the types, is more than one thing, or does more than be looked at.
func (s *Service) inspect(ctx context.Context, content []byte) (prepared, error) {
	mediaType := sniff(content)
	if mediaType == "" || disguised(content, mediaType) {
		return prepared{}, errNotAccepted()
	}
	if mediaType == typePDF {
		// What stands before the header is no part of the document, and is not served.
		content = content[pdfHeader(content):]
		if err := inspectPDF(content); err != nil {
			return prepared{}, err
		}
		return prepared{mediaType: typePDF, content: content}, nil
	}
	made, err := s.render(ctx, content, mediaType)
	if err != nil {
		return prepared{}, err
	}
	return prepared{mediaType: made.mediaType, content: made.content, width: &made.width, height: &made.height, hash: made.hash}, nil
}

// sniff answers the type that the first bytes are of, or "".
func sniff(content []byte) string {
	switch {
	case bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n")):
		return typePNG
	case bytes.HasPrefix(content, []byte("\xff\xd8\xff")):
		return typeJPEG
	case pdfHeader(content) >= 0:
		return typePDF
	}
	return ""
}

// pdfHeader is where the header of a PDF begins, or -1. Readers look for it in the first 1,024 bytes (ISO 32000-1,
// implementation note 13): servers put line ends and byte order marks in front of it.
func pdfHeader(content []byte) int {
	return bytes.Index(content[:min(len(content), tailSize)], []byte("%PDF-"))
}

// disguised tells whether the content is also something that another program would run or unpack: a page or a drawing
// with script near the beginning, a PDF inside an image, an archive at the end. PNG says itself where it ends, so what
// follows is refused whatever it is.
func disguised(content []byte, mediaType string) bool {
	head := bytes.ToLower(content[:min(len(content), headSize)])
	marks := []string{"<!doctype", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<?php", "<!entity", "javascript:"}
	if mediaType != typePDF {
		marks = append(marks, "%pdf-")
	}
	for _, mark := range marks {
		if bytes.Contains(head, []byte(mark)) {
			return true
		}
	}
	if bytes.Contains(content[max(0, len(content)-archiveTail):], []byte("PK\x05\x06")) {
		return true
	}
	return mediaType == typePNG && !bytes.HasSuffix(content, []byte("\x00\x00\x00\x00IEND\xaeB`\x82"))
}

func errNotAccepted() *domain.Error {
	return domain.Refuse(domain.CodeInvalid, "El contenido no es un archivo %s válido. Envía una foto, una captura o el PDF del banco.", acceptedText)
}

func errNotAsDeclared() *domain.Error {
	return domain.Refuse(domain.CodeInvalid, "El archivo que llegó no es el que se anunció. Súbelo de nuevo.")
}
