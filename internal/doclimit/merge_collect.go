package doclimit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// fieldGroup is the fields of one response name in a merged selection set, in the order written.
type fieldGroup struct {
	responseName string
	fields       []*ast.Field
}

// collect merges selection sets, with their fragments unfolded, into groups. Fields unknown to the schema are left out,
// for another rule refuses them. A fragment is unfolded once however often it is spread.
func (m *merger) collect(sets []ast.SelectionSet) []fieldGroup {
	var groups []fieldGroup
	indexes := map[string]int{}
	unfolded := map[*ast.FragmentDefinition]bool{}

	var add func(set ast.SelectionSet)
	add = func(set ast.SelectionSet) {
		for _, selection := range set {
			if m.steps++; m.exhausted() {
				return
			}
			switch selection := selection.(type) {
			case *ast.Field:
				if selection.Definition == nil || selection.ObjectDefinition == nil {
					continue
				}
				index, known := indexes[selection.Alias]
				if !known {
					index = len(groups)
					indexes[selection.Alias] = index
					groups = append(groups, fieldGroup{responseName: selection.Alias})
				}
				groups[index].fields = append(groups[index].fields, selection)
			case *ast.InlineFragment:
				add(selection.SelectionSet)
			case *ast.FragmentSpread:
				if fragment := selection.Definition; fragment != nil && !unfolded[fragment] {
					unfolded[fragment] = true
					add(fragment.SelectionSet)
				}
			}
		}
	}
	for _, set := range sets {
		add(set)
	}
	return groups
}

func subselections(fields []*ast.Field) []ast.SelectionSet {
	var sets []ast.SelectionSet
	for _, field := range fields {
		if len(field.SelectionSet) > 0 {
			sets = append(sets, field.SelectionSet)
		}
	}
	return sets
}

// writeArguments writes arguments in the order of their names, which has no meaning in the language.
func writeArguments(text *strings.Builder, arguments ast.ArgumentList) {
	sorted := slices.Clone(arguments)
	slices.SortStableFunc(sorted, func(a, b *ast.Argument) int { return cmp.Compare(a.Name, b.Name) })
	for _, argument := range sorted {
		text.WriteString(argument.Name)
		text.WriteByte(':')
		writeValue(text, argument.Value)
	}
}

// writeValue writes a literal so that two texts are equal exactly when kind and content are: the text of a leaf carries
// its length, the fields of an object are sorted, the elements of a list are not.
func writeValue(text *strings.Builder, value *ast.Value) {
	text.WriteString(strconv.Itoa(int(value.Kind)))
	text.WriteByte(' ')
	text.WriteString(strconv.Itoa(len(value.Raw)))
	text.WriteByte(' ')
	text.WriteString(value.Raw)
	children := value.Children
	if value.Kind == ast.ObjectValue {
		children = slices.Clone(children)
		slices.SortStableFunc(children, func(a, b *ast.ChildValue) int { return cmp.Compare(a.Name, b.Name) })
	}
	text.WriteByte('(')
	for _, child := range children {
		text.WriteString(child.Name)
		text.WriteByte(':')
		writeValue(text, child.Value)
	}
	text.WriteByte(')')
}
