// Package label says in words what the values of the enumerations of the API are (Spanish, Peru), for front ends to show.
//
// Invariants: every value of every enumeration of the SDL has a word, and no word is of a value that is not there (a test); a word that
// the house itself says in messages and refusals stands in the domain alone, and is taken from there; words depend on nobody who asks.
package label

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/graph/scalar"
	"github.com/qoricash/qoricash/internal/domain"
)

// Enum is an enumeration of the SDL and the words of its values, in the order of the SDL.
type Enum struct {
	Name   string
	Values []Value
}

// Value is a value of an enumeration and its word, which begins with a capital and ends without a full stop.
type Value struct{ Value, Label string }

// Of answers the words of every enumeration of a schema, by name. A value without a word has an empty one.
func Of(schema *ast.Schema) map[string]*Enum {
	all := map[string]*Enum{}
	for name, definition := range schema.Types {
		if definition.Kind != ast.Enum || definition.BuiltIn {
			continue
		}
		enum := &Enum{Name: name, Values: make([]Value, len(definition.EnumValues))}
		for i, value := range definition.EnumValues {
			enum.Values[i] = Value{Value: value.Name, Label: word(name, value)}
		}
		all[name] = enum
	}
	return all
}

// word is what a value is called.
func word(enum string, value *ast.EnumValueDefinition) string {
	if say, known := domainWords[enum]; known {
		return sentence(say(value.Name))
	}
	if isDescribed(enum) {
		return strings.TrimSuffix(value.Description, ".")
	}
	return words[enum][value.Name]
}

// isDescribed tells of the enumerations whose descriptions in the SDL are the words themselves.
func isDescribed(enum string) bool { return enum == "MessageKind" || enum == "Weekday" }

// domainWords are the enumerations whose words the house says itself.
var domainWords = map[string]func(value string) string{
	"OperationStatus":      by(domain.Status.Label),
	"CancelReason":         by(domain.CancelReason.Label),
	"PayoutVoidReason":     by(domain.VoidReason.Label),
	"OperationEventReason": eventReason,
	"ContactKind":          by(domain.ContactKind.Label),
	"ClientDocumentKind":   by(domain.DocumentKind.Label),
	"DocumentType":         documentType,
	"Role":                 by(domain.Role.Label),
	"ActorRole":            by(domain.Role.Label),
	"Permission":           permission,
	"PermissionSet":        by(domain.PermissionSet.Label),
	"ParameterKey":         parameter,
	"HoldCause":            by(domain.HoldCause.Label),
	"InvoiceStatus":        by(domain.InvoiceStatus.Label),
	"InvoiceState":         by(domain.InvoiceState.Label),
	"InvoiceParkReason":    by(domain.InvoiceParkReason.Label),
}

// by reads a value as its type of the domain.
func by[Type ~string](say func(Type) string) func(string) string {
	return func(value string) string { return say(Type(value)) }
}

// eventReason is the word of the reason that it is: of a cancellation, a void payout, a hold or a return.
func eventReason(value string) string {
	for _, found := range []string{domain.CancelReason(value).Label(), domain.VoidReason(value).Label(), words["HoldReason"][value]} {
		if found != "" {
			return found
		}
	}
	return returnReasons[value]
}

func parameter(value string) string {
	row, _ := domain.ParameterOf(domain.ParameterKey(value))
	return row.Label
}

func documentType(value string) string {
	form, _ := domain.FormOfDocument(domain.DocumentType(value))
	return form.Label
}

func permission(value string) string {
	known, err := scalar.UnmarshalPermission(value)
	if err != nil {
		return ""
	}
	return known.Label()
}

// sentence begins a word of the domain, which may stand in the middle of a sentence there, with a capital.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
