package doclimit

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Cost returns the points that a validated operation may cost at most, or a refusal when that is more than the budget.
//
// Every field costs one point, __typename none. What stands below a list costs as many times as the list may have items:
// the `first`, `last` or `limit` that is asked; else the argument's default; else Limits.MaxPage; as many as there are
// `ids`; and Limits.PlainList where the schema gives no size. In a connection the size goes to its lists (edges, nodes),
// not to pageInfo or totalCount. The figure is an upper bound: it adds up branches of which only one can be taken
// (type conditions, @skip and @include). Variables must be coerced already.
func Cost(operation *ast.OperationDefinition, variables map[string]any, budget int, limits Limits) (int, *Refusal) {
	p := &pricer{limits: limits, variables: variables, budget: budget, known: map[*ast.FragmentDefinition]price{}}
	total := p.selections(operation.SelectionSet).with(limits.PlainList)
	if p.exceeded || total > budget {
		return 0, &Refusal{Limit: LimitCost, Max: budget}
	}
	return total, nil
}

// price is what a selection set costs: fixed once per object, and perItem for each item of the lists in it, whose number
// the enclosing field may know. Keeping the two apart makes the price of a fragment independent of where it is spread.
type price struct {
	fixed, perItem int
}

// with returns the points for lists of the given size.
func (p price) with(items int) int {
	return addCapped(p.fixed, multiplyCapped(p.perItem, items))
}

// pricer adds up prices. Its figures only grow on the way up, so it stops as soon as a part exceeds the budget.
type pricer struct {
	limits    Limits
	variables map[string]any
	budget    int
	known     map[*ast.FragmentDefinition]price
	exceeded  bool
	// visits counts the selections walked; tests hold it against the size of the document.
	visits int
}

func (p *pricer) selections(set ast.SelectionSet) price {
	var whole price
	for _, selection := range set {
		if p.exceeded {
			return whole
		}
		p.visits++
		var part price
		switch selection := selection.(type) {
		case *ast.Field:
			part = p.field(selection)
		case *ast.InlineFragment:
			part = p.selections(selection.SelectionSet)
		case *ast.FragmentSpread:
			part = p.fragment(selection.Definition)
		}
		whole.fixed = addCapped(whole.fixed, part.fixed)
		whole.perItem = addCapped(whole.perItem, part.perItem)
		if addCapped(whole.fixed, whole.perItem) > p.budget {
			p.exceeded = true
		}
	}
	return whole
}

// fragment prices a fragment once. One that is met while it is being priced costs nothing: a cycle does not validate.
func (p *pricer) fragment(fragment *ast.FragmentDefinition) price {
	if fragment == nil {
		return price{}
	}
	if known, met := p.known[fragment]; met {
		return known
	}
	p.known[fragment] = price{}
	whole := p.selections(fragment.SelectionSet)
	p.known[fragment] = whole
	return whole
}

func (p *pricer) field(field *ast.Field) price {
	if field.Name == "__typename" {
		return price{}
	}
	inner := p.selections(field.SelectionSet)
	if field.Definition == nil || len(field.SelectionSet) == 0 {
		return price{fixed: 1}
	}
	items, sized := p.items(field)
	isList := field.Definition.Type.Elem != nil
	switch {
	case isList && sized:
		return price{fixed: addCapped(1, multiplyCapped(inner.with(p.limits.PlainList), items))}
	case isList:
		return price{fixed: 1, perItem: inner.with(p.limits.PlainList)}
	case sized:
		return price{fixed: addCapped(1, inner.with(items))}
	default:
		return price{fixed: addCapped(1, inner.with(p.limits.PlainList))}
	}
}

// items returns how many items a field may give, if its arguments or its type say so; at least one, so that a price
// never falls on the way up.
func (p *pricer) items(field *ast.Field) (int, bool) {
	if field.ObjectDefinition != nil && strings.HasPrefix(field.ObjectDefinition.Name, "__") {
		// The schema describes itself from memory; its size is fixed and bounded by the depth of introspection.
		return 1, true
	}
	items, sized := 0, false
	for _, definition := range field.Definition.Arguments {
		switch definition.Name {
		case "first", "last", "limit":
			if definition.Type.NamedType != "Int" {
				continue
			}
			sized = true
			if asked, given := p.number(field.Arguments.ForName(definition.Name)); given {
				items = max(items, asked)
			}
		case "ids":
			if definition.Type.Elem != nil {
				sized = true
				items = max(items, p.length(field.Arguments.ForName("ids")))
			}
		}
	}
	if sized && items == 0 {
		items = p.unasked(field.Definition)
	}
	return max(items, 1), sized
}

// unasked is the size of a page for which the caller asked no number.
func (p *pricer) unasked(definition *ast.FieldDefinition) int {
	for _, name := range []string{"first", "limit", "last"} {
		argument := definition.Arguments.ForName(name)
		if argument == nil || argument.DefaultValue == nil || argument.DefaultValue.Kind != ast.IntValue {
			continue
		}
		if size, err := strconv.Atoi(argument.DefaultValue.Raw); err == nil && size > 0 {
			return size
		}
	}
	return p.limits.MaxPage
}

// number reads a page size. What is no positive number counts as not given; the resolver refuses it.
func (p *pricer) number(argument *ast.Argument) (int, bool) {
	if argument == nil || argument.Value == nil {
		return 0, false
	}
	switch argument.Value.Kind {
	case ast.IntValue:
		return positive(argument.Value.Raw)
	case ast.Variable:
		value := reflect.ValueOf(p.variables[argument.Value.Raw])
		switch {
		case !value.IsValid():
			return 0, false
		case value.Type() == reflect.TypeFor[json.Number](), value.Kind() == reflect.String:
			return positive(value.String())
		case value.CanInt():
			return positive(strconv.FormatInt(value.Int(), 10))
		case value.CanFloat():
			// encoding/json without UseNumber makes every number one of these.
			return positive(strconv.FormatFloat(value.Float(), 'f', 0, 64))
		}
	}
	return 0, false
}

// positive reads digits; a number too large for an int counts as the largest.
func positive(digits string) (int, bool) {
	size, err := strconv.Atoi(digits)
	if err != nil && size <= 0 {
		return 0, false
	}
	return size, size > 0
}

// length counts the elements of a list argument; a single value is coerced to a list of one.
func (p *pricer) length(argument *ast.Argument) int {
	if argument == nil || argument.Value == nil {
		return 1
	}
	switch argument.Value.Kind {
	case ast.ListValue:
		return max(len(argument.Value.Children), 1)
	case ast.Variable:
		if value := reflect.ValueOf(p.variables[argument.Value.Raw]); value.IsValid() && value.Kind() == reflect.Slice {
			return max(value.Len(), 1)
		}
	}
	return 1
}
