package files

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"testing"
)

func TestWhatIsServedStaysLegible(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ width, height, servedWidth, servedHeight int }{
		"a photo":                       {8160, 6144, 3000, 2259},
		"a small one":                   {1200, 900, 1200, 900},
		"a capture of a screen":         {1440, 3120, 1385, 3000},
		"a capture of many screens":     {1080, 12000, 1080, 12000},
		"a wide one of them":            {12000, 1080, 12000, 1080},
		"a capture of a sharper screen": {1440, 12000, 1200, 10000},
		"a strip":                       {10, 20000, 10, 20000},
	} {
		width, height := dimensions{width: c.width, height: c.height}.served()
		if width != c.servedWidth || height != c.servedHeight {
			t.Errorf("%s of %d x %d is served as %d x %d, want %d x %d", name, c.width, c.height, width, height, c.servedWidth, c.servedHeight)
		}
		if againWidth, againHeight := (dimensions{width: width, height: height}).served(); againWidth != width || againHeight != height {
			t.Errorf("%s is served as another, %d x %d, when it is sent again", name, againWidth, againHeight)
		}
	}
}

func TestPhotosOfTelephonesFitIntoTheMemory(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		width, height int
		fits          bool
	}{
		{8160, 6144, true}, {8192, 6144, true}, {9216, 6912, true}, {9248, 6936, true}, {9600, 7200, false}, {12000, 9000, false},
	} {
		d, err := measure(claiming(t, c.width, c.height), typeJPEG)
		if (err == nil) != c.fits || d.memory > decodeMemory {
			t.Errorf("%d x %d takes %d bytes: %v", c.width, c.height, d.memory, err)
		}
	}
}

// claiming is a small photo, with colours at half the resolution as cameras write them, whose header claims another size.
func claiming(t *testing.T, width, height int) []byte {
	t.Helper()
	var written bytes.Buffer
	if err := jpeg.Encode(&written, image.NewYCbCr(image.Rect(0, 0, 16, 16), image.YCbCrSubsampleRatio420), nil); err != nil {
		t.Fatal(err)
	}
	content := written.Bytes()
	frame := bytes.Index(content, []byte{0xff, 0xc0})
	if frame < 0 {
		t.Fatal("the photo has no baseline frame")
	}
	binary.BigEndian.PutUint16(content[frame+5:], uint16(height))
	binary.BigEndian.PutUint16(content[frame+7:], uint16(width))
	return content
}
