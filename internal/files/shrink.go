package files

import (
	"image"
	"image/draw"
)

// stripRows is how many rows of a source are converted at once.
const stripRows = 16

// shrink draws src at another size, and turned as Exif's orientation says. Each pixel is the exact average of the area
// that it covers, so that small print of a document stays legible. The scalers of golang.org/x/image/draw that average
// keep 32 bytes for each row of the source and column of the result at once, which is 600 MB for a photo of 50 megapixels;
// this keeps a few rows.
func shrink(src image.Image, width, height, orientation int) *image.RGBA {
	bounds := src.Bounds()
	turned := image.Rect(0, 0, width, height)
	if orientation >= 5 {
		turned = image.Rect(0, 0, height, width)
	}
	dst := image.NewRGBA(turned)
	averaged := &averager{from: bounds.Dx(), to: width, rows: bounds.Dy(), sums: make([]uint64, 4*width), row: make([]uint64, 4*width)}
	strip := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), stripRows))
	y, filled := 0, 0 // the row of the result, and how much of it is summed, in parts of 1/height of a source row
	for top := 0; top < bounds.Dy(); top += stripRows {
		draw.Draw(strip, strip.Bounds(), src, image.Pt(bounds.Min.X, bounds.Min.Y+top), draw.Src)
		for row := range min(stripRows, bounds.Dy()-top) {
			averaged.read(strip.Pix[row*strip.Stride : row*strip.Stride+4*bounds.Dx()])
			// A row of the source has height parts, a row of the result takes as many as the source has rows.
			for left := height; left > 0; {
				part := min(left, bounds.Dy()-filled)
				averaged.add(part)
				left -= part
				if filled += part; filled == bounds.Dy() {
					averaged.write(dst, y, height, orientation)
					y, filled = y+1, 0
				}
			}
		}
	}
	return dst
}

// averager sums rows of a source into one row of a result.
type averager struct {
	from, to, rows int
	row, sums      []uint64
}

// read averages one row of the source across; sums are in units of 1/from.
func (a *averager) read(pixels []uint8) {
	clear(a.row)
	x, filled := 0, 0
	for i := 0; i < len(pixels); i += 4 {
		for left := a.to; left > 0; {
			part := min(left, a.from-filled)
			weight, sum := uint64(part), a.row[4*x:4*x+4]
			sum[0] += weight * uint64(pixels[i])
			sum[1] += weight * uint64(pixels[i+1])
			sum[2] += weight * uint64(pixels[i+2])
			sum[3] += weight * uint64(pixels[i+3])
			left -= part
			if filled += part; filled == a.from {
				x, filled = x+1, 0
			}
		}
	}
}

// add takes a part of the row that was read.
func (a *averager) add(part int) {
	for i, sum := range a.row {
		a.sums[i] += uint64(part) * sum
	}
}

// write puts the finished row where the orientation has it, and starts another.
func (a *averager) write(dst *image.RGBA, y, height, orientation int) {
	area := uint64(a.from) * uint64(a.rows)
	for x := range a.to {
		at := dst.PixOffset(place(x, y, a.to, height, orientation))
		for c := range 4 {
			dst.Pix[at+c] = uint8((a.sums[4*x+c] + area/2) / area)
		}
	}
	clear(a.sums)
}

// place is where a stored pixel is shown (Exif 2.3, tag 274).
func place(x, y, width, height, orientation int) (shownX, shownY int) {
	switch orientation {
	case 2:
		return width - 1 - x, y
	case 3:
		return width - 1 - x, height - 1 - y
	case 4:
		return x, height - 1 - y
	case 5:
		return y, x
	case 6:
		return height - 1 - y, x
	case 7:
		return height - 1 - y, width - 1 - x
	case 8:
		return y, width - 1 - x
	}
	return x, y
}
