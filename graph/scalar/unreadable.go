package scalar

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/form"
	"github.com/qoricash/qoricash/internal/money"
)

// FormArgument is the argument of a mutation that holds what a person filled in. Places in it are told without its name.
const FormArgument = "input"

// Reason says in Spanish why a value could not be read; known is false for an error of another kind.
func Reason(err error) (message string, known bool) {
	var input *money.InputError
	var fault domain.Fault
	switch {
	case errors.As(err, &input):
		return input.Message(), true
	case errors.As(err, &fault):
		return fault.Message, true
	case errors.As(err, new(*graphql.IntegerError)), errors.As(err, new(*strconv.NumError)):
		return "El número no es un entero de 32 bits.", true
	}
	return "", false
}

// ErrorOnPath is gqlgen's, for all but the form of a mutation: what cannot be read there is noted with its place, and the reading
// goes on with the zero value, so that a person hears of all that is wrong at once.
func ErrorOnPath(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	message, known := Reason(err)
	asked, field := form.Of(ctx), graphql.GetFieldContext(ctx)
	if !known || asked == nil || field == nil || field.Object != "Mutation" {
		return graphql.ErrorOnPath(ctx, err)
	}
	asked.Note(domain.Refuse(domain.CodeInvalid, "%s", message).At(Place(graphql.GetPath(ctx)[len(field.Path()):])...))
	return nil
}

// Place spells where in the arguments of a field a value stands, as userErrors do: below the form, without its name.
func Place(path ast.Path) []string {
	var place []string
	for _, step := range path {
		switch step := step.(type) {
		case ast.PathName:
			place = append(place, strings.Trim(string(step), `"`))
		case ast.PathIndex:
			place = append(place, strconv.Itoa(int(step)))
		}
	}
	if len(place) > 0 && place[0] == FormArgument {
		return place[1:]
	}
	return place
}
