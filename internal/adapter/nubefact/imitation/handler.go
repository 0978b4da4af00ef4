package imitation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// Route is the path of the account; its address is that of the listener with this path.
const Route = "/api/v1/imitation"

// papers is the path of the files of a document.
const papers = "/cpe/"

// mostBody bounds a call, in bytes.
const mostBody = 1 << 20

// ServeHTTP implements [http.Handler].
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if name, ok := strings.CutPrefix(r.URL.Path, papers); ok && r.Method == http.MethodGet {
		p.servePaper(w, r, name)
		return
	}
	fault := p.disturb()
	if fault.Delay > 0 && !wait(r, fault.Delay) {
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, mostBody))
	switch {
	case fault.Cut || err != nil:
		panic(http.ErrAbortHandler)
	case fault.Body != "" || fault.Code != 0 || fault.Status != 0:
		answerFault(w, fault)
		return
	}
	status, answer := p.answer(r, body)
	if fault.Lost {
		panic(http.ErrAbortHandler)
	}
	writeJSON(w, status, answer)
}

// wait lets a call wait; false when the caller went.
func wait(r *http.Request, delay time.Duration) bool {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

func answerFault(w http.ResponseWriter, fault Fault) {
	status := fault.Status
	if status == 0 {
		status = statusOf(fault.Code)
	}
	if fault.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(fault.RetryAfter))
	}
	if fault.Body != "" {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, fault.Body) // who asked may have gone
		return
	}
	writeJSON(w, status, map[string]any{"errors": fault.Message, "codigo": fault.Code})
}

// statusOf is the status with which NubeFact answers a code.
func statusOf(code int) int {
	switch code {
	case codeToken:
		return http.StatusUnauthorized
	case codeInner:
		return http.StatusInternalServerError
	}
	return http.StatusBadRequest
}

// answer carries a call out.
func (p *Provider) answer(r *http.Request, body []byte) (int, any) {
	mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")) // one that cannot be read is not the one that is asked for
	refused := &refusal{codeFormat, "La operación no existe"}
	switch {
	case r.URL.Path != Route || r.Method != http.MethodPost:
		refused = &refusal{codeRoute, "La ruta no es correcta"}
	case r.Header.Get("Authorization") != `Token token="`+p.options.Token+`"`:
		refused = &refusal{codeToken, "El token no es correcto: " + r.Header.Get("Authorization")}
	case mediaType != "application/json":
		refused = &refusal{codeMediaType, "El Content-Type no es correcto"}
	default:
		asked := plainFields(body)
		var found *kept
		show := p.showDocument
		switch asked["operacion"] {
		case "generar_comprobante":
			found, refused = p.issue(body)
		case "consultar_comprobante":
			found, refused = p.find(asked)
		case "generar_anulacion":
			found, refused = p.voidDocument(asked)
			show = p.showVoid
		case "consultar_anulacion":
			found, refused = p.voidOf(asked)
			show = p.showVoid
		}
		if refused == nil {
			return http.StatusOK, show(found, "http://"+r.Host)
		}
	}
	return statusOf(refused.code), map[string]any{"errors": refused.message, "codigo": refused.code}
}

// plainFields reads the plain values of an object; what cannot be read has none.
func plainFields(body []byte) map[string]string {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var raw map[string]any
	if decoder.Decode(&raw) != nil {
		return nil
	}
	fields := map[string]string{}
	for name, value := range raw {
		switch value.(type) {
		case string, bool, json.Number:
			fields[name] = fmt.Sprint(value)
		}
	}
	return fields
}

// showDocument writes what the provider says of a document now.
func (p *Provider) showDocument(k *kept, base string) any {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.options.Clock.Now()
	verdict := k.verdict.at(k.taken, now)
	link := base + papers + paperOf(k.number)
	shown := map[string]any{
		"tipo_de_comprobante": whole(k.fields["tipo_de_comprobante"]), "serie": k.number.Series, "numero": k.number.Number,
		"enlace": link, "enlace_del_pdf": link + ".pdf", "enlace_del_xml": link + ".xml", "enlace_del_cdr": "",
		"aceptada_por_sunat": verdict.Accepted, "sunat_description": nullable(verdict.Description), "sunat_note": nullable(verdict.Note),
		"sunat_responsecode": nullable(verdict.Code), "sunat_soap_error": "",
		"cadena_para_codigo_qr": p.options.RUC + " | " + k.number.Kind.SUNATCode() + " | " + k.qr() + k.digest(), "codigo_hash": k.digest(),
		"anulado": k.voided(now),
	}
	if verdict.Accepted {
		shown["enlace_del_cdr"] = link + ".cdr"
	}
	return shown
}

// showVoid writes what the provider says of a request to void now.
func (p *Provider) showVoid(k *kept, base string) any {
	p.mu.Lock()
	defer p.mu.Unlock()
	verdict := k.void.verdict.at(k.void.taken, p.options.Clock.Now())
	link := base + papers + paperOf(k.number)
	return map[string]any{
		"numero": k.number.Number, "enlace": link, "sunat_ticket_numero": k.void.ticket, "aceptada_por_sunat": verdict.Accepted,
		"sunat_description": nullable(verdict.Description), "sunat_note": nullable(verdict.Note), "sunat_responsecode": nullable(verdict.Code),
		"sunat_soap_error": "", "enlace_del_pdf": link + ".pdf", "enlace_del_xml": link + ".xml", "enlace_del_cdr": "",
	}
}

// nullable writes an empty text as null, as NubeFact does.
func nullable(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // who asked may have gone
}

// paperOf is the name of a document's files.
func paperOf(number domain.InvoiceNumber) string {
	return strings.ToLower(string(number.Kind)) + "-" + number.String()
}

// servePaper answers a file of a document that the provider has.
func (p *Provider) servePaper(w http.ResponseWriter, r *http.Request, name string) {
	name, kind, _ := strings.Cut(name, ".")
	var found *kept
	accepted := false
	p.mu.Lock()
	for number, document := range p.documents {
		if paperOf(number) == name {
			found, accepted = document, document.accepted(p.options.Clock.Now())
		}
	}
	p.mu.Unlock()
	switch {
	case found == nil:
		http.NotFound(w, r)
	case kind == "pdf":
		w.Header().Set("Content-Type", "application/pdf")
		_, _ = w.Write(found.pdf(p.options.RUC)) // who asked may have gone
	case kind == "xml", kind == "cdr" && accepted:
		w.Header().Set("Content-Type", "application/xml")
		_, _ = w.Write(found.xml(kind, p.options.RUC)) // likewise
	default:
		http.NotFound(w, r)
	}
}
