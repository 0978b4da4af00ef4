//go:build nodesk

package desk

import (
	"io"
	"net/http"
)

const without = `<!doctype html>
<html lang="es-PE"><meta charset="utf-8"><title>QoriCash</title>
<h1>Este programa se compiló sin escritorio</h1>
<p>Compílalo sin la etiqueta <code>nodesk</code>: <code>make build</code>.</p>
</html>
`

// Handler says how to get the desk, which this program was built without.
func Handler([]string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'")
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, without)
	})
}
