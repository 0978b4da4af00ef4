package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"log/slog"
	"net/http"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// slip names one picture: a hand's, for an operator's day.
type slip struct {
	operator uuid.UUID
	date     domain.Date
}

// dayProof answers the file with which an operator proves the day's transfers, and uploads it first when there is none:
// one picture for a day keeps a long history small. Each hand has its own pictures, so that none waits for another.
func (h *hand) dayProof(ctx context.Context, operator uuid.UUID, date domain.Date) (uuid.UUID, error) {
	wanted := slip{operator, date}
	if id, drawn := h.slips[wanted]; drawn {
		return id, nil
	}
	content, err := voucher(fmt.Sprintf("%s/%d", date, h.number))
	if err != nil {
		return uuid.Nil, err
	}
	id, err := h.fileOnce(ctx, operator, domain.FilePayoutProof, content)
	if err != nil {
		return uuid.Nil, err
	}
	h.slips[wanted] = id
	return id, nil
}

// upload sends a picture the way that every sender does: asked for, put, confirmed.
func (h *hand) upload(ctx context.Context, purpose domain.FilePurpose, content []byte, sum [sha256.Size]byte) (uuid.UUID, error) {
	asked, err := h.files.RequestUpload(ctx, files.RequestInput{Purpose: purpose, MediaType: "image/png",
		Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:])})
	if err != nil {
		return uuid.Nil, fmt.Errorf("ask for an upload: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, string(asked.Method), asked.URL, bytes.NewReader(content))
	if err != nil {
		return uuid.Nil, fmt.Errorf("send an upload: %w", err)
	}
	for _, header := range asked.Headers {
		request.Header.Set(header.Name, header.Value)
	}
	answer := &answered{header: http.Header{}}
	h.files.Handler(slog.New(slog.DiscardHandler)).ServeHTTP(answer, request)
	if answer.status != http.StatusNoContent {
		return uuid.Nil, fmt.Errorf("send an upload: status %d", answer.status)
	}
	id, _, err := h.files.ConfirmUpload(ctx, files.ConfirmInput{Token: asked.Token})
	if err != nil {
		return uuid.Nil, fmt.Errorf("confirm an upload: %w", err)
	}
	return id, nil
}

// answered keeps the status of an answer and drops its body.
type answered struct {
	header http.Header
	status int
}

func (a *answered) Header() http.Header { return a.header }

func (a *answered) WriteHeader(status int) { a.status = status }

func (a *answered) Write(p []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return len(p), nil
}

// voucher draws a small picture that looks like a bank's slip, different for each text.
func voucher(text string) ([]byte, error) {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(text)) // a hash takes everything
	pattern := sum.Sum64()
	paper := color.RGBA{R: 250, G: 248, B: 240, A: 255}
	ink := color.RGBA{R: 30, G: uint8(60 + pattern%120), B: uint8(90 + pattern>>8%120), A: 255}
	picture := image.NewPaletted(image.Rect(0, 0, 240, 320), color.Palette{paper, ink})
	for y := range 320 {
		for x := range 240 {
			line, column := y/16, x/8
			frame := y < 6 || y >= 314 || x < 6 || x >= 234
			written := y%16 > 5 && y%16 < 11 && column > 2 && column < 27 && pattern>>(uint(line*7+column)%64)&1 == 1
			if frame || written {
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		return nil, fmt.Errorf("draw a voucher: %w", err)
	}
	return encoded.Bytes(), nil
}
