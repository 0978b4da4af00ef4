package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"slices"

	"github.com/qoricash/qoricash/internal/domain"
)

// The bounds of an image. Each is about memory, which a small file can claim any amount of.
const (
	longestSide = 20_000
	// mostPixels admits the photos of telephones with 64 megapixels, 9248 × 6936 the largest of them.
	mostPixels = 65_000_000
	// decodeMemory is how much all images that are being decoded may hold at once, by what their headers say. One image
	// may need it all; it is refused when it needs more.
	decodeMemory = 128 << 20
	// servedSide is the longest side of an image as it is served: an A4 page at 250 dots per inch.
	servedSide = 3_000
	// legibleSide is what the short side keeps whatever the long one is: the width of a telephone's screen, so that a capture
	// that scrolls over many screens can be read as it could when it was sent.
	legibleSide = 1_200
	// servedQuality is that of a JPEG as it is served.
	servedQuality = 85
)

// picture is an image as it is going to be served: decoded and encoded again, so that nothing of the file that was sent
// is left but what can be seen. Exif with its places, comments and whatever was hidden behind the pixels are gone.
type picture struct {
	mediaType     string
	content       []byte
	width, height int
	hash          *int64
}

// dimensions are what the header of an image says, before anything is decoded.
type dimensions struct {
	width, height int
	orientation   int
	// memory is about what decoding takes, in bytes.
	memory int64
}

// measure reads the header of an image. It answers a refusal for one that is too large.
func measure(content []byte, mediaType string) (dimensions, error) {
	var config image.Config
	var err error
	if mediaType == typePNG {
		config, err = png.DecodeConfig(bytes.NewReader(content))
	} else {
		config, err = jpeg.DecodeConfig(bytes.NewReader(content))
	}
	if err != nil {
		return dimensions{}, errNotAccepted()
	}
	d := dimensions{width: config.Width, height: config.Height, orientation: 1}
	if d.width < 1 || d.height < 1 {
		return dimensions{}, errNotAccepted()
	}
	if d.width > longestSide || d.height > longestSide || d.width*d.height > mostPixels {
		return dimensions{}, errTooManyPixels()
	}
	if mediaType == typePNG {
		d.memory = pngMemory(content, d.width, d.height)
	} else {
		d.memory, d.orientation = jpegMemory(content, d.width, d.height)
	}
	width, height := d.served()
	if d.memory += 4 * int64(width) * int64(height); d.memory > decodeMemory {
		return dimensions{}, errTooManyPixels()
	}
	return d, nil
}

func errTooManyPixels() *domain.Error {
	return domain.Refuse(domain.CodeInvalid, "La imagen tiene demasiados píxeles. Envíala más pequeña.").With("maximumPixels", mostPixels)
}

// served is the size at which the image is served, before it is turned.
func (d dimensions) served() (width, height int) {
	longest, shortest := max(d.width, d.height), min(d.width, d.height)
	if longest <= servedSide || shortest <= legibleSide {
		return d.width, d.height
	}
	bound := max(servedSide, (longest*legibleSide+shortest/2)/shortest)
	scaled := func(side int) int { return (side*bound + longest/2) / longest }
	return scaled(d.width), scaled(d.height)
}

// pngMemory is about what decoding holds: the image, and half of it again where its rows come interlaced. The decoder
// has read the header, so the bytes are there.
func pngMemory(content []byte, width, height int) int64 {
	const (
		depthAt, colourAt, interlacedAt = 24, 25, 28
		grey, paletted                  = 0, 3
	)
	perPixel := int64(4)
	switch kind := content[colourAt]; {
	case content[depthAt] == 16:
		perPixel = 8
	case kind == paletted, kind == grey && !bytes.Contains(content, []byte("tRNS")):
		perPixel = 1
	}
	needed := perPixel * int64(width) * int64(height)
	if content[interlacedAt] != 0 {
		needed += needed/2 + 1
	}
	return needed
}

// jpegMemory is about what decoding holds, and the orientation. Headers that are not followed to the end get the most
// that any JPEG of that size could take.
func jpegMemory(content []byte, width, height int) (needed int64, orientation int) {
	const mostPerPixel = 24 // four components in full, their coefficients, and an image of other colours
	found, err := readFrame(content)
	if err != nil || found.width != width || found.height != height {
		return mostPerPixel * roundUp(width, 32) * roundUp(height, 32), found.orientation
	}
	return found.memory(), found.orientation
}

// render decodes an image within the memory that all share, and encodes what it shows. Content that the decoder does not
// follow to its end is refused.
func (s *Service) render(ctx context.Context, content []byte, mediaType string) (picture, error) {
	d, err := measure(content, mediaType)
	if err != nil {
		return picture{}, err
	}
	if err := s.decoding.Acquire(ctx, d.memory); err != nil {
		return picture{}, fmt.Errorf("wait to decode: %w", err)
	}
	defer s.decoding.Release(d.memory)
	shown, err := d.draw(content, mediaType)
	if err != nil {
		return picture{}, err
	}
	made := picture{width: shown.Bounds().Dx(), height: shown.Bounds().Dy(), hash: perceptualHash(shown)}
	made.mediaType, made.content, err = encode(shown, mediaType)
	return made, err
}

// draw decodes the image and brings it to the size and the orientation in which it is served.
func (d dimensions) draw(content []byte, mediaType string) (image.Image, error) {
	var decoded image.Image
	var err error
	if mediaType == typePNG {
		decoded, err = png.Decode(bytes.NewReader(content))
	} else {
		decoded, err = jpeg.Decode(bytes.NewReader(content))
	}
	if err != nil {
		return nil, errNotAccepted()
	}
	width, height := d.served()
	_, inkColours := decoded.(*image.CMYK)
	if width == d.width && height == d.height && d.orientation == 1 && !inkColours {
		return decoded, nil
	}
	shown := shrink(decoded, width, height, d.orientation)
	if _, isGrey := decoded.(*image.Gray); isGrey {
		// A scan without colours stays a third of the size.
		grey := image.NewGray(shown.Bounds())
		draw.Draw(grey, grey.Bounds(), shown, image.Point{}, draw.Src)
		return grey, nil
	}
	return shown, nil
}

// encode writes an image as the type that it came as. A PNG that would be larger than any file that is taken in, as
// photos are, becomes a JPEG.
func encode(shown image.Image, mediaType string) (encodedType string, content []byte, err error) {
	if mediaType == typePNG {
		fitting := &bounded{}
		err := png.Encode(fitting, shown)
		if err == nil {
			return typePNG, fitting.Bytes(), nil
		}
		if !errors.Is(err, errTooLong) {
			return "", nil, fmt.Errorf("encode an image: %w", err)
		}
	}
	var written bytes.Buffer
	if err := jpeg.Encode(&written, onWhite(shown), &jpeg.Options{Quality: servedQuality}); err != nil {
		return "", nil, fmt.Errorf("encode an image: %w", err)
	}
	return typeJPEG, slices.Clip(written.Bytes()), nil
}

// onWhite is the image without transparency, which JPEG does not know.
func onWhite(shown image.Image) image.Image {
	if opaque, ok := shown.(interface{ Opaque() bool }); ok && opaque.Opaque() {
		return shown
	}
	paper := image.NewRGBA(shown.Bounds())
	draw.Draw(paper, paper.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(paper, paper.Bounds(), shown, shown.Bounds().Min, draw.Over)
	return paper
}

var errTooLong = errors.New("longer than the largest file")

// bounded keeps what is written, up to the size of the largest file.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > MaxSize {
		return 0, errTooLong
	}
	return b.Buffer.Write(p)
}
