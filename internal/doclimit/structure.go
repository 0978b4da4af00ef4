package doclimit

import "github.com/vektah/gqlparser/v2/ast"

// checkStructure measures a parsed document that need not be valid: fragments may be missing, doubled or cyclic.
func checkStructure(document *ast.QueryDocument, limits Limits) *Refusal {
	survey := newSurvey(document, limits)
	survey.document()
	return survey.refusal
}

// extent is what a selection set adds to the place where it stands.
type extent struct {
	// depth counts nested fields, introspection only those on paths through __schema or __type.
	depth, introspection int
	aliases              int
}

// beside joins the extents of two parts of one selection set.
func (e extent) beside(other extent) extent {
	return extent{
		depth:         max(e.depth, other.depth),
		introspection: max(e.introspection, other.introspection),
		aliases:       e.aliases + other.aliases,
	}
}

// survey walks every node of a document once. The extent of a fragment is taken at its first use and remembered; a
// fragment that is met again while it is being measured is a cycle, which validation refuses, and adds nothing.
type survey struct {
	limits  Limits
	parsed  *ast.QueryDocument
	byName  map[string]*ast.FragmentDefinition
	extents map[*ast.FragmentDefinition]extent

	fields, fragments, spreads, directives int
	// visits counts the nodes walked; tests hold it against the size of the document.
	visits  int
	refusal *Refusal
}

func newSurvey(document *ast.QueryDocument, limits Limits) *survey {
	s := &survey{
		limits:  limits,
		parsed:  document,
		byName:  make(map[string]*ast.FragmentDefinition, len(document.Fragments)),
		extents: make(map[*ast.FragmentDefinition]extent, len(document.Fragments)),
	}
	for _, fragment := range document.Fragments {
		if _, taken := s.byName[fragment.Name]; !taken {
			s.byName[fragment.Name] = fragment
		}
	}
	return s
}

// refuse keeps the first limit exceeded, which ends the walk.
func (s *survey) refuse(limit Limit, figure int) {
	if s.refusal == nil {
		s.refusal = &Refusal{Limit: limit, Max: figure}
	}
}

func (s *survey) count(counter *int, by int, limit Limit, figure int) {
	if *counter += by; *counter > figure {
		s.refuse(limit, figure)
	}
}

func (s *survey) document() {
	operations := 0
	s.count(&operations, len(s.parsed.Operations), LimitOperations, s.limits.Operations)
	s.count(&s.fragments, len(s.parsed.Fragments), LimitFragments, s.limits.Fragments)
	for _, operation := range s.parsed.Operations {
		if s.refusal != nil {
			return
		}
		s.variables(operation.VariableDefinitions)
		s.directiveList(operation.Directives)
		whole := s.selections(operation.SelectionSet)
		if whole.depth > s.limits.Depth {
			s.refuse(LimitDepth, s.limits.Depth)
		}
		if whole.introspection > s.limits.IntrospectionDepth {
			s.refuse(LimitIntrospectionDepth, s.limits.IntrospectionDepth)
		}
	}
	for _, fragment := range s.parsed.Fragments {
		s.fragment(fragment)
	}
}

func (s *survey) selections(set ast.SelectionSet) extent {
	var whole extent
	for _, selection := range set {
		if s.refusal != nil {
			return whole
		}
		s.visits++
		switch selection := selection.(type) {
		case *ast.Field:
			whole = whole.beside(s.field(selection))
		case *ast.InlineFragment:
			s.count(&s.fragments, 1, LimitFragments, s.limits.Fragments)
			s.directiveList(selection.Directives)
			whole = whole.beside(s.selections(selection.SelectionSet))
		case *ast.FragmentSpread:
			s.count(&s.spreads, 1, LimitSpreads, s.limits.Fragments)
			s.directiveList(selection.Directives)
			whole = whole.beside(s.fragment(s.byName[selection.Name]))
		}
		if whole.aliases > s.limits.AliasesPerParent {
			s.refuse(LimitAliasesPerParent, s.limits.AliasesPerParent)
		}
	}
	return whole
}

func (s *survey) field(field *ast.Field) extent {
	s.count(&s.fields, 1, LimitFields, s.limits.Fields)
	s.directiveList(field.Directives)
	s.arguments(field.Arguments)
	inner := s.selections(field.SelectionSet)

	var outer extent
	if field.Alias != field.Name {
		outer.aliases = 1
	}
	if field.Name == "__schema" || field.Name == "__type" {
		outer.introspection = 1 + max(inner.depth, inner.introspection)
		return outer
	}
	outer.depth = 1 + inner.depth
	if inner.introspection > 0 {
		outer.introspection = 1 + inner.introspection
	}
	return outer
}

func (s *survey) fragment(fragment *ast.FragmentDefinition) extent {
	if fragment == nil || s.refusal != nil {
		return extent{}
	}
	if known, met := s.extents[fragment]; met {
		return known
	}
	s.extents[fragment] = extent{}
	s.visits++
	s.variables(fragment.VariableDefinition)
	s.directiveList(fragment.Directives)
	whole := s.selections(fragment.SelectionSet)
	s.extents[fragment] = whole
	return whole
}

func (s *survey) variables(definitions ast.VariableDefinitionList) {
	for _, definition := range definitions {
		s.visits++
		s.literal(definition.DefaultValue, s.limits.LiteralDepth)
		s.directiveList(definition.Directives)
	}
}

func (s *survey) directiveList(directives ast.DirectiveList) {
	if len(directives) > s.limits.DirectivesPerLocation {
		s.refuse(LimitDirectivesPerLocation, s.limits.DirectivesPerLocation)
		return
	}
	s.count(&s.directives, len(directives), LimitDirectives, s.limits.Directives)
	for _, directive := range directives {
		s.visits++
		if directive.Name == "defer" || directive.Name == "stream" {
			s.refuse(LimitIncremental, 0)
		}
		s.arguments(directive.Arguments)
	}
}

func (s *survey) arguments(arguments ast.ArgumentList) {
	for _, argument := range arguments {
		s.literal(argument.Value, s.limits.LiteralDepth)
	}
}

// literal walks a value that may nest depth levels more.
func (s *survey) literal(value *ast.Value, depth int) {
	if value == nil || s.refusal != nil {
		return
	}
	s.visits++
	if value.Kind != ast.ListValue && value.Kind != ast.ObjectValue {
		return
	}
	if depth == 0 {
		s.refuse(LimitLiteralDepth, s.limits.LiteralDepth)
		return
	}
	for _, child := range value.Children {
		s.literal(child.Value, depth-1)
	}
}
