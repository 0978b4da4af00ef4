package graph_test

import (
	"context"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestAddressesOfFilesAreAbsoluteAndSayUntilWhenTheyAreGood(t *testing.T) {
	t.Parallel()
	a := open(t)
	reached := func(caller testkit.Caller, base string) context.Context {
		ctx := a.As(t, caller)
		origin := access.OriginFrom(ctx)
		origin.BaseURL = base
		return access.WithOrigin(ctx, origin)
	}
	file := globalid.Encode(ent.FileIDPrefix, a.File(t, testkit.Client, domain.FileDepositProof))
	for _, base := range []string{"https://api.qoricash.pe", "http://127.0.0.1:8080"} {
		ctx := reached(testkit.Client, base)
		got := a.run(t, ctx, `query($id: ID!) { node(id: $id) { ... on File { url urlExpiresAt } } }`, map[string]any{"id": file})
		if url, _ := got.at(t, "node", "url").(string); !strings.HasPrefix(url, base+"/files/") || got.at(t, "node", "urlExpiresAt") != "2026-11-23T15:05:00.000Z" {
			t.Errorf("reached at %s: %s", base, got.raw)
		}
		got = a.run(t, ctx, `mutation { uploadRequest(input: { purpose: DEPOSIT_PROOF, mediaType: "image/png", size: 1 }) { upload { url } } }`, nil)
		if url, _ := got.at(t, "uploadRequest", "upload", "url").(string); !strings.HasPrefix(url, base+"/files/uploads/") {
			t.Errorf("reached at %s: %s", base, got.raw)
		}
	}
	// Who sees it masked has neither.
	got := a.run(t, reached(testkit.Analyst, "https://api.qoricash.pe"), `query($id: ID!) { node(id: $id) { ... on File { url urlExpiresAt } } }`,
		map[string]any{"id": file})
	if text := got.raw; strings.Contains(text, "http") || strings.Contains(text, "2026") {
		t.Errorf("masked: %s", text)
	}
}
