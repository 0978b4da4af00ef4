package domain_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestIdempotencyKeyIsOneHoweverItIsSpelled(t *testing.T) {
	t.Parallel()
	const key = "0198f3a0-5b1e-7c44-9d0a-3f6f0a5c2b11"
	bare := strings.ReplaceAll(key, "-", "")
	for _, spelling := range []string{key, strings.ToUpper(key), "{" + key + "}", "urn:uuid:" + key, "URN:UUID:" + strings.ToUpper(key), bare,
		strings.ToUpper(bare), " " + key + "\n"} {
		if got, refusal := domain.CheckIdempotencyKey(spelling); got != key || refusal != nil {
			t.Errorf("%q is %q, %v", spelling, got, refusal)
		}
	}
}

func TestWhatIsNoUUIDIsNoIdempotencyKey(t *testing.T) {
	t.Parallel()
	for text, code := range map[string]domain.Code{
		"": domain.CodeRequired, " \t": domain.CodeRequired, uuid.Nil.String(): domain.CodeRequired,
		"k1": domain.CodeInvalid, "0198f3a0-5b1e-7c44-9d0a-3f6f0a5c2b1": domain.CodeInvalid, "(0198f3a0-5b1e-7c44-9d0a-3f6f0a5c2b11)": domain.CodeInvalid,
		"0198f3a0-5b1e-7c44-9d0a-3f6f0a5c2b1g": domain.CodeInvalid, "0198f3a05b1e-7c44-9d0a-3f6f0a5c2b11--": domain.CodeInvalid,
		"0198f3a0-5b1e-7c44-9d0a-3f6f0a5c2b11\x00": domain.CodeInvalid, strings.Repeat("x", 100_000): domain.CodeInvalid,
	} {
		got, refusal := domain.CheckIdempotencyKey(text)
		if got != "" || refusal == nil || refusal.Code != code || !slices.Equal(refusal.Field, []string{"idempotencyKey"}) {
			t.Errorf("%.50q is %q, %v", text, got, refusal)
		}
	}
}
