package files

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"github.com/qoricash/qoricash/internal/domain"
)

// The types that are kept.
const (
	typePNG  = "image/png"
	typeJPEG = "image/jpeg"
	typePDF  = "application/pdf"
)

const acceptedText = "PNG, JPG o PDF"

func mediaTypes() []string { return []string{typePNG, typeJPEG, typePDF} }

// The bounds of an image: what today's telephones make, and not what swells to gigabytes where it is shown.
const (
	longestSide = 20_000
	mostPixels  = 60_000_000
)

// headSize and tailSize are how much is looked at for a second nature of a file.
const (
	headSize = 1024
	tailSize = 1024
)

// finding is what the content says of itself.
type finding struct {
	mediaType string
	size      int64
	sha256    []byte
}

// inspect reads content to its end, keeping little of it. It fails with a *domain.Error when the content is not one of
// the types, or is more than one thing.
func inspect(content io.Reader) (finding, error) {
	hash := sha256.New()
	ends := &edges{}
	counted := io.TeeReader(io.LimitReader(content, MaxSize+1), io.MultiWriter(hash, ends))
	// The decoder takes what it needs of the header; the rest is counted and hashed.
	dimensions, imageErr := imageSize(counted)
	if _, err := io.Copy(io.Discard, counted); err != nil {
		return finding{}, fmt.Errorf("read content: %w", err)
	}
	if ends.size > MaxSize {
		return finding{}, domain.Refuse(domain.CodeInvalid, "El archivo pesa más de 10 MB.").With("maximum", MaxSize)
	}
	found := finding{mediaType: sniff(ends.head), size: ends.size, sha256: hash.Sum(nil)}
	switch {
	case found.mediaType == "" || ends.disguised(found.mediaType):
		return finding{}, errNotAccepted()
	case found.mediaType == typePDF:
		return found, nil
	case imageErr != nil:
		return finding{}, errNotAccepted()
	case dimensions.tooLarge():
		return finding{}, domain.Refuse(domain.CodeInvalid, "La imagen tiene demasiados píxeles. Envíala más pequeña.").
			With("maximumPixels", mostPixels)
	}
	return found, nil
}

// sniff answers the type that the first bytes are of, or "".
func sniff(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return typePNG
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return typeJPEG
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return typePDF
	}
	return ""
}

type size struct{ width, height int }

func (s size) tooLarge() bool {
	return s.width < 1 || s.height < 1 || s.width > longestSide || s.height > longestSide || s.width*s.height > mostPixels
}

// imageSize reads the header of an image; nothing is decoded. The decoders are named, so that no other package can add
// one.
func imageSize(content io.Reader) (size, error) {
	start := make([]byte, 4)
	n, err := io.ReadFull(content, start)
	if err != nil {
		return size{}, err
	}
	whole := io.MultiReader(bytes.NewReader(start[:n]), content)
	var config image.Config
	switch {
	case bytes.HasPrefix(start, []byte("\x89PNG")):
		config, err = png.DecodeConfig(whole)
	case bytes.HasPrefix(start, []byte("\xff\xd8\xff")):
		config, err = jpeg.DecodeConfig(whole)
	default:
		return size{}, errors.New("no image")
	}
	return size{config.Width, config.Height}, err
}

// edges keeps the beginning and the end of what is written to it.
type edges struct {
	head, tail []byte
	size       int64
}

func (e *edges) Write(p []byte) (int, error) {
	e.size += int64(len(p))
	if missing := headSize - len(e.head); missing > 0 {
		e.head = append(e.head, p[:min(missing, len(p))]...)
	}
	e.tail = append(e.tail, p[max(0, len(p)-tailSize):]...)
	if extra := len(e.tail) - tailSize; extra > 0 {
		e.tail = append(e.tail[:0], e.tail[extra:]...)
	}
	return len(p), nil
}

// disguised tells whether the content is also something that another program would run or unpack: a page or a drawing
// with script near the beginning, a PDF inside an image, an archive at the end. PNG says itself where it ends, so what
// follows is refused whatever it is.
func (e *edges) disguised(mediaType string) bool {
	head := bytes.ToLower(e.head)
	marks := []string{"<!doctype", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<?php", "<!entity", "javascript:"}
	if mediaType != typePDF {
		marks = append(marks, "%pdf-")
	}
	for _, mark := range marks {
		if bytes.Contains(head, []byte(mark)) {
			return true
		}
	}
	if bytes.Contains(e.tail, []byte("PK\x05\x06")) {
		return true
	}
	return mediaType == typePNG && !bytes.HasSuffix(e.tail, []byte("\x00\x00\x00\x00IEND\xaeB`\x82")) ||
		mediaType == typePDF && !bytes.Contains(e.tail, []byte("%%EOF"))
}

func errNotAccepted() *domain.Error {
	return domain.Refuse(domain.CodeInvalid, "El contenido no es un archivo %s válido. Envía una foto, una captura o el PDF del banco.", acceptedText)
}

func errNotAsDeclared() *domain.Error {
	return domain.Refuse(domain.CodeInvalid, "El archivo que llegó no es el que se anunció. Súbelo de nuevo.")
}

// refusedAt names the field of a refusal; other errors pass as they are.
func refusedAt(err error, field string) error {
	var refusal *domain.Error
	if errors.As(err, &refusal) {
		return refusal.At(field)
	}
	return err
}
