package files

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// The markers of a JPEG that matter here.
const (
	startOfImage = 0xd8
	startOfScan  = 0xda
	endOfImage   = 0xd9
	exifSegment  = 0xe1
	adobeSegment = 0xee
)

// frame is what the headers of a JPEG say about the work of decoding it.
type frame struct {
	width, height int
	progressive   bool
	components    []component
	// adobe tells that the colours may be stored as RGB or CMYK, which costs a second image.
	adobe bool
	// orientation is Exif's, 1 to 8; 1 is as stored.
	orientation int
}

type component struct{ id, horizontal, vertical int }

var errJPEG = errors.New("the headers of the JPEG are not well-formed")

// readFrame reads the segments before the first scan. It is stricter than decoders: what it does not follow to the end is
// an error, and the caller assumes the worst.
func readFrame(content []byte) (frame, error) {
	found := frame{orientation: 1}
	if len(content) < 2 || content[0] != 0xff || content[1] != startOfImage {
		return found, errJPEG
	}
	for rest := content[2:]; len(rest) >= 4; {
		marker, length := rest[1], int(binary.BigEndian.Uint16(rest[2:]))
		if rest[0] != 0xff || marker < 0xc0 || marker == 0xff || length < 2 || len(rest) < 2+length {
			return found, errJPEG
		}
		if marker >= 0xd0 && marker <= endOfImage {
			return found, errJPEG
		}
		if marker == startOfScan {
			if len(found.components) == 0 {
				return found, errJPEG
			}
			return found, nil
		}
		if err := found.take(marker, rest[4:2+length]); err != nil {
			return found, err
		}
		rest = rest[2+length:]
	}
	return found, errJPEG
}

// take reads one segment.
func (f *frame) take(marker byte, segment []byte) error {
	switch {
	case marker >= 0xc0 && marker <= 0xc2:
		return f.takeFrame(marker == 0xc2, segment)
	case marker == adobeSegment:
		f.adobe = true
	case marker == exifSegment && bytes.HasPrefix(segment, []byte("Exif\x00\x00")):
		if o := orientationOf(segment[6:]); o != 0 {
			f.orientation = o
		}
	}
	return nil
}

func (f *frame) takeFrame(progressive bool, segment []byte) error {
	if len(f.components) > 0 || len(segment) < 6 || len(segment) != 6+3*int(segment[5]) {
		return errJPEG
	}
	f.progressive = progressive
	f.height, f.width = int(binary.BigEndian.Uint16(segment[1:])), int(binary.BigEndian.Uint16(segment[3:]))
	for at := 6; at < len(segment); at += 3 {
		f.components = append(f.components, component{id: int(segment[at]), horizontal: int(segment[at+1] >> 4), vertical: int(segment[at+1] & 15)})
	}
	return nil
}

// memory is about how many bytes a decoder holds at its peak: one for each sample, four more for the coefficients of a
// progressive image, and another image where colours are converted.
func (f *frame) memory() int64 {
	across, down := 1, 1
	for _, c := range f.components {
		across, down = max(across, c.horizontal), max(down, c.vertical)
	}
	// Images are stored in whole blocks of 8 samples, of the widest component.
	width, height := roundUp(f.width, 8*across), roundUp(f.height, 8*down)
	pixels, samples := width*height, int64(0)
	for _, c := range f.components {
		samples += pixels * int64(max(1, c.horizontal)) * int64(max(1, c.vertical)) / int64(across*down)
	}
	needed := samples
	if f.progressive {
		needed += 4 * samples
	}
	if f.converted() {
		needed += 4 * pixels
	}
	return needed
}

// converted tells whether the decoder may turn the colours into an image of another kind.
func (f *frame) converted() bool {
	switch len(f.components) {
	case 1:
		return false
	case 3:
		return f.adobe || f.components[0].id == 'R'
	}
	return true
}

func roundUp(n, to int) int64 { return int64((n + to - 1) / to * to) }

// orientationOf reads the orientation in a TIFF header, as Exif has it; 0 when it says none.
func orientationOf(tiff []byte) int {
	const (
		tag       = 0x0112
		shortType = 3
		entrySize = 12
	)
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return 0
	}
	if len(tiff) < 8 {
		return 0
	}
	start := int64(order.Uint32(tiff[4:]))
	if start+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[start+2:]
	for range order.Uint16(tiff[start:]) {
		if len(entries) < entrySize {
			return 0
		}
		if order.Uint16(entries) == tag && order.Uint16(entries[2:]) == shortType {
			if o := int(order.Uint16(entries[8:])); o >= 1 && o <= 8 {
				return o
			}
			return 0
		}
		entries = entries[entrySize:]
	}
	return 0
}
