package files_test

import (
	"bytes"
	"context"
	"math/bits"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/filematch"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// file takes content in as a file of a purpose.
func (h *house) file(t *testing.T, ctx context.Context, content []byte, mediaType string, purpose domain.FilePurpose) uuid.UUID {
	t.Helper()
	in := declared(content, mediaType)
	in.Purpose = purpose
	upload := h.request(t, ctx, in)
	if status := h.send(t, upload, bytes.NewReader(content)); status != http.StatusNoContent {
		t.Fatalf("sending is answered with %d", status)
	}
	id, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// matches are what a file is flagged with.
func (h *house) matches(t *testing.T, id uuid.UUID) []*ent.FileMatch {
	t.Helper()
	rows, err := h.Kit.Store.Read().FileMatch.Query().Where(filematch.FileID(id)).Order(filematch.ByDistance()).All(access.AsSystem(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestSamePaperOfTwoClientsIsFlagged(t *testing.T) {
	t.Parallel()
	h := open(t)
	one, other := uuid.New(), uuid.New()
	drawn := paper(900, 570, 1)
	photo, document := asJPEG(t, drawn, 92), pdfFile()
	first := h.file(t, clientOf(t, one), photo, "image/jpeg", domain.FileClientDocument)
	firstPDF := h.file(t, clientOf(t, one), document, "application/pdf", domain.FileClientDocument)

	for name, c := range map[string]struct {
		content   []byte
		mediaType string
		kind      domain.FileMatchKind
		with      uuid.UUID
	}{
		"the same bytes":        {photo, "image/jpeg", domain.MatchExact, first},
		"compressed again":      {asJPEG(t, drawn, 40), "image/jpeg", domain.MatchSimilar, first},
		"as a PNG":              {asPNG(t, drawn), "image/png", domain.MatchSimilar, first},
		"smaller":               {asJPEG(t, scaled(drawn, 450, 285), 85), "image/jpeg", domain.MatchSimilar, first},
		"brighter":              {asJPEG(t, brightened(drawn, 20), 85), "image/jpeg", domain.MatchSimilar, first},
		"without its metadata":  {withExifRemoved(withExif(photo, 1, bigEndian, "MM")), "image/jpeg", domain.MatchExact, first},
		"with metadata of more": {withExif(photo, 1, bigEndian, "MM"), "image/jpeg", domain.MatchExact, first},
		"the same PDF":          {document, "application/pdf", domain.MatchExact, firstPDF},
	} {
		id := h.file(t, clientOf(t, other), c.content, c.mediaType, domain.FileDepositProof)
		found := h.matches(t, id)
		if len(found) != 1 || found[0].OtherFileID != c.with || found[0].Kind != c.kind || c.kind == domain.MatchExact && found[0].Distance != 0 {
			t.Errorf("%s is flagged with %v", name, found)
		}
		var facts string
		err := h.DB.Owner.QueryRowContext(t.Context(), `SELECT facts::text FROM events WHERE kind = 'DUPLICATE_FOUND' AND aggregate = 'file'
			AND aggregate_id = $1 AND client_id IS NULL AND trader_id IS NULL`, id).Scan(&facts)
		if err != nil || !strings.Contains(facts, c.with.String()) || !strings.Contains(facts, string(c.kind)) {
			t.Errorf("%s is told as %s, %v", name, facts, err)
		}
	}
}

func TestWhatIsNoMatchIsNotFlagged(t *testing.T) {
	t.Parallel()
	h := open(t)
	one, other := clientOf(t, uuid.New()), clientOf(t, uuid.New())
	photo := asJPEG(t, paper(900, 570, 1), 92)
	h.file(t, one, photo, "image/jpeg", domain.FileClientDocument)
	master := uuid.New()
	for name, id := range map[string]uuid.UUID{
		"the same client's":                h.file(t, one, photo, "image/jpeg", domain.FileDepositProof),
		"another paper of the same layout": h.file(t, other, asJPEG(t, paper(900, 570, 2), 92), "image/jpeg", domain.FileClientDocument),
		"a proof of the house":             h.file(t, staff(t, domain.RoleOperator, uuid.New()), photo, "image/jpeg", domain.FilePayoutProof),
		"a blank page":                     h.file(t, other, asPNG(t, paper(1, 1, 1)), "image/png", domain.FileDepositProof),
		"another blank page":               h.file(t, one, asPNG(t, paper(1, 2, 1)), "image/png", domain.FileDepositProof),
		"a person's first":                 h.file(t, staff(t, domain.RoleMaster, master), asJPEG(t, paper(900, 570, 3), 92), "image/jpeg", domain.FileClientDocument),
		"that person's again":              h.file(t, staff(t, domain.RoleMaster, master), asJPEG(t, paper(900, 570, 3), 92), "image/jpeg", domain.FileClientDocument),
	} {
		if found := h.matches(t, id); len(found) > 0 {
			t.Errorf("%s is flagged with %v", name, found)
		}
	}
	// What a person of the house brings may be of anybody.
	if found := h.matches(t, h.file(t, staff(t, domain.RoleTrader, uuid.New()), photo, "image/jpeg", domain.FileClientDocument)); len(found) != 2 {
		t.Errorf("what a trader brings is flagged with %v", found)
	}
}

func TestSamePaperAtOnceIsFlaggedOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	photo := asJPEG(t, paper(300, 190, 1), 92)
	ids := make([]uuid.UUID, 8)
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() { ids[i] = h.file(t, clientOf(t, uuid.New()), photo, "image/jpeg", domain.FileClientDocument) })
	}
	all.Wait()
	var counts []int
	for _, id := range ids {
		counts = append(counts, len(h.matches(t, id)))
	}
	slices.Sort(counts)
	if !slices.Equal(counts, []int{0, 1, 2, 3, 4, 5, 6, 7}) {
		t.Errorf("flagged with %v", counts)
	}
}

// hash is the perceptual hash of an image, as it is kept.
func (h *house) hash(t *testing.T, content []byte, mediaType string) int64 {
	t.Helper()
	row, _ := h.taken(t, content, mediaType)
	if row.PerceptualHash == nil {
		t.Fatal("no hash")
	}
	return *row.PerceptualHash
}

func TestCopiesAreNearAndOtherPapersOfOneLayoutAreFar(t *testing.T) {
	t.Parallel()
	h := open(t)
	apart := func(a, b int64) int { return bits.OnesCount64(uint64(a ^ b)) }
	var originals []int64
	nearest := 64
	for seed := range uint64(6) {
		drawn := paper(400, 253, seed)
		original := h.hash(t, asJPEG(t, drawn, 92), "image/jpeg")
		for name, content := range map[string][]byte{
			"compressed": asJPEG(t, drawn, 30), "half": asJPEG(t, scaled(drawn, 200, 127), 85), "double": asJPEG(t, scaled(drawn, 800, 506), 85),
			"stretched": asJPEG(t, scaled(drawn, 416, 240), 85), "brighter": asJPEG(t, brightened(drawn, 25), 85), "darker": asJPEG(t, brightened(drawn, -25), 85),
		} {
			d := apart(original, h.hash(t, content, "image/jpeg"))
			if d > 6 {
				t.Errorf("paper %d %s is %d bits away", seed, name, d)
			}
		}
		for _, other := range originals {
			nearest = min(nearest, apart(original, other))
		}
		originals = append(originals, original)
	}
	if nearest <= 6 {
		t.Errorf("two papers are %d bits apart", nearest)
	}
}
