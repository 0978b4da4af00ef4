package audit_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/screening/audit"
)

// excerpt is a part of OFAC's list with what concerns Peru, which is in the public domain.
const excerpt = "../lists/testdata/ofac/sdn.csv"

func index(t *testing.T) *screening.Index {
	t.Helper()
	list, err := audit.List(excerpt)
	if err != nil {
		t.Fatal(err)
	}
	return screening.New(screening.DefaultConfig()).Index(list.Entries)
}

type answer struct {
	ID      string
	Line    int
	Error   string
	Score   float64
	Band    string
	Match   bool
	Outcome string
	Hits    []struct {
		Score       float64
		Explanation screening.Explanation
	}
	Explanation *screening.Explanation
}

func answers(t *testing.T, out string) []answer {
	t.Helper()
	var all []answer
	for line := range strings.Lines(out) {
		var a answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		all = append(all, a)
	}
	return all
}

func TestSubjectsAreAnsweredInTheirOrderWithReasons(t *testing.T) {
	t.Parallel()
	in := strings.Join([]string{
		`{"id":"a","kind":"PERSON","name":"Zoila Farfán Chuquimia","document":{"type":"RUC","number":"20108363101"}}`,
		``,
		`{"id":7,"kind":"person","given":"Zoila","paternal":"Farfán","maternal":"Chuquimia","birthDate":"1979-04-25","nationality":"PE"}`,
		`{"id":"bad","name":"Ana","birthDate":"25/04/1979"}`,
		`no json`,
		`{"id":"empty"}`,
		`{"id":"kind","kind":"PLANET","name":"Mars"}`,
	}, "\n")
	var out bytes.Buffer
	unread, err := audit.Screen(strings.NewReader(in), &out, index(t))
	if err != nil || unread != 4 {
		t.Fatalf("%d lines are unread, %v", unread, err)
	}
	all := answers(t, out.String())
	if a := all[0]; a.ID != "a" || !a.Match || a.Score != 1 || a.Band != "BLOCK" || a.Outcome != "EXACT_ID" || a.Hits[0].Explanation.Document != "20108363101" {
		t.Errorf("a document comes to %+v", a)
	}
	if a := all[1]; a.ID != "7" || a.Match || a.Outcome != "CLEAR" || a.Hits == nil {
		t.Errorf("a stranger comes to %+v", a)
	}
	for i, line := range []int{4, 5, 6, 7} {
		if a := all[2+i]; a.Line != line || a.Error == "" {
			t.Errorf("line %d is answered %+v", line, a)
		}
	}
}

func TestPairsMayBeNamesOrSubjects(t *testing.T) {
	t.Parallel()
	in := `{"id":1,"a":"Juan Pérez Quispe","b":"PEREZ QUISPE, Juan Carlos"}
{"id":2,"kind":"COMPANY","a":"ООО Ромашка","b":{"name":"Romashka LLC"}}
{"id":3,"a":{"kind":"PERSON","name":"Barack Obama"},"b":"Michelle Obama"}
{"id":4,"a":"Ana"}`
	var out bytes.Buffer
	unread, err := audit.Compare(strings.NewReader(in), &out, screening.New(screening.DefaultConfig()))
	if err != nil || unread != 1 {
		t.Fatalf("%d lines are unread, %v", unread, err)
	}
	all := answers(t, out.String())
	for i, same := range []bool{true, true, false} {
		if a := all[i]; a.ID != fmt.Sprint(i+1) || a.Match != same || a.Explanation == nil || (a.Band == "CLEAR") == same {
			t.Errorf("pair %d comes to %+v", i+1, a)
		}
	}
	if !strings.Contains(all[3].Error, "a and b") {
		t.Errorf("half a pair comes to %+v", all[3])
	}
}

func TestListsAreToldByWhatIsInThem(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	table := filepath.Join(folder, "pep.csv")
	if err := os.WriteFile(table, []byte("id,tipo,nombre\n1,PERSONA,Ana Flores Rojas\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, source := range map[string]string{excerpt: "OFAC", "../lists/testdata/un.xml": "UN", table: "PEP"} {
		list, err := audit.List(path)
		if err != nil || list.Source != source || len(list.Entries) == 0 {
			t.Errorf("%s: %+v, %v", path, list, err)
		}
	}
	alone := filepath.Join(folder, "sdn.csv")
	content, err := os.ReadFile(excerpt)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(alone, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := audit.List(alone); err == nil || !strings.Contains(err.Error(), "alt.csv") {
		t.Errorf("sdn.csv without its other names: %v", err)
	}
	aliases, err := os.ReadFile(filepath.Join(filepath.Dir(excerpt), "alt.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "alt.csv"), aliases, 0o600); err != nil {
		t.Fatal(err)
	}
	if list, err := audit.List(alone); err != nil || len(list.Entries) == 0 {
		t.Errorf("sdn.csv with alt.csv alone: %v", err)
	}
}
