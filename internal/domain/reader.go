package domain

// Reader is who reads a text about a client: the client itself, who is addressed as tú, or the house, which reads of the client.
type Reader bool

// The readers of a text.
const (
	ForHouse  Reader = false
	ForClient Reader = true
)

// Say chooses the words for the reader.
func (r Reader) Say(client, house string) string {
	if r == ForClient {
		return client
	}
	return house
}

// Refuse refuses in words for the reader, who is the same for both texts' figures.
func (r Reader) Refuse(code Code, client, house string, args ...any) *Error {
	return Refuse(code, r.Say(client, house), args...)
}
