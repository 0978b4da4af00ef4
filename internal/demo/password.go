package demo

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/qoricash/qoricash/internal/identity"
)

// FileName is where the demonstration keeps its password, in the data folder.
const FileName = "demo.json"

// ErrOtherPassword tells that the house was made with another password than the one that is asked for.
var ErrOtherPassword = errors.New("demo: the house has another password; leave it out, or begin with an empty data folder")

// kept is the content of the file.
type kept struct {
	Password string `json:"password"`
}

// Password answers the one password of all sign-ins of the house in a data folder. The first call makes one, or takes
// the wanted one, and keeps it in a file that its owner alone reads; later ones answer that. It is a secret of fictions:
// whoever runs the demonstration reads it on the screen.
func Password(dataDir, wanted string) (string, error) {
	path := filepath.Join(dataDir, FileName)
	known, err := readPassword(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return keepPassword(dataDir, path, wanted)
	case err != nil:
		return "", err
	case wanted != "" && wanted != known:
		return "", ErrOtherPassword
	}
	return known, nil
}

func readPassword(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read the password of the demonstration: %w", err)
	}
	var content kept
	// What the file holds stays out of the error.
	if json.Unmarshal(text, &content) != nil || content.Password == "" {
		return "", fmt.Errorf("read the password of the demonstration: %s is damaged", FileName)
	}
	return content.Password, nil
}

// keepPassword writes the file beside its place and links it there, so that of two first calls one wins and the other
// reads what it kept.
func keepPassword(dataDir, path, wanted string) (string, error) {
	if wanted == "" {
		wanted = newPassword()
	}
	if refusal := identity.CheckStaffPassword(wanted); refusal != nil {
		return "", fmt.Errorf("the password of the demonstration: %w", refusal)
	}
	content, err := json.Marshal(kept{Password: wanted})
	if err != nil {
		return "", fmt.Errorf("keep the password of the demonstration: %w", err)
	}
	if err := os.MkdirAll(dataDir, 0o700); err != nil {
		return "", fmt.Errorf("keep the password of the demonstration: %w", err)
	}
	draft, err := os.CreateTemp(dataDir, FileName+".*") // readable for its owner alone
	if err != nil {
		return "", fmt.Errorf("keep the password of the demonstration: %w", err)
	}
	defer func() { _ = os.Remove(draft.Name()) }() // a draft that stays is harmless
	_, err = draft.Write(append(content, '\n'))
	if err = errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return "", fmt.Errorf("keep the password of the demonstration: %w", err)
	}
	switch err := os.Link(draft.Name(), path); {
	case errors.Is(err, fs.ErrExist):
		return Password(dataDir, "")
	case err != nil:
		return "", fmt.Errorf("keep the password of the demonstration: %w", err)
	}
	return wanted, nil
}

// newPassword can be typed from a screen and passes the rules of the staff.
func newPassword() string {
	text := strings.ToLower(rand.Text())
	return "Qori-" + text[:4] + "-" + text[4:8] + "-7"
}
