package httpapi

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/pricing"
)

func alive(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]string{"status": "ok"})
}

// readyLimit bounds a look at whether the instance can serve.
const readyLimit = 2 * time.Second

// ready answers 503 with the reason while the instance cannot serve: starting, draining, or without its database.
func ready(check func(context.Context) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyLimit)
		defer cancel()
		if err := check(ctx); err != nil {
			w.Header().Set("Retry-After", "1")
			answer(w, http.StatusServiceUnavailable, map[string]string{"status": "unavailable", "reason": err.Error()})
			return
		}
		answer(w, http.StatusOK, map[string]string{"status": "ready"})
	})
}

// envelope is the seed's answer of the integration API.
type envelope struct {
	Success bool     `json:"success"`
	Data    any      `json:"data"`
	Message string   `json:"message"`
	Errors  []string `json:"errors"`
}

// ratesAnswer is the public pair, in the words of the seeds (domain.md 4.7).
type ratesAnswer struct {
	Pair      string `json:"pair"`
	Compra    string `json:"compra"`
	Venta     string `json:"venta"`
	UpdatedAt string `json:"updated_at"`
}

// publicRates answers the pair in force from memory, for sites that compare houses: cacheable, with an ETag.
func publicRates(rates *pricing.Service) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tick, ok := rates.Latest()
		if !ok {
			answer(w, http.StatusServiceUnavailable, envelope{Message: "Todavía no hay un tipo de cambio publicado.",
				Errors: []string{string(domain.CodePricingUnavailable)}})
			return
		}
		sum := sha256.Sum256([]byte(tick.ID.String()))
		tag := `"` + hex.EncodeToString(sum[:8]) + `"`
		w.Header().Set("Cache-Control", "public, max-age=1, stale-while-revalidate=5")
		w.Header().Set("ETag", tag)
		if holds(r.Header.Values("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		answer(w, http.StatusOK, envelope{Success: true, Message: "Tipo de cambio vigente.", Errors: []string{}, Data: ratesAnswer{
			Pair: "USD_PEN", Compra: tick.HouseBuys.String(), Venta: tick.HouseSells.String(),
			UpdatedAt: tick.At.UTC().Format("2006-01-02T15:04:05.000Z")}})
	})
}

// holds tells whether a reader has what a tag names already: the header is a list, and a cache on the way may have weakened
// the tag (RFC 9110, 13.1.2).
func holds(conditions []string, tag string) bool {
	for _, condition := range conditions {
		for known := range strings.SplitSeq(condition, ",") {
			known = strings.TrimPrefix(strings.TrimSpace(known), "W/")
			if known == tag || known == "*" {
				return true
			}
		}
	}
	return false
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// A peer that left does not read its answer; there is nobody to tell.
	_ = json.NewEncoder(w).Encode(body)
}
