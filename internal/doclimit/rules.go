package doclimit

import (
	"cmp"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Rules returns the validation rules for one document: those of the specification, the merge rule by its linear
// algorithm, and without suggestions and the quoting of values unless they are wanted. Together they report at most ten different errors. The
// result is for one validation: it counts what is reported.
func Rules(limits Limits, suggestions bool) *rules.Rules {
	specified := rules.NewDefaultRules().GetInner()
	specified[mergeRuleName] = mergeRule(limits.MergeSteps).RuleFunc
	if !suggestions {
		for spoken, silent := range withoutSuggestions() {
			delete(specified, spoken)
			specified[silent.Name] = silent.RuleFunc
		}
		values := rules.ValuesOfCorrectTypeRuleWithoutSuggestions
		specified[values.Name] = discreet(values.RuleFunc)
	}
	reports := &reporter{seen: map[string]struct{}{}}
	capped := rules.NewRules()
	for _, name := range slices.SortedFunc(maps.Keys(specified), cmp.Compare[string]) {
		capped.AddRule(name, reports.limit(specified[name]))
	}
	return capped
}

// withoutSuggestions maps a rule's name to its twin that gives the schema away to nobody who guesses at it. gqlgen
// itself replaces two of the five only.
func withoutSuggestions() map[string]core.Rule {
	return map[string]core.Rule{
		rules.FieldsOnCorrectTypeRule.Name: rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
		rules.KnownArgumentNamesRule.Name:  rules.KnownArgumentNamesRuleWithoutSuggestions,
		rules.KnownTypeNamesRule.Name:      rules.KnownTypeNamesRuleWithoutSuggestions,
		rules.ScalarLeafsRule.Name:         rules.ScalarLeafsRuleWithoutSuggestions,
		rules.ValuesOfCorrectTypeRule.Name: rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
	}
}

// reporter passes on the first errors that differ in their text. The walk enters a fragment once per operation and once
// for itself, and the same mistake may stand in many places: the first is enough to find it.
type reporter struct {
	seen map[string]struct{}
	// drafts counts the errors formatted, repeated ones included: formatting is most of what a bad document costs.
	drafts int
}

func (r *reporter) limit(rule core.RuleFunc) core.RuleFunc {
	return func(observers *core.Events, addError core.AddErrFunc) {
		rule(observers, func(options ...core.ErrorOption) {
			if len(r.seen) >= maxErrors || r.drafts >= 10*maxErrors {
				return
			}
			r.drafts++
			draft := &gqlerror.Error{}
			for _, option := range options {
				option(draft)
			}
			if _, repeated := r.seen[draft.Message]; repeated {
				return
			}
			r.seen[draft.Message] = struct{}{}
			addError(options...)
		})
	}
}
