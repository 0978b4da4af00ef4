package origin_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/origin"
)

func TestAPatternCoversThePreviewsOfOneFrontEnd(t *testing.T) {
	t.Parallel()
	list, err := origin.Parse([]string{"https://qoricash.vercel.app", "https://qoricash-git-*.vercel.app", "https://*-qoricash.pages.dev:8443"})
	if err != nil {
		t.Fatal(err)
	}
	for of, want := range map[string]struct{ named, covered bool }{
		"https://qoricash.vercel.app":                       {true, false},
		"HTTPS://QORICASH.VERCEL.APP":                       {true, false},
		"https://qoricash-git-main-team.vercel.app":         {false, true},
		"https://a1-qoricash.pages.dev:8443":                {false, true},
		"https://qoricash-git-.vercel.app":                  {},
		"https://qoricash-git-a.b.vercel.app":               {},
		"https://qoricash-git-a.vercel.app.evil.example":    {},
		"https://qoricash-git-a.vercel.app@evil.example":    {},
		"https://qoricash-git-evil.example/x.vercel.app":    {},
		"https://qoricash-git-évil.vercel.app":              {},
		"http://qoricash-git-main.vercel.app":               {},
		"https://evil-qoricash-git-main.vercel.app":         {},
		"https://a1-qoricash.pages.dev":                     {},
		"https://-qoricash.pages.dev:8443":                  {},
		"null":                                              {},
		"":                                                  {},
		"https://qoricash-git-*.vercel.app":                 {},
		"https://qoricash-git-main.vercel.app\r\nX: y":      {},
		"https://qoricash-git-main.vercel.app:443":          {},
		"https://user:pass@qoricash-git-main.vercel.app":    {},
		"https://qoricash-git-main.vercel.app#.vercel.app":  {},
		"https://qoricash-git-main?.vercel.app":             {},
		"https://qoricash-git-" + strings.Repeat("a", 2000): {},
	} {
		if list.Names(of) != want.named || list.Covers(of) != want.covered || list.Allows(of) != (want.named || want.covered) {
			t.Errorf("%q is named %t, covered %t", of, list.Names(of), list.Covers(of))
		}
	}
	var nobody origin.List
	if nobody.Allows("https://qoricash.vercel.app") {
		t.Error("an empty list allows somebody")
	}
}

func TestWhatWouldCoverStrangersIsRefused(t *testing.T) {
	t.Parallel()
	for _, entry := range []string{"*", "https://*", "http://*.qoricash.pe", "http://qori-*.qoricash.pe", "https://*.qoricash.pe", "https://qori-*.pe", "https://qori-*",
		"https://a.qori-*.vercel.app", "https://qori-*-*.vercel.app", "https://qori-*.*.app", "https://app.qoricash.pe/", "app.qoricash.pe", "ftp://x.pe", "null",
		"https://app.qoricash.pe/*", "https://qori-*.vercel.app/x", ""} {
		if _, err := origin.Parse([]string{"https://app.qoricash.pe", entry}); err == nil || !strings.Contains(err.Error(), `"`+entry+`"`) {
			t.Errorf("%q: %v", entry, err)
		}
	}
}
