package files

import "bytes"

// pdfText reads a part of a document and tells names from what stands in strings and comments, which is text (ISO 32000-1,
// 7.2.3 and 7.3.4). Readers find objects by a table, and may begin in the midst of what reads as a string or a comment here. So
// a text is nothing but text only where no reader can disagree: from the line of an object on, up to its stream and in it,
// and as long as it holds no mark by which a dictionary or another string begins or ends. Names in any other text count.
type pdfText struct {
	names *pdfNames
	// short tells that names of two letters are meant.
	short bool
	// trusted tells that every reader reads strings and comments here as it is done here.
	trusted bool

	// depth counts the parentheses of a string; 0 is outside.
	depth                 int
	escaped, comment, hex bool
	// held is what stands in the text that is being read, marked that it holds a mark of something else.
	held   pdfFlags
	marked bool
}

// read goes on with a text, up to a place before which names begin.
func (t *pdfText) read(text []byte, until int) {
	for at := 0; at < until; at++ {
		c := text[at]
		switch {
		case c == '/':
			if end := at + 1 + nameEnd(text[at+1:]); end > at+1 {
				t.take(unescape(text[at+1:end]), text[end:])
			}
		case c == 'j' && beginsObject(text[:at+1]):
			t.close(true)
			t.hex, t.trusted = false, true
			continue
		}
		switch {
		case t.depth > 0:
			t.inString(c)
		case t.comment:
			t.inComment(c)
		case t.hex:
			t.hex = c != '>'
		case bytes.HasPrefix(text[at:], []byte("<<")):
			// A dictionary begins, and no string of hexadecimal digits.
			at++
		default:
			t.outside(c)
		}
	}
}

func (t *pdfText) inString(c byte) {
	switch {
	case t.escaped:
		t.escaped = false
	case c == '\\':
		t.escaped = true
	case c == '(':
		t.depth++
	case c == ')' && t.depth == 1:
		t.close(false)
		return
	case c == ')':
		t.depth--
	}
	t.marked = t.marked || c == '<' || c == '>'
}

func (t *pdfText) inComment(c byte) {
	if c == '\r' || c == '\n' {
		t.close(false)
		return
	}
	t.marked = t.marked || bytes.IndexByte([]byte("()<>"), c) >= 0
}

func (t *pdfText) outside(c byte) {
	switch c {
	case '(':
		t.depth = 1
	case '%':
		t.comment = true
	case '<':
		t.hex = true
	case '\\':
		// Outside of strings nothing is escaped: some reader may be in one.
		t.trusted = false
	}
}

// close ends a string or a comment. What it holds counts where it may be more than text, or is unfinished.
func (t *pdfText) close(unfinished bool) {
	if unfinished || t.marked || !t.trusted {
		t.names.add(t.held)
	} else {
		t.names.words.add(t.held)
	}
	t.depth, t.escaped, t.comment, t.marked, t.held = 0, false, false, false, pdfFlags{}
}

// end ends the text, and tells whether it ended outside of strings and comments for every reader.
func (t *pdfText) end() bool {
	clean := t.trusted && t.depth == 0 && !t.comment && !t.hex
	t.close(true)
	return clean
}

// take notes a name, with what follows it.
func (t *pdfText) take(name string, after []byte) {
	found := &t.names.pdfFlags
	if t.depth > 0 || t.comment {
		found = &t.held
	}
	switch name {
	case "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition",
		"RichMedia", "RichMediaContent", "XFA":
		found.forbidden = true
	case "Encrypt":
		found.encrypted = true
	case "URI":
		found.opens = true
	case "S", "Type", "Subtype":
		after = bytes.TrimLeft(after, whitespace)
		found.indirect = found.indirect || t.short && len(after) > 0 && after[0] >= '0' && after[0] <= '9'
	case "JS":
		found.forbidden = found.forbidden || t.short
	case "AA":
		found.automatic = found.automatic || t.short
	case "OpenAction":
		// A place in the document is no action.
		found.automatic = found.automatic || t.short && !bytes.HasPrefix(bytes.TrimLeft(after, whitespace), []byte("["))
	}
}

// beginsObject tells whether a text ends with the line's beginning of an object: number, generation and keyword.
func beginsObject(text []byte) bool {
	const longestBeginning = 40
	text = text[max(0, len(text)-longestBeginning):]
	line := text[bytes.LastIndexAny(text, "\r\n")+1:]
	if len(line) == len(text) {
		return false
	}
	parts := bytes.Fields(line)
	return len(parts) == 3 && string(parts[2]) == "obj" && isDigits(parts[0]) && isDigits(parts[1])
}

func isDigits(text []byte) bool { return len(bytes.Trim(text, "0123456789")) == 0 }
