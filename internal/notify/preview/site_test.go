package preview_test

import (
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify/preview"
)

// examples are the titles of the explorer's examples: the first lines of their files.
func examples(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "docs", "examples", "*.graphql"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	var titles strings.Builder
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		title, _, _ := strings.Cut(string(text), "\n")
		titles.WriteString("«" + strings.TrimPrefix(title, "# ") + "»\n")
	}
	return titles.String()
}

func TestEveryLinkOfAMessageLeadsToAPageThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	handler, err := preview.Handler("/dev/mail", preview.NewMailbox(frozen), gallery(t), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	titles := examples(t)
	for _, link := range domain.LinkPages() {
		path := "/" + domain.Link{Target: link.Target, ID: "op_01"}.Path()
		answer := get(t, handler, path)
		_, after, named := strings.Cut(answer.Body.String(), "«")
		example, _, _ := strings.Cut(after, "»")
		if answer.Code != http.StatusOK || !named || !strings.Contains(titles, "«"+example+"»") {
			t.Errorf("%s: %d, with the example %q", path, answer.Code, example)
		}
		if about := strings.Contains(path, "op_01"); about != strings.Contains(answer.Body.String(), "op_01") {
			t.Errorf("%s does not say what it is about", path)
		}
	}
	for path, want := range map[string]string{"/restablecer": "#token=", "/deshacer-cambio": "#token=", "/terminos": "términos", "/privacidad": "datos personales"} {
		if answer := get(t, handler, path); answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), want) {
			t.Errorf("%s: %d", path, answer.Code)
		}
	}
	for _, path := range []string{"/nada", "/operations/", "/operations/a/b", "/operations/<script>", "/wp-login.php"} {
		answer := get(t, handler, path)
		if strings.Contains(answer.Body.String(), "<script>") || answer.Code != http.StatusNotFound && path != "/operations/<script>" {
			t.Errorf("%s: %d %s", path, answer.Code, answer.Body)
		}
	}
}
