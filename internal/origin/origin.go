// Package origin says whose web pages may call the house: those of named origins, whose cookies count, and those of addresses that a
// pattern covers, such as the previews of a front end, which act by bearer token alone.
package origin

import (
	"fmt"
	"net/url"
	"strings"
)

// List is whose pages may call. The zero value is nobody.
type List struct {
	named    map[string]bool
	patterns []pattern
}

// pattern covers the origins whose first label begins and ends in a certain way.
type pattern struct {
	before, after string
}

// Parse reads origins as browsers send them (https://app.qoricash.pe), and patterns: an https origin with one * in the first label of its
// host, which has a fixed beginning or end, before a domain of two labels or more (https://qoricash-git-*.vercel.app).
// The error names the entry that is neither.
func Parse(entries []string) (List, error) {
	list := List{named: map[string]bool{}}
	for _, entry := range entries {
		if !Is(strings.Replace(entry, "*", "x", 1)) {
			return List{}, fmt.Errorf("%q is no origin such as https://app.qoricash.pe", entry)
		}
		if !strings.Contains(entry, "*") {
			list.named[strings.ToLower(entry)] = true
			continue
		}
		before, after, ok := parts(strings.ToLower(entry))
		if !ok {
			return List{}, fmt.Errorf("%q covers too much: a pattern is such as https://qoricash-git-*.vercel.app", entry)
		}
		list.patterns = append(list.patterns, pattern{before, after})
	}
	return list, nil
}

// parts takes a pattern apart at its star.
func parts(entry string) (before, after string, ok bool) {
	const scheme = "https://"
	before, after, _ = strings.Cut(entry, "*")
	host, ok := strings.CutPrefix(before, scheme)
	if !ok || strings.Contains(after, "*") || strings.Contains(host, ".") {
		return "", "", false
	}
	label, domain, _ := strings.Cut(after, ".")
	// One label less would cover names that anybody may register.
	return before, after, host+label != "" && strings.Contains(domain, ".")
}

// Is tells whether a text is a scheme of the web, a host and nothing else, as browsers send it.
func Is(text string) bool {
	parsed, err := url.Parse(text)
	return err == nil && (parsed.Scheme == "http" || parsed.Scheme == "https") && parsed.Host != "" && parsed.Scheme+"://"+parsed.Host == text
}

// Names tells whether an origin is in the list by its name: its cookies count.
func (l List) Names(origin string) bool { return l.named[strings.ToLower(origin)] }

// Covers tells whether only a pattern of the list covers an origin: it may call, and its cookies do not count.
func (l List) Covers(origin string) bool {
	origin = strings.ToLower(origin)
	if l.named[origin] {
		return false
	}
	for _, p := range l.patterns {
		rest, begins := strings.CutPrefix(origin, p.before)
		middle, ends := strings.CutSuffix(rest, p.after)
		if begins && ends && middle != "" && strings.Trim(middle, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
			return true
		}
	}
	return false
}

// Allows tells whether the pages of an origin may call at all.
func (l List) Allows(origin string) bool { return l.Names(origin) || l.Covers(origin) }

// Named lists the origins that are in the list by their names, in no order.
func (l List) Named() []string {
	names := make([]string, 0, len(l.named))
	for name := range l.named {
		names = append(names, name)
	}
	return names
}
