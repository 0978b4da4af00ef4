// Package docs_test holds the documentation to the code: the page of the errors is made from the catalogue, what is deprecated is explained,
// and every link leads somewhere.
package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var link = regexp.MustCompile(`\]\(([^)#\s]*)(#[^)\s]*)?\)`)

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, path := range documents(t) {
		for _, found := range link.FindAllStringSubmatch(read(t, path), -1) {
			target, anchor := found[1], strings.TrimPrefix(found[2], "#")
			if strings.Contains(target, "://") {
				continue
			}
			checked++
			aim := path
			if target != "" {
				aim = filepath.Join(filepath.Dir(path), target)
			}
			if _, err := os.Stat(aim); err != nil {
				t.Errorf("%s: %s leads nowhere", path, found[0])
			} else if anchor != "" && !anchors(read(t, aim))[anchor] {
				t.Errorf("%s: %s has no such place", path, found[0])
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d links were found", checked)
	}
}

// documents are README.md and every page of this folder.
func documents(t *testing.T) []string {
	t.Helper()
	paths := []string{"../README.md"}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".md") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

var (
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	named   = regexp.MustCompile(`<a id="([^"]+)">`)
	noise   = regexp.MustCompile("[^a-z0-9 -]")
)

// anchors are the places of a page: its headings, as they are shown on the web, and what it names itself.
func anchors(page string) map[string]bool {
	places := map[string]bool{}
	for _, found := range heading.FindAllStringSubmatch(page, -1) {
		places[strings.ReplaceAll(noise.ReplaceAllString(strings.ToLower(found[1]), ""), " ", "-")] = true
	}
	for _, found := range named.FindAllStringSubmatch(page, -1) {
		places[found[1]] = true
	}
	return places
}
