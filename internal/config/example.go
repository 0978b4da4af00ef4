package config

import (
	"io"
	"strings"

	"github.com/qoricash/qoricash/internal/domain"
)

// exampleWidth is where the comments of the example break.
const exampleWidth = 100

// Example writes a .env file with every setting, its description, unit and default, all commented out.
func Example(w io.Writer) error {
	var text strings.Builder
	text.WriteString("# Settings of qoricash. Copy to .env and uncomment what differs from the defaults.\n" +
		"# The environment is stronger than this file, flags are stronger than the environment.\n")
	for _, setting := range declarations() {
		if setting.section != "" {
			text.WriteString("\n# --- " + setting.section + " ---\n")
		}
		text.WriteString("\n")
		about := setting.about + " Value: " + setting.unit + "."
		if _, changes := domain.ParameterOf(domain.ParameterKey(setting.name)); changes {
			about += " The first value: people of the house change it while it runs (parameterSet)."
		}
		if setting.needs != "" {
			about += " Only together with " + setting.needs + "."
		}
		writeComment(&text, about)
		text.WriteString("#" + setting.name + "=" + setting.byDefault + "\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// writeComment breaks a text between words.
func writeComment(to *strings.Builder, about string) {
	line := "#"
	for word := range strings.FieldsSeq(about) {
		if len(line)+1+len(word) > exampleWidth {
			to.WriteString(line + "\n")
			line = "#"
		}
		line += " " + word
	}
	to.WriteString(line + "\n")
}
