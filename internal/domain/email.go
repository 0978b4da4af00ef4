package domain

import (
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// The lengths of an e-mail address, in bytes: RFC 5321 4.5.3.1 for the part before the @, and the width of the columns for all of it.
const (
	longestLocal = 64
	longestEmail = 120
)

// atomSigns are what the part before the @ may have beside letters, digits and points (RFC 5322, atext).
const atomSigns = "!#$%&'*+-/=?^_`{|}~"

// Emails says which addresses a house takes.
type Emails struct {
	// Reserved takes the names that RFC 2606 and 6761 keep for examples and tests. Nobody reads there, so a house in production
	// refuses them.
	Reserved bool
}

// Read answers an address as it is stored, or an INVALID that says what to mend.
func (e Emails) Read(text string) (string, *Error) {
	email, ok := NormalizeEmail(text)
	switch {
	case !ok && strings.ContainsFunc(strings.TrimFunc(text, isBlank), isIgnorable):
		return "", Refuse(CodeInvalid, "El correo tiene caracteres que no se ven: bórralo y escríbelo de nuevo.")
	case !ok:
		return "", Refuse(CodeInvalid, "Escribe un solo correo, por ejemplo ana@correo.pe.")
	case !e.Reserved && isReserved(email):
		return "", Refuse(CodeInvalid, "Ese correo es de un dominio de ejemplo, donde nadie lee: escribe el tuyo.")
	}
	return email, nil
}

// Check is Read for one field of an input: what is wrong is added to its faults, below the path of the field.
func (e Emails) Check(faults *Faults, text string, path ...string) string {
	email, refusal := e.Read(text)
	if refusal != nil {
		faults.Add(refusal.At(path...))
	}
	return email
}

// NormalizeEmail answers one bare address as it is stored: in lower case, the host in its ASCII form (RFC 5891), without the space and
// the invisible characters that copying leaves around it. It is false for everything that mail servers do not take: names beside the
// address, several addresses, hosts without a point, letters with accents before the @, invisible characters inside.
func NormalizeEmail(text string) (email string, ok bool) {
	if len(text) > longestInput(longestEmail) {
		return "", false
	}
	local, host, found := strings.Cut(strings.ToLower(strings.TrimFunc(text, isBlank)), "@")
	if !found || !validLocal(local) {
		return "", false
	}
	host, ok = asciiHost(host)
	email = local + "@" + host
	if !ok || len(email) > longestEmail {
		return "", false
	}
	return email, true
}

// validLocal asks for words of letters, digits and signs with single points between them.
func validLocal(local string) bool {
	odd := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') && !strings.ContainsRune(atomSigns, r)
	}
	return len(local) <= longestLocal && !slices.ContainsFunc(strings.Split(local, "."), func(word string) bool {
		return word == "" || strings.ContainsFunc(word, odd)
	})
}

// asciiHost asks for a dotted name as it is registered, whose labels are of one script each.
func asciiHost(host string) (string, bool) {
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil || strings.ContainsFunc(host, isIgnorable) {
		return "", false
	}
	if shown, err := idna.Lookup.ToUnicode(ascii); err != nil || mixesScripts(shown) {
		return "", false
	}
	labels := strings.Split(ascii, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") ||
			strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return "", false
		}
	}
	return ascii, len(labels) > 1 && !isDecimal(labels[len(labels)-1])
}

// isReserved tells whether an address is of a name that is kept for examples and tests.
func isReserved(email string) bool {
	labels := strings.Split(email[strings.IndexByte(email, '@')+1:], ".")
	last := labels[len(labels)-1]
	switch last {
	case "test", "example", "invalid", "localhost":
		return true
	}
	return labels[len(labels)-2] == "example" && (last == "com" || last == "net" || last == "org")
}
