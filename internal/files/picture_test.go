package files_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// taken uploads content and answers its row and what is served of it.
func (h *house) taken(t *testing.T, content []byte, mediaType string) (*ent.File, []byte) {
	t.Helper()
	ctx := clientOf(t, uuid.New())
	row, err := h.Kit.Store.Read().File.Get(ctx, h.upload(t, ctx, content, mediaType))
	if err != nil {
		t.Fatal(err)
	}
	return row, h.served(t, ctx, row)
}

func decoded(t *testing.T, content []byte) image.Image {
	t.Helper()
	shown, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return shown
}

func TestNothingButWhatIsSeenIsServed(t *testing.T) {
	t.Parallel()
	h := open(t)
	photo := asJPEG(t, paper(400, 300, 1), 90)
	for name, c := range map[string]struct {
		content   []byte
		mediaType string
	}{
		"Exif":           {withExif(photo, 1, binary.LittleEndian, "II"), "image/jpeg"},
		"a trailer":      {append(bytes.Clone(photo), "GPSLatitude -12.046374 FABRICANTE DEL MOVIL"...), "image/jpeg"},
		"a text of PNG":  {withText(asPNG(t, paper(400, 300, 1)), "GPSLatitude -12.046374 FABRICANTE DEL MOVIL"), "image/png"},
		"Exif the other": {withExif(photo, 1, binary.BigEndian, "MM"), "image/jpeg"},
	} {
		_, body := h.taken(t, c.content, c.mediaType)
		if !bytes.Contains(c.content, []byte("GPSLatitude")) || bytes.Contains(body, []byte("GPS")) || bytes.Contains(body, []byte("FABRICANTE")) ||
			bytes.Contains(body, []byte("Exif")) {
			t.Errorf("%s is still in the %d bytes", name, len(body))
		}
	}
}

func TestImagesAreServedTheRightWayUp(t *testing.T) {
	t.Parallel()
	h := open(t)
	// The corners of what is seen: red, green, blue and white, from the upper left on.
	corners := []color.RGBA{{R: 255, A: 255}, {G: 255, A: 255}, {B: 255, A: 255}, {R: 255, G: 255, B: 255, A: 255}}
	seen := image.NewRGBA(image.Rect(0, 0, 64, 32))
	for i, c := range corners {
		x, y := i%2*32, i/2*16
		draw.Draw(seen, image.Rect(x, y, x+32, y+16), image.NewUniform(c), image.Point{}, draw.Src)
	}
	// How a camera that is held so stores it: each pixel of what is seen comes from this place.
	stored := map[uint16]func(x, y int) (int, int){
		1: func(x, y int) (int, int) { return x, y }, 2: func(x, y int) (int, int) { return 63 - x, y },
		3: func(x, y int) (int, int) { return 63 - x, 31 - y }, 4: func(x, y int) (int, int) { return x, 31 - y },
		5: func(x, y int) (int, int) { return y, x }, 6: func(x, y int) (int, int) { return y, 63 - x },
		7: func(x, y int) (int, int) { return 31 - y, 63 - x }, 8: func(x, y int) (int, int) { return 31 - y, x },
	}
	for orientation, from := range stored {
		canvas := image.NewRGBA(image.Rect(0, 0, 64, 32))
		if orientation >= 5 {
			canvas = image.NewRGBA(image.Rect(0, 0, 32, 64))
		}
		for y := range 32 {
			for x := range 64 {
				sx, sy := from(x, y)
				canvas.Set(sx, sy, seen.At(x, y))
			}
		}
		for mark, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
			row, body := h.taken(t, withExif(asJPEG(t, canvas, 95), orientation, order, mark), "image/jpeg")
			shown := decoded(t, body)
			if shown.Bounds() != seen.Bounds() || *row.Width != 64 || *row.Height != 32 {
				t.Errorf("orientation %d is shown with %v", orientation, shown.Bounds())
				continue
			}
			for i, c := range corners {
				if got := shown.At(i%2*32+16, i/2*16+8); !near(got, c) {
					t.Errorf("orientation %d %s: corner %d is %v", orientation, mark, i, got)
				}
			}
		}
	}
}

