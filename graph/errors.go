package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph/scalar"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/store"
)

const (
	internalMessage = "Ocurrió un error interno. Inténtalo de nuevo; si se repite, comunícate con soporte e indica el código de la solicitud."
	timeoutMessage  = "La solicitud tardó demasiado. Inténtalo de nuevo en unos segundos."
)

// Presenter turns an error into what the caller may know of it: a message in Spanish and extensions with a code of the
// closed list (product.md 2.7), the request's id and whether trying again may help. What it does not know is logged and
// becomes INTERNAL.
func Presenter(logger *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		shown := &gqlerror.Error{Path: pathOf(ctx, err)}
		var located *gqlerror.Error
		if errors.As(err, &located) {
			shown.Locations = located.Locations
		}
		code, extensions := domain.CodeInternal, map[string]any{}
		refusal, known := refusalOf(ctx, err)
		switch {
		case known:
			if ended := access.SessionEnded(ctx); ended != nil && refusal.Code == domain.CodeUnauthenticated {
				refusal = ended // why the caller is nobody tells more than that it is
			}
			code, shown.Message = refusal.Code, refusal.Message
			describe(extensions, refusal)
		case located != nil && located.Extensions["code"] != nil:
			// A request that was refused before anything of it was executed: its text is made for the caller.
			code, shown.Message = requestCode(located.Extensions["code"]), located.Message
			maps.Copy(extensions, located.Extensions)
		default:
			shown.Message = internalMessage
			logger.ErrorContext(ctx, "graphql: internal error", "requestId", access.OriginFrom(ctx).RequestID,
				"path", shown.Path.String(), "error", err)
		}
		extensions["code"] = string(code)
		extensions["retryable"] = code.Retryable()
		if id := access.OriginFrom(ctx).RequestID; id != "" {
			extensions["requestId"] = id
		}
		shown.Extensions = extensions
		return shown
	}
}

// refusalOf answers what an error means for the caller; known is false for what it must not know.
func refusalOf(ctx context.Context, err error) (refusal *domain.Error, known bool) {
	if list := domain.Refusals(err); len(list) > 0 {
		return list[0], true
	}
	if reason, known := scalar.Reason(err); known {
		return badInput(ctx, err, reason), true
	}
	switch {
	case errors.Is(err, live.ErrNotLive):
		return domain.Refuse(domain.CodeBadRequest, "Las suscripciones se abren por WebSocket o por SSE."), true
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded):
		return domain.Refuse(domain.CodeTimeout, timeoutMessage), true
	case store.IsUnstorable(err):
		return domain.Refuse(domain.CodeBadRequest, "La solicitud tiene un texto con caracteres que no se pueden guardar."), true
	case store.IsUnavailable(err):
		return domain.Refuse(domain.CodeUnavailable, "El servicio no está disponible por un momento. Inténtalo de nuevo en unos segundos."), true
	case errors.Is(ctx.Err(), context.Canceled):
		return domain.Refuse(domain.CodeUnavailable, "La solicitud se interrumpió. Inténtalo de nuevo."), true
	}
	return nil, false
}

// badInput refuses a scalar that cannot be read, at its place in the arguments.
func badInput(ctx context.Context, err error, message string) *domain.Error {
	path := pathOf(ctx, err)
	return domain.Refuse(domain.CodeBadRequest, "%s", message).At(scalar.Place(path[min(len(graphql.GetPath(ctx)), len(path)):])...)
}

// describe adds what a refusal says beyond its message.
func describe(extensions map[string]any, refusal *domain.Error) {
	if len(refusal.Field) > 0 {
		extensions["field"] = refusal.Field
	}
	for _, param := range refusal.Params {
		if seconds, err := strconv.Atoi(param.Value); err == nil && param.Name == "retryAfterSeconds" {
			extensions["retryAfter"] = seconds
		}
	}
}

// requestCode answers a code of the closed list for one of gqlgen's own.
func requestCode(code any) domain.Code {
	if code == errcode.ParseFailed || code == errcode.ValidationFailed {
		return domain.CodeBadRequest
	}
	return domain.Code(fmt.Sprint(code))
}

// pathOf is where in the answer, or in the arguments of a field, an error belongs.
func pathOf(ctx context.Context, err error) ast.Path {
	var located *gqlerror.Error
	if errors.As(err, &located) && len(located.Path) > 0 {
		return located.Path
	}
	return graphql.GetPath(ctx)
}

// Recover turns a panic into an error that tells the caller nothing, and a log line that tells all but the variables.
func Recover(logger *slog.Logger) graphql.RecoverFunc {
	return func(ctx context.Context, cause any) error {
		logger.ErrorContext(ctx, "graphql: panic", "requestId", access.OriginFrom(ctx).RequestID,
			"path", graphql.GetPath(ctx).String(), "cause", cause, "stack", string(debug.Stack()))
		return domain.Refuse(domain.CodeInternal, "%s", internalMessage)
	}
}
