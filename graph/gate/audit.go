package gate

import (
	"context"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/trail"
)

// audited is the directive of fields that show personal data in full.
const audited = "audited"

// Audit writes one row into the audit trail before a person of the house is shown personal data in full: which fields, of
// which objects, by which document. An answer whose row cannot be written is not given. Who sees such data masked reads
// nothing of it, and a client reads its own.
type Audit struct{ Trail *trail.Service }

var _ graphql.OperationContextMutator = Audit{}

// ExtensionName implements graphql.HandlerExtension.
func (Audit) ExtensionName() string { return "AuditGate" }

// Validate implements graphql.HandlerExtension.
func (Audit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (g Audit) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	asked := selection.In(operation)
	if viewer := access.Current(ctx); !asked.Marked(audited) || !viewer.IsStaff() || viewer.Masked() {
		return nil
	}
	if err := g.Trail.WriteRead(ctx, readOf(operation, asked)); err != nil {
		return gqlerror.WrapIfUnwrapped(err)
	}
	return nil
}

// readOf says what a document reads. One object that it names is the row's object, so that the trail of that object has it.
func readOf(operation *graphql.OperationContext, asked *selection.Set) trail.Read {
	read := trail.Read{ObjectKind: domain.ObjectQuery, Fields: asked.MarkedFields(audited), Operation: operation.OperationName}
	read.Roots, read.Objects = rootsOf(operation)
	if len(read.Objects) != 1 {
		return read
	}
	prefix, id, err := globalid.Decode(read.Objects[0])
	if kind, known := ids.ObjectOf(prefix); err == nil && known {
		read.ObjectKind, read.ObjectID = kind, id
	}
	return read
}

// rootsOf answers the root fields of a document, and the global ids that their arguments name, each once.
func rootsOf(operation *graphql.OperationContext) (roots, named []string) {
	names, ids := map[string]bool{}, map[string]bool{}
	var collect func(value any)
	collect = func(value any) {
		switch value := value.(type) {
		case string:
			if _, _, err := globalid.Decode(value); err == nil {
				ids[value] = true
			}
		case []any:
			for _, element := range value {
				collect(element)
			}
		case map[string]any:
			for _, element := range value {
				collect(element)
			}
		}
	}
	var walk func(selections ast.SelectionSet)
	walk = func(selections ast.SelectionSet) {
		for _, each := range selections {
			switch each := each.(type) {
			case *ast.Field:
				names[each.Name] = true
				collect(each.ArgumentMap(operation.Variables))
			case *ast.InlineFragment:
				walk(each.SelectionSet)
			case *ast.FragmentSpread:
				walk(each.Definition.SelectionSet)
			}
		}
	}
	walk(operation.Operation.SelectionSet)
	return slices.Sorted(maps.Keys(names)), slices.Sorted(maps.Keys(ids))
}
