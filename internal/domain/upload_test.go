package domain_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestBoundsOfWhatBelongsToNothing(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	uploads := func(count int, size int64) (held []domain.Unattached) {
		for i := range count {
			held = append(held, domain.Unattached{Pending: true, Size: size, Until: noon.Add(time.Duration(count-i) * time.Minute)})
		}
		return held
	}
	kept := func(count int, size int64) (held []domain.Unattached) {
		for i := range count {
			held = append(held, domain.Unattached{Size: size, Until: noon.Add(time.Duration(i) * 24 * time.Hour)})
		}
		return held
	}
	const piece = 10 << 20
	for name, c := range map[string]struct {
		held    []domain.Unattached
		size    int64
		message string
		params  []domain.Param
	}{
		"nothing":                      {nil, piece, "", nil},
		"one upload less than allowed": {uploads(19, 1), piece, "", nil},
		"as many uploads as allowed": {uploads(20, 1), 1,
			"Tienes 20 archivos sin confirmar, que es el máximo. Confirma los que ya enviaste, o sube otro desde el lunes 23/11 a las 07:01.",
			[]domain.Param{{Name: "maximum", Value: "20"}, {Name: "roomAt", Value: "2026-11-23T12:01:00Z"}}},
		"more than as many": {uploads(22, 1), 1,
			"Tienes 22 archivos sin confirmar, que es el máximo. Confirma los que ya enviaste, o sube otro desde el lunes 23/11 a las 07:03.",
			[]domain.Param{{Name: "maximum", Value: "20"}, {Name: "roomAt", Value: "2026-11-23T12:03:00Z"}}},
		"many files, confirmed": {kept(199, 1), piece, "", nil},
		"as many files as allowed": {kept(200, 1), piece,
			"Tienes 200 archivos sin adjuntar, que es el máximo. Adjunta los que ya subiste, o sube otro desde el lunes 23/11 a las 07:00.",
			[]domain.Param{{Name: "maximum", Value: "200"}, {Name: "roomAt", Value: "2026-11-23T12:00:00Z"}}},
		"to the byte": {kept(19, piece), piece, "", nil},
		"a byte more": {append(kept(19, piece)[1:], domain.Unattached{Size: piece + 1, Until: noon.Add(30 * time.Second)}), piece,
			"Con este archivo, los que no adjuntaste pasarían de 200 MB, que es el máximo. Adjunta los que ya subiste, o sube este desde el lunes 23/11 a las 07:01.",
			[]domain.Param{{Name: "maximum", Value: "209715200"}, {Name: "used", Value: "199229441"}, {Name: "roomAt", Value: "2026-11-23T12:01:00Z"}}},
		"uploads and files": {append(kept(10, piece), uploads(10, piece)...), piece + 1,
			"Con este archivo, los que no adjuntaste pasarían de 200 MB, que es el máximo. Adjunta los que ya subiste, o sube este desde el lunes 23/11 a las 07:01.",
			[]domain.Param{{Name: "maximum", Value: "209715200"}, {Name: "used", Value: "209715200"}, {Name: "roomAt", Value: "2026-11-23T12:01:00Z"}}},
	} {
		refusal := domain.CheckUpload(c.held, c.size)
		if (refusal == nil) != (c.message == "") {
			t.Errorf("%s: %v", name, refusal)
			continue
		}
		if refusal != nil && (refusal.Code != domain.CodeTooMany || refusal.Message != c.message || !slices.Equal(refusal.Params, c.params)) {
			t.Errorf("%s: %s\n%v", name, refusal.Message, refusal.Params)
		}
	}
}

// Whatever a person holds, once the told instant has come the same upload is admitted.
func TestThereIsRoomWhenItWasTold(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	rapid.Check(t, func(r *rapid.T) {
		held := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) domain.Unattached {
			return domain.Unattached{Pending: rapid.Bool().Draw(r, "pending"), Size: rapid.Int64Range(1, 10<<20).Draw(r, "size"),
				Until: start.Add(time.Duration(rapid.IntRange(1, 100_000).Draw(r, "seconds")) * time.Second)}
		}), 0, 80).Draw(r, "held")
		size := rapid.Int64Range(1, 10<<20).Draw(r, "wanted")
		refusal := domain.CheckUpload(held, size)
		if refusal == nil {
			return
		}
		at, err := time.Parse(time.RFC3339, refusal.Params[len(refusal.Params)-1].Value)
		if err != nil {
			r.Fatal(err)
		}
		left := slices.DeleteFunc(held, func(one domain.Unattached) bool { return !one.Until.After(at) })
		if again := domain.CheckUpload(left, size); again != nil {
			r.Fatalf("at %s still: %v", at, again)
		}
	})
}
