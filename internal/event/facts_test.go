package event_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
)

// texts are all that a fact may hold: any characters but the zero one.
func texts() *rapid.Generator[string] {
	return rapid.Map(rapid.String(), func(s string) string { return strings.ReplaceAll(s, "\x00", "") })
}

// values are JSON values as facts may hold them.
func values(depth int) *rapid.Generator[any] {
	leaves := []*rapid.Generator[any]{
		texts().AsAny(), rapid.Int64().AsAny(), rapid.Bool().AsAny(), rapid.Just[any](nil),
	}
	if depth == 0 {
		return rapid.OneOf(leaves...)
	}
	return rapid.OneOf(append(leaves,
		rapid.SliceOfN(values(depth-1), 0, 4).AsAny(),
		rapid.MapOfN(texts(), values(depth-1), 0, 4).AsAny(),
	)...)
}

// TestSignedFactsSurviveTheDatabase: jsonb keeps neither the order of keys nor the spelling of a value, and yet every MAC
// must be found right again.
func TestSignedFactsSurviveTheDatabase(t *testing.T) {
	t.Parallel()
	b := setup(t)
	appended := int64(0)
	rapid.Check(t, func(rt *rapid.T) {
		facts := rapid.MapOfN(texts(), values(2), 0, 6).Draw(rt, "facts")
		err := b.log.Append(t.Context(), b.App, record(1, func(r *event.Record) { r.Facts = facts }))
		if err != nil {
			rt.Fatal(err)
		}
		appended++
	})

	verifier := evidence.NewVerifier(b.App, b.keys, evidence.NewFile(t.TempDir()))
	summary, err := verifier.Verify(t.Context(), event.Evidence(), func(f evidence.Finding) { t.Error(f) })
	if err != nil || summary.Rows != appended {
		t.Errorf("verified %d of %d events: %v", summary.Rows, appended, err)
	}
}
