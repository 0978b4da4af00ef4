package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/files"
)

func (r *Resolver) requestUpload(ctx context.Context, input model.UploadRequestInput) (*model.UploadRequestPayload, error) {
	command := files.RequestInput{Purpose: input.Purpose, MediaType: input.MediaType, Size: int64(input.Size), SHA256: text(input.Sha256)}
	upload, err := run(ctx, r, &ids.Input{}, command, unkeyed(r.Files.RequestUpload))
	payload := &model.UploadRequestPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Upload = &model.Upload{Token: upload.Token, Method: upload.Method, URL: upload.URL, ExpiresAt: upload.ExpiresAt,
		Headers: uploadHeaders(upload.Headers), Fields: uploadHeaders(upload.Fields)}
	return payload, nil
}

func uploadHeaders(list []files.Header) []*model.UploadHeader {
	shown := make([]*model.UploadHeader, len(list))
	for i, header := range list {
		shown[i] = &model.UploadHeader{Name: header.Name, Value: header.Value}
	}
	return shown
}

func (r *Resolver) confirmUpload(ctx context.Context, input model.UploadConfirmInput) (*model.UploadConfirmPayload, error) {
	id, err := run(ctx, r, &ids.Input{}, files.ConfirmInput{Token: input.Token}, r.Files.ConfirmUpload)
	payload := &model.UploadConfirmPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.File, err = r.file(ctx, id)
	return payload, err
}

// file reads one file; nil when there is none that the caller may see.
func (r *Resolver) file(ctx context.Context, id uuid.UUID) (*view.File, error) {
	rows, err := r.Store.Read().File.Query().Where(file.ID(id)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a file: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return view.NewFile(r.look(ctx), rows[0]), nil
}
