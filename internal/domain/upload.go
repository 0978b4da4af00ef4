package domain

import (
	"slices"
	"time"
)

// How much one person stores that belongs to nothing yet. What is attached to an operation or a client does not count: deposits need
// an operation, and papers have a bound a day.
const (
	// MaxPendingUploads is how many uploads a person may have asked for and not confirmed.
	MaxPendingUploads = 20
	// MaxUnattached is how many bytes a person's uploads and files that nothing names may have together, 200 MiB.
	MaxUnattached = 200 << 20
	// MaxUnattachedFiles is how many files a person may have that nothing names, however small.
	MaxUnattachedFiles = 200
	// UploadKeptFor is when what was sent and not confirmed is removed; the address to send it to is good for a sixth of that.
	UploadKeptFor = time.Hour
	// UnattachedKeptFor is when a file is removed that nothing names.
	UnattachedKeptFor = 7 * 24 * time.Hour
)

// UploadMethod is the HTTP method by which a file is sent.
type UploadMethod string

// A file is the body of a PUT, or the last part of a form that is posted.
const (
	UploadPut  UploadMethod = "PUT"
	UploadPost UploadMethod = "POST"
)

// UploadMethods lists every method.
func UploadMethods() []UploadMethod { return []UploadMethod{UploadPut, UploadPost} }

// Unattached is an upload of a person, or a file that nothing names.
type Unattached struct {
	// Pending is an upload that was not confirmed.
	Pending bool
	// Size is in bytes: as announced while it is pending, as kept afterwards.
	Size int64
	// Until is when it is removed if nothing happens.
	Until time.Time
}

// CheckUpload refuses one more upload of some bytes to a person who has as much as allowed that belongs to nothing: TOO_MANY, with
// `maximum` and, in `roomAt`, when there is room again even if the person does nothing. Nil admits it.
func CheckUpload(held []Unattached, size int64) *Error {
	pending, used := 0, int64(0)
	for _, one := range held {
		used += one.Size
		if one.Pending {
			pending++
		}
	}
	files, wanted := len(held)-pending, used+size
	if isRoom(pending, files, wanted) {
		return nil
	}
	var refusal *Error
	at := roomAt(held, pending, files, wanted)
	switch {
	case pending >= MaxPendingUploads:
		refusal = Refuse(CodeTooMany, "Tienes %d archivos sin confirmar, que es el máximo. Confirma los que ya enviaste, o sube otro desde el %s.",
			pending, SpokenInLima(at)).With("maximum", MaxPendingUploads)
	case files >= MaxUnattachedFiles:
		refusal = Refuse(CodeTooMany, "Tienes %d archivos sin adjuntar, que es el máximo. Adjunta los que ya subiste, o sube otro desde el %s.",
			files, SpokenInLima(at)).With("maximum", MaxUnattachedFiles)
	default:
		refusal = Refuse(CodeTooMany, "Con este archivo, los que no adjuntaste pasarían de 200 MB, que es el máximo. Adjunta los que ya subiste, o sube este desde el %s.",
			SpokenInLima(at)).At("size").With("maximum", MaxUnattached).With("used", used)
	}
	return refusal.With("roomAt", at.UTC().Format(time.RFC3339))
}

// isRoom tells whether so many pending uploads and files let one more come, with which all have that many bytes.
func isRoom(pending, files int, wanted int64) bool {
	return pending < MaxPendingUploads && files < MaxUnattachedFiles && wanted <= MaxUnattached
}

// roomAt is when enough of what a person holds is removed, in whole minutes, as it is told.
func roomAt(held []Unattached, pending, files int, wanted int64) time.Time {
	var at time.Time
	for _, one := range slices.SortedFunc(slices.Values(held), func(a, b Unattached) int { return a.Until.Compare(b.Until) }) {
		if isRoom(pending, files, wanted) {
			break
		}
		wanted -= one.Size
		if one.Pending {
			pending--
		} else {
			files--
		}
		at = one.Until
	}
	return at.Add(time.Minute - 1).Truncate(time.Minute)
}
