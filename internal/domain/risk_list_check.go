package domain

import "strconv"

// RiskListResult is what a person found of a client on one kind of list.
type RiskListResult struct {
	List    RiskList      `json:"list"`
	State   RiskListState `json:"state"`
	Details string        `json:"details,omitempty"`
}

// The longest texts of a check by a person.
const (
	longestListDetails      = 500
	longestListObservations = 1000
)

// RiskListCheck is a check by a person: of each kind of list at most one result; what is missing was not checked.
type RiskListCheck struct {
	Results      []RiskListResult
	LegalIssues  bool
	Observations string
}

// Check answers the check as it is stored, with one result for each kind in the order of the form, or adds all its faults. A match says
// what was found.
func (c RiskListCheck) Check(faults *Faults) RiskListCheck {
	byList := map[RiskList]RiskListResult{}
	for i, result := range c.Results {
		at := func(field string) []string { return []string{"results", strconv.Itoa(i), field} }
		if _, twice := byList[result.List]; twice {
			faults.Add(Refuse(CodeInvalid, "%s está dos veces.", result.List.Label()).At(at("list")...))
		}
		missing := ""
		if result.State == RiskListMatch {
			missing = "Describe la coincidencia."
		}
		result.Details = Text{Longest: longestListDetails, Lines: true, Missing: missing}.Check(faults, result.Details, at("details")...)
		byList[result.List] = result
	}
	checked := RiskListCheck{LegalIssues: c.LegalIssues}
	checked.Observations = Text{Longest: longestListObservations, Lines: true}.Check(faults, c.Observations, "observations")
	none := !c.LegalIssues
	for _, list := range RiskLists() {
		result, there := byList[list]
		if !there {
			result = RiskListResult{List: list, State: RiskListNotChecked}
		}
		none = none && result.State == RiskListNotChecked
		checked.Results = append(checked.Results, result)
	}
	if none {
		faults.Add(Refuse(CodeRequired, "Indica qué listas revisaste.").At("results"))
	}
	return checked
}

// States are the results by kind of list.
func (c RiskListCheck) States() map[RiskList]RiskListState {
	states := map[RiskList]RiskListState{}
	for _, result := range c.Results {
		states[result.List] = result.State
	}
	return states
}

// MergeListStates joins how a client stands by a person's check with how it stands by another source: a match of either is one, and what
// either checked is checked.
func MergeListStates(a, b map[RiskList]RiskListState) map[RiskList]RiskListState {
	merged := map[RiskList]RiskListState{}
	for _, list := range RiskLists() {
		merged[list] = RiskListNotChecked
		for _, state := range []RiskListState{a[list], b[list]} {
			if state == RiskListMatch || state == RiskListClear && merged[list] == RiskListNotChecked {
				merged[list] = state
			}
		}
	}
	return merged
}

// ClearsAlone answers the lists on which a person, who recorded a match, would say alone that there is none: that takes somebody else.
func (c RiskListCheck) ClearsAlone(before RiskListCheck) []RiskList {
	var alone []RiskList
	states := c.States()
	for _, was := range before.Results {
		if was.State == RiskListMatch && states[was.List] != RiskListMatch {
			alone = append(alone, was.List)
		}
	}
	return alone
}
