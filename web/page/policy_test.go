package page_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/web/page"
)

// directives answers the policy of a page by directive.
func directives(t *testing.T, policy page.Policy) map[string]string {
	t.Helper()
	got := ask(open(t, page.Options{Base: "/desk", Policy: policy}), http.MethodGet, "/desk/")
	found := map[string]string{}
	for part := range strings.SplitSeq(got.Header().Get("Content-Security-Policy"), "; ") {
		name, sources, _ := strings.Cut(part, " ")
		found[name] = sources
	}
	return found
}

func TestAPageMayDoWhatItsPolicySaysAndNoMore(t *testing.T) {
	t.Parallel()
	strict := map[string]string{"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "font-src": "'self'",
		"worker-src": "'none'", "connect-src": "'self' ws://example.com wss://example.com", "base-uri": "'none'", "form-action": "'none'",
		"frame-ancestors": "'none'"}
	for name, c := range map[string]struct {
		policy page.Policy
		want   map[string]string // what differs from the strictest
	}{
		"nothing":         {page.Policy{}, nil},
		"inline styles":   {page.Policy{InlineStyles: true}, map[string]string{"style-src": "'self' 'unsafe-inline'"}},
		"inline fonts":    {page.Policy{InlineFonts: true}, map[string]string{"font-src": "'self' data:"}},
		"own pictures":    {page.Policy{OwnPictures: true}, map[string]string{"img-src": "'self' data: blob:"}},
		"workers":         {page.Policy{Workers: true}, map[string]string{"worker-src": "'self'"}},
		"forms":           {page.Policy{Forms: true}, map[string]string{"form-action": "'self'"}},
		"trusted types":   {page.Policy{TrustedTypes: "desk"}, map[string]string{"require-trusted-types-for": "'script'", "trusted-types": "desk"}},
		"no such types":   {page.Policy{TrustedTypes: page.NoTrustedTypes}, map[string]string{"require-trusted-types-for": "'script'", "trusted-types": "'none'"}},
		"a strange store": {page.Policy{Stores: []string{"https://a.pe; script-src *", "*", "javascript:x"}}, nil},
		"a store": {page.Policy{Stores: []string{"https://files.example.com"}}, map[string]string{"img-src": "'self' data: https://files.example.com",
			"connect-src": "'self' ws://example.com wss://example.com https://files.example.com"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := directives(t, c.policy)
			for directive, sources := range strict {
				if changed, ok := c.want[directive]; ok {
					sources = changed
				}
				if got[directive] != sources {
					t.Errorf("%s is %q, want %q", directive, got[directive], sources)
				}
				delete(got, directive)
			}
			for directive, sources := range got {
				if c.want[directive] != sources {
					t.Errorf("%s is %q, want %q", directive, sources, c.want[directive])
				}
			}
		})
	}
}

func TestAPageIsAloneInItsWindowAndUsesNoDevice(t *testing.T) {
	t.Parallel()
	got := ask(open(t, page.Options{Base: "/desk"}), http.MethodGet, "/desk/nothing.js").Header()
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"} {
		if got.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, got.Get(name), want)
		}
	}
	for device := range strings.SplitSeq(got.Get("Permissions-Policy"), ", ") {
		if !strings.HasSuffix(device, "=()") {
			t.Errorf("a page may use %s", device)
		}
	}
}
