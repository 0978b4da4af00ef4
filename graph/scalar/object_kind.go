package scalar

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/internal/domain"
)

// ObjectKindName is how the SDL writes a kind of thing: "bank_account" is BANK_ACCOUNT.
func ObjectKindName(kind domain.ObjectKind) string { return strings.ToUpper(string(kind)) }

// MarshalAuditObjectKind writes a kind of thing as its value of the enumeration.
func MarshalAuditObjectKind(kind domain.ObjectKind) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(ObjectKindName(kind)))
	})
}

// UnmarshalAuditObjectKind reads a value of the enumeration, which the validation of the document knows already.
func UnmarshalAuditObjectKind(v any) (domain.ObjectKind, error) {
	for _, kind := range domain.ObjectKinds(domain.AuditedAs) {
		if ObjectKindName(kind) == v {
			return kind, nil
		}
	}
	return "", fmt.Errorf("%v is no kind of thing that the audit trail names", v)
}
