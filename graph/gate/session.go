package gate

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/internal/access"
)

// SessionTeller says in an answer that the token of its request is worth nothing any more: the caller throws it away, and
// what is everybody's was answered all the same.
type SessionTeller struct{}

var _ graphql.ResponseInterceptor = SessionTeller{}

// ExtensionName implements graphql.HandlerExtension.
func (SessionTeller) ExtensionName() string { return "Session" }

// Validate implements graphql.HandlerExtension.
func (SessionTeller) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse implements graphql.ResponseInterceptor.
func (SessionTeller) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if access.SessionEnded(ctx) != nil {
		graphql.RegisterExtension(ctx, "session", "ENDED")
	}
	return next(ctx)
}
