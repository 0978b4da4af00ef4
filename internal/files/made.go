package files

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/document"
	"github.com/qoricash/qoricash/internal/domain"
)

// Maker makes the paper of a thing whenever it is asked for, masked where that is asked for. A *domain.Error tells that there is none.
type Maker func(ctx context.Context, of uuid.UUID, masked bool) (document.Document, error)

// receiptPath is where receipts are given out.
const receiptPath = readPath + "receipts/"

// ReceiptURL answers an address that is good for reading the receipt of an operation during [ReadFor]. The operation must come from a
// query that the caller's row rules went through, and have a receipt ([domain.CheckReceipt]). Who sees personal data masked, or may not
// read clients, gets the address of a masked one; nobody signed in gets none.
func (s *Service) ReceiptURL(ctx context.Context, operation uuid.UUID) (string, error) {
	actor := access.Current(ctx)
	if actor.Kind == domain.ActorAnonymous {
		return "", nil
	}
	token, err := s.sign(grant{Use: forReceipt, Operation: operation, ExpiresAt: s.clock.Now().Add(ReadFor).Unix(),
		Masked: actor.Masked() || !actor.Can(domain.ClientsRead)})
	if err != nil {
		return "", fmt.Errorf("sign an address: %w", err)
	}
	return s.address(ctx, receiptPath+token), nil
}

// sendReceipt makes the receipt of an address, and gives it out.
func (s *Service) sendReceipt(w http.ResponseWriter, r *http.Request) error {
	asked, err := s.read(r.PathValue("token"), forReceipt)
	if err != nil || asked.expired(s.clock.Now()) || s.receipts == nil {
		return unknownAddress()
	}
	name, content, err := s.draw(r.Context(), asked)
	if refusal := (*domain.Error)(nil); errors.As(err, &refusal) {
		return unknownAddress()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		w.Header().Set("Retry-After", "5")
		return &problem{http.StatusServiceUnavailable, domain.CodeUnavailable, "Hay muchos pedidos a la vez. Vuelve a intentarlo en unos segundos."}
	}
	if err != nil {
		return fmt.Errorf("make a receipt: %w", err)
	}
	saved(w.Header(), document.MediaType, int64(len(content)), name+extension(typePDF))
	if r.Method == http.MethodHead {
		return nil
	}
	// The status is sent: if this breaks off, the short body tells the caller.
	_, _ = w.Write(content)
	return nil
}

// draw makes a paper when its turn comes. The place is free again before anything is sent: a slow reader holds none.
func (s *Service) draw(ctx context.Context, asked grant) (name string, content []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, drawTime)
	defer cancel()
	if err := s.drawing.Acquire(ctx, 1); err != nil {
		return "", nil, err
	}
	defer s.drawing.Release(1)
	paper, err := s.receipts(ctx, asked.Operation, asked.Masked)
	if err != nil {
		return "", nil, err
	}
	content, err = paper.PDF()
	return paper.Name, content, err
}

// saved are the headers by which browsers save content, and never run it.
func saved(header http.Header, mediaType string, size int64, name string) {
	header.Set("Content-Type", mediaType)
	header.Set("Content-Length", strconv.FormatInt(size, 10))
	header.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	header.Set("Content-Security-Policy", "default-src 'none'; sandbox")
}
