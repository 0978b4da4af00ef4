package live

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// cursorArgument is the argument of lossless subscriptions that says where to go on.
const cursorArgument = "after"

// groupKey identifies a group.
type groupKey [sha256.Size]byte

// subscription is what a subscriber asked for.
type subscription struct {
	params graphql.RawParams
	// unused is the operation made of the request, until an execution takes it.
	unused *graphql.OperationContext
	key    groupKey
	// variable is the name of the variable that gives the cursor, if one does.
	variable string
	// after is the position to go on from, nil for now, and seen what was shown up to there.
	after *event.Cursor
	seen  event.Sight
}

// subscription reads a request: it takes the cursor out of the variables, so that subscribers who differ by nothing else
// form one group. A cursor written into the document itself works too; it only shares with its equals.
func (h *Hub) subscription(ctx context.Context, request *wsproto.Request, operation *graphql.OperationContext) (subscription, gqlerror.List) {
	fields := graphql.CollectFields(operation, operation.Operation.SelectionSet, []string{"Subscription"})
	if len(fields) != 1 {
		return subscription{}, failure(domain.CodeBadRequest, "Una suscripción selecciona exactamente un campo.")
	}
	text := request.LastEventID
	s := subscription{params: request.RawParams, unused: operation}
	if argument := fields[0].Arguments.ForName(cursorArgument); argument != nil {
		value, err := argument.Value.Value(operation.Variables)
		given, isText := value.(string)
		if err != nil || value != nil && !isText {
			return subscription{}, invalidCursor()
		}
		if text == "" {
			text = given
		}
		if argument.Value.Kind == ast.Variable {
			s.variable = argument.Value.Raw
		}
	}
	s.withoutCursor(operation)
	if text != "" {
		after, seen, err := h.options.Codec.DecodeSeen(text)
		if err != nil {
			return subscription{}, invalidCursor()
		}
		s.after, s.seen = &after, seen
	}
	var err error
	if s.key, err = keyOf(operation, h.options.Scope(ctx, operation)); err != nil {
		return subscription{}, failure(domain.CodeBadRequest, "Las variables no se pueden leer.")
	}
	return s, nil
}

// withoutCursor takes the cursor out of an operation's variables.
func (s *subscription) withoutCursor(operation *graphql.OperationContext) {
	operation.Variables = maps.Clone(operation.Variables)
	delete(operation.Variables, s.variable)
}

// take answers an operation for one more execution. The first is the one of the request; others are made anew, because
// gqlgen keeps caches and statistics of an execution in its operation.
func (h *Hub) take(ctx context.Context, s *subscription) (*graphql.OperationContext, gqlerror.List) {
	if operation := s.unused; operation != nil {
		s.unused = nil
		return operation, nil
	}
	params := s.params
	operation, refusal := h.options.Graph.CreateOperationContext(graphql.StartOperationTrace(ctx), &params)
	if refusal == nil {
		s.withoutCursor(operation)
	}
	return operation, refusal
}

func invalidCursor() gqlerror.List {
	return failure(domain.CodeBadRequest, "El cursor no es válido: usa el último que recibiste, sin cambios.")
}

// keyOf hashes document, operation name, variables and scope, each with its length before it.
func keyOf(operation *graphql.OperationContext, scope string) (groupKey, error) {
	variables, err := json.Marshal(operation.Variables)
	if err != nil {
		return groupKey{}, fmt.Errorf("encode variables: %w", err)
	}
	hash := sha256.New()
	for _, part := range []string{operation.RawQuery, operation.OperationName, string(variables), scope} {
		fmt.Fprintf(hash, "%d:%s", len(part), part)
	}
	return groupKey(hash.Sum(nil)), nil
}
