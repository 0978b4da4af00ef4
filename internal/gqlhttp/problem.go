package gqlhttp

import (
	"net/http"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The top-level codes of product.md 2.7 that have a status of their own; COST_EXCEEDED is answered as BAD_REQUEST is.
const (
	codeUnauthenticated = "UNAUTHENTICATED"
	codeForbidden       = "FORBIDDEN"
	codeNotFound        = "NOT_FOUND"
	codeBadRequest      = "BAD_REQUEST"
	codeRateLimited     = "RATE_LIMITED"
	codeTimeout         = "TIMEOUT"
	codeUnavailable     = "UNAVAILABLE"
	codeInternal        = "INTERNAL"
)

// problem is a request that this package itself refuses, and how it says so.
type problem struct {
	status        int
	code, message string
}

func (p *problem) graphQL() *gqlerror.Error {
	return &gqlerror.Error{Message: p.message, Extensions: map[string]any{"code": p.code, "retryable": retryable(p.code)}}
}

func badRequest(message string) *problem {
	return &problem{http.StatusBadRequest, codeBadRequest, message}
}

var (
	methodNotAllowed = &problem{http.StatusMethodNotAllowed, codeBadRequest, "Usa POST o GET."}
	notAcceptable    = &problem{http.StatusNotAcceptable, codeBadRequest, "La respuesta solo existe como application/graphql-response+json o application/json."}
	contentTypeWrong = &problem{http.StatusUnsupportedMediaType, codeBadRequest, "El cuerpo debe enviarse como application/json en UTF-8 y sin comprimir."}
	bodyTooLarge     = &problem{http.StatusRequestEntityTooLarge, codeBadRequest, "El cuerpo de la solicitud es demasiado grande."}
	addressTooLong   = &problem{http.StatusRequestURITooLong, codeBadRequest, "La dirección de la solicitud es demasiado larga."}
	bodyUnreadable   = badRequest("No se pudo leer el cuerpo de la solicitud.")
	bodyNotJSON      = badRequest("El cuerpo de la solicitud no es JSON válido.")
	bodyNotObject    = badRequest("El cuerpo de la solicitud debe ser un objeto JSON.")
	bodyIsBatch      = badRequest("No se aceptan lotes: envía una operación por solicitud.")
	addressMalformed = badRequest("Los parámetros de la dirección no son válidos.")
	queryMissing     = badRequest(`Falta el parámetro "query".`)

	subscriptionNotServed = badRequest("Las suscripciones se abren por WebSocket o por SSE.")
	mutationByGet         = &problem{http.StatusMethodNotAllowed, codeBadRequest, "Las mutaciones se envían por POST."}
	originForeign         = &problem{http.StatusForbidden, codeForbidden, "El origen de la solicitud no está permitido."}
	callerUnknown         = &problem{http.StatusServiceUnavailable, codeUnavailable, "No se pudo comprobar la sesión. Inténtalo de nuevo."}
	timedOut              = &problem{http.StatusGatewayTimeout, codeTimeout, "La solicitud tardó demasiado. Inténtalo de nuevo."}
	interrupted           = &problem{http.StatusServiceUnavailable, codeUnavailable, "La solicitud fue interrumpida. Inténtalo de nuevo."}
	incrementalNotServed  = &problem{http.StatusInternalServerError, codeInternal, "La respuesta por partes no está disponible."}
	responseUnencodable   = &problem{http.StatusInternalServerError, codeInternal, "Ocurrió un error interno."}
)

// mistyped refuses a parameter of a wrong JSON type.
func mistyped(parameter string) *problem {
	switch parameter {
	case "query", "operationName":
		return badRequest(`El parámetro "` + parameter + `" debe ser un texto.`)
	case "variables", "extensions":
		return badRequest(`El parámetro "` + parameter + `" debe ser un objeto.`)
	default:
		return bodyNotObject
	}
}

// retryable tells whether the same request may go through later.
func retryable(code string) bool {
	return code == codeRateLimited || code == codeTimeout || code == codeUnavailable
}

// statusOf maps the code of a refused request to a status under application/graphql-response+json.
func statusOf(code any) int {
	switch code {
	case codeUnauthenticated:
		return http.StatusUnauthorized
	case codeForbidden:
		return http.StatusForbidden
	case codeNotFound:
		return http.StatusNotFound
	case codeRateLimited:
		return http.StatusTooManyRequests
	case codeTimeout:
		return http.StatusGatewayTimeout
	case codeUnavailable:
		return http.StatusServiceUnavailable
	case codeInternal:
		return http.StatusInternalServerError
	default:
		return http.StatusBadRequest
	}
}
