package graph_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
)

// An answer costs one statement for its rows and one per kind of object that it shows, however many rows there are.
func TestAnswersCostAFixedNumberOfStatements(t *testing.T) {
	t.Parallel()
	kit, statements := testkit.NewCounted(t)
	a := serve(t, kit, graph.ExecutorOptions{})
	firstID := ""
	for range 3 {
		id := kit.Pending(t, testkit.Client, "100.00")
		a.reportAs(t, testkit.Client, id, "10.00")
		firstID = globalid.Encode(ent.OperationIDPrefix, id)
	}
	var quotes []string
	for _, usd := range []string{"100.00", "110.00", "120.00"} {
		quotes = append(quotes, strconv.Quote(globalid.Encode(ent.QuoteIDPrefix, a.Quote(t, testkit.Client, usd))))
	}
	a.Settle(t)
	for name, c := range map[string]struct {
		caller   testkit.Caller
		document string
		want     int
	}{
		"the list with client, trader and page": {testkit.Master,
			`{ operations { pageInfo { hasNextPage endCursor } nodes { code client { fullName } trader { name } } } }`, 3},
		"the list alone":              {testkit.Master, `{ operations { nodes { code pay { amount } statusLabel } } }`, 1},
		"a count only when asked for": {testkit.Master, `{ operations { totalCount nodes { code } } }`, 2},
		"what may be done, for all":   {testkit.Operator, `{ operations { nodes { code availableActions { action allowed } } } }`, 5},
		"the books of all": {testkit.Master,
			`{ operations(first: 5) { nodes { ledgerEntries { id postings { account { name } money { amount } } } } } }`, 3},
		"no books for who may not see them": {testkit.Trader, `{ operations { nodes { code ledgerEntries { id } } } }`, 1},
		"references that are used twice":    {testkit.Master, `{ operations { nodes { deposits { duplicateReference } } } }`, 4},
		"all that money is like":            {testkit.Master, `{ operations { nodes { deposits { duplicates { operationCode } } } } }`, 7},
		"proofs that are used twice":        {testkit.Master, `{ operations { nodes { deposits { duplicateFile } } } }`, 5},
		"no duplicates for clients":         {testkit.Client, `{ operations { nodes { deposits { duplicateReference duplicateFile duplicates { at } } } } }`, 2},
		"no origin, no statement":           {testkit.Master, `{ operations { nodes { deposits { origin { id origin { id } } } } } }`, 2},
		"no notes for clients":              {testkit.Client, `{ operations { nodes { code notes { id } } } }`, 1},
		"fragments load what they show": {testkit.Master,
			`{ operations { nodes { ...F } } } fragment F on Operation { ... on Operation { client { fullName owner { name } } } }`, 3},
		"events read each operation once": {testkit.Master,
			`{ operationEvents { ... on OperationEvent { operation { code trader { name } } } } }`, 2},
		"the desk reads each operation once": {testkit.Master,
			`{ deskEvents(kinds: [OPERATION]) { ... on OperationEvent { operation { code trader { name } } } } }`, 2},
		"all counters of the desk": {testkit.Master, `{ ` + allCounters + ` }`, 1},
		"clients with all that hangs on them": {testkit.Master, `{ clients { nodes { fullName owner { name } accounts { id } contacts { id }
			consents { version } operatingLimit { used { amount } } } } }`, 6},
		"a search looks in each place and reads what it found at once": {testkit.Master, `{ searchAnything(text: "EXP-1001") { match found { ... on Operation { code } } } }`,
			6},
		"a search for who sees names masked": {testkit.Analyst, `{ searchAnything(text: "EXP-1001") { match found { ... on Operation { code } } } }`,
			2},
		"a preview reads the operation and what it is about": {testkit.Master, `{ operationPreview(input: { operationId: "` + firstID +
			`", action: HOLD }) { blockers { code } status } }`, 5},
		"how the books stand":             {testkit.Master, `{ booksStatus { state } }`, 1},
		"how the program fares":           {testkit.Master, `{ systemStatus { databaseVersion jobs { name } queues { channel } } }`, 3},
		"house accounts with balances":    {testkit.Master, `{ houseAccounts { bank { code } balance { amount } } }`, 2},
		"what an account has available":   {testkit.Master, `{ houseAccounts { bank { code } available { amount } } }`, 3},
		"only what is promised":           {testkit.Master, `{ houseAccounts { bank { code } promised { amount } } }`, 2},
		"no sums for who sees no balance": {testkit.Trader, `{ houseAccounts { bank { code } balance { amount } available { amount } } }`, 1},
		"the clock alone": {testkit.Anonymous, `{ serverTime banks { code accountNumbers { mask } } documentForms { type }
			departments { provinces { districts { code } } } rolePermissions { role } permissionSets { set } enumLabels { name } }`, 0},
		"what stands in the way of one quote": {testkit.Client, `{ nodes(ids: [` + quotes[0] + `]) { ... on Quote { blockers { code } } } }`, 5},
		"what stands in the way of all quotes of a client": {testkit.Client,
			`{ nodes(ids: [` + strings.Join(quotes, ", ") + `]) { ... on Quote { blockers { code } } } }`, 5},
		"what an amount would come to": {testkit.Anonymous,
			`{ pricePreview(amount: { pay: { amount: "100.00", currency: USD } }) { receive { amount } blockers { code } } }`, 2},
	} {
		statements.Reset()
		got := a.must(t, c.caller, c.document, nil)
		if sent := statements.Sent(); len(sent) != c.want {
			t.Errorf("%s: %d statements, want %d:\n%s\n%s", name, len(sent), c.want, strings.Join(sent, "\n"), got.raw)
		}
	}
}
