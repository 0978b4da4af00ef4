package capabilities_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// anything stands in a shown answer for what is different in every house.
const anything = "…"

var placeholder = regexp.MustCompile(`"\{\{([^}]+)\}\}"`)

// values are what placeholders stand for.
type values map[string]any

// fill puts the values of placeholders into a JSON text. {{uuid}} is a new value each time.
func (v values) fill(text string, uuid func() string) (string, error) {
	var missing error
	filled := placeholder.ReplaceAllStringFunc(text, func(found string) string {
		name := placeholder.FindStringSubmatch(found)[1]
		value, known := v[name]
		if name == "uuid" {
			value, known = uuid(), true
		}
		if !known {
			missing = fmt.Errorf("nothing stands for %s", found)
		}
		encoded, err := json.Marshal(value)
		if err != nil {
			missing = err
		}
		return string(encoded)
	})
	return filled, missing
}

// match compares a shown answer with the real one and lets its placeholders stand for what they meet. Of what is not data
// only what is shown is compared.
func (v values) match(shown, got any, path string) error {
	switch shown := shown.(type) {
	case string:
		if shown == anything {
			return nil
		}
		if found := placeholder.FindStringSubmatch(`"` + shown + `"`); found != nil {
			v[found[1]] = got
			return nil
		}
	case map[string]any:
		return v.matchObject(shown, got, path)
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(shown) {
			return fmt.Errorf("%s: shown are %d elements, real is %v", path, len(shown), got)
		}
		for i := range shown {
			if err := v.match(shown[i], list[i], fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
		return nil
	}
	if shown != got {
		return fmt.Errorf("%s: shown is %v, real is %v", path, shown, got)
	}
	return nil
}

func (v values) matchObject(shown map[string]any, got any, path string) error {
	object, ok := got.(map[string]any)
	if !ok {
		return fmt.Errorf("%s: shown is an object, real is %v", path, got)
	}
	names := make([]string, 0, len(object)+len(shown))
	for name := range shown {
		names = append(names, name)
	}
	if strings.HasPrefix(path, ".data") {
		for name := range object {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		told, isShown := shown[name]
		found, isReal := object[name]
		if isShown != isReal {
			return fmt.Errorf("%s.%s: shown %t, real %t (%v)", path, name, isShown, isReal, found)
		}
		if err := v.match(told, found, path+"."+name); err != nil {
			return err
		}
	}
	return nil
}

// decode reads JSON with numbers as they are written.
func decode(text string) (any, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	err := decoder.Decode(&value)
	return value, err
}

func TestAShownAnswerThatIsNotTheRealOneIsFound(t *testing.T) {
	t.Parallel()
	got := `{"data": {"a": {"id": "op_1", "n": 3, "list": [1, 2]}}, "extensions": {"cost": 1}}`
	for shown, fits := range map[string]bool{
		`{"data": {"a": {"id": "…", "n": 3, "list": [1, 2]}}}`:                               true,
		`{"data": {"a": "…"}, "extensions": {"cost": 1}}`:                                    true,
		`{"data": {"a": {"id": "{{op}}", "n": 3, "list": ["…", 2]}}, "extensions": {}}`:      true,
		`{"data": {"a": {"id": "op_2", "n": 3, "list": [1, 2]}}}`:                            false,
		`{"data": {"a": {"id": "op_1", "n": "3", "list": [1, 2]}}}`:                          false,
		`{"data": {"a": {"id": "op_1", "n": 3, "list": [1]}}}`:                               false,
		`{"data": {"a": {"n": 3, "list": [1, 2]}}}`:                                          false,
		`{"data": {"a": {"id": "op_1", "n": 3, "list": [1, 2], "more": null}}}`:              false,
		`{"data": {"a": {"id": "op_1", "n": 3, "list": [1, 2]}}, "extensions": {"more": 1}}`: false,
		`{"data": {"a": null}}`: false,
	} {
		told, err := decode(shown)
		check(t, err)
		found, err := decode(got)
		check(t, err)
		if err := (values{}).match(told, found, ""); (err == nil) != fits {
			t.Errorf("%s: fits %t, got %v", shown, fits, err)
		}
	}
}

func TestAPlaceholderStandsForWhatItMet(t *testing.T) {
	t.Parallel()
	known := values{"old": 7}
	shown, err := decode(`{"data": {"id": "{{op}}"}}`)
	check(t, err)
	found, err := decode(`{"data": {"id": "op_1"}}`)
	check(t, err)
	check(t, known.match(shown, found, ""))
	filled, err := known.fill(`["{{op}}", "{{old}}", "{{uuid}}"]`, func() string { return "new" })
	if err != nil || filled != `["op_1", 7, "new"]` {
		t.Errorf("got %s, %v", filled, err)
	}
	if _, err := known.fill(`"{{nobody}}"`, nil); err == nil {
		t.Error("an unknown placeholder is filled")
	}
}
