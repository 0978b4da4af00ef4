package files

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"testing"

	"golang.org/x/sync/semaphore"

	"github.com/qoricash/qoricash/internal/domain"
)

// FuzzInspect holds that any content is refused with a reason or becomes something that is safe to serve, and that an
// image that is served is inspected to the same again.
func FuzzInspect(f *testing.F) {
	var drawn, photo bytes.Buffer
	canvas := image.NewRGBA(image.Rect(0, 0, 20, 10))
	_, _ = png.Encode(&drawn, canvas), jpeg.Encode(&photo, canvas, nil)
	for _, seed := range [][]byte{drawn.Bytes(), photo.Bytes(), []byte("%PDF-1.4\n1 0 obj<</OpenAction[1]/N 1/First 2>>stream\n1 0 x\nendstream %%EOF"),
		[]byte("%PDF-1.4 stream\n\x78\x9c /J#61 stream\r %%EOF"),
		[]byte("\xff\xd8\xff\xe1\x00\x20Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06")} {
		f.Add(seed)
	}
	s := &Service{decoding: semaphore.NewWeighted(decodeMemory)}
	f.Fuzz(func(t *testing.T, content []byte) {
		made, err := s.inspect(t.Context(), content)
		if err != nil {
			if len(domain.Refusals(err)) != 1 {
				t.Errorf("failed: %v", err)
			}
			return
		}
		if made.mediaType == typePDF {
			if !bytes.HasSuffix(content, made.content) || !bytes.HasPrefix(made.content, []byte("%PDF-")) {
				t.Error("a document was changed")
			}
			return
		}
		if _, format, err := image.DecodeConfig(bytes.NewReader(made.content)); err != nil || "image/"+format != made.mediaType {
			t.Errorf("%s is served as %s, %v", made.mediaType, format, err)
		}
		again, err := s.inspect(t.Context(), made.content)
		if err != nil || again.mediaType != made.mediaType || *again.width != *made.width || *again.height != *made.height {
			t.Errorf("what is served is not taken again: %v", err)
		}
	})
}

// FuzzReadFrame holds that headers are followed without an end beyond them, and that decoders agree about the size.
func FuzzReadFrame(f *testing.F) {
	var photo bytes.Buffer
	_ = jpeg.Encode(&photo, image.NewRGBA(image.Rect(0, 0, 20, 10)), nil)
	f.Add(photo.Bytes())
	f.Fuzz(func(t *testing.T, content []byte) {
		found, err := readFrame(content)
		if err != nil {
			return
		}
		config, err := jpeg.DecodeConfig(bytes.NewReader(content))
		if err == nil && (config.Width != found.width || config.Height != found.height) {
			t.Errorf("%d by %d, and the decoder says %d by %d", found.width, found.height, config.Width, config.Height)
		}
	})
}
