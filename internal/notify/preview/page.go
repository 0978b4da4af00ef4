package preview

import (
	"bytes"
	"embed"
	"fmt"
	"html"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify"
)

//go:embed page.html
var pages embed.FS

// policy lets a page show itself and the frame inside it, and nothing else: no scripts, nothing from elsewhere.
const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Gallery answers every template with made-up data; [notify.Service.Samples] is one. It is asked once.
type Gallery func() ([]notify.Sample, error)

// Handler shows the e-mails of a mailbox below a prefix, for example "/dev/mail": the list, which ?q= narrows and .json after the
// prefix gives to programs; one e-mail as HTML, as text and as wide as a telephone; below /templates every template with made-up
// data. Elsewhere it stands in for the pages of the site and of the desk that messages lead to.
func Handler(prefix string, box *Mailbox, gallery Gallery, logger *slog.Logger) (http.Handler, error) {
	shown, err := template.ParseFS(pages, "page.html")
	if err != nil {
		return nil, fmt.Errorf("parse the page of the mailbox: %w", err)
	}
	h := &handler{prefix: strings.TrimRight(prefix, "/"), box: box, gallery: sync.OnceValues(gallery), page: shown, logger: logger}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+h.prefix, h.list)
	mux.HandleFunc("GET "+h.prefix+".json", h.listJSON)
	mux.HandleFunc("GET "+h.prefix+"/{$}", h.list)
	mux.HandleFunc("GET "+h.prefix+"/templates", h.templates)
	mux.HandleFunc("GET "+h.prefix+"/templates/{kind}", h.template)
	mux.HandleFunc("GET "+h.prefix+"/{key}", h.mail)
	mux.HandleFunc("GET /", h.stand)
	return mux, nil
}

type handler struct {
	prefix  string
	box     *Mailbox
	gallery Gallery
	page    *template.Template
	logger  *slog.Logger
}

// page is what the template shows: a list, or one e-mail.
type page struct {
	Prefix, Title, Search string
	Templates             bool
	Kept                  int
	Rows                  []row
	Open                  *opened
	Place                 *place
}

type row struct{ Address, Subject, To, At, Code string }

type opened struct {
	Address, Subject, From, To, At, Kind, Code string
	// Document is the attribute that holds the whole e-mail.
	Document    template.HTMLAttr
	Text        string
	Plain, Slim bool
	Links       []link
	Inbox, Push notify.Line
}

func (h *handler) list(w http.ResponseWriter, r *http.Request) {
	shown := page{Prefix: h.prefix, Title: "Correos de la demostración", Search: r.URL.Query().Get("q"), Kept: Kept}
	for _, mail := range h.box.search(r.URL.Query()) {
		shown.Rows = append(shown.Rows, row{Address: h.prefix + "/" + mail.Key, Subject: mail.Subject, To: strings.Join(mail.To, ", "),
			At: domain.SpokenInLima(mail.At), Code: mail.Code()})
	}
	h.show(w, r, shown)
}

func (h *handler) mail(w http.ResponseWriter, r *http.Request) {
	for _, mail := range h.box.Mails() {
		if mail.Key == r.PathValue("key") {
			h.open(w, r, opened{Address: h.prefix + "/" + mail.Key, Subject: mail.Subject, From: mail.From, To: strings.Join(mail.To, ", "),
				At: domain.SpokenInLima(mail.At), Kind: mail.Tags["kind"], Code: mail.Code(), Document: document(mail.HTML), Text: mail.Text})
			return
		}
	}
	http.NotFound(w, r)
}

func (h *handler) templates(w http.ResponseWriter, r *http.Request) {
	samples, err := h.gallery()
	if err != nil {
		h.fail(w, r, err)
		return
	}
	shown := page{Prefix: h.prefix, Title: "Plantillas", Templates: true}
	for _, sample := range samples {
		shown.Rows = append(shown.Rows, row{Address: h.prefix + "/templates/" + string(sample.Kind), Subject: sample.Subject, To: string(sample.Kind)})
	}
	h.show(w, r, shown)
}

func (h *handler) template(w http.ResponseWriter, r *http.Request) {
	samples, err := h.gallery()
	if err != nil {
		h.fail(w, r, err)
		return
	}
	for _, sample := range samples {
		if string(sample.Kind) == r.PathValue("kind") {
			h.open(w, r, opened{Address: h.prefix + "/templates/" + string(sample.Kind), Subject: sample.Subject, Kind: string(sample.Kind),
				Document: document(sample.HTML), Text: sample.Text, Inbox: sample.Inbox, Push: sample.Push})
			return
		}
	}
	http.NotFound(w, r)
}

// document makes the frame's content of an e-mail. html/template would strip its tags; escaped it cannot leave the attribute, and
// the frame runs nothing that is in it.
func document(mail string) template.HTMLAttr {
	return template.HTMLAttr(`srcdoc="` + html.EscapeString(mail) + `"`) //nolint:gosec // escaped in this line
}

func (h *handler) open(w http.ResponseWriter, r *http.Request, mail opened) {
	mail.Plain, mail.Slim = r.URL.Query().Get("form") == "text", r.URL.Query().Get("width") == "phone"
	for _, address := range links(mail.Text) {
		_, token, _ := strings.Cut(address, "#token=")
		mail.Links = append(mail.Links, link{Address: address, Token: token})
	}
	h.show(w, r, page{Prefix: h.prefix, Title: mail.Subject, Open: &mail})
}

func (h *handler) show(w http.ResponseWriter, r *http.Request, shown page) {
	var body bytes.Buffer
	if err := h.page.Execute(&body, shown); err != nil {
		h.fail(w, r, err)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", policy)
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	if _, err := body.WriteTo(w); err != nil {
		h.logger.DebugContext(r.Context(), "a page of the mailbox was not read to its end", "error", err)
	}
}

func (h *handler) fail(w http.ResponseWriter, r *http.Request, err error) {
	h.logger.ErrorContext(r.Context(), "the mailbox cannot be shown", "error", err)
	http.Error(w, "No se puede mostrar.", http.StatusInternalServerError)
}
