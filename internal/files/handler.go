package files

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// The addresses of the handler.
const (
	uploadPath = "/files/uploads/"
	readPath   = "/files/"
)

// transferTime is how long one upload or read may take; slower ones would hold a connection for nothing.
const transferTime = 2 * time.Minute

// Handler serves the house's own addresses: for content in stores that senders and readers do not reach, PUT /files/uploads/{token} and
// GET /files/{token}; for papers that are made when they are asked for, GET /files/receipts/{token}. The token is the right: cookies and
// bearer tokens are not looked at.
func (s *Service) Handler(log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("PUT "+uploadPath+"{token}", s.serving(log, s.receive))
	mux.Handle("GET "+readPath+"{token}", s.serving(log, s.send))
	mux.Handle("GET "+receiptPath+"{token}", s.serving(log, s.sendReceipt))
	return mux
}

// serving runs a transfer within its time and answers its error.
func (s *Service) serving(log *slog.Logger, transfer func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The machine's time and not the house's clock: this is about the connection. Writers without deadlines go on
		// without.
		control, until := http.NewResponseController(w), time.Now().Add(transferTime)
		_, _ = control.SetReadDeadline(until), control.SetWriteDeadline(until)
		w.Header().Set("Cache-Control", "private, no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		err := transfer(w, r)
		if err == nil {
			return
		}
		var refusal *problem
		if !errors.As(err, &refusal) {
			// The address is left out of the log: its token is a right.
			log.ErrorContext(r.Context(), "file transfer failed", "method", r.Method, "error", err)
			refusal = &problem{http.StatusInternalServerError, domain.CodeInternal, "Ocurrió un error. Vuelve a intentarlo."}
		}
		refusal.write(w)
	})
}

// problem is a refused transfer.
type problem struct {
	status  int
	code    domain.Code
	message string
}

func (p *problem) Error() string { return string(p.code) + ": " + p.message }

func (p *problem) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(p.status)
	// The caller may be gone; there is nobody else to tell.
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]string{"code": string(p.code), "message": p.message}})
}

func unknownAddress() error {
	return &problem{http.StatusNotFound, domain.CodeNotFound, "Esta dirección no existe o ya venció. Pide una nueva."}
}

// receive stores the body of an upload as it comes, if it is what the token announced.
func (s *Service) receive(w http.ResponseWriter, r *http.Request) error {
	asked, err := s.read(r.PathValue("token"), forUpload)
	if err != nil || asked.expired(s.clock.Now()) {
		return unknownAddress()
	}
	if acceptedType(r.Header.Get("Content-Type")) != asked.MediaType {
		return &problem{http.StatusUnsupportedMediaType, domain.CodeInvalid, "El tipo del archivo no es el anunciado."}
	}
	if r.ContentLength >= 0 && r.ContentLength != asked.Size {
		return notAsDeclared()
	}
	blob, err := s.blob(asked.Store)
	if err != nil {
		return err
	}
	body := &announced{content: http.MaxBytesReader(w, r.Body, asked.Size), hash: sha256.New(), asked: asked}
	err = blob.Put(r.Context(), sentName(asked.File), asked.Size, body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge), errors.Is(err, errNotAnnounced):
		return notAsDeclared()
	case err != nil:
		return fmt.Errorf("store an upload: %w", err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func notAsDeclared() error {
	return &problem{http.StatusUnprocessableEntity, domain.CodeInvalid, errNotAsDeclared().Message}
}

// errNotAnnounced makes a store give up on content that is not what its token announced.
var errNotAnnounced = errors.New("the content is not the announced one")

// announced passes content on and fails at its end unless size and hash, if it has one, are those of the token.
type announced struct {
	content io.Reader
	hash    hash.Hash
	size    int64
	asked   grant
}

func (a *announced) Read(p []byte) (int, error) {
	n, err := a.content.Read(p)
	a.hash.Write(p[:n])
	a.size += int64(n)
	if errors.Is(err, io.EOF) && (a.size != a.asked.Size || !a.asked.fits(a.hash.Sum(nil))) {
		return n, errNotAnnounced
	}
	return n, err
}

// send gives out the content of a read address, in a way that no browser runs it.
func (s *Service) send(w http.ResponseWriter, r *http.Request) error {
	asked, err := s.read(r.PathValue("token"), forRead)
	if err != nil || asked.expired(s.clock.Now()) {
		return unknownAddress()
	}
	blob, err := s.blob(asked.Store)
	if err != nil {
		return err
	}
	content, err := blob.Open(r.Context(), keptName(asked.File))
	if errors.Is(err, fs.ErrNotExist) {
		return unknownAddress()
	}
	if err != nil {
		return fmt.Errorf("open a file: %w", err)
	}
	defer content.Close()
	saved(w.Header(), asked.MediaType, asked.Size, fileName(asked.File, asked.MediaType))
	if r.Method == http.MethodHead {
		return nil
	}
	// The status is sent: if this breaks off, the short body tells the caller.
	_, _ = io.CopyN(w, content, asked.Size)
	return nil
}

// fileName is what a file is called where it is saved.
func fileName(id uuid.UUID, mediaType string) string { return id.String() + extension(mediaType) }

func extension(mediaType string) string {
	switch mediaType {
	case typePNG:
		return ".png"
	case typeJPEG:
		return ".jpg"
	case typePDF:
		return ".pdf"
	}
	return ".json"
}
