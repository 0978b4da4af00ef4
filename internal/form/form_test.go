package form_test

import (
	"context"
	"errors"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/form"
)

func at(code domain.Code, path ...string) *domain.Error { return domain.Refuse(code, "no").At(path...) }

func TestUnreadableFieldsAreToldWithTheOtherFaultsOfTheForm(t *testing.T) {
	t.Parallel()
	ctx := form.Noting(context.Background(), at(domain.CodeInvalid, "amount", "pay", "amount"))
	for name, c := range map[string]struct {
		refused error
		want    int
	}{
		"nothing else is wrong":                   {nil, 1},
		"another field is wrong":                  {at(domain.CodeRequired, "bankReference"), 2},
		"the whole input is wrong":                {at(domain.CodeInvalid), 2},
		"the zero value in its place is refused":  {at(domain.CodeInvalid, "amount", "pay", "amount"), 1},
		"a place around it is refused":            {at(domain.CodeInvalid, "amount"), 1},
		"a place of the same beginning":           {at(domain.CodeInvalid, "amount", "pay", "currency"), 2},
		"several fields, one of them the same":    {domain.Errors{at(domain.CodeInvalid, "amount"), at(domain.CodeRequired, "reason")}, 2},
		"what was noted is what the command says": {form.Err(ctx), 1},
	} {
		if got := domain.Refusals(form.Complete(ctx, c.refused)); len(got) != c.want || got[0].Field[0] != "amount" {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestErrorThatIsNoRefusalIsNotHiddenByTheForm(t *testing.T) {
	t.Parallel()
	broken := errors.New("the database is gone")
	if err := form.Complete(form.Noting(context.Background(), at(domain.CodeInvalid, "amount")), broken); !errors.Is(err, broken) {
		t.Errorf("told %v", err)
	}
}

func TestReadableFormChangesNothing(t *testing.T) {
	t.Parallel()
	refused := at(domain.CodeRequired, "reason")
	for _, ctx := range []context.Context{context.Background(), form.With(context.Background()), form.Noting(context.Background())} {
		if form.Err(ctx) != nil || !errors.Is(form.Complete(ctx, refused), error(refused)) || form.Complete(ctx, nil) != nil {
			t.Errorf("told %v", form.Err(ctx))
		}
	}
}

func TestARefusalOfTheRequestItselfIsToldAlone(t *testing.T) {
	t.Parallel()
	ctx := form.Noting(context.Background(), at(domain.CodeInvalid, "clientId"))
	limited := at(domain.CodeRateLimited)
	if got := domain.Refusals(form.Complete(ctx, limited)); len(got) != 1 || got[0] != limited {
		t.Errorf("told %v", got)
	}
}
