package identity

import (
	"testing"

	"github.com/google/uuid"
)

func TestAnswerFromBeforeAnEndIsNotKept(t *testing.T) {
	t.Parallel()
	cache := newSessionCache(10)
	hash, entry := tokenHash{1}, known{session: SessionInfo{ID: uuid.New()}, readAt: noon}
	ticket := cache.reading()
	cache.forget(entry.session.ID)
	cache.keep(ticket, hash, entry)
	if _, ok := cache.get(hash, noon); ok {
		t.Error("kept")
	}
	cache.keep(cache.reading(), hash, entry)
	if _, ok := cache.get(hash, noon); !ok {
		t.Error("an answer from after it is not kept")
	}
}

func TestCacheHoldsWhatFitsAndForgetsTheRest(t *testing.T) {
	t.Parallel()
	cache := newSessionCache(2)
	for i := range 5 {
		cache.keep(cache.reading(), tokenHash{byte(i)}, known{session: SessionInfo{ID: uuid.New()}, readAt: noon})
	}
	if cache.byToken.Len() != 2 || len(cache.tokenOf) != 2 {
		t.Errorf("%d tokens, %d sessions", cache.byToken.Len(), len(cache.tokenOf))
	}
	for i, want := range []bool{false, false, false, true, true} {
		if _, ok := cache.get(tokenHash{byte(i)}, noon); ok != want {
			t.Errorf("token %d: %t", i, ok)
		}
	}
	cache.forgetAll()
	if cache.byToken.Len() != 0 || len(cache.tokenOf) != 0 {
		t.Error("something is left")
	}
}
