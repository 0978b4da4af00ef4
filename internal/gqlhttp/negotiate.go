package gqlhttp

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of an answer. UTF-8 is said although it is the only encoding of JSON: some clients assume Latin-1.
const (
	mediaJSON     = "application/json; charset=utf-8"
	mediaResponse = "application/graphql-response+json; charset=utf-8"
)

// acceptance is how well an Accept header suits one media type.
type acceptance struct {
	quality  float64
	specific int // 3 for the type itself, 2 for application/*, 1 for */*
	position int
}

// negotiate picks the media type of the answer by RFC 9110 12.5.1, false if the client takes neither. Among equals the
// type that is named precedes the one that a wildcard covers, then the first named; wildcards alone, and no header at
// all, mean application/json, as clients that ask for nothing are the old ones.
func negotiate(accept []string) (string, bool) {
	header := strings.Join(accept, ",")
	if strings.TrimSpace(header) == "" {
		return mediaJSON, true
	}
	old, modern := accepts(header, "application/json"), accepts(header, "application/graphql-response+json")
	switch {
	case old.quality == 0 && modern.quality == 0:
		return "", false
	case modern.quality != old.quality:
		return pick(modern.quality > old.quality), true
	case modern.specific != old.specific:
		return pick(modern.specific > old.specific), true
	default:
		return pick(modern.position < old.position), true
	}
}

func pick(modern bool) string {
	if modern {
		return mediaResponse
	}
	return mediaJSON
}

// accepts finds the most specific range of the header that covers a type: it alone sets the quality.
func accepts(header, mediaType string) acceptance {
	var best acceptance
	for position, element := range strings.Split(header, ",") {
		accepted, parameters, err := mime.ParseMediaType(element)
		if err != nil {
			continue
		}
		specific := 0
		switch accepted {
		case mediaType:
			specific = 3
		case "application/*":
			specific = 2
		case "*/*":
			specific = 1
		}
		if specific > best.specific {
			best = acceptance{quality: quality(parameters["q"]), specific: specific, position: position}
		}
	}
	return best
}

// quality reads a weight; one that is not between 0 and 1 counts as not given.
func quality(weight string) float64 {
	value, err := strconv.ParseFloat(weight, 64)
	if err != nil || !(value >= 0 && value <= 1) {
		return 1
	}
	return value
}
