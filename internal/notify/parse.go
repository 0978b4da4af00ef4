package notify

import (
	"errors"
	"fmt"
	"strings"
	texttemplate "text/template"
)

// parseLetter reads a template. Each line is a word, a colon and a text of text/template; templates/README.md lists the words.
// A line is parsed before any data is there, so data can change what a line says and never what it is.
func parseLetter(traits Traits, source string) (*spoken, error) {
	s := &spoken{Traits: traits}
	for number, line := range strings.Split(source, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		word, text, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("line %d has no word", number+1)
		}
		if err := s.take(word, strings.TrimSpace(text)); err != nil {
			return nil, fmt.Errorf("line %d: %w", number+1, err)
		}
	}
	return s, s.whole()
}

// whole tells what a template lacks.
func (s *spoken) whole() error {
	switch {
	case s.subject == nil || s.preheader == nil || s.heading == nil || len(s.blocks) == 0:
		return errors.New("an e-mail needs a subject, a preheader, a heading and something to say")
	case !s.ByCommand && (s.inboxTitle == nil || s.inboxBody == nil):
		return errors.New("a line of the inbox is missing")
	}
	return nil
}

func (s *spoken) take(word, text string) (err error) {
	switch word {
	case "subject":
		s.subject, err = parseText(text)
	case "preheader":
		s.preheader, err = parseText(text)
	case "heading":
		s.heading, err = parseText(text)
	case "inbox":
		title, body, _ := strings.Cut(text, " | ")
		if s.inboxTitle, err = parseText(title); err == nil {
			s.inboxBody, err = parseText(body)
		}
	case "push":
		title, body, ok := strings.Cut(text, " | ")
		if !ok || strings.Contains(text, "{{") {
			return errors.New("a push has a title, a body and no data")
		}
		s.push = Line{Title: title, Body: body}
	default:
		return s.takeBlock(BlockForm(word), text)
	}
	return err
}

func (s *spoken) takeBlock(form BlockForm, text string) error {
	block := blockTemplate{form: form}
	var err error
	switch form {
	case FormText, FormNote, FormItem, FormCode:
		block.text, err = parseText(text)
	case FormRow, FormButton:
		first, second, ok := strings.Cut(text, " | ")
		if !ok {
			return fmt.Errorf("a %s has two parts", form)
		}
		if form == FormRow {
			err = block.parse(&block.label, first, &block.text, second)
		} else {
			err = block.parse(&block.text, first, &block.link, second)
		}
	default:
		return fmt.Errorf("%q is no word of a letter", form)
	}
	s.blocks = append(s.blocks, block)
	return err
}

func (*blockTemplate) parse(one **texttemplate.Template, first string, other **texttemplate.Template, second string) (err error) {
	if *one, err = parseText(first); err != nil {
		return err
	}
	*other, err = parseText(second)
	return err
}

func parseText(text string) (*texttemplate.Template, error) {
	return texttemplate.New("line").Option("missingkey=error").Parse(text)
}
