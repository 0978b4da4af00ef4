package live

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/domain"
)

// failure ends an operation with a code of the closed list.
func failure(code domain.Code, message string) gqlerror.List {
	return gqlerror.List{{Message: message, Extensions: map[string]any{"code": string(code), "retryable": code.Retryable()}}}
}

func forbidden() gqlerror.List {
	return failure(domain.CodeForbidden, "Ya no tiene permiso para ver estos datos.")
}

func unavailable() gqlerror.List {
	return failure(domain.CodeUnavailable, "El servicio no está disponible por el momento. Vuelve a conectarse.")
}

func broken() gqlerror.List {
	return failure(domain.CodeInternal, "Ocurrió un error inesperado. Vuelve a intentarlo.")
}

// timeForm is how an instant is written: RFC 3339 in UTC with milliseconds, as the scalars of instants are.
const timeForm = "2006-01-02T15:04:05.000Z"

// serialize writes a response, with the clock of this server among its extensions. The data is taken as it is: gqlgen wrote it, and encoding/json would check
// and compact it all over again (realtime.md 0, finding 9).
func serialize(response *graphql.Response, now time.Time) ([]byte, error) {
	payload := make([]byte, 0, len(response.Data)+64)
	payload = append(payload, '{')
	var err error
	if len(response.Errors) > 0 {
		if payload, err = appendMember(payload, "errors", response.Errors); err != nil {
			return nil, err
		}
		payload = append(payload, ',')
	}
	payload = append(payload, `"data":`...)
	if len(response.Data) == 0 {
		payload = append(payload, "null"...)
	} else {
		payload = append(payload, response.Data...)
	}
	extensions := map[string]any{"serverTime": now.UTC().Format(timeForm)}
	maps.Copy(extensions, response.Extensions)
	if payload, err = appendMember(append(payload, ','), "extensions", extensions); err != nil {
		return nil, err
	}
	return append(payload, '}'), nil
}

func appendMember(payload []byte, name string, value any) ([]byte, error) {
	encoded, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("encode %s of a response: %w", name, err)
	}
	payload = append(payload, '"')
	payload = append(payload, name...)
	payload = append(payload, `":`...)
	return append(payload, encoded...), nil
}

// empty tells that a response shows nothing but errors.
func empty(response *graphql.Response) bool {
	return len(response.Errors) > 0 && (len(response.Data) == 0 || string(response.Data) == "null")
}
