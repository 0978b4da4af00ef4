package audit_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/qoricash/qoricash/internal/audit"
)

func TestChangesAreToldFieldByField(t *testing.T) {
	t.Parallel()
	for changes, want := range map[string]string{
		`{}`:                         ``,
		`{"after": {"state": "A"}}`:  `state: - > A; `,
		`{"before": {"state": "A"}}`: `state: A > -; `,
		`{"before": {"state": "A", "kept": true}, "after": {"state": "B", "kept": true}}`:                             `kept: true > true; state: A > B; `,
		`{"before": {"address": {"line": "x", "district": null}}, "after": {"address": {"line": "", "district": 9}}}`: `address.district: - > 9; address.line: x > ; `,
		`{"after": {"fields": ["a", {"b": 1.5}], "none": [], "nothing": {}, "count": 12345678}}`: `count: - > 12345678; ` +
			`fields.0: - > a; fields.1.b: - > 1.5; none: - > []; nothing: - > {}; `,
	} {
		var decoded map[string]any
		if err := json.Unmarshal([]byte(changes), &decoded); err != nil {
			t.Fatal(err)
		}
		var got string
		for _, change := range audit.FieldChanges(decoded) {
			got += fmt.Sprintf("%s: %s > %s; ", change.Path, shown(change.Before), shown(change.After))
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", changes, got, want)
		}
	}
}

func shown(value *string) string {
	if value == nil {
		return "-"
	}
	return *value
}
