package doclimit

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// mergeRuleName is the name under which gqlparser knows the rule that this file replaces.
const mergeRuleName = "OverlappingFieldsCanBeMerged"

// mergeRule is "Field Selection Merging" of the GraphQL specification (5.3.2) without comparing pairs of fields.
//
// The rule of gqlparser, as that of graphql-js, compares every two fields of one response name, and fragments with one
// another: quadratic, 0.4 s for 1,900 times the same field (realtime.md 4.1). Here the fields of a selection set are
// grouped by response name with their fragments unfolded, and each field is compared with the first of its group only,
// which is enough because both relations are equivalences:
//
//   - all fields of a group must have the same shape: list and non-null wrappers, and the leaf type, whatever object they
//     belong to; and so must the fields of their merged sub-selections;
//   - those of a group that can belong to one object (same object type, or an interface or union) must be the same field
//     with the same arguments; and so must the fields of their merged sub-selections.
//
// A set of fields that was merged before is not merged again. Sets can still be many where fragments overlap in crafted
// ways, so the whole document has a budget of steps; one that exhausts it is refused.
func mergeRule(budget int) core.Rule {
	return core.Rule{Name: mergeRuleName, RuleFunc: func(observers *core.Events, addError core.AddErrFunc) {
		m := newMerger(budget)
		observers.OnOperation(func(walker *core.Walker, operation *ast.OperationDefinition) {
			m.check(walker.Schema, operation.SelectionSet, addError)
		})
	}}
}

type merger struct {
	schema   *ast.Schema
	addError core.AddErrFunc
	budget   int
	// steps counts fields collected and compared, over all operations of the document.
	steps     int
	conflicts int

	identities map[*ast.Field]uint32
	signatures map[*ast.Field]string
	// sameField and sameShape hold the sets of fields that were merged under either relation.
	sameField, sameShape map[string]struct{}
}

func newMerger(budget int) *merger {
	return &merger{
		budget:     budget,
		identities: map[*ast.Field]uint32{},
		signatures: map[*ast.Field]string{},
		sameField:  map[string]struct{}{},
		sameShape:  map[string]struct{}{},
	}
}

func (m *merger) check(schema *ast.Schema, set ast.SelectionSet, addError core.AddErrFunc) {
	m.schema, m.addError = schema, addError
	if m.exhausted() {
		return
	}
	groups := m.collect([]ast.SelectionSet{set})
	m.mergeFields(groups)
	if m.conflicts == 0 {
		// A different field mostly has a different shape too: one report is enough.
		m.mergeShapes(groups)
	}
	if m.exhausted() {
		refusal := &Refusal{Limit: LimitMergeSteps, Max: m.budget}
		addError(core.Message("%s", refusal.Error()))
	}
}

func (m *merger) exhausted() bool { return m.steps > m.budget }

// mergeFields checks that fields which can belong to one object are the same field.
func (m *merger) mergeFields(groups []fieldGroup) {
	for _, group := range groups {
		for _, together := range m.byObject(group) {
			if m.exhausted() {
				return
			}
			if m.seen(m.sameField, together) || !m.allSameField(group.responseName, together) {
				continue
			}
			m.mergeFields(m.collect(subselections(together)))
		}
	}
}

// mergeShapes checks that fields of one response name have one shape.
func (m *merger) mergeShapes(groups []fieldGroup) {
	for _, group := range groups {
		if m.exhausted() {
			return
		}
		if m.seen(m.sameShape, group.fields) || !m.allSameShape(group) {
			continue
		}
		m.mergeShapes(m.collect(subselections(group.fields)))
	}
}

// byObject splits a group into the largest sets whose members can belong to one object: for each object type its own
// fields with those of interfaces and unions, or the latter alone.
func (m *merger) byObject(group fieldGroup) [][]*ast.Field {
	var objects []string
	seen := map[string]bool{}
	for _, field := range group.fields {
		if parent := field.ObjectDefinition; parent.Kind == ast.Object && !seen[parent.Name] {
			seen[parent.Name] = true
			objects = append(objects, parent.Name)
		}
	}
	if len(objects) <= 1 {
		return [][]*ast.Field{group.fields}
	}
	sets := make([][]*ast.Field, 0, len(objects))
	for _, object := range objects {
		m.steps += len(group.fields)
		if m.exhausted() {
			return nil
		}
		var set []*ast.Field
		for _, field := range group.fields {
			if parent := field.ObjectDefinition; parent.Kind != ast.Object || parent.Name == object {
				set = append(set, field)
			}
		}
		sets = append(sets, set)
	}
	return sets
}

func (m *merger) allSameField(responseName string, fields []*ast.Field) bool {
	first := fields[0]
	for _, field := range fields[1:] {
		m.steps++
		if first.Name != field.Name {
			m.conflict(responseName, field, fmt.Sprintf("%q and %q are different fields", first.Name, field.Name))
			return false
		}
		if m.signature(first) != m.signature(field) {
			m.conflict(responseName, field, "they have differing arguments")
			return false
		}
	}
	return true
}

func (m *merger) allSameShape(group fieldGroup) bool {
	first := group.fields[0]
	for _, field := range group.fields[1:] {
		m.steps++
		if !m.sameType(first.Definition.Type, field.Definition.Type) {
			m.conflict(group.responseName, field, fmt.Sprintf("they return conflicting types %q and %q",
				first.Definition.Type.String(), field.Definition.Type.String()))
			return false
		}
	}
	return true
}

// sameType compares wrappers and leaf types; two composite types are the same here, for their fields are compared.
func (m *merger) sameType(a, b *ast.Type) bool {
	for ; a.Elem != nil && b.Elem != nil; a, b = a.Elem, b.Elem {
		if a.NonNull != b.NonNull {
			return false
		}
	}
	if a.NonNull != b.NonNull || (a.Elem == nil) != (b.Elem == nil) {
		return false
	}
	definitionA, definitionB := m.schema.Types[a.NamedType], m.schema.Types[b.NamedType]
	if definitionA.IsLeafType() || definitionB.IsLeafType() {
		return a.NamedType == b.NamedType
	}
	return true
}

func (m *merger) conflict(responseName string, field *ast.Field, reason string) {
	m.conflicts++
	m.addError(
		core.Message("Fields %q conflict because %s. Use different aliases on the fields to fetch both if this was intentional.",
			responseName, reason),
		core.At(field.Position),
	)
}

// seen reports whether the same fields were merged under a relation before, and remembers them.
func (m *merger) seen(merged map[string]struct{}, fields []*ast.Field) bool {
	key := make([]byte, 0, 4*len(fields))
	for _, field := range fields {
		key = binary.BigEndian.AppendUint32(key, m.identity(field))
	}
	if _, known := merged[string(key)]; known {
		return true
	}
	merged[string(key)] = struct{}{}
	return false
}

func (m *merger) identity(field *ast.Field) uint32 {
	identity, known := m.identities[field]
	if !known {
		identity = uint32(len(m.identities))
		m.identities[field] = identity
	}
	return identity
}

// signature writes the arguments of a field in one canonical form.
func (m *merger) signature(field *ast.Field) string {
	if len(field.Arguments) == 0 {
		return ""
	}
	if known, met := m.signatures[field]; met {
		return known
	}
	var text strings.Builder
	writeArguments(&text, field.Arguments)
	m.signatures[field] = text.String()
	return text.String()
}
