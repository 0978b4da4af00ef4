package files

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// RequestInput asks to upload a file.
type RequestInput struct {
	Purpose domain.FilePurpose
	// MediaType is as the sender sees it; the content decides.
	MediaType string
	// Size is in bytes.
	Size int64
	// SHA256 is hexadecimal.
	SHA256 string
}

// Header is one header of an upload.
type Header struct{ Name, Value string }

// Upload is where and how to send a file.
type Upload struct {
	Token, Method, URL string
	Headers            []Header
	ExpiresAt          time.Time
}

// purposeNeeds is the right behind each purpose: who may attach such a file may upload it.
func purposeNeeds(purpose domain.FilePurpose) (domain.Permission, bool) {
	switch purpose {
	case domain.FileDepositProof:
		return domain.DepositsReport, true
	case domain.FilePayoutProof:
		return domain.OperationsSettle, true
	}
	return "", false
}

// RequestUpload answers where the caller may send a file within 10 minutes. It writes nothing.
func (s *Service) RequestUpload(ctx context.Context, in RequestInput) (Upload, error) {
	actor, err := access.Require(ctx, domain.FilesUpload)
	if err != nil {
		return Upload{}, err
	}
	if actor.ID == uuid.Nil {
		return Upload{}, access.Denied(actor)
	}
	sum, err := in.checked(actor)
	if err != nil {
		return Upload{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Upload{}, fmt.Errorf("make a file id: %w", err)
	}
	expires := s.clock.Now().Add(uploadFor).Truncate(time.Second)
	token, err := s.sign(grant{Use: forUpload, File: id, ExpiresAt: expires.Unix(), Actor: actor.Key(), Purpose: in.Purpose,
		MediaType: in.MediaType, Size: in.Size, SHA256: sum})
	if err != nil {
		return Upload{}, fmt.Errorf("sign an upload: %w", err)
	}
	return Upload{Token: token, Method: "PUT", URL: s.baseURL + uploadPath + token, ExpiresAt: expires,
		Headers: []Header{{Name: "Content-Type", Value: in.MediaType}}}, nil
}

func (in RequestInput) checked(actor access.Actor) (sum []byte, err error) {
	var faults domain.Faults
	switch needed, known := purposeNeeds(in.Purpose); {
	case !known:
		faults.Add(domain.Refuse(domain.CodeInvalid, "No se reciben archivos para eso.").At("purpose"))
	case !actor.Can(needed):
		faults.Add(domain.Refuse(domain.CodeForbidden, "Tu perfil no sube este tipo de archivo.").At("purpose"))
	}
	if !slices.Contains(mediaTypes(), in.MediaType) {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El archivo debe ser %s.", acceptedText).At("mediaType"))
	}
	if in.Size < 1 || in.Size > MaxSize {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El archivo debe pesar como máximo 10 MB y no estar vacío.").At("size").With("maximum", MaxSize))
	}
	sum, decodeErr := hex.DecodeString(strings.TrimSpace(in.SHA256))
	if decodeErr != nil || len(sum) != 32 {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El SHA-256 debe tener 64 dígitos hexadecimales.").At("sha256"))
	}
	return sum, faults.Err()
}

// ConfirmInput says that a file was sent.
type ConfirmInput struct{ Token string }

// ConfirmUpload checks what was stored for a token and makes it a file, which the caller can then attach. Confirming
// again answers the same file, for as long as it exists, and says that it did so before.
func (s *Service) ConfirmUpload(ctx context.Context, in ConfirmInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.FilesUpload)
	if err != nil {
		return uuid.Nil, false, err
	}
	asked, err := s.read(in.Token, forUpload)
	if err != nil || asked.Actor != actor.Key() {
		return uuid.Nil, false, domain.Refuse(domain.CodeNotFound, "No existe esa carga. Pide subir el archivo de nuevo.").At("token")
	}
	// The token says whose file it is.
	confirmed, err := s.store.Read().File.Query().Where(file.ID(asked.File)).Exist(access.AsSystem(ctx))
	if err != nil {
		return uuid.Nil, false, fmt.Errorf("find a file: %w", err)
	}
	if confirmed {
		return asked.File, true, nil
	}
	if asked.expired(s.clock.Now()) {
		return uuid.Nil, false, domain.Refuse(domain.CodeInvalid, "El tiempo para subir el archivo venció. Súbelo de nuevo.").At("token")
	}
	mediaType, err := s.inspect(ctx, asked)
	if err != nil {
		return uuid.Nil, false, err
	}
	return s.keep(ctx, actor, asked, mediaType)
}

