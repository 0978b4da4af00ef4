package files_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// paper draws what looks like an identity document: a photo, a head line and lines of text that the seed chooses.
func paper(width, height int, seed uint64) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 1))
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	box := func(x0, y0, x1, y1 float64, c color.Color) {
		area := image.Rect(int(x0*float64(width)), int(y0*float64(height)), int(x1*float64(width)), int(y1*float64(height)))
		draw.Draw(canvas, area, image.NewUniform(c), image.Point{}, draw.Src)
	}
	box(0, 0, 1, 1, color.RGBA{R: 232, G: 228, B: 214, A: 255})
	box(0, 0, 1, 0.12, color.RGBA{R: 150, G: 40, B: 50, A: 255})
	skin := uint8(110 + random.IntN(110))
	box(0.05, 0.2, 0.35, 0.85, color.RGBA{R: 190, G: 200, B: 215, A: 255})
	box(0.1+0.04*random.Float64(), 0.3, 0.28+0.04*random.Float64(), 0.6, color.RGBA{R: skin, G: skin - 30, B: skin - 50, A: 255})
	box(0.1, 0.25, 0.3, 0.28+0.1*random.Float64(), color.RGBA{R: uint8(random.IntN(120)), G: 30, B: 20, A: 255})
	box(0.07, 0.65, 0.33, 0.85, color.RGBA{R: uint8(random.IntN(256)), G: uint8(random.IntN(256)), B: uint8(random.IntN(256)), A: 255})
	for line := range 8 {
		top := 0.2 + 0.085*float64(line)
		for x := 0.4; x < 0.5+0.45*random.Float64(); {
			wide := 0.015 + 0.05*random.Float64()
			box(x, top, x+wide, top+0.045, color.RGBA{R: 40, G: 40, B: 50, A: 255})
			x += wide + 0.012
		}
	}
	return canvas
}

// noise is an image that no compression makes small.
func noise(width, height int) *image.RGBA {
	random := rand.NewChaCha8([32]byte{1})
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	_, _ = random.Read(canvas.Pix)
	for at := 3; at < len(canvas.Pix); at += 4 {
		canvas.Pix[at] = 255
	}
	return canvas
}

// scaled is the image at another size, by the nearest pixel.
func scaled(from image.Image, width, height int) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			to.Set(x, y, from.At(x*from.Bounds().Dx()/width, y*from.Bounds().Dy()/height))
		}
	}
	return to
}

// brightened is the image with more light, or less.
func brightened(from image.Image, by int) *image.RGBA {
	to := image.NewRGBA(from.Bounds())
	draw.Draw(to, to.Bounds(), from, from.Bounds().Min, draw.Src)
	for at := range to.Pix {
		if at%4 != 3 {
			to.Pix[at] = uint8(min(255, max(0, int(to.Pix[at])+by)))
		}
	}
	return to
}

func asPNG(t testing.TB, shown image.Image) []byte {
	t.Helper()
	var content bytes.Buffer
	if err := png.Encode(&content, shown); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

func asJPEG(t testing.TB, shown image.Image, quality int) []byte {
	t.Helper()
	var content bytes.Buffer
	if err := jpeg.Encode(&content, shown, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

// withExif is a JPEG as a telephone writes it: with an orientation, its maker and the place where it was taken.
func withExif(photo []byte, orientation uint16, order binary.AppendByteOrder, mark string) []byte {
	entry := func(to []byte, tag, kind uint16, count, value uint32) []byte {
		to = order.AppendUint32(order.AppendUint16(order.AppendUint16(to, tag), kind), count)
		if kind == 3 {
			return order.AppendUint16(order.AppendUint16(to, uint16(value)), 0)
		}
		return order.AppendUint32(to, value)
	}
	tiff := append([]byte(mark), order.AppendUint32(order.AppendUint16(nil, 42), 8)...)
	tiff = order.AppendUint16(tiff, 3)
	tiff = entry(tiff, 0x010f, 2, 20, 8+2+36+4)           // the maker
	tiff = entry(tiff, 0x0112, 3, 1, uint32(orientation)) // the orientation
	tiff = entry(tiff, 0x8825, 4, 1, 8+2+36+4+20)         // the place
	tiff = order.AppendUint32(tiff, 0)
	tiff = append(tiff, "FABRICANTE DEL MOVIL"...)
	tiff = append(tiff, "GPSLatitude -12.046374 GPSLongitude -77.042793"...)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	header := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(segment)+2))
	return slices.Concat(photo[:2], header, segment, photo[2:])
}

// near tells whether two colours are the same but for compression.
func near(one, other color.Color) bool {
	r1, g1, b1, _ := one.RGBA()
	r2, g2, b2, _ := other.RGBA()
	apart := func(a, b uint32) float64 { return math.Abs(float64(a)-float64(b)) / 257 }
	return apart(r1, r2) < 25 && apart(g1, g2) < 25 && apart(b1, b2) < 25
}

var bigEndian = binary.BigEndian

// withExifRemoved is the JPEG without its first segment.
func withExifRemoved(photo []byte) []byte {
	return slices.Concat(photo[:2], photo[4+int(binary.BigEndian.Uint16(photo[4:])):])
}
