package domain_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

func everything(domain.Permission) bool   { return true }
func nothingAtAll(domain.Permission) bool { return false }

func TestWhoOpensAndReleasesHoldsAlone(t *testing.T) {
	t.Parallel()
	want := map[domain.HoldCause]bool{domain.HoldManual: true, domain.HoldCompliance: false, domain.HoldReconciliation: true}
	if len(domain.HoldCauses()) != len(want) {
		t.Errorf("the causes are %v", domain.HoldCauses())
	}
	for cause, alone := range want {
		if got := cause.Alone(everything); got != alone {
			t.Errorf("%s is opened and released alone: %v", cause, got)
		}
		if cause.Alone(nothingAtAll) {
			t.Errorf("%s takes no permission", cause)
		}
		if refusal := cause.CheckHolder(everything); (refusal == nil) != alone {
			t.Errorf("a person opens %s: %v", cause, refusal)
		}
	}
	if domain.HoldCause("OTHER").Alone(everything) {
		t.Error("a cause that is none is released")
	}
}

func TestWhichHoldAReleaseIsAbout(t *testing.T) {
	t.Parallel()
	const manual, compliance, reconciliation = domain.HoldManual, domain.HoldCompliance, domain.HoldReconciliation
	for name, example := range map[string]struct {
		asked domain.HoldCause
		open  []domain.HoldCause
		want  domain.HoldCause
		code  domain.Code
		told  string
	}{
		"the manual one by itself":            {"", []domain.HoldCause{reconciliation, compliance, manual}, manual, "", ""},
		"no other that was not named":         {"", []domain.HoldCause{reconciliation}, "", domain.CodeNotAllowedInStatus, "RECONCILIATION"},
		"the one that is named":               {reconciliation, []domain.HoldCause{manual, reconciliation}, reconciliation, "", ""},
		"none that a person releases":         {"", []domain.HoldCause{compliance}, "", domain.CodeNotAllowedInStatus, "COMPLIANCE"},
		"compliance, which nobody does alone": {compliance, []domain.HoldCause{manual, compliance}, "", domain.CodeFourEyesRequired, ""},
		"one that is not open says which are": {manual, []domain.HoldCause{reconciliation, compliance}, "", domain.CodeNotAllowedInStatus, "COMPLIANCE, RECONCILIATION"},
		"one of compliance that is not open":  {compliance, []domain.HoldCause{manual}, "", domain.CodeNotAllowedInStatus, "MANUAL"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, refusal := domain.ChooseRelease(example.asked, example.open, everything)
			if got != example.want || domain.CodeOf(errorOf(refusal)) != example.code {
				t.Fatalf("%q, refused with %v", got, refusal)
			}
			if example.told != "" && !slices.Contains(refusal.Params, domain.Param{Name: "open", Value: example.told}) {
				t.Errorf("told %v", refusal.Params)
			}
		})
	}
}

func errorOf(refusal *domain.Error) error {
	if refusal == nil {
		return nil
	}
	return refusal
}

// A hold is opened once for each cause, and what is released was open.
func TestHoldsOpenOnceAndAreReleasedOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		open := rapid.SliceOfDistinct(rapid.SampledFrom(domain.HoldCauses()), rapid.ID).Draw(t, "open")
		cause := rapid.SampledFrom(domain.HoldCauses()).Draw(t, "cause")
		isOpen := slices.Contains(open, cause)
		if refusal := cause.CheckOpening(open); (refusal == nil) == isOpen {
			t.Errorf("opening: %v", refusal)
		}
		if refusal := cause.CheckReleasing(open); (refusal == nil) != isOpen {
			t.Errorf("releasing: %v", refusal)
		}
		if len(open) == 0 {
			return
		}
		asked := rapid.SampledFrom(append(domain.HoldCauses(), "")).Draw(t, "asked")
		if got, refusal := domain.ChooseRelease(asked, open, everything); refusal == nil &&
			(!slices.Contains(open, got) || !got.Alone(everything) || asked != "" && got != asked) {
			t.Errorf("of %v, asked for %q, it released %s", open, asked, got)
		}
		if got, refusal := domain.ChooseRelease(asked, open, nothingAtAll); refusal == nil {
			t.Errorf("without a permission it released %s", got)
		}
	})
}
