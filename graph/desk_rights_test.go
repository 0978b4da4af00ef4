package graph_test

// rightsDesk says that the desk is the house's own: whoever works there hears and counts what it may see, and nobody else is let in.
func rightsDesk() map[string]outcomes {
	house := outcomes{granted: employees()}
	return map[string]outcomes{
		"Query.deskEvents": house, "Subscription.deskEvents": house,
		"Query.deskCounters": house, "Subscription.deskCounters": house,
	}
}

func queriesDesk() map[string]string {
	return map[string]string{
		"deskEvents":   `{ deskEvents { __typename } }`,
		"deskCounters": `{ deskCounters { operationsAwaitingDeposit } }`,
	}
}
