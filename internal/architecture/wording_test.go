package architecture

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unfinished finds what a comment says about the work instead of the code. History belongs to commits, plans to issues.
var unfinished = regexp.MustCompile(`\b(TODO|FIXME|XXX|HACK)\b|(?i:\b(issue|pull request|ticket)s? ?#\d+|\bPR ?#\d+|\bas (requested|discussed)\b)`)

func checkComments(t *tree) []finding {
	var found []finding
	for _, f := range t.written() {
		for _, group := range f.syntax.Comments {
			for _, comment := range group.List {
				if word := unfinished.FindString(comment.Text); word != "" {
					found = append(found, t.at(comment, "%q", word))
				}
			}
		}
	}
	return found
}

func TestCommentsSpeakOfTheCode(t *testing.T) {
	t.Parallel()
	report(t, "a comment says why the code is so; what is not done is not in it:", checkComments(wholeTree(t)))
}

func TestCommentAboutTheWorkIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{"internal/trading/a.go": `package trading

// TODO: later
// see issue #12
// todo el saldo, EXP-XXXX
var a = "TODO"
`})
	if found := checkComments(drawn); len(found) != 2 {
		t.Errorf("found %v", found)
	}
}

// local are addresses that exist on one machine or one network only. They are put together here so that this file does
// not hold them.
func local() (folders, hosts []string) {
	return []string{"/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/"}, []string{"registry.npm" + "js.org", "proxy.gol" + "ang.org", "sum.gol" + "ang.org"}
}

// localAddress answers the first such address of a line. A folder begins a path; inside one it is a name like any other.
func localAddress(line string) string {
	folders, hosts := local()
	for _, host := range hosts {
		if strings.Contains(line, host) {
			return host
		}
	}
	for _, folder := range folders {
		for rest := line; ; {
			i := strings.Index(rest, folder)
			if i < 0 {
				break
			}
			if i == 0 || strings.IndexByte(" \t\"'`=(:", rest[i-1]) >= 0 {
				return folder
			}
			rest = rest[i+len(folder):]
		}
	}
	return ""
}

// textFiles are the kinds of files that people write or that name where things came from.
var textFiles = []string{".go", ".md", ".sql", ".graphql", ".graphqls", ".yml", ".yaml", ".json", ".ts", ".tsx", ".js", ".html", ".css",
	".sh", ".mod", ".service", ".tmpl", "Makefile", "Dockerfile", "run"}

func checkAddresses(files fs.FS) ([]finding, error) {
	var found []finding
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains([]string{".git", ".data", "bin", "node_modules", "dist"}, entry.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !slices.ContainsFunc(textFiles, func(kind string) bool { return strings.HasSuffix(name, kind) }) || strings.HasPrefix(name, "ent/") &&
			path.Dir(name) != "ent/schema" {
			return nil
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			if address := localAddress(line); address != "" {
				found = append(found, finding{fmt.Sprintf("%s:%d", name, i+1), address})
			}
		}
		return nil
	})
	return found, err
}

func TestNoFileNamesOneMachineOrRegistry(t *testing.T) {
	t.Parallel()
	found, err := checkAddresses(os.DirFS(filepath.Join("..", "..")))
	if err != nil {
		t.Fatal(err)
	}
	report(t, "the project is the same on every machine and behind every mirror:", found)
}

func TestAddressOfOneMachineIsFound(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	text := "cd /wo" + "rk/main\nhttps://registry.npm" + "js.org/react\nhttp://localhost/framework/\n"
	if err := os.WriteFile(filepath.Join(folder, "a.md"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := checkAddresses(os.DirFS(folder))
	if err != nil || len(found) != 2 {
		t.Errorf("found %v, %v", found, err)
	}
}
