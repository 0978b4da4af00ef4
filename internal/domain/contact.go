package domain

// ContactKind is what a contact is.
type ContactKind string

// The kinds of contact.
const (
	ContactEmail ContactKind = "EMAIL"
	ContactPhone ContactKind = "PHONE"
)

// Label is the word for a contact of the kind (Spanish, Peru).
func (k ContactKind) Label() string {
	if k == ContactPhone {
		return "Teléfono"
	}
	return "Correo"
}

// ContactKinds lists every kind.
func ContactKinds() []ContactKind { return []ContactKind{ContactEmail, ContactPhone} }

// Values lists the kinds for the database's enum check.
func (ContactKind) Values() []string { return valuesOf(ContactKinds()) }

// ConsentDocument is a text of the house that a client accepts.
type ConsentDocument string

// The texts: the terms of use, and how personal data is treated (Ley 29733).
const (
	ConsentTerms   ConsentDocument = "TERMS"
	ConsentPrivacy ConsentDocument = "PRIVACY"
)

// ConsentDocuments lists every text.
func ConsentDocuments() []ConsentDocument { return []ConsentDocument{ConsentTerms, ConsentPrivacy} }

// Values lists the texts for the database's enum check.
func (ConsentDocument) Values() []string { return valuesOf(ConsentDocuments()) }

// BlobStore names where the content of a file lies.
type BlobStore string

// The stores.
const (
	StoreDisk       BlobStore = "DISK"
	StoreS3         BlobStore = "S3"
	StoreCloudinary BlobStore = "CLOUDINARY"
)

// BlobStores lists every store.
func BlobStores() []BlobStore { return []BlobStore{StoreDisk, StoreS3, StoreCloudinary} }

// Values lists the stores for the database's enum check.
func (BlobStore) Values() []string { return valuesOf(BlobStores()) }

// FileMatchKind is how two files are alike.
type FileMatchKind string

// EXACT files have the same bytes, SIMILAR ones show nearly the same picture.
const (
	MatchExact   FileMatchKind = "EXACT"
	MatchSimilar FileMatchKind = "SIMILAR"
)

// FileMatchKinds lists every kind.
func FileMatchKinds() []FileMatchKind { return []FileMatchKind{MatchExact, MatchSimilar} }

// Values lists the kinds for the database's enum check.
func (FileMatchKind) Values() []string { return valuesOf(FileMatchKinds()) }
