package audit

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// FieldChange is one field of an object, as it was before a command and as it is after it.
type FieldChange struct {
	// Path is where the field is, outermost first: "address.district"; the elements of a list are counted from 0.
	Path string
	// Before and After are its values as text; nil where there was none.
	Before, After *string
}

// FieldChanges reads what Write wrote as the changes of an entry, in the order of the paths. A value that did not change is there
// too: the trail shows all that was written down.
func FieldChanges(changes map[string]any) []FieldChange {
	before, after := map[string]*string{}, map[string]*string{}
	flatten("", changes["before"], before)
	flatten("", changes["after"], after)
	paths := maps.Clone(before)
	maps.Copy(paths, after)
	list := make([]FieldChange, 0, len(paths))
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		list = append(list, FieldChange{Path: path, Before: before[path], After: after[path]})
	}
	return list
}

// flatten finds the values inside a value of JSON, by their paths. An object or a list without any is a value itself.
func flatten(path string, value any, found map[string]*string) {
	inside := func(name string) string {
		if path == "" {
			return name
		}
		return path + "." + name
	}
	switch value := value.(type) {
	case map[string]any:
		for name, one := range value {
			flatten(inside(name), one, found)
		}
		if len(value) > 0 {
			return
		}
	case []any:
		for i, one := range value {
			flatten(inside(strconv.Itoa(i)), one, found)
		}
		if len(value) > 0 {
			return
		}
	}
	if path != "" {
		found[path] = asText(value)
	}
}

// asText writes a value of JSON: a text as it is, nil for null, all else as JSON writes it.
func asText(value any) *string {
	switch value := value.(type) {
	case nil:
		return nil
	case string:
		return &value
	case float64:
		// JSON would write large numbers with an exponent.
		text := strconv.FormatFloat(value, 'f', -1, 64)
		return &text
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		return nil // what was read from JSON is written as JSON
	}
	text := string(encoded)
	return &text
}
