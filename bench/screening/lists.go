package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/screening/lists"
)

// realModule carries the real lists as test data of another project. It is kept out of go.mod: the house does not need its code.
const realModule = "github.com/moov-io/watchman@v0.63.3"

// corpus is the real lists.
type corpus struct {
	dir    string
	ofac   []screening.Entry
	before []screening.Entry // OFAC of an earlier year
	un     []screening.Entry
	eu     []screening.Entry
	uk     []screening.Entry
}

// searched are the entries that the measures search.
func (c *corpus) searched() []screening.Entry {
	return append(append(append([]screening.Entry{}, c.ofac...), c.un...), c.eu...)
}

func (c *corpus) all() []screening.Entry { return append(c.searched(), c.uk...) }

// readCorpus reads the lists of the module, which the ordinary client of Go brings.
func readCorpus() (*corpus, error) {
	folder, err := os.MkdirTemp("", "screening")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	command := exec.CommandContext(context.Background(), "go", "mod", "download", "-json", realModule)
	command.Dir = folder // outside of the module, so that go.mod stays as it is
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	output, err := command.Output()
	var module struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(output, &module); jsonErr != nil || module.Dir == "" {
		return nil, fmt.Errorf("the module %s cannot be had: %w %s", realModule, err, module.Error)
	}
	c := &corpus{dir: module.Dir}
	if c.ofac, err = c.readOFAC("pkg/sources/ofac/testdata"); err != nil {
		return nil, err
	}
	if c.before, err = c.readOFAC("test/testdata/bench"); err != nil {
		return nil, err
	}
	for _, one := range []struct {
		into *[]screening.Entry
		path string
		read func(io.Reader) (*lists.List, error)
	}{
		{&c.un, "test/testdata/UN_consolidated.xml", lists.UN},
		{&c.eu, "test/testdata/eu_csl.csv", lists.EU},
		{&c.uk, "test/testdata/ConList.csv", lists.UK},
	} {
		file, err := os.Open(filepath.Join(c.dir, one.path))
		if err != nil {
			return nil, err
		}
		list, err := one.read(file)
		_ = file.Close() // it was only read
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.path, err)
		}
		*one.into = list.Entries
	}
	return c, nil
}

func (c *corpus) readOFAC(folder string) ([]screening.Entry, error) {
	var files [4]*os.File
	for i, name := range []string{"sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"} {
		file, err := os.Open(filepath.Join(c.dir, folder, name))
		if err != nil {
			return nil, err
		}
		defer func() { _ = file.Close() }()
		files[i] = file
	}
	list, err := lists.OFAC(lists.OFACFiles{Names: files[0], Aliases: files[1], Addresses: files[2], MoreRemark: files[3]})
	if err != nil {
		return nil, err
	}
	return list.Entries, nil
}

// providers are the rows of the American list of excluded providers of health care, which the tables of frequency are counted from.
func (c *corpus) providers() ([][]string, error) {
	file, err := os.Open(filepath.Join(c.dir, "test/testdata/us_leie/UPDATED.csv"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	rows := csv.NewReader(file)
	rows.FieldsPerRecord = -1
	rows.LazyQuotes = true
	return rows.ReadAll()
}
