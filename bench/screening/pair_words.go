package main

import (
	"slices"
	"strings"

	"github.com/mozillazg/go-unidecode"
)

var wordsRead = map[string][]string{}

// rawWords answers the words of a name in plain small letters, in their order, each once, and each name read once.
func rawWords(name string) []string {
	if out, ok := wordsRead[name]; ok {
		return out
	}
	text := strings.ReplaceAll(strings.ToLower(unidecode.Unidecode(name)), "'", "")
	out := strings.FieldsFunc(text, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	slices.Sort(out)
	out = slices.Compact(out)
	wordsRead[name] = out
	return out
}
