package scalar

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// MarshalWeekday writes a day of the week as its value of the enumeration: MONDAY.
func MarshalWeekday(day time.Weekday) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(strings.ToUpper(day.String())))
	})
}

// UnmarshalWeekday reads a value of the enumeration, which the validation of the document knows already.
func UnmarshalWeekday(v any) (time.Weekday, error) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.ToUpper(day.String()) == v {
			return day, nil
		}
	}
	return 0, fmt.Errorf("%v is no day of the week", v)
}
