package files

import (
	"bytes"
	"compress/zlib"
	"io"
	"slices"

	"github.com/qoricash/qoricash/internal/domain"
)

// The bounds of looking into a PDF.
const (
	// mostInflated is how much all streams of one document may unpack to.
	mostInflated = 128 << 20
	// mostStreams is how many streams a document may have.
	mostStreams = 20_000
	// longestPDFName is the longest name that matters; the format allows 127 bytes.
	longestPDFName = 127
)

// inspectPDF refuses a document that does more than show pages: scripts, programs, files inside it, forms that send
// themselves, films. It looks at every name (ISO 32000-1, 7.3.5, with its #xx escapes) outside of texts, also inside
// streams that are compressed with Flate, which is where documents since PDF 1.5 keep their objects. Encrypted documents
// are refused, and objects in streams that are packed in any other way, because nothing can be said about them. Readers
// find objects by a table and not in order, so the text is not parsed: whatever looks like a stream is looked into.
func inspectPDF(content []byte) error {
	if !bytes.Contains(content[max(0, len(content)-tailSize):], []byte("%%EOF")) {
		return errNotAccepted()
	}
	seen := &pdfNames{}
	before, rest, found := cutStream(content)
	text := pdfText{names: seen, short: true}
	text.read(before, len(before))
	for streams := 1; found; streams++ {
		if streams > mostStreams {
			return errTooComplex()
		}
		body := nextLine(rest)
		seen.hidden = seen.hidden || hidesObjects(before, body)
		if isZlib(body) {
			if err := seen.inflate(body); err != nil {
				return err
			}
		}
		before, rest, found = cutStream(rest)
		text = seen.between(before, text.end())
	}
	text.end()
	return seen.verdict()
}

// cutStream answers what is up to the next keyword of a stream, and what follows it.
func cutStream(text []byte) (before, rest []byte, found bool) {
	keyword := []byte("stream")
	for from := 0; ; {
		at := bytes.Index(text[from:], keyword)
		if at < 0 {
			return text, nil, false
		}
		from += at + len(keyword)
		if !bytes.HasSuffix(text[:from-len(keyword)], []byte("end")) {
			return text[:from], text[from:], true
		}
	}
}

// nextLine is the content of a stream whose keyword ends before the text. Readers skip the rest of the keyword's line,
// whatever stands there.
func nextLine(text []byte) []byte {
	const longestLine = 1024
	end := bytes.IndexAny(text[:min(len(text), longestLine)], "\r\n")
	if end < 0 {
		return nil
	}
	return bytes.TrimPrefix(bytes.TrimPrefix(text[end:], []byte("\r")), []byte("\n"))
}

// pdfFlags are what names mean.
type pdfFlags struct {
	forbidden, encrypted bool
	// automatic tells that something happens without being asked for, opens that something may open an address.
	automatic, opens bool
	// indirect tells that what something is stands elsewhere, perhaps in what reads as a text.
	indirect bool
}

func (f *pdfFlags) add(other pdfFlags) {
	f.forbidden, f.encrypted = f.forbidden || other.forbidden, f.encrypted || other.encrypted
	f.automatic, f.opens = f.automatic || other.automatic, f.opens || other.opens
	f.indirect = f.indirect || other.indirect
}

// pdfNames is what was found in a document.
type pdfNames struct {
	pdfFlags
	hidden bool
	// words are what was found in texts that are nothing else.
	words pdfFlags

	// What streams were unpacked with, and to how much. Reader and window are used again: a document may have many.
	inflated  int64
	unpacking io.ReadCloser
	window    []byte
}

// verdict is the refusal of the document, or nil.
func (n *pdfNames) verdict() error {
	if n.indirect {
		n.add(n.words)
	}
	switch {
	case n.encrypted:
		return domain.Refuse(domain.CodeInvalid, "El PDF está protegido. Envíalo sin contraseña ni restricciones, o como imagen.")
	case n.hidden:
		return domain.Refuse(domain.CodeInvalid, "El PDF no se puede revisar por dentro. Vuelve a guardarlo o envíalo como imagen.")
	// What happens on opening may show a page. It is not known which action it is, so it may not be one for an address.
	case n.forbidden, n.automatic && n.opens:
		return domain.Refuse(domain.CodeInvalid, "El PDF contiene acciones o archivos incrustados. Envía el PDF simple del banco o una imagen.")
	}
	return nil
}