func TestLargeImagesAreServedSmallerAndStillLegible(t *testing.T) {
	t.Parallel()
	h := open(t)
	// Lines that are finer than a served pixel become grey, and neither black nor white.
	canvas := image.NewGray(image.Rect(0, 0, 4000, 3001))
	for y := range 3001 {
		for x := range 4000 {
			if (x+y)%2 == 0 {
				canvas.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	row, body := h.taken(t, asPNG(t, canvas), "image/png")
	shown := decoded(t, body)
	if *row.Width != 3000 || *row.Height != 2251 || shown.Bounds() != image.Rect(0, 0, 3000, 2251) {
		t.Errorf("shown with %v", shown.Bounds())
	}
	for _, at := range []image.Point{{}, {X: 1499, Y: 1125}, {X: 2998, Y: 2249}} {
		if level := color.GrayModel.Convert(shown.At(at.X, at.Y)).(color.Gray).Y; math.Abs(float64(level)-127) > 40 {
			t.Errorf("at %v the level is %d", at, level)
		}
	}
}

func TestTransparencyOfAPNGStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	row, body := h.taken(t, asPNG(t, image.NewNRGBA(image.Rect(0, 0, 64, 64))), "image/png")
	if _, _, _, alpha := decoded(t, body).At(1, 1).RGBA(); row.MediaType != "image/png" || alpha != 0 || row.PerceptualHash != nil {
		t.Errorf("kept as %s with opacity %d", row.MediaType, alpha)
	}
}

func TestImagesThatAreTooManyPixelsForOneAreRefusedByTheirHeader(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := clientOf(t, uuid.New())
	photo := asJPEG(t, image.NewGray(image.Rect(0, 0, 8, 8)), 50)
	for name, content := range map[string][]byte{
		"PNG of 66 million":             ofSize(8_200, 8_100),
		"PNG of 40 million in colours":  ofSize(6_400, 6_300),
		"JPEG that says 65,000 squared": resized(photo, 65_000, 65_000),
		"JPEG that says 66 million":     resized(photo, 8_200, 8_100),
		"progressive JPEG of 40":        progressive(resized(asJPEG(t, noise(16, 16), 50), 6_400, 6_300)),
	} {
		upload := h.request(t, ctx, declared(content, "image/png"))
		h.send(t, upload, bytes.NewReader(content))
		_, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
		if list := domain.Refusals(err); len(list) != 1 || list[0].Message != "La imagen tiene demasiados píxeles. Envíala más pequeña." {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// frameAt is where the frame header of a JPEG begins.
func frameAt(photo []byte) int { return bytes.Index(photo, []byte{0xff, 0xc0}) }

func resized(photo []byte, width, height uint16) []byte {
	out := bytes.Clone(photo)
	binary.BigEndian.PutUint16(out[frameAt(photo)+5:], height)
	binary.BigEndian.PutUint16(out[frameAt(photo)+7:], width)
	return out
}

func progressive(photo []byte) []byte {
	out := bytes.Clone(photo)
	out[frameAt(photo)+1] = 0xc2
	return out
}

func TestBrokenImagesAreRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := clientOf(t, uuid.New())
	whole := map[string][]byte{"png": asPNG(t, paper(300, 200, 1)), "jpeg": asJPEG(t, paper(300, 200, 1), 90)}
	broken := map[string][]byte{}
	for kind, content := range whole {
		for _, part := range []int{10, 25, 50, 75, 90} {
			broken[fmt.Sprintf("%s cut at %d%%", kind, part)] = content[:len(content)*part/100]
		}
	}
	damaged := bytes.Clone(whole["png"])
	damaged[len(damaged)/2] ^= 0xff
	broken["png with a damaged row"] = damaged
	header := bytes.Clone(whole["png"])
	header[17] ^= 1
	broken["png with a changed size"] = header
	for name, content := range broken {
		upload := h.request(t, ctx, declared(content, "image/png"))
		h.send(t, upload, bytes.NewReader(content))
		_, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
		if list := domain.Refusals(err); len(list) != 1 || list[0].Code != domain.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestServedJPEGIsTheSameImage(t *testing.T) {
	t.Parallel()
	h := open(t)
	original := paper(800, 500, 4)
	_, body := h.taken(t, asJPEG(t, original, 92), "image/jpeg")
	shown, err := jpeg.Decode(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for y := 5; y < 500; y += 45 {
		for x := 5; x < 800; x += 79 {
			if !near(shown.At(x, y), original.At(x, y)) {
				t.Errorf("at %d, %d: %v instead of %v", x, y, shown.At(x, y), original.At(x, y))
			}
		}
	}
}
