// Package scalar reads and writes the scalars of the SDL that no type of the house writes itself.
package scalar

import (
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/internal/domain"
)

// dateTimeForm is RFC 3339 in UTC with milliseconds, and always with them.
const dateTimeForm = "2006-01-02T15:04:05.000Z"

// MarshalDateTime writes an instant: "2026-11-21T15:04:05.000Z".
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		// The GraphQL writer keeps its own first error and has no way to take one from a scalar.
		_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format(dateTimeForm)))
	})
}

// UnmarshalDateTime reads an instant of RFC 3339 with any offset; only strings are accepted.
func UnmarshalDateTime(v any) (time.Time, error) {
	text, ok := v.(string)
	if !ok {
		return time.Time{}, domain.Fault{Code: FaultDateTime, Message: dateTimeMessage}
	}
	instant, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, domain.Fault{Code: FaultDateTime, Message: dateTimeMessage}
	}
	return instant.UTC(), nil
}

// FaultDateTime says that a text is no instant.
const FaultDateTime domain.FaultCode = "DATETIME_INVALID"

const dateTimeMessage = "La fecha y hora deben enviarse como texto en RFC 3339, por ejemplo 2026-11-21T15:04:05Z."