// between looks at the text from one stream to the next: the content of the first, and what follows its end. trusted tells
// that the first stream's keyword is one for every reader. It answers what follows as it was read to the end.
func (n *pdfNames) between(text []byte, trusted bool) pdfText {
	end := bytes.Index(text, []byte("endstream"))
	if end < 0 {
		end = len(text)
	}
	// The bytes of a stream may be a picture's: names of two letters would be found by chance.
	content := pdfText{names: n, trusted: trusted}
	content.read(text, end)
	content.end()
	after := pdfText{names: n, short: true}
	after.read(text[end:], len(text)-end)
	return after
}

// hidesObjects tells whether a stream holds objects that inflate does not unpack. before ends with its dictionary.
func hidesObjects(before, body []byte) bool {
	dictionary := before[max(0, bytes.LastIndex(before, []byte("obj"))):]
	objects, flate, other := false, 0, false
	eachName(dictionary, len(dictionary), func(name string, _ []byte) {
		switch name {
		case "ObjStm", "First":
			objects = true
		case "FlateDecode", "Fl":
			flate++
		case "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "LZWDecode", "LZW", "RunLengthDecode", "RL", "Crypt", "Predictor":
			other = true
		}
	})
	return objects && (other || flate > 1 || !isZlib(body) && !startsWithNumber(body))
}

// isZlib tells whether bytes begin as zlib's format does (RFC 1950, 2.2).
func isZlib(b []byte) bool {
	return len(b) > 2 && b[0]&0x0f == 8 && (int(b[0])<<8|int(b[1]))%31 == 0
}

func errTooComplex() *domain.Error {
	return domain.Refuse(domain.CodeInvalid, "El PDF es demasiado complejo. Envíalo más simple o como imagen.")
}

// inflate looks into a stream that is packed with Flate, whatever its dictionary says. It refuses a document that has more
// inside than any that is meant to be read.
func (n *pdfNames) inflate(packed []byte) error {
	if err := n.unpack(packed); err != nil {
		return nil // bytes that only look like zlib's have nothing inside
	}
	kept, text := 0, pdfText{names: n, trusted: true}
	defer func() { text.end() }()
	for first := true; ; first = false {
		read, err := io.ReadFull(n.unpacking, n.window[kept:])
		if first {
			text.short = startsWithNumber(n.window[:read])
		}
		if n.inflated += int64(read); n.inflated > mostInflated {
			return errTooComplex()
		}
		window := n.window[:kept+read]
		if err != nil {
			text.read(window, len(window))
			return nil // a stream that breaks off shows what it has until there, to a reader as to us
		}
		// A name near the end, with what follows it, is looked at in the next window.
		text.read(window, len(window)-overlap)
		kept = copy(n.window, window[len(window)-overlap:])
	}
}

// unpack begins with another stream.
func (n *pdfNames) unpack(packed []byte) (err error) {
	if known, ok := n.unpacking.(zlib.Resetter); ok {
		return known.Reset(bytes.NewReader(packed), nil)
	}
	n.window = make([]byte, 64<<10)
	n.unpacking, err = zlib.NewReader(bytes.NewReader(packed))
	return err
}

// overlap is how much of one window is looked at with the next: the longest escaped name and what follows it.
const overlap = 4 * longestPDFName

// startsWithNumber tells streams of objects, which begin with a table of numbers, from pages and pictures.
func startsWithNumber(text []byte) bool {
	text = bytes.TrimLeft(text, whitespace)
	return len(text) > 0 && (text[0] >= '0' && text[0] <= '9' || text[0] == '%')
}

// The characters that end a name (ISO 32000-1, 7.2.2).
const (
	whitespace = "\x00\t\n\x0c\r "
	delimiters = "()<>[]{}/%"
)

// eachName calls do for each name that begins before a place in the text, unescaped, with what follows it.
func eachName(text []byte, until int, do func(name string, after []byte)) {
	for at := 0; at < until; {
		slash := bytes.IndexByte(text[at:until], '/')
		if slash < 0 {
			return
		}
		at += slash + 1
		end := at + nameEnd(text[at:])
		if end > at {
			do(unescape(text[at:end]), text[end:])
		}
		at = end
	}
}

func nameEnd(text []byte) int {
	text = text[:min(len(text), 3*longestPDFName)]
	if end := bytes.IndexAny(text, whitespace+delimiters); end >= 0 {
		return end
	}
	return len(text)
}

// unescape decodes the #xx of a name.
func unescape(name []byte) string {
	if !slices.Contains(name, '#') {
		return string(name)
	}
	plain := make([]byte, 0, len(name))
	for i := 0; i < len(name); i++ {
		if name[i] == '#' && i+2 < len(name) {
			high, low := hexDigit(name[i+1]), hexDigit(name[i+2])
			if high >= 0 && low >= 0 {
				plain = append(plain, byte(high<<4|low))
				i += 2
				continue
			}
		}
		plain = append(plain, name[i])
	}
	return string(plain)
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
