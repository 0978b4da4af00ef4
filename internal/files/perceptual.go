package files

import (
	"image"
	"math"
	"math/bits"
	"slices"
)

// The perceptual hash of an image: 64 of its low frequencies, each of them above their median or not. The lowest are left
// out: they are the layout, which all papers of one kind share. Of 20 papers of one layout, copies that were resized,
// compressed again or brightened differ in at most 4 bits, and two papers in at least 10.
const (
	// sampled is the side of the small grey image that is looked at.
	sampled = 32
	// lowest is the first frequency that is kept in each direction, frequencies how many are.
	lowest, frequencies = 2, 8
	// leastContrast is the deviation from grey, in levels of 256, below which an image shows nothing: the hash of a blank
	// page would be that of its noise.
	leastContrast = 3
)

// perceptualHash answers the hash, or nil for an image that shows nothing.
func perceptualHash(shown image.Image) *int64 {
	grey := greyLevels(shown)
	if deviation(grey) < leastContrast {
		return nil
	}
	spectrum := lowFrequencies(grey)
	ordered := slices.Sorted(slices.Values(spectrum))
	median := ordered[len(ordered)/2]
	var hash uint64
	for i, amplitude := range spectrum {
		if amplitude > median {
			hash |= 1 << i
		}
	}
	signed := int64(hash)
	return &signed
}

// greyLevels is a small copy of the image, row by row, on white where it is transparent.
func greyLevels(shown image.Image) []float64 {
	small := shrink(shown, sampled, sampled, 1)
	levels := make([]float64, 0, sampled*sampled)
	for at := 0; at < len(small.Pix); at += 4 {
		red, green, blue, alpha := float64(small.Pix[at]), float64(small.Pix[at+1]), float64(small.Pix[at+2]), float64(small.Pix[at+3])
		levels = append(levels, 0.299*red+0.587*green+0.114*blue+255-alpha)
	}
	return levels
}

func deviation(levels []float64) float64 {
	sum, squares := 0.0, 0.0
	for _, level := range levels {
		sum += level
		squares += level * level
	}
	mean := sum / float64(len(levels))
	return math.Sqrt(max(0, squares/float64(len(levels))-mean*mean))
}

// lowFrequencies is a part of the discrete cosine transform (DCT-II) of a square of levels.
func lowFrequencies(levels []float64) []float64 {
	var wave [frequencies][sampled]float64
	for u := range frequencies {
		for x := range sampled {
			wave[u][x] = math.Cos(math.Pi * float64(lowest+u) * (2*float64(x) + 1) / (2 * sampled))
		}
	}
	spectrum := make([]float64, 0, frequencies*frequencies)
	for v := range frequencies {
		for u := range frequencies {
			amplitude := 0.0
			for y := range sampled {
				for x := range sampled {
					amplitude += levels[y*sampled+x] * wave[u][x] * wave[v][y]
				}
			}
			spectrum = append(spectrum, amplitude)
		}
	}
	return spectrum
}

// distance is in how many bits two hashes differ.
func distance(one, other int64) int { return bits.OnesCount64(uint64(one ^ other)) }
