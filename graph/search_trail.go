package graph

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/trail"
)

// personalMatches are the ways of being found that tell something of a person: that it is found is the answer, whatever is shown of it.
var personalMatches = []model.SearchMatch{model.SearchMatchDocument, model.SearchMatchName, model.SearchMatchBankReference}

// byDigits tells whether a search compares with the numbers of documents: digit by digit somebody would learn one of which it is shown the
// mask.
func byDigits(text string) bool { return strings.ContainsAny(text, "0123456789") }

// tellOfSearch writes into the audit trail what a search found by what people are known by, before it is answered; nothing where nothing was
// found, or where the caller is a client, which finds its own. by names the field of the document and how it was found.
func (r *Resolver) tellOfSearch(ctx context.Context, by []string, found []string) error {
	if len(found) == 0 || !access.Current(ctx).IsStaff() {
		return nil
	}
	read := trail.Read{ObjectKind: domain.ObjectQuery, Fields: by, Roots: []string{graphql.GetFieldContext(ctx).Field.Name}, Objects: found}
	if prefix, id, err := globalid.Decode(found[0]); err == nil && len(found) == 1 {
		if kind, known := ids.ObjectOf(prefix); known {
			read.ObjectKind, read.ObjectID = kind, id // so that the trail of that object has it
		}
	}
	if graphql.HasOperationContext(ctx) {
		read.Operation = graphql.GetOperationContext(ctx).OperationName
	}
	return trail.New(r.Store).WriteRead(ctx, read)
}

// tellOfHits is tellOfSearch of what was found anywhere.
func (r *Resolver) tellOfHits(ctx context.Context, hits []hit) error {
	var by, found []string
	for _, way := range personalMatches {
		before := len(found)
		for _, one := range hits {
			if one.match == way {
				found = append(found, one.globalID())
			}
		}
		if len(found) > before {
			by = append(by, "Query.searchAnything "+string(way))
		}
	}
	return r.tellOfSearch(ctx, by, found)
}

func (h hit) globalID() string {
	if h.ofClient {
		return globalid.Encode(ent.CustomerIDPrefix, h.id)
	}
	return globalid.Encode(ent.OperationIDPrefix, h.id)
}

// tellOfList is tellOfSearch of a page of a list that a text narrows; prefix is that of the ids of its things.
func tellOfList[Thing any](ctx context.Context, r *Resolver, field string, text *string, prefix string, page []Thing, key func(Thing) uuid.UUID) error {
	if text == nil || !byDigits(*text) {
		return nil
	}
	found := make([]string, len(page))
	for i, thing := range page {
		found[i] = globalid.Encode(prefix, key(thing))
	}
	return r.tellOfSearch(ctx, []string{field}, found)
}
