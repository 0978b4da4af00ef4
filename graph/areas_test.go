package graph_test

import (
	"fmt"
	"testing"
)

// together joins the tables of the areas. A row stands in one of them alone.
func together[Row any](tables ...map[string]Row) map[string]Row {
	all := map[string]Row{}
	for _, table := range tables {
		for name, row := range table {
			if _, known := all[name]; known {
				panic(fmt.Sprintf("%s has two rows", name))
			}
			all[name] = row
		}
	}
	return all
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
