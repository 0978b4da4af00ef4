package audit

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/qoricash/qoricash/internal/screening"
)

// Screen reads subjects, one JSON object a line, and writes for each its score, its band and its hits, in the same order. A line that cannot be
// read is answered with what is wrong with it; it answers how many there were.
func Screen(in io.Reader, out io.Writer, index *screening.Index) (unreadLines int, err error) {
	return stream(in, out, func(raw []byte) (string, any, error) { return screenLine(index, raw) })
}

// Compare reads pairs {id, a, b}, one a line, and writes for each its score, band, match and explanation, in the same order.
func Compare(in io.Reader, out io.Writer, engine *screening.Engine) (unreadLines int, err error) {
	return stream(in, out, func(raw []byte) (string, any, error) { return compareLine(engine, raw) })
}

// One screens one subject and answers the verdict that Screen would write.
func One(s screening.Subject, index *screening.Index) any { return verdict(s, index.Search(s)) }

// batch is how many lines are worked on at once, and longest how many bytes a line may have.
const (
	batch   = 256
	longest = 1 << 20
)

type answer func(raw []byte) (id string, verdict any, err error)

func stream(in io.Reader, out io.Writer, answer answer) (int, error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), longest)
	to := bufio.NewWriter(out)
	number, wrong := 0, 0
	for {
		var raws [][]byte
		for len(raws) < batch && lines.Scan() {
			raws = append(raws, bytes.Clone(lines.Bytes()))
		}
		if len(raws) == 0 {
			break
		}
		written, bad := answerAll(raws, number, answer)
		for _, w := range written {
			if _, err := to.Write(w); err != nil {
				return wrong, fmt.Errorf("write: %w", err)
			}
		}
		if err := to.Flush(); err != nil {
			return wrong, fmt.Errorf("write: %w", err)
		}
		number += len(raws)
		wrong += bad
	}
	if err := lines.Err(); err != nil {
		return wrong, fmt.Errorf("read line %d: %w", number+1, err)
	}
	return wrong, nil
}

// answerAll answers lines on all processors. Empty lines have no answer.
func answerAll(raws [][]byte, before int, answer answer) (written [][]byte, wrong int) {
	written = make([][]byte, len(raws))
	bad := make([]bool, len(raws))
	var done sync.WaitGroup
	parts := runtime.GOMAXPROCS(0)
	for part := range parts {
		done.Go(func() {
			for i := part; i < len(raws); i += parts {
				if len(bytes.TrimSpace(raws[i])) > 0 {
					written[i], bad[i] = answerLine(raws[i], before+i+1, answer)
				}
			}
		})
	}
	done.Wait()
	for _, b := range bad {
		if b {
			wrong++
		}
	}
	return written, wrong
}

func answerLine(raw []byte, line int, answer answer) (written []byte, bad bool) {
	id, verdict, err := answer(raw)
	if err != nil {
		verdict, bad = unread{ID: id, Line: line, Error: err.Error()}, true
	}
	written, err = json.Marshal(verdict)
	if err != nil {
		written = fmt.Appendf(nil, `{"line":%d,"error":%q}`, line, err.Error())
		bad = true
	}
	return append(written, '\n'), bad
}
