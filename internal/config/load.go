package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net"
	"slices"
	"strconv"

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"
)

// Sources are the places that settings come from.
type Sources struct {
	// Command holds the defaults of the command that runs: demo listens on the machine alone and never closes.
	Command map[string]string
	// File is the path of an optional .env file; empty is none. A name in it that is no setting is an error.
	File string
	// Environ is the environment as os.Environ gives it; other names in it are not ours to judge.
	Environ []string
	// Flags holds what was given on the command line, by the names of the settings.
	Flags map[string]string
}

// Load reads the settings and checks them. The error joins everything that is wrong, each with the setting's name and
// never with a secret's value.
func Load(from Sources) (Config, error) {
	list := declarations()
	file, err := readFile(from.File)
	faults := []error{err}
	faults = append(faults, unknown(list, from.File, file)...)
	faults = append(faults, unknown(list, "command", from.Command)...)
	faults = append(faults, unknown(list, "flags", from.Flags)...)

	values, sources := merge(list, from, file)
	var c Config
	parseFaults := parse(&c, list, values)
	faults = append(faults, parseFaults...)
	faults = append(faults, missing(list, values)...)
	if len(parseFaults) == 0 {
		faults = append(faults, c.check()...)
		c.listenOnPort(values, sources)
	}
	if err := errors.Join(faults...); err != nil {
		return Config{}, fmt.Errorf("the settings are not valid:\n%w", err)
	}
	for _, setting := range list {
		c.listing = append(c.listing, Setting{Name: setting.name, Value: setting.shown(values[setting.name]), Source: sources[setting.name]})
	}
	return c, nil
}

// readFile answers what a .env file holds; one that is not there holds nothing. Its own error would quote the line.
func readFile(path string) (map[string]string, error) {
	if path == "" {
		return nil, nil
	}
	values, err := godotenv.Read(path)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return values, nil
	}
	var cannotRead *fs.PathError
	if errors.As(err, &cannotRead) {
		return nil, err
	}
	return nil, fmt.Errorf("%s: expected lines NAME=value", path)
}

// unknown names what is no setting.
func unknown(list []declaration, place string, values map[string]string) []error {
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !known(list, name) {
			faults = append(faults, fmt.Errorf("%s: %s is no setting", place, name))
		}
	}
	return faults
}

// merge lets the strongest place win.
func merge(list []declaration, from Sources, file map[string]string) (values map[string]string, sources map[string]Source) {
	values, sources = map[string]string{}, map[string]Source{}
	places := []struct {
		source Source
		values map[string]string
	}{
		{FromCommand, clean(list, from.Command)}, {FromFile, clean(list, file)}, {FromEnvironment, clean(list, env.ToMap(from.Environ))}, {FromFlag, clean(list, from.Flags)},
	}
	for _, setting := range list {
		values[setting.name], sources[setting.name] = setting.byDefault, FromDefault
		for _, place := range places {
			if value, given := place.values[setting.name]; given {
				values[setting.name], sources[setting.name] = value, place.source
			}
		}
	}
	if values["APP_ENV"] == string(Development) {
		for _, setting := range list {
			if sources[setting.name] == FromDefault && setting.inDevelopment != "" {
				values[setting.name] = setting.inDevelopment
			}
		}
	}
	return values, sources
}

// parse fills the struct and tells every value that has not the form of its setting.
func parse(c *Config, list []declaration, values map[string]string) []error {
	err := env.ParseWithOptions(c, env.Options{Environment: clean(list, values)})
	if err == nil {
		return nil
	}
	var aggregate env.AggregateError
	if !errors.As(err, &aggregate) {
		return []error{err}
	}
	var faults []error
	for _, fault := range aggregate.Errors {
		faults = append(faults, named(list, fault))
	}
	return faults
}

// named puts the setting's name in front of a fault and says what was expected, in place of the library's words for the
// field, which may quote the value.
func named(list []declaration, fault error) error {
	var unreadable env.ParseError
	if !errors.As(fault, &unreadable) {
		return fault
	}
	for _, setting := range list {
		if setting.field == unreadable.Name {
			return fmt.Errorf("%s: expected %s", setting.name, setting.unit)
		}
	}
	return fault
}

// missing names settings that are there without the one they need.
func missing(list []declaration, values map[string]string) []error {
	var faults []error
	for _, setting := range list {
		if setting.needs != "" && values[setting.name] != "" && values[setting.needs] == "" {
			faults = append(faults, fmt.Errorf("%s: set %s as well, or neither", setting.name, setting.needs))
		}
	}
	return faults
}

// listenOnPort takes PORT where nobody said ADDR; the host of the default stays.
func (c *Config) listenOnPort(values map[string]string, sources map[string]Source) {
	if c.Port == 0 || sources["ADDR"] != FromDefault && sources["ADDR"] != FromCommand {
		return
	}
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return
	}
	c.Addr = net.JoinHostPort(host, strconv.Itoa(int(c.Port)))
	values["ADDR"], sources["ADDR"] = c.Addr, sources["PORT"]
}
