package main

import (
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/config"
)

// settingsFlags are the settings that a person would give on the command line.
type settingsFlags struct {
	values map[string]*string
	// command holds the defaults of the command that runs.
	command map[string]string
}

func (f *settingsFlags) register(root *cobra.Command) {
	flags := root.PersistentFlags()
	f.values = map[string]*string{
		"ADDR":         flags.String("addr", "", "where to listen (ADDR)"),
		"DATA_DIR":     flags.String("data-dir", "", "folder of the house's data (DATA_DIR)"),
		"DATABASE_URL": flags.String("database-url", "", "database for the serving role (DATABASE_URL)"),
	}
}

func (f *settingsFlags) load() (config.Config, error) {
	given := map[string]string{}
	for name, value := range f.values {
		given[name] = *value
	}
	return config.Load(config.Sources{Command: f.command, File: ".env", Environ: os.Environ(), Flags: given})
}

// loadForTool also takes the key that demo keeps, for the commands that look at a house.
func (f *settingsFlags) loadForTool() (config.Config, error) {
	f.command = map[string]string{"LOG_LEVEL": "WARN"}
	loaded, err := f.load()
	if err != nil {
		return loaded, err
	}
	return app.WithKeptSecret(loaded)
}

// newLogger writes to standard error: JSON in production, text for people elsewhere.
func newLogger(settings config.Config) *slog.Logger {
	options := &slog.HandlerOptions{Level: settings.LogLevel}
	if settings.Environment == config.Production {
		return slog.New(slog.NewJSONHandler(os.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, options))
}
