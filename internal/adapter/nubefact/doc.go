// Package nubefact hands electronic documents to SUNAT through NubeFact (compliance.md 4).
//
// Invariants:
//   - The same document is the same bytes, and what is sent is the bytes that were given: the house stores them with the number.
//   - What brings no document is a *domain.ProviderFault. A lost answer, one that is none, and one about another document have code 0: nobody
//     knows then what the provider has.
//   - Neither the token, nor the account's address, nor what the request says of a client comes into an error: the provider's words
//     are bounded, and what they quote of the request is taken out.
//   - An answer is read up to a bound, a call ends within 30 seconds, and no request follows a redirection.
//   - Links are fetched from the provider's own hosts alone, without the token.
package nubefact
