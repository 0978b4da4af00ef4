package gate_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/graph/gate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

func TestOnlyRegisteredDocumentsAreAnsweredButForThoseWhoExplore(t *testing.T) {
	t.Parallel()
	const registered, ofTheDesk, free = `{ serverTime }`, `{ viewer { can } }`, `{ serverTime again: serverTime }`
	trusted, err := gate.LoadTrustedDocuments(manifest(t, map[string]string{digest(registered): registered}),
		[]byte(`{"`+digest(ofTheDesk)+`": "`+ofTheDesk+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, query string
		role        domain.Role
		refused     bool
	}{
		{"a client sends a registered document", registered, domain.RoleClient, false},
		{"the desk sends one of its own", ofTheDesk, domain.RoleMaster, false},
		{"a client sends another", free, domain.RoleClient, true},
		{"nobody known sends another", free, domain.RoleAnonymous, true},
		{"an analyst explores", free, domain.RoleAnalyst, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ctx := access.WithActor(context.Background(), access.Actor{Role: c.role})
			refusal := trusted.MutateOperationParameters(ctx, &graphql.RawParams{Query: c.query})
			if (refusal != nil) != c.refused {
				t.Fatalf("got %v", refusal)
			}
			if refusal != nil && refusal.Extensions["code"] != string(domain.CodeBadRequest) {
				t.Fatalf("refused with %v", refusal.Extensions)
			}
		})
	}
}

func TestAManifestWhoseHashIsWrongIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := gate.LoadTrustedDocuments(manifest(t, map[string]string{digest("x"): `{ serverTime }`})); err == nil {
		t.Fatal("a wrong hash was taken")
	}
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func manifest(t *testing.T, texts map[string]string) string {
	t.Helper()
	content, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "manifest.json")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
