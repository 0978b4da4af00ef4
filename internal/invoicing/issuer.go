package invoicing

import (
	"context"

	"github.com/qoricash/qoricash/internal/domain"
)

// Issuer is the provider that hands documents to SUNAT. Every call but Payload is one request and ends within 30 seconds; what brings no document is a
// *domain.ProviderFault, never another error, and no error quotes the token or the request. An issuer keeps nothing between calls.
type Issuer interface {
	// Payload writes a document as the provider reads it. The same document makes the same bytes; what the provider's form cannot hold is
	// an error, before a number is taken.
	Payload(document domain.InvoiceDocument) ([]byte, error)
	// Issue sends a payload, byte for byte as it was stored.
	Issue(ctx context.Context, payload []byte) (domain.IssuedDocument, error)
	// Consult asks what the provider has under a number; code 24 says nothing.
	Consult(ctx context.Context, number domain.InvoiceNumber) (domain.IssuedDocument, error)
	// Void asks SUNAT to void an accepted document, with a reason of at most 100 characters.
	Void(ctx context.Context, number domain.InvoiceNumber, reason string) (domain.VoidTicket, error)
	// ConsultVoid asks what became of a request to void.
	ConsultVoid(ctx context.Context, number domain.InvoiceNumber) (domain.VoidTicket, error)
	// Fetch answers the bytes behind a link of an issued document, at most 5 MB.
	Fetch(ctx context.Context, link string) ([]byte, error)
}
