package connection

import (
	"github.com/qoricash/qoricash/internal/domain"
)

// The bounds of a page (product.md 2.3).
const (
	DefaultSize = 20
	LargestSize = 100
)

// Arguments are those of a connection field.
type Arguments struct {
	First  *int
	After  *string
	Last   *int
	Before *string
}

// window is a page to be read.
type window struct {
	size          int
	backward      bool
	after, before *Position
}

// read checks the arguments against an order. A refusal is BAD_REQUEST and names the argument: it is the program's
// mistake, not a person's.
func (a Arguments) read(order Order) (window, error) {
	w := window{size: DefaultSize, backward: a.Last != nil}
	if a.First != nil && a.Last != nil {
		return w, badArgument("last", `Usa "first" o "last", no ambos.`)
	}
	for name, size := range map[string]*int{"first": a.First, "last": a.Last} {
		if size == nil {
			continue
		}
		if *size < 1 || *size > LargestSize {
			return w, badArgument(name, `El argumento "%s" debe estar entre 1 y %d.`, name, LargestSize)
		}
		w.size = *size
	}
	var err error
	if w.after, err = readCursor(order, "after", a.After); err != nil {
		return w, err
	}
	w.before, err = readCursor(order, "before", a.Before)
	return w, err
}

func readCursor(order Order, argument string, cursor *string) (*Position, error) {
	if cursor == nil {
		return nil, nil
	}
	position, err := decode(order.tag(), *cursor)
	if err != nil || position.Value == nil && !order.Nullable && order.Column != "" {
		return nil, badArgument(argument, `El cursor del argumento "%s" no es válido para esta lista: usa el que recibiste, con el mismo orden.`, argument)
	}
	return &position, nil
}

func badArgument(name, message string, args ...any) error {
	return domain.Refuse(domain.CodeBadRequest, message, args...).At(name)
}
