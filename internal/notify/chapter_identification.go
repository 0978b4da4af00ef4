package notify

import (
	"slices"

	"github.com/qoricash/qoricash/internal/domain"
)

// What clients are told of their identification.
const (
	KindDocumentRejected       Kind = "DOCUMENT_REJECTED"
	KindIdentificationInReview Kind = "IDENTIFICATION_IN_REVIEW"
	KindIdentificationApproved Kind = "IDENTIFICATION_APPROVED"
	KindIdentificationRejected Kind = "IDENTIFICATION_REJECTED"
	KindIdentificationReopened Kind = "IDENTIFICATION_REOPENED"
)

// What the house is told of it.
const (
	KindDeskDocuments     Kind = "DESK_DOCUMENTS_UPLOADED"
	KindDeskProposed      Kind = "DESK_IDENTIFICATION_PROPOSED"
	KindDeskDeclined      Kind = "DESK_IDENTIFICATION_DECLINED"
	KindDeskApproved      Kind = "DESK_IDENTIFICATION_APPROVED"
	KindDeskRejected      Kind = "DESK_IDENTIFICATION_REJECTED"
	KindDeskDuplicateFile Kind = "DESK_DUPLICATE_FILE"
)

func identificationChapter() *chapter {
	return &chapter{
		folder: "identification",
		kinds: slices.Concat(
			about(domain.TopicIdentity, days, KindDocumentRejected, KindIdentificationInReview, KindIdentificationApproved, KindIdentificationRejected,
				KindIdentificationReopened),
			about(domain.TopicIdentity, days, KindDeskDocuments, KindDeskProposed, KindDeskDeclined, KindDeskApproved, KindDeskRejected, KindDeskDuplicateFile)),
		rules: identificationRules(),
		targets: map[Kind]domain.LinkTarget{
			KindDocumentRejected: domain.LinkIdentification, KindIdentificationInReview: domain.LinkIdentification,
			KindIdentificationApproved: domain.LinkNewOperation, KindIdentificationRejected: domain.LinkIdentification,
			KindIdentificationReopened: domain.LinkIdentification,
		},
		words:  identificationWords,
		sample: Data{"approve": true, "reason": sampleReason, "match": "Es la misma imagen que otra de la casa"},
	}
}

var (
	complete  = when("nothing is missing any more", func(f domain.SubmittedFacts) bool { return f.Complete })
	disclosed = when("a paper that the client may see", func(f domain.ReviewedFacts) bool { return f.Kind != domain.PaperComplianceValidation })
)

func identificationRules() []Rule {
	of := func(event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: domain.ObjectClient, Event: event, When: when, Say: say, Over: over, To: to}
	}
	always := Condition{}
	return []Rule{
		of(domain.EventDocumentSubmitted, complete, KindDeskDocuments, listed, ToOwner, ToMiddleOffice, ToMasters),
		of(domain.EventDocumentRejected, disclosed, KindDocumentRejected, everywhere, ToClient),
		of(domain.EventReviewStarted, always, KindIdentificationInReview, listed, ToClient),
		of(domain.EventKYCProposed, always, KindDeskProposed, listed, ToMiddleOffice, ToMasters),
		of(domain.EventKYCDeclined, always, KindDeskDeclined, listed, ToMiddleOffice),
		of(domain.EventKYCApproved, always, KindIdentificationApproved, everywhere, ToClient),
		of(domain.EventKYCApproved, always, KindDeskApproved, listed, ToOwner),
		of(domain.EventKYCRejected, always, KindIdentificationRejected, everywhere, ToClient),
		of(domain.EventKYCRejected, always, KindDeskRejected, listed, ToOwner),
		of(domain.EventKYCReopened, always, KindIdentificationReopened, everywhere, ToClient),
		{Object: domain.ObjectFile, Event: domain.EventDuplicateFound, Say: KindDeskDuplicateFile, Over: listed, To: []Audience{ToMiddleOffice, ToMasters}},
	}
}

// identificationWords are what a message says of the papers of a client and of the verdict on them.
func identificationWords(w wording, data Data, o *occurrence) {
	if o.Aggregate.Type == domain.ObjectFile {
		data[dataPath], data["match"] = pathOf(domain.LinkReview), likeness(factsOf[domain.DuplicateFacts](o).Matches)
		return
	}
	w.addClient(data, o)
	data["approve"], data["reason"] = factsOf[domain.ProposedFacts](o).Approve, ""
	switch o.Kind {
	case domain.EventDocumentRejected:
		reviewed := factsOf[domain.ReviewedFacts](o)
		data["document"], data["reason"] = reviewed.Kind.Label(), reviewed.Reason.Advice()
	case domain.EventKYCRejected:
		data["reason"] = factsOf[domain.KYCRejectedFacts](o).Reason.Explanation()
	}
}

// likeness says how a file is like another.
func likeness(matches []domain.FileLikeness) string {
	if slices.ContainsFunc(matches, func(match domain.FileLikeness) bool { return match.Kind == domain.MatchExact }) {
		return "Es la misma imagen que otra de la casa"
	}
	return "Es casi igual a otra imagen de la casa"
}
