package audit

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/qoricash/qoricash/internal/screening/lists"
)

// List reads the file of a list and tells by its beginning whose it is: OFAC's sdn.csv with alt.csv beside it (add.csv and sdn_comments.csv where
// they are), the consolidated lists of the UN, the EU and the United Kingdom, or the house's own table.
func List(path string) (*lists.List, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	start := strings.ToLower(string(content[:min(len(content), 4096)]))
	start = strings.TrimPrefix(start, "\ufeff")
	first, _, _ := strings.Cut(start, "\n")
	switch {
	case strings.Contains(start, "<consolidated_list"):
		return lists.UN(bytes.NewReader(content))
	case strings.Contains(first, "entity_logicalid"):
		return lists.EU(bytes.NewReader(content))
	case strings.HasPrefix(first, "last updated"):
		return lists.UK(bytes.NewReader(content))
	case isOFAC(first):
		return readOFAC(path, content)
	}
	source := strings.ToUpper(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	return lists.Template(source, content)
}

// isOFAC tells whether a line is a row of sdn.csv: a number, a name and ten more cells, of which an empty one is -0-.
func isOFAC(line string) bool {
	number, _, _ := strings.Cut(line, ",")
	return number != "" && strings.Trim(number, "0123456789") == "" && strings.Contains(line, "-0-")
}

func readOFAC(path string, content []byte) (*lists.List, error) {
	folder := filepath.Dir(path)
	prefix := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), "sdn.csv")
	beside := func(name string) (io.Reader, error) {
		file, err := os.ReadFile(filepath.Join(folder, prefix+name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return bufio.NewReader(bytes.NewReader(file)), err
	}
	files := lists.OFACFiles{Names: bytes.NewReader(content)}
	var err error
	if files.Aliases, err = beside("alt.csv"); err != nil {
		return nil, err
	}
	if files.Aliases == nil {
		return nil, fmt.Errorf("alt.csv, the other names of the list, must stand beside %s", path)
	}
	if files.Addresses, err = beside("add.csv"); err != nil {
		return nil, err
	}
	if files.Addresses == nil {
		files.Addresses = strings.NewReader("0,0,-0- ,-0- ,-0- ,-0- \n")
	}
	if files.MoreRemark, err = beside("sdn_comments.csv"); err != nil {
		return nil, err
	}
	return lists.OFAC(files)
}
