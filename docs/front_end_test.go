package docs_test

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const guide = "../test/clients/guide"

var shown = regexp.MustCompile("(?s)<!-- file: (\\S+) -->\n```[a-z]+\n(.*?)```\n")

// What `make clients` proves is what the page shows.
func TestThePageForFrontEndsShowsTheCodeThatIsProved(t *testing.T) {
	t.Parallel()
	page := read(t, "front-end.md")
	found := map[string]bool{}
	for _, block := range shown.FindAllStringSubmatch(page, -1) {
		path, code := block[1], block[2]
		found[path] = true
		if proved := read(t, filepath.Join(guide, path)); code != proved {
			t.Errorf("%s is on the page otherwise than in %s", path, guide)
		}
	}
	err := filepath.WalkDir(guide, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.Name() == "gql" || entry.Name() == "tsconfig.json" {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		name, _ := filepath.Rel(guide, path)
		if !entry.IsDir() && !found[filepath.ToSlash(name)] && !strings.Contains(page, "(../test/clients/guide/"+filepath.ToSlash(name)+")") {
			t.Errorf("%s is neither shown nor linked", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Error("the page shows no file")
	}
}
