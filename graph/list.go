package graph

import (
	"context"
	"fmt"
	"strings"

	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

func pageInfo[Row any](page connection.Page[Row]) *model.PageInfo {
	return &model.PageInfo{HasNextPage: page.HasNextPage, HasPreviousPage: page.HasPreviousPage, StartCursor: page.StartCursor(),
		EndCursor: page.EndCursor()}
}

// total counts a whole list where the document shows how many there are.
func total(ctx context.Context, field string, query interface {
	Count(context.Context) (int, error)
}) (int, error) {
	if !selection.Of(ctx).Has(field) {
		return 0, nil
	}
	count, err := query.Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count for %s: %w", field, err)
	}
	return count, nil
}

// readSearch reads what is looked for. Callers who see personal data masked may not look: the answers would tell them what the mask
// hides.
func readSearch(viewer access.Actor, text string) (domain.Search, error) {
	if viewer.Masked() {
		return domain.Search{}, badFilter("filter.search", "Tu perfil ve los datos personales protegidos y no puede buscar por ellos.")
	}
	search, ok := domain.ReadSearch(text)
	if !ok {
		return domain.Search{}, badFilter("filter.search", "La búsqueda lleva entre 2 y 100 caracteres.")
	}
	return search, nil
}

func badFilter(path, message string) error {
	return domain.Refuse(domain.CodeBadRequest, "%s", message).At(strings.Split(path, ".")...)
}

// requireStaff is access.RequireOneOf for lists that clients have no part in.
func requireStaff(ctx context.Context, permissions ...domain.Permission) (access.Actor, error) {
	viewer, err := access.RequireOneOf(ctx, permissions...)
	if err == nil && !viewer.IsStaff() {
		err = access.Denied(viewer)
	}
	return viewer, err
}

// staffOnly refuses whoever is no person of the house.
func staffOnly(ctx context.Context) error {
	if viewer := access.Current(ctx); !viewer.IsStaff() {
		return access.Denied(viewer)
	}
	return nil
}
