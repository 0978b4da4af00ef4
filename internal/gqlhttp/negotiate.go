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

// mediaEvents is the type of an event stream. It counts only where it is named: a wildcard asks for no stream.
const mediaEvents = "text/event-stream"

// acceptance is how well an Accept header suits one media type.
type acceptance struct {
	quality  float64
	specific int // named for the type itself, 2 for its group (application/*), 1 for */*
	position int
}

const named = 3

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

// PrefersEvents tells whether an Accept header wants an event stream whatever is asked: it names one, and takes no JSON or
// less of it. Clients that name all that they can read (urql sends JSON and events for a query) want JSON wherever JSON
// will do.
func PrefersEvents(accept []string) bool {
	header := strings.Join(accept, ",")
	events := accepts(header, mediaEvents)
	json := max(accepts(header, "application/json").quality, accepts(header, "application/graphql-response+json").quality)
	return events.specific == named && events.quality > json
}

// takesEvents tells whether an Accept header names an event stream among what it takes.
func takesEvents(accept []string) bool {
	events := accepts(strings.Join(accept, ","), mediaEvents)
	return events.specific == named && events.quality > 0
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
	group, _, _ := strings.Cut(mediaType, "/")
	for position, element := range strings.Split(header, ",") {
		accepted, parameters, err := mime.ParseMediaType(element)
		if err != nil {
			continue
		}
		specific := 0
		switch accepted {
		case mediaType:
			specific = named
		case group + "/*":
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
