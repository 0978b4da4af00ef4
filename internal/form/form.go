// Package form keeps what of a command's input could not be read, from where it was read to where it is told.
//
// An amount that is none or an id of another type is found before a command begins, field by field. A person mends a form
// at once, so what was found travels beside the command: the command checks the rest of its input, store.Run opens no
// transaction, and the answer has both lists as one.
package form

import (
	"context"
	"slices"
	"sync"

	"github.com/qoricash/qoricash/internal/domain"
)

// Form is one input with what could not be read of it. Whatever stands in its place in the input is the zero value.
type Form struct {
	lock       sync.Mutex
	unreadable domain.Errors
}

type contextKey struct{}

// With begins a form.
func With(ctx context.Context) context.Context { return context.WithValue(ctx, contextKey{}, &Form{}) }

// Of answers the form that is being read; nil outside of any.
func Of(ctx context.Context) *Form {
	f, _ := ctx.Value(contextKey{}).(*Form)
	return f
}

// Noting adds what could not be read to the form, and begins one where there is none.
func Noting(ctx context.Context, unreadable ...*domain.Error) context.Context {
	f := Of(ctx)
	if f == nil {
		ctx = With(ctx)
		f = Of(ctx)
	}
	f.Note(unreadable...)
	return ctx
}

// Note adds what could not be read.
func (f *Form) Note(unreadable ...*domain.Error) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.unreadable = append(f.unreadable, unreadable...)
}

// Err is what could not be read of the form that is being read; nil when it is whole, and outside of any.
func Err(ctx context.Context) error {
	if f := Of(ctx); f != nil {
		f.lock.Lock()
		defer f.lock.Unlock()
		if len(f.unreadable) > 0 {
			return slices.Clone(f.unreadable)
		}
	}
	return nil
}

// Complete joins what could not be read with what a command refused of the rest. What the command says about the zero value in the
// place of something unreadable is left out. An error that no form has room for stays as it is: one that is no refusal, or
// refuses the request itself.
func Complete(ctx context.Context, refused error) error {
	unreadable := domain.Refusals(Err(ctx))
	if len(unreadable) == 0 {
		return refused
	}
	more := domain.Refusals(refused)
	if refused != nil && len(more) == 0 || slices.ContainsFunc(more, func(e *domain.Error) bool { return !slices.Contains(domain.UserCodes(), e.Code) }) {
		return refused
	}
	all := domain.Errors(unreadable)
	for _, each := range more {
		if !slices.ContainsFunc(unreadable, func(known *domain.Error) bool { return overlap(known.Field, each.Field) }) {
			all = append(all, each)
		}
	}
	return all
}

// overlap tells whether one of two places is the other, or within it. A refusal of the whole input is at no place.
func overlap(a, b []string) bool {
	length := min(len(a), len(b))
	return length > 0 && slices.Equal(a[:length], b[:length])
}
