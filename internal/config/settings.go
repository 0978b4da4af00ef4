package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Setting is one setting as the listing shows it.
type Setting struct {
	// Name is the environment variable.
	Name string `json:"name"`
	// Source is where the value came from; for an ADDR made of PORT, where PORT came from.
	Source Source `json:"source"`
	// Value is the text in force, secrets masked.
	Value string `json:"value"`
}

// String is a line of the listing.
func (s Setting) String() string { return fmt.Sprintf("%-24s %-12s %s", s.Name, s.Source, s.Value) }

// Print lists every setting with its value in force, secrets masked, and where that came from, for `config print`.
func (c Config) Print() []Setting { return slices.Clone(c.listing) }

// Source is where a value came from.
type Source string

// The sources, the strongest last.
const (
	FromDefault     Source = "default"
	FromCommand     Source = "command"
	FromFile        Source = ".env"
	FromEnvironment Source = "environment"
	FromFlag        Source = "flag"
)

// declaration is what the tags of a field say.
type declaration struct {
	field, name, byDefault, inDevelopment, empty, unit, about, section, secret, needs string
}

// declarations answers the settings in the order of the struct.
func declarations() []declaration {
	var list []declaration
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		name := field.Tag.Get("env")
		if name == "" {
			continue
		}
		list = append(list, declaration{field: field.Name, name: name, byDefault: field.Tag.Get("default"),
			inDevelopment: field.Tag.Get("development"), empty: field.Tag.Get("empty"), unit: field.Tag.Get("unit"),
			about: field.Tag.Get("about"), section: field.Tag.Get("section"), secret: field.Tag.Get("secret"), needs: field.Tag.Get("needs")})
	}
	return list
}

// shown answers a value as it may be seen.
func (d declaration) shown(value string) string {
	switch {
	case d.secret == "url":
		return shownURL(value)
	case d.secret != "":
		return Secret(value).String()
	default:
		return value
	}
}

// known tells whether a name is a setting.
func known(list []declaration, name string) bool {
	for _, setting := range list {
		if setting.name == name {
			return true
		}
	}
	return false
}

// clean drops settings without a value, but for those of which an empty value says something.
func clean(list []declaration, values map[string]string) map[string]string {
	kept := make(map[string]string, len(values))
	for name, value := range values {
		switch {
		case strings.TrimSpace(value) != "":
			kept[name] = value
		case slices.ContainsFunc(list, func(d declaration) bool { return d.name == name && d.empty != "" }):
			kept[name] = ""
		}
	}
	return kept
}
