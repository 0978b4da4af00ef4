package files

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"testing"
)

func TestPNGThatWouldBecomeTooLargeBecomesAJPEG(t *testing.T) {
	t.Parallel()
	canvas := image.NewRGBA(image.Rect(0, 0, 2000, 1800))
	_, _ = rand.NewChaCha8([32]byte{1}).Read(canvas.Pix)
	for at := 3; at < len(canvas.Pix); at += 4 {
		canvas.Pix[at] = 255
	}
	mediaType, content, err := encode(canvas, typePNG)
	if err != nil || mediaType != typeJPEG || len(content) > MaxSize {
		t.Errorf("%s of %d bytes, %v", mediaType, len(content), err)
	}
	if config, err := jpeg.DecodeConfig(bytes.NewReader(content)); err != nil || config.Width != 2000 || config.Height != 1800 {
		t.Errorf("%v, %v", config, err)
	}
}

func TestTransparentImageIsOnWhitePaperAsJPEG(t *testing.T) {
	t.Parallel()
	_, content, err := encode(image.NewNRGBA(image.Rect(0, 0, 16, 16)), typeJPEG)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := jpeg.Decode(bytes.NewReader(content))
	if err != nil || color.GrayModel.Convert(shown.At(8, 8)).(color.Gray).Y < 250 {
		t.Errorf("%v, %v", shown.At(8, 8), err)
	}
}
