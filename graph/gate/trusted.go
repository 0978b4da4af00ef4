package gate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// TrustedDocuments are the documents that were registered when the front ends were built, by the SHA-256 of their text.
// Anything else is refused, but for those who may explore the schema (product.md 2.11).
type TrustedDocuments struct{ hashes map[string]bool }

// LoadTrustedDocuments reads a manifest: a JSON object from hash to text, as graphql-codegen writes it. The manifests of the house's own
// pages are trusted beside it.
func LoadTrustedDocuments(path string, own ...[]byte) (*TrustedDocuments, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the trusted documents: %w", err)
	}
	trusted := &TrustedDocuments{hashes: map[string]bool{}}
	for _, manifest := range append([][]byte{content}, own...) {
		if err := trusted.add(manifest); err != nil {
			return nil, fmt.Errorf("read the trusted documents in %s: %w", path, err)
		}
	}
	return trusted, nil
}

func (d *TrustedDocuments) add(manifest []byte) error {
	texts := map[string]string{}
	if err := json.Unmarshal(manifest, &texts); err != nil {
		return err
	}
	for hash, text := range texts {
		if hash != hashOf(text) {
			return fmt.Errorf("%s is not the SHA-256 of its text", hash)
		}
		d.hashes[hash] = true
	}
	return nil
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

var _ graphql.OperationParameterMutator = (*TrustedDocuments)(nil)

// ExtensionName implements graphql.HandlerExtension.
func (*TrustedDocuments) ExtensionName() string { return "TrustedDocuments" }

// Validate implements graphql.HandlerExtension.
func (*TrustedDocuments) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator.
func (d *TrustedDocuments) MutateOperationParameters(ctx context.Context, request *graphql.RawParams) *gqlerror.Error {
	if d.hashes[hashOf(request.Query)] || access.Current(ctx).Can(domain.SchemaExplore) {
		return nil
	}
	return &gqlerror.Error{Message: "Este servicio solo responde documentos registrados. Usa una versión publicada de la aplicación.",
		Extensions: map[string]any{"code": string(domain.CodeBadRequest)}}
}
