package page_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const (
	// Contrasts of WCAG 2, levels AA: of text (1.4.3), and of what shows a control (1.4.11).
	textContrast    = 4.5
	controlContrast = 3
)

var colourPattern = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)

// colours answers those that a block of the file names; the block is found by what stands before its brace.
func colours(t *testing.T, selector string) map[string]string {
	t.Helper()
	file, err := os.ReadFile("tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	_, block, found := strings.Cut(string(file), "\n"+selector+" {\n")
	block, _, closed := strings.Cut(block, "}")
	if !found || !closed {
		t.Fatalf("tokens.css has no block %q", selector)
	}
	named := map[string]string{}
	for _, match := range colourPattern.FindAllStringSubmatch(block, -1) {
		named[match[1]] = match[2]
	}
	return named
}

func light(t *testing.T) map[string]string { t.Helper(); return colours(t, "  :root") }

func dark(t *testing.T) map[string]string {
	t.Helper()
	return colours(t, "  :root[data-theme='dark']")
}

// luminance is the relative luminance of WCAG 2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var linear [3]float64
	for i := range linear {
		part, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatalf("read the colour %q: %v", colour, err)
		}
		value := float64(part) / 255
		if linear[i] = value / 12.92; value > 0.03928 {
			linear[i] = math.Pow((value+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*linear[0] + 0.7152*linear[1] + 0.0722*linear[2]
}

// contrast is the ratio of WCAG 2, from 1 to 21.
func contrast(t *testing.T, one, other string) float64 {
	t.Helper()
	a, b := luminance(t, one), luminance(t, other)
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func TestTheContrastOfKnownColoursIsThatOfTheStandard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		one, other string
		want       float64
	}{{"#000000", "#ffffff", 21}, {"#777777", "#ffffff", 4.48}, {"#ff0000", "#ffffff", 4}, {"#123456", "#123456", 1}} {
		if got := contrast(t, c.one, c.other); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s on %s: %.3f, want %.2f", c.one, c.other, got, c.want)
		}
	}
}

func TestEveryTextAndControlCanBeSeenOnWhatItStandsOn(t *testing.T) {
	t.Parallel()
	grounds := []string{"ground", "raised", "hover", "selected"}
	pairs := map[string][]string{"text": grounds, "muted": grounds, "accent": grounds, "border": grounds, "accent-text": {"accent"}}
	for _, state := range []string{"good", "warn", "bad", "info", "hold", "ended"} {
		pairs[state] = append([]string{state + "-soft"}, grounds...)
	}
	for theme, named := range map[string]map[string]string{"light": light(t), "dark": dark(t)} {
		for front, backs := range pairs {
			for _, back := range backs {
				t.Run(fmt.Sprintf("%s: %s on %s", theme, front, back), func(t *testing.T) {
					t.Parallel()
					if named[front] == "" || named[back] == "" {
						t.Fatal("a colour is missing")
					}
					least := textContrast
					if front == "border" {
						least = controlContrast
					}
					if got := contrast(t, named[front], named[back]); got < least {
						t.Errorf("%.2f, want at least %g", got, least)
					}
				})
			}
		}
	}
}

func TestTheLowestContrastOfATextIsTheOneThatWasAccepted(t *testing.T) {
	t.Parallel()
	named := dark(t)
	if got := contrast(t, named["accent"], named["selected"]); math.Abs(got-4.89) > 0.005 {
		t.Errorf("a link on a chosen row in the dark: %.2f, want 4.89", got)
	}
}

func TestTheDarkOfTheSystemIsTheDarkThatAPersonChooses(t *testing.T) {
	t.Parallel()
	if system, chosen := colours(t, "    :root:not([data-theme='light'])"), dark(t); !maps.Equal(system, chosen) {
		t.Errorf("the system's %v, the person's %v", system, chosen)
	}
	day, night := light(t), dark(t)
	for name := range day {
		if night[name] == "" {
			t.Errorf("%s has no value in the dark", name)
		}
	}
	if len(day) != len(night) {
		t.Errorf("%d colours in the light, %d in the dark", len(day), len(night))
	}
}
