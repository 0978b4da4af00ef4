package files

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// RequestInput asks to upload a file.
type RequestInput struct {
	Purpose domain.FilePurpose
	// MediaType is as the sender sees it, in any case and spelling; the content decides.
	MediaType string
	// Size is in bytes.
	Size int64
	// SHA256 is hexadecimal; empty when the sender did not find it.
	SHA256 string
}

// Upload is where and how to send a file.
type Upload struct {
	Token string
	Address
	ExpiresAt time.Time
}

// RequestUpload answers where the caller may send a file within 10 minutes, unless it has as much as allowed that belongs to nothing
// ([domain.CheckUpload]). It notes that something may come, so that what comes and is never confirmed can be removed
// ([Service.Sweep]).
func (s *Service) RequestUpload(ctx context.Context, in RequestInput) (Upload, error) {
	actor, err := access.Require(ctx, domain.FilesUpload)
	if err != nil {
		return Upload{}, err
	}
	if actor.ID == uuid.Nil {
		return Upload{}, access.Denied(actor)
	}
	in.MediaType = acceptedType(in.MediaType)
	sum, err := in.checked(actor)
	if err != nil {
		return Upload{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Upload{}, fmt.Errorf("make a file id: %w", err)
	}
	blob, expires := s.current(), s.clock.Now().Add(uploadFor).Truncate(time.Second)
	token, err := s.sign(grant{Use: forUpload, File: id, Store: blob.Kind(), ExpiresAt: expires.Unix(), Actor: actor.Key(),
		Purpose: in.Purpose, MediaType: in.MediaType, Size: in.Size, SHA256: sum})
	if err != nil {
		return Upload{}, fmt.Errorf("sign an upload: %w", err)
	}
	if err := s.expectFrom(ctx, actor, id, blob.Kind(), in.Size); err != nil {
		return Upload{}, err
	}
	address, err := blob.UploadTo(ctx, sentName(id), UploadTerms{MediaType: in.MediaType, Size: in.Size, SHA256: sum, For: uploadFor})
	if errors.Is(err, errors.ErrUnsupported) {
		address, err = Address{Method: domain.UploadPut, URL: s.address(ctx, uploadPath+token), Headers: []Header{{Name: "Content-Type", Value: in.MediaType}}}, nil
	}
	if err != nil {
		return Upload{}, fmt.Errorf("address an upload: %w", err)
	}
	return Upload{Token: token, Address: address, ExpiresAt: expires}, nil
}

// expectFrom notes that content of a person may come to a store, if there is room for it. What the person has is counted under a lock:
// of two requests at once the second sees the first.
func (s *Service) expectFrom(ctx context.Context, actor access.Actor, id uuid.UUID, kind domain.BlobStore, size int64) error {
	command := store.Command{Action: "file.request", Locks: []event.Aggregate{{Type: domain.ObjectUnattachedFiles, ID: actor.ID}}}
	_, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		held, err := unattached(ctx, tx, actor)
		if err != nil {
			return err
		}
		if refusal := domain.CheckUpload(held, size); refusal != nil {
			return refusal
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectFile, ObjectID: id})
		return tx.PendingUpload.Create().SetID(id).SetCreatedAt(tx.Now).SetStore(kind).SetSize(size).
			SetRequestedByKind(actor.Kind).SetRequestedBy(actor.ID).Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("expect an upload: %w", err)
	}
	return nil
}

// checked answers the announced hash, nil for none; the type is an accepted one or empty.
func (in RequestInput) checked(actor access.Actor) (sum []byte, err error) {
	var faults domain.Faults
	rule, _ := in.Purpose.Rule()
	switch {
	case !rule.IsUploaded():
		faults.Add(domain.Refuse(domain.CodeInvalid, "No se reciben archivos para eso.").At("purpose"))
	case !actor.Can(rule.Uploader):
		faults.Add(domain.Refuse(domain.CodeForbidden, "Tu perfil no sube este tipo de archivo.").At("purpose"))
	}
	if in.MediaType == "" || rule.IsUploaded() && !rule.Takes(in.MediaType) {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El archivo debe ser %s.", acceptedText).At("mediaType"))
	}
	if most := cmp.Or(rule.MaxSize, MaxSize); in.Size < 1 || in.Size > most {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El archivo debe pesar como máximo %d MB y no estar vacío.", most>>20).At("size").With("maximum", most))
	}
	sum, decodeErr := hex.DecodeString(strings.TrimSpace(in.SHA256))
	if decodeErr != nil || len(sum) != sha256.Size && len(sum) > 0 {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El SHA-256 debe tener 64 dígitos hexadecimales.").At("sha256"))
	}
	return sum, faults.Err()
}
