package notify

import (
	"slices"
	"strconv"

	"github.com/qoricash/qoricash/internal/domain"
)

// What Masters are told of the books.
const (
	KindDeskBooksUnbalanced Kind = "DESK_BOOKS_UNBALANCED"
	KindDeskBooksBalanced   Kind = "DESK_BOOKS_BALANCED"
)

// booksRunbook is what to do about books that do not balance, among the documents of the program.
const booksRunbook = "docs/runbooks/books-do-not-balance.md"

func booksChapter() *chapter {
	// Somebody may have changed rows past the program: nobody switches that off. That all is well again wakes nobody.
	balanced := about(domain.TopicSecurity, hours, KindDeskBooksBalanced)
	balanced[0].Urgent = false
	return &chapter{
		folder: "books",
		kinds:  slices.Concat(about(domain.TopicSecurity, days, KindDeskBooksUnbalanced), balanced),
		rules: []Rule{
			{Object: domain.ObjectBooks, Event: domain.EventBooksUnbalanced, Say: KindDeskBooksUnbalanced, Over: everywhere, To: []Audience{ToMasters}},
			{Object: domain.ObjectBooks, Event: domain.EventBooksBalanced, Say: KindDeskBooksBalanced, Over: listed, To: []Audience{ToMasters}},
		},
		words: func(_ wording, data Data, o *occurrence) {
			facts := factsOf[domain.BooksFacts](o)
			data[dataPath], data["runbook"], data["findings"] = "", booksRunbook, strconv.FormatInt(facts.Findings, 10)
			data["soles"], data["dollars"] = facts.Soles.String(), facts.Dollars.String()
		},
		sample: Data{dataPath: "", "runbook": booksRunbook, "findings": "1", "soles": "0.01", "dollars": "0.00"},
	}
}
