package event

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ErrFacts is the error of facts that cannot be kept exactly.
var ErrFacts = errors.New("invalid facts")

// canonicalFacts encodes facts to the one form that is signed: an object, keys sorted at every level, no spaces. The
// same form comes out of what jsonb stores, which keeps neither the order of keys nor the spelling of numbers. Numbers
// must therefore be plain integers; decimals belong into strings.
func canonicalFacts(facts any) (json.RawMessage, error) {
	if facts == nil {
		return json.RawMessage("{}"), nil
	}
	encoded, err := json.Marshal(facts)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFacts, err)
	}
	return canonicalJSON(encoded)
}

func canonicalJSON(encoded []byte) (json.RawMessage, error) {
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFacts, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: more than one JSON value", ErrFacts)
	}
	if object == nil {
		return nil, fmt.Errorf("%w: null is no object", ErrFacts)
	}
	if err := checkStorable(object); err != nil {
		return nil, err
	}
	canonical, err := json.Marshal(object)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFacts, err)
	}
	return canonical, nil
}

// checkStorable refuses what jsonb would refuse or write differently.
func checkStorable(value any) error {
	switch v := value.(type) {
	case map[string]any:
		for key, element := range v {
			if err := checkStorable(key); err != nil {
				return err
			}
			if err := checkStorable(element); err != nil {
				return err
			}
		}
	case []any:
		for _, element := range v {
			if err := checkStorable(element); err != nil {
				return err
			}
		}
	case json.Number:
		n, err := strconv.ParseInt(v.String(), 10, 64)
		if err != nil || strconv.FormatInt(n, 10) != v.String() {
			return fmt.Errorf("%w: %s is no plain integer", ErrFacts, v)
		}
	case string:
		if strings.ContainsRune(v, 0) {
			return fmt.Errorf("%w: a text with a zero character", ErrFacts)
		}
	}
	return nil
}
