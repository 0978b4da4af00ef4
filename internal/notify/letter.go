package notify

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"strings"
	texttemplate "text/template"
	"unicode"

	"github.com/qoricash/qoricash/internal/domain"
)

//go:embed templates
var templateFiles embed.FS

// Letter is a message made of its template and its data: what the HTML and the text of an e-mail both say.
type Letter struct {
	Subject, Preheader, Heading string
	Blocks                      []Block
	// Footer tells why the reader gets this, and Settings where to change it; empty where it cannot be changed.
	Footer, Settings string
	// Home is the address of the site or the desk.
	Home string
}

// Block is a part of a letter.
type Block struct {
	Form BlockForm
	// Text is what it says; for a button its words.
	Text string
	// Label names a row.
	Label string
	// Link is where a button leads.
	Link string
	// First and Last tell whether a row begins and ends its list.
	First, Last bool
}

// BlockForm is how a block looks.
type BlockForm string

// The forms. They are the words that begin a line of a template.
const (
	FormText   BlockForm = "text"
	FormRow    BlockForm = "row"
	FormCode   BlockForm = "code"
	FormButton BlockForm = "button"
	FormNote   BlockForm = "note"
	FormItem   BlockForm = "item"
)

// Line is what a message says in the inbox or on a lock screen.
type Line struct{ Title, Body string }

// Data is what a template shows, by name.
type Data = map[string]any

// Names that every message has.
const (
	dataName    = "name"
	dataStaff   = "staff"
	dataPath    = "path"
	dataExpires = "expires"
	dataSecret  = "secret"
	dataLink    = "link"
	// Of an operation: that the event brought it back to its client, who has a deadline again; that it began with money that had waited.
	dataPending = "pending"
	dataBegun   = "begun"
	// Of a completion: the number of the electronic document that goes with the letter, empty for none; that one comes later.
	dataAttached = "attached"
	dataComing   = "coming"
	// Of an electronic document: the number of the one that it replaces, empty for none.
	dataReplaces = "replaces"
	// Of a push.
	dataURL    = "url"
	dataEvent  = "eventId"
	dataCursor = "cursor"
)

// addedFlags came into letters that were there before. A message that waits in the outbox since then has none of them, and is still to
// be sent.
var addedFlags = []string{dataPending, dataBegun, dataAttached, dataComing, dataReplaces}

// letters are the templates of all kinds, read once.
type letters struct {
	pages domain.Pages
	html  *template.Template
	text  *texttemplate.Template
	kinds map[Kind]*spoken
}

// spoken is one kind with its template.
type spoken struct {
	Traits

	subject, preheader, heading *texttemplate.Template
	inboxTitle, inboxBody       *texttemplate.Template
	// push is told as it stands: it has no data, so no amount and no name can get on a lock screen.
	push   Line
	blocks []blockTemplate
}

type blockTemplate struct {
	form              BlockForm
	text, label, link *texttemplate.Template
}

func newLetters(pages domain.Pages) (*letters, error) {
	l := &letters{pages: pages, kinds: map[Kind]*spoken{}}
	var err error
	if l.html, err = template.ParseFS(templateFiles, "templates/layout.html"); err != nil {
		return nil, fmt.Errorf("notify: %w", err)
	}
	if l.text, err = texttemplate.ParseFS(templateFiles, "templates/layout.txt"); err != nil {
		return nil, fmt.Errorf("notify: %w", err)
	}
	for _, traits := range Kinds() {
		name := "templates/" + traits.chapter.folder + "/" + strings.ToLower(string(traits.Kind)) + ".letter"
		source, err := templateFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("notify: %w", err)
		}
		if l.kinds[traits.Kind], err = parseLetter(traits, string(source)); err != nil {
			return nil, fmt.Errorf("notify: %s: %w", name, err)
		}
	}
	return l, nil
}

func (l *letters) of(kind Kind) (*spoken, bool) {
	said, ok := l.kinds[kind]
	return said, ok
}

// address answers where a path of the table of links leads: to the desk for staff, to the site for clients; home for none.
func (l *letters) address(staff bool, path string) string {
	link, _ := domain.ParseLink(path)
	return l.pages.Address(staff, link)
}

