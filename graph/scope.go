package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// viewerScoped is the directive of fields whose answer depends on who asks beyond what the caller may see.
const viewerScoped = "viewerScoped"

// SelectsViewerScoped tells whether a document selects a field that must be executed for each viewer.
func SelectsViewerScoped(operation *graphql.OperationContext) bool {
	return selection.In(operation).Marked(viewerScoped)
}

// Scope names who may share one execution of a subscription: everybody for the public rate, while the document asks for nothing
// that the staff alone is shown; the people of the house who see every operation with the same permissions, while the document
// selects nothing that is one viewer's own; else the viewer alone, with the rights that it has now (decisions.md, Events).
func Scope(ctx context.Context, operation *graphql.OperationContext) string {
	viewer := access.Current(ctx)
	asked := selection.In(operation)
	switch {
	case asked.Has("Subscription.rateTicks") && !asked.Has("PublicRate.publication"):
		return "everybody"
	case viewer.TokenID != uuid.Nil:
		// A token has less than its holder's role, whose answers are not for it.
		return "token:" + viewer.TokenID.String() + access.OriginFrom(ctx).BaseURL
	case SelectsViewerScoped(operation), asked.HasAny(ownStreams()...), asked.Has("Subscription.deskEvents") && ownAtDesk(viewer),
		!viewer.IsStaff(), viewer.Reach(domain.OperationsRead) != domain.ReachAll:
		// Addresses of files begin with where the answer's own request came in. Of one person's connections an older one may still run with
		// the rights that it had.
		return "viewer:" + viewer.Key() + ":" + rightsOf(viewer) + access.OriginFrom(ctx).BaseURL
	}
	return "role:" + rightsOf(viewer)
}

// ownStreams are the streams that show every viewer something of its own.
func ownStreams() []string {
	return []string{"Subscription.notifications", "Subscription.deskCounters"}
}

// rightsOf names what a session is allowed.
func rightsOf(viewer access.Actor) string { return string(viewer.Role) + ":" + granted(viewer) }

// granted lists what the viewer has beyond the role, which widens what a person is shown.
func granted(viewer access.Actor) string {
	var names []string
	for _, permission := range viewer.Granted {
		names = append(names, string(permission))
	}
	for _, set := range viewer.Sets {
		names = append(names, string(set))
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}
