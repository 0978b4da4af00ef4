package lists_test

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/screening/lists"
)

// realModule carries the real lists as test data of another project. It is kept out of go.mod: the house does not need its code.
const realModule = "github.com/moov-io/watchman@v0.63.3"

// realDir gives the folder of the real lists, or says why they cannot be had: a machine without the module proxy still proves
// the readers by their excerpts.
func realDir(t *testing.T) (string, bool) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", "mod", "download", "-json", realModule)
	command.Dir = t.TempDir() // outside of the module, so that go.mod stays as it is
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	output, err := command.Output()
	var module struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(output, &module); jsonErr != nil || module.Dir == "" {
		t.Logf("0 real lists ran: the module %s cannot be had: %v %s", realModule, err, module.Error)
		return "", false
	}
	return module.Dir, true
}

// The real lists, whole: every row is read, every entry has a name, and what is counted says how well dates and countries are told.
func TestRealLists(t *testing.T) {
	t.Parallel()
	dir, ok := realDir(t)
	if !ok {
		return
	}
	open := func(parts ...string) io.Reader {
		file, err := os.Open(filepath.Join(append([]string{dir}, parts...)...))
		noError(t, err)
		t.Cleanup(func() { _ = file.Close() })
		return file
	}
	ran := 0
	for _, real := range realLists(open) {
		list, err := real.read()
		noError(t, err)
		ran++
		persons, births, nations, documents, names := 0, 0, 0, 0, 0
		ids := map[string]bool{}
		for _, entry := range list.Entries {
			if ids[entry.ID] {
				t.Errorf("%s: %s twice", real.name, entry.ID)
			}
			ids[entry.ID] = true
			if len(entry.Names) == 0 || entry.Source != list.Source {
				t.Errorf("%s: %s has no name or another source", real.name, entry.ID)
			}
			names += len(entry.Names)
			documents += len(entry.Documents)
			if entry.Kind == screening.Person {
				persons++
				births += min(1, len(entry.BirthDates))
				nations += min(1, len(entry.Nationalities))
			}
		}
		t.Logf("%s of %s: %d rows, %d bad, %d entries (%d persons, %d with a birth, %d with a nationality), %d names, %d documents", real.name,
			list.PublishedAt.Format("2006-01-02"), list.Rows, list.BadRows, len(list.Entries), persons, births, nations, names, documents)
		for _, bad := range list.Bad {
			t.Logf("%s: bad row %+v", real.name, bad)
		}
		if len(list.Entries) < real.entries || list.BadRows*1000 > list.Rows {
			t.Errorf("%s: %d entries of %d, %d bad rows of %d", real.name, len(list.Entries), real.entries, list.BadRows, list.Rows)
		}
	}
	t.Logf("%d real lists ran", ran)
}

type realList struct {
	name    string
	entries int // at least
	read    func() (*lists.List, error)
}

func realLists(open func(parts ...string) io.Reader) []realList {
	return []realList{
		{"OFAC", 16989, func() (*lists.List, error) {
			at := func(name string) io.Reader { return open("pkg", "sources", "ofac", "testdata", name) }
			return lists.OFAC(lists.OFACFiles{Names: at("sdn.csv"), Aliases: at("alt.csv"), Addresses: at("add.csv"), MoreRemark: at("sdn_comments.csv")})
		}},
		{"OFAC of an earlier year", 8976, func() (*lists.List, error) {
			at := func(name string) io.Reader { return open("test", "testdata", "bench", name) }
			return lists.OFAC(lists.OFACFiles{Names: at("sdn.csv"), Aliases: at("alt.csv"), Addresses: at("add.csv"), MoreRemark: at("sdn_comments.csv")})
		}},
		{"UN", 730 + 273, func() (*lists.List, error) { return lists.UN(open("test", "testdata", "UN_consolidated.xml")) }},
		{"EU", 3569, func() (*lists.List, error) { return lists.EU(open("test", "testdata", "eu_csl.csv")) }},
		{"EU of a later year", 4000, func() (*lists.List, error) { return lists.EU(open("test", "testdata", "bench", "eu_csl.csv")) }},
		{"UK", 3656, func() (*lists.List, error) { return lists.UK(open("test", "testdata", "ConList.csv")) }},
		{"UK of a later year", 3800, func() (*lists.List, error) { return lists.UK(open("test", "testdata", "bench", "ConList.csv")) }},
	}
}
