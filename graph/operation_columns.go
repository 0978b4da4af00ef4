package graph

import (
	"slices"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/graph/selection"
)

// operationColumns says which columns of its own row a field of Operation is made of, besides placeColumns. A field that is
// not here is made of the whole row. An operation has forty columns, three of them documents: a list that shows ten reads
// in two thirds of the time when the others stay where they are.
var operationColumns = map[string][]string{
	"id": nil, "__typename": nil, "pair": nil, "createdAt": nil, "expiresAt": nil, "seenBy": nil, "clockDueAt": nil, "base": nil,
	"code": {operation.FieldCode}, "version": {operation.FieldVersion},
	"status": {operation.FieldStatus}, "statusLabel": {operation.FieldStatus},
	"side": {operation.FieldSide}, "counter": {operation.FieldPen},
	"pay": {operation.FieldSide, operation.FieldPen}, "receive": {operation.FieldSide, operation.FieldPen},
	"fixed": {operation.FieldFixedCurrency}, "rate": {operation.FieldRate}, "publicRate": {operation.FieldPublicRate},
	"baseRate": {operation.FieldBaseRate}, "channel": {operation.FieldChannel}, "legacyOrigin": {operation.FieldChannel},
	"client": {operation.FieldClientID}, "trader": {operation.FieldTraderID}, "operator": {operation.FieldOperatorID},
	"quote": {operation.FieldQuoteID}, "sourceAccount": {operation.FieldSourceSnapshot},
	"destinationAccount": {operation.FieldDestinationSnapshot},
	"deposits":           nil, "payouts": nil, "proofs": nil, "holds": nil, "notes": nil, "ledgerEntries": nil, "invoice": nil, "invoices": nil,
	"receipt":     {operation.FieldStatus},
	"statusSince": {operation.FieldStatus, operation.FieldHandedBackAt, operation.FieldInProcessAt, operation.FieldCompletedAt, operation.FieldEndedAt},
	"returnNote":  {operation.FieldReturnNote},
	"inProcessAt": {operation.FieldInProcessAt}, "completedAt": {operation.FieldCompletedAt},
	"businessDate": {operation.FieldBusinessDate}, "endedAt": {operation.FieldEndedAt},
	"cancelReason": {operation.FieldCancelReason}, "cancelNote": {operation.FieldCancelNote},
}

// placeColumns are read always: the key, and what lists are sorted by.
func placeColumns() []string {
	return []string{operation.FieldID, operation.FieldCreatedAt, operation.FieldExpiresAt, operation.FieldSeenBy, operation.FieldUsd}
}

// narrowOperation reads only the columns that the document shows.
func narrowOperation(query *ent.OperationQuery, asked *selection.Set) {
	columns := placeColumns()
	for _, field := range asked.FieldsOf("Operation") {
		needed, known := operationColumns[field]
		if !known {
			return
		}
		for _, column := range needed {
			if !slices.Contains(columns, column) {
				columns = append(columns, column)
			}
		}
	}
	query.Select(columns...)
}