// write makes a letter. The secret is the code or the link, empty for none.
func (l *letters) write(said *spoken, data Data, secret string) (Letter, error) {
	staff, _ := data[dataStaff].(bool)
	path, _ := data[dataPath].(string)
	shown := oneLine(data)
	shown[dataSecret], shown[dataLink] = secret, l.address(staff, path)
	for _, flag := range addedFlags {
		if _, known := shown[flag]; !known {
			shown[flag] = false
		}
	}
	if said.Link {
		shown[dataLink] = secret
	}
	letter := Letter{Home: l.address(staff, "")}
	for _, line := range []struct {
		from *texttemplate.Template
		into *string
	}{{said.subject, &letter.Subject}, {said.preheader, &letter.Preheader}, {said.heading, &letter.Heading}} {
		var err error
		if *line.into, err = fill(line.from, shown); err != nil {
			return Letter{}, err
		}
	}
	for _, block := range said.blocks {
		written, err := block.write(shown)
		if err != nil {
			return Letter{}, err
		}
		if written.Text != "" {
			letter.Blocks = append(letter.Blocks, written)
		}
	}
	joinRows(letter.Blocks)
	l.sign(&letter, said, staff)
	return letter, nil
}

func (b blockTemplate) write(data Data) (Block, error) {
	written := Block{Form: b.form}
	var errs [3]error
	written.Text, errs[0] = fill(b.text, data)
	written.Label, errs[1] = fill(b.label, data)
	written.Link, errs[2] = fill(b.link, data)
	return written, errors.Join(errs[:]...)
}

// joinRows marks where lists of rows begin and end.
func joinRows(blocks []Block) {
	for i := range blocks {
		blocks[i].First = i == 0 || blocks[i-1].Form != blocks[i].Form
		blocks[i].Last = i == len(blocks)-1 || blocks[i+1].Form != blocks[i].Form
	}
}

func (l *letters) sign(letter *Letter, said *spoken, staff bool) {
	letter.Footer = "Recibes este correo porque eres cliente de QoriCash."
	if staff {
		letter.Footer = "Recibes este correo porque eres parte del equipo de QoriCash."
	}
	if said.Topic == domain.TopicSecurity {
		letter.Footer += " Los avisos de seguridad no se pueden desactivar."
		return
	}
	letter.Settings = l.pages.Address(staff, domain.Link{Target: domain.LinkNotifications})
}

// render answers both forms of a letter.
func (l *letters) render(letter Letter) (html, text string, err error) {
	var page, plain bytes.Buffer
	if err := l.html.Execute(&page, letter); err != nil {
		return "", "", fmt.Errorf("render a letter: %w", err)
	}
	if err := l.text.Execute(&plain, letter); err != nil {
		return "", "", fmt.Errorf("render a letter: %w", err)
	}
	return page.String(), strings.TrimSpace(plain.String()) + "\n", nil
}

// line answers what a message says in the inbox.
func (s *spoken) line(data Data) (Line, error) {
	shown := oneLine(data)
	title, err := fill(s.inboxTitle, shown)
	if err != nil {
		return Line{}, err
	}
	body, err := fill(s.inboxBody, shown)
	return Line{Title: domain.Abridge(title, 120), Body: domain.Abridge(body, 500)}, err
}

func fill(from *texttemplate.Template, data Data) (string, error) {
	if from == nil {
		return "", nil
	}
	var text strings.Builder
	if err := from.Execute(&text, data); err != nil {
		return "", fmt.Errorf("fill a template: %w", err)
	}
	return strings.Join(strings.Fields(text.String()), " "), nil
}

// oneLine copies data with every text on one line: what people typed can neither begin a header nor a line of its own.
func oneLine(data Data) Data {
	shown := make(Data, len(data)+2)
	for name, value := range data {
		if text, ok := value.(string); ok {
			value = strings.Map(func(r rune) rune {
				if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
					return ' '
				}
				return r
			}, text)
		}
		shown[name] = value
	}
	return shown
}

// compose makes a letter of a kind in both its forms.
func (l *letters) compose(kind Kind, data Data, secret string) (letter Letter, html, text string, err error) {
	said, ok := l.of(kind)
	if !ok {
		return Letter{}, "", "", fmt.Errorf("no template for %q", kind)
	}
	if said.Secret && secret == "" {
		return Letter{}, "", "", fmt.Errorf("the secret of %q is gone", kind)
	}
	if letter, err = l.write(said, data, secret); err != nil {
		return Letter{}, "", "", err
	}
	html, text, err = l.render(letter)
	return letter, html, text, err
}