// inspect reads what the store has and answers its type, or why it is refused.
func (s *Service) inspect(ctx context.Context, asked grant) (string, error) {
	content, err := s.blob.Open(ctx, blobName(asked.File))
	if errors.Is(err, fs.ErrNotExist) {
		return "", domain.Refuse(domain.CodeInvalid, "El archivo todavía no llegó. Envíalo y confirma después.").At("token")
	}
	if err != nil {
		return "", fmt.Errorf("open an upload: %w", err)
	}
	defer content.Close()
	found, err := inspect(content)
	if err != nil {
		return "", refusedAt(err, "token")
	}
	if found.size != asked.Size || !slices.Equal(found.sha256, asked.SHA256) {
		return "", errNotAsDeclared().At("token")
	}
	return found.mediaType, nil
}

// keep writes the file's row, once.
func (s *Service) keep(ctx context.Context, actor access.Actor, asked grant, mediaType string) (uuid.UUID, store.Replay, error) {
	command := store.Command{Action: "file.confirm", Locks: []event.Aggregate{{Type: "file", ID: asked.File}}}
	existed, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (bool, error) {
		tx.Audit(audit.Entry{ObjectKind: "file", ObjectID: asked.File, After: map[string]any{"purpose": asked.Purpose,
			"mediaType": mediaType, "size": asked.Size, "sha256": hex.EncodeToString(asked.SHA256)}})
		existed, err := tx.File.Query().Where(file.ID(asked.File)).Exist(access.AsSystem(ctx))
		if err != nil || existed {
			return existed, err
		}
		return false, tx.File.Create().SetID(asked.File).SetCreatedAt(tx.Now).SetPurpose(asked.Purpose).SetMediaType(mediaType).
			SetSize(asked.Size).SetSha256(asked.SHA256).SetUploadedByKind(actor.Kind).SetUploadedBy(actor.ID).Exec(ctx)
	})
	if err != nil {
		return uuid.Nil, false, fmt.Errorf("keep a file: %w", err)
	}
	return asked.File, store.Replay(existed), nil
}

// OwnedBy answers the file of that purpose that the command's actor uploaded itself; NOT_FOUND at fileId for any other.
// Whoever attaches a file asks this first.
func (s *Service) OwnedBy(ctx context.Context, tx *store.Tx, fileID uuid.UUID, purpose domain.FilePurpose) (*ent.File, error) {
	// The conditions are narrower than any row rule.
	row, err := tx.File.Query().Where(file.ID(fileID), file.PurposeEQ(purpose), file.UploadedBy(tx.Actor.ID),
		file.UploadedByKindEQ(tx.Actor.Kind)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese archivo. Súbelo de nuevo.").At("fileId")
	}
	if err != nil {
		return nil, fmt.Errorf("find a file: %w", err)
	}
	return row, nil
}

// ReadURL answers an address that is good for reading a file during 5 minutes. The row must come from a query that the
// caller's row rules went through. It is empty for callers who see personal data masked, and for nobody signed in.
func (s *Service) ReadURL(ctx context.Context, row *ent.File) (string, error) {
	actor := access.Current(ctx)
	if actor.Masked() || actor.Kind == domain.ActorAnonymous {
		return "", nil
	}
	token, err := s.sign(grant{Use: forRead, File: row.ID, ExpiresAt: s.clock.Now().Add(readFor).Unix(), MediaType: row.MediaType, Size: row.Size})
	if err != nil {
		return "", fmt.Errorf("sign an address: %w", err)
	}
	return s.baseURL + readPath + token, nil
}
