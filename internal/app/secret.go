package app

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/qoricash/qoricash/internal/config"
)

// secretFile is where demo keeps the key that it makes.
const secretFile = "secret.key"

// WithKeptSecret takes the key that demo keeps in DATA_DIR where SECRET_KEY is not set, so that the tools work beside a
// running demo. Without either the settings come back as they are.
func WithKeptSecret(settings config.Config) (config.Config, error) {
	if settings.SecretKey != "" {
		return settings, nil
	}
	kept, err := os.ReadFile(filepath.Join(settings.DataDir, secretFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return settings, fmt.Errorf("read the kept key: %w", err)
	}
	settings.SecretKey = config.Secret(strings.TrimSpace(string(kept)))
	return settings, nil
}

// KeepSecret makes a key in DATA_DIR when neither SECRET_KEY nor a kept key is there. Demo alone does that.
func KeepSecret(settings config.Config) (config.Config, error) {
	found, err := WithKeptSecret(settings)
	if err != nil || found.SecretKey != "" {
		return found, err
	}
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		return settings, fmt.Errorf("make a key: %w", err)
	}
	if err := os.MkdirAll(settings.DataDir, 0o700); err != nil {
		return settings, fmt.Errorf("make the data folder: %w", err)
	}
	text := base64.RawURLEncoding.EncodeToString(random) + "\n"
	if err := os.WriteFile(filepath.Join(settings.DataDir, secretFile), []byte(text), 0o600); err != nil {
		return settings, fmt.Errorf("keep the key: %w", err)
	}
	return WithKeptSecret(settings)
}
