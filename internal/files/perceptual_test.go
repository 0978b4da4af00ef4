package files

import (
	"image"
	"image/color"
	"testing"

	"pgregory.net/rapid"
)

func TestUniformImagesHaveNoHash(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]color.Color{"white": color.White, "black": color.Black, "red": color.RGBA{R: 255, A: 255}, "nothing": color.Transparent} {
		canvas := image.NewRGBA(image.Rect(0, 0, 200, 100))
		for at := range canvas.Pix {
			red, green, blue, alpha := c.RGBA()
			canvas.Pix[at] = uint8([]uint32{red, green, blue, alpha}[at%4] >> 8)
		}
		if hash := perceptualHash(canvas); hash != nil {
			t.Errorf("%s has the hash %x", name, *hash)
		}
		// A speck of dust does not make a picture of it.
		canvas.SetRGBA(50, 50, color.RGBA{R: 128, G: 128, B: 128, A: 255})
		if hash := perceptualHash(canvas); hash != nil {
			t.Errorf("%s with a speck has the hash %x", name, *hash)
		}
	}
}

func TestDistanceIsAMetricOfBits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b"), rapid.Int64().Draw(t, "c")
		if distance(a, a) != 0 || distance(a, b) != distance(b, a) || distance(a, c) > distance(a, b)+distance(b, c) || distance(a, ^a) != 64 {
			t.Fatalf("%x %x %x", a, b, c)
		}
	})
}

func TestShrinkingKeepsTheAverage(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from := image.NewRGBA(image.Rect(0, 0, rapid.IntRange(1, 50).Draw(t, "width"), rapid.IntRange(1, 50).Draw(t, "height")))
		sum := 0
		for at := range from.Pix {
			from.Pix[at] = 255
			if at%4 != 3 {
				from.Pix[at] = rapid.Byte().Draw(t, "level")
				sum += int(from.Pix[at])
			}
		}
		width, height := rapid.IntRange(1, 60).Draw(t, "to width"), rapid.IntRange(1, 60).Draw(t, "to height")
		to, got := shrink(from, width, height, rapid.IntRange(1, 8).Draw(t, "orientation")), 0
		for at, level := range to.Pix {
			if at%4 != 3 {
				got += int(level)
			} else if level != 255 {
				t.Fatalf("the opacity became %d", level)
			}
		}
		before, after := float64(sum)/float64(len(from.Pix)), float64(got)/float64(len(to.Pix))
		if before-after > 0.5 || after-before > 0.5 {
			t.Fatalf("the average went from %f to %f", before, after)
		}
	})
}
