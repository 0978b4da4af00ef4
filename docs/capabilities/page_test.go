package capabilities_test

import (
	"fmt"
	"regexp"
	"strings"
)

// step is one thing that a page does: something given, a document, or a request to the file store.
type step struct {
	line int
	// given names a fixture of fixtures(); the other fields are empty then.
	given string
	// http is the head of a request.
	http string

	caller, expect    string
	document          string
	variables, answer string
}

// block is one fenced block of a page, or a comment that speaks to the test.
type block struct {
	line           int
	language, text string
}

var comment = regexp.MustCompile(`^<!-- (as|given): (.+) -->$`)

// stepsOf reads a page. A document has a comment that names its caller before it, its variables behind it if it declares
// any, and then its answer.
func stepsOf(page string) ([]step, error) {
	blocks, err := blocksOf(page)
	if err != nil {
		return nil, err
	}
	var steps []step
	for i := 0; i < len(blocks); i++ {
		at := blocks[i]
		next := func(language string) (string, error) {
			i++
			if i >= len(blocks) || blocks[i].language != language {
				return "", fmt.Errorf("line %d: a %s block should follow", at.line, language)
			}
			return blocks[i].text, nil
		}
		read := step{line: at.line}
		switch at.language {
		case "given":
			read.given = at.text
		case "http":
			read.http = at.text
		case "as":
			read.caller, read.expect, _ = strings.Cut(at.text, ", expect: ")
			if read.document, err = next("graphql"); err != nil {
				return nil, err
			}
			if declaresVariables(read.document) {
				if read.variables, err = next("json"); err != nil {
					return nil, err
				}
			}
			if read.answer, err = next("json"); err != nil {
				return nil, err
			}
		case "graphql", "json":
			return nil, fmt.Errorf("line %d: nothing says what this %s block is: name the caller in a comment before the document", at.line, at.language)
		default:
			continue
		}
		steps = append(steps, read)
	}
	return steps, nil
}

func blocksOf(page string) ([]block, error) {
	var blocks []block
	var open *block
	for i, line := range strings.Split(page, "\n") {
		fence, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence && open == nil:
			open = &block{line: i + 1, language: fence}
		case isFence:
			blocks = append(blocks, *open)
			open = nil
		case open != nil:
			open.text += line + "\n"
		default:
			if found := comment.FindStringSubmatch(line); found != nil {
				blocks = append(blocks, block{line: i + 1, language: found[1], text: found[2]})
			}
		}
	}
	if open != nil {
		return nil, fmt.Errorf("line %d: the block has no end", open.line)
	}
	return blocks, nil
}

var declaration = regexp.MustCompile(`^\s*(query|mutation|subscription)\s*\w*\s*\(`)

func declaresVariables(document string) bool { return declaration.MatchString(document) }
