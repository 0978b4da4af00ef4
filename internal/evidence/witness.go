package evidence

import (
	"context"
	"errors"
	"io"
)

// sealPage is how many seals are read at once.
const sealPage = 1_000

// witness merges the seals of the database with those of the file into the seals that can be trusted: signed and in
// order. It reports where the two differ, and leaves gaps where neither has a sound seal.
type witness struct {
	ctx    context.Context
	tx     querier
	keys   Keys
	stream string
	report func(Finding)

	page    []Seal
	fetched int64 // number of the last seal read from the database
	ended   bool
	// seen is the number up to which everything was told, altered are the rows above it that are no seals.
	seen    int64
	altered []int64

	lines    *lines
	line     *Seal // the next sound line, nil before it is read and at the end
	lineDone bool
	lastLine int64
}

// next answers the next trusted seal, or io.EOF.
func (w *witness) next() (Seal, error) {
	for {
		row, haveRow, err := w.peekRow()
		if err != nil {
			return Seal{}, err
		}
		line, haveLine, err := w.peekLine()
		if err != nil {
			return Seal{}, err
		}
		switch {
		case !haveRow && !haveLine:
			return Seal{}, io.EOF
		case !haveRow || haveLine && line.Number < row.Number:
			w.line = nil
			if line.Former < line.Number-1 {
				w.missing(line.Former)
				w.seen = line.Number - 1
			}
			w.missing(line.Number)
			return line, nil
		}
		w.page = w.page[1:]
		paired := haveLine && line.Number == row.Number
		if paired {
			w.line = nil
		}
		if trusted, ok := w.judge(row, line, paired); ok {
			w.missing(trusted.Former)
			w.seen = trusted.Number
			return trusted, nil
		}
		w.altered = append(w.altered, row.Number)
	}
}

// missing reports the seals after the last one seen, up to one. What is in the database and no seal was reported as that, and
// what a seal chains past was never one.
func (w *witness) missing(upTo int64) {
	for _, number := range w.altered {
		if number <= upTo {
			w.gap(number - 1)
			w.seen = number
		}
	}
	w.altered = nil
	w.gap(upTo)
}

func (w *witness) gap(upTo int64) {
	if upTo > w.seen {
		w.report(Finding{Kind: SealMissing, Stream: w.stream, Seal: w.seen + 1, Count: upTo - w.seen})
		w.seen = upTo
	}
}

// judge chooses between a seal of the database and the file's line for it.
func (w *witness) judge(row, line Seal, paired bool) (Seal, bool) {
	if row.valid(w.keys) {
		if paired && formatSeal(row) != formatSeal(line) {
			w.report(Finding{Kind: SealFileDiffers, Stream: w.stream, Seal: row.Number, Row: row.Last, Line: w.lines.number})
		}
		return row, true
	}
	w.report(Finding{Kind: SealAltered, Stream: w.stream, Seal: row.Number, Row: row.Last})
	return line, paired
}

func (w *witness) peekRow() (Seal, bool, error) {
	if len(w.page) == 0 && !w.ended {
		page, err := sealsAfter(w.ctx, w.tx, w.stream, w.fetched, sealPage)
		if err != nil {
			return Seal{}, false, err
		}
		w.page, w.ended = page, len(page) < sealPage
		if len(page) > 0 {
			w.fetched = page[len(page)-1].Number
		}
	}
	if len(w.page) == 0 {
		return Seal{}, false, nil
	}
	return w.page[0], true, nil
}

// peekLine answers the file's next line that is signed and comes after those before it; others are reported.
func (w *witness) peekLine() (Seal, bool, error) {
	for w.line == nil && !w.lineDone {
		seal, err := w.lines.next()
		switch {
		case errors.Is(err, io.EOF):
			w.lineDone = true
		case errors.Is(err, errLine),
			err == nil && (seal.Number <= w.lastLine || !seal.valid(w.keys)):
			w.report(Finding{Kind: SealFileAltered, Stream: w.stream, Seal: seal.Number, Line: w.lines.number})
		case err != nil:
			return Seal{}, false, err
		default:
			w.line, w.lastLine = &seal, seal.Number
		}
	}
	if w.line == nil {
		return Seal{}, false, nil
	}
	return *w.line, true, nil
}
