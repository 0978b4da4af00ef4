package app

import (
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/web/try"
)

// visitorsPath is where the telephone of a demo asks whom it may sign in as.
const visitorsPath = try.Base + "/visitors.json"

// tryHandler shows a demo as its clients see it; nil where the house is a real one.
func (a *App) tryHandler(stores []string) http.Handler {
	if a.preview == nil {
		return nil
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+visitorsPath, a.showVisitors)
	mux.Handle("/", try.Handler(stores))
	return mux
}

// withSharedLinks leads whoever follows the link of a client that recommends the house (/r/CODE of the clients' site, which a demo has not)
// to the telephone, which begins with that code.
func withSharedLinks(site http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /r/{code}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, try.Base+"/r/"+url.PathEscape(r.PathValue("code")), http.StatusFound)
	})
	mux.Handle("/", site)
	return mux
}

// showVisitors names clients of the fictitious house and their password, so that a person enters by one button. Whoever reaches a demo may
// be anybody in it: it prints the same, and nobody in it exists.
func (a *App) showVisitors(w http.ResponseWriter, r *http.Request) {
	type client struct {
		DocumentType   domain.DocumentType `json:"documentType"`
		DocumentNumber string              `json:"documentNumber"`
		Name           string              `json:"name"`
		KYCStatus      domain.KYCStatus    `json:"kycStatus"`
	}
	answer := struct {
		Password string   `json:"password"`
		Clients  []client `json:"clients"`
	}{Clients: []client{}}
	if world := a.world.Load(); world != nil {
		answer.Password = world.Password
		for _, visitor := range world.Clients {
			answer.Clients = append(answer.Clients, client{visitor.DocumentType, visitor.DocumentNumber, visitor.Name, visitor.KYC})
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if err := json.NewEncoder(w).Encode(answer); err != nil { //nolint:gosec // the password of a demo, which it prints
		a.logger.DebugContext(r.Context(), "the visitors of the demo were not read to their end", "error", err)
	}
}
