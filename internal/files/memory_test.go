package files_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"io"
	"runtime/metrics"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// inMemory is a store of one content under every name that was sent, which takes what is kept and forgets it.
type inMemory struct {
	files.HouseAddresses
	content []byte
	opened  func()
}

func (m *inMemory) Kind() domain.BlobStore { return domain.StoreDisk }

func (m *inMemory) Put(_ context.Context, _ string, _ int64, content io.Reader) error {
	_, err := io.Copy(io.Discard, content)
	return err
}

func (m *inMemory) Open(context.Context, string) (io.ReadCloser, error) {
	m.opened()
	return io.NopCloser(bytes.NewReader(m.content)), nil
}

func (m *inMemory) Stat(context.Context, string) (int64, error) { return int64(len(m.content)), nil }

func (m *inMemory) Delete(context.Context, string) error { return nil }

// heap is how much memory the program's objects take, those that are garbage and not yet collected included.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

const (
	// sentSize is that of each of a hundred files, which together are 400 MiB.
	sentSize = 4 << 20
	// mostHeap is what confirming all of them at once may add: four files that are looked at, their images, and as much
	// again that waits to be collected.
	mostHeap = 120 << 20
)

func TestHundredConfirmationsAtOnceStayWithinTheirMemory(t *testing.T) {
	// Not parallel: the memory of other tests would be counted.
	canvas := image.NewGray(image.Rect(0, 0, 400, 300))
	for at := range canvas.Pix {
		canvas.Pix[at] = uint8(at / 400)
	}
	canvas.SetGray(1, 1, color.Gray{Y: 77})
	photo := asJPEG(t, canvas, 60)
	// Comments make it large.
	comment := slices.Concat([]byte{0xff, 0xfe}, binary.BigEndian.AppendUint16(nil, 65_535), bytes.Repeat([]byte{'.'}, 65_533))
	photo = slices.Concat(photo[:2], bytes.Repeat(comment, sentSize/len(comment)), photo[2:])
	var most atomic.Uint64
	before := heap()
	blob := &inMemory{content: photo, opened: func() {
		for now := heap(); ; {
			if known := most.Load(); now <= known || most.CompareAndSwap(known, now) {
				return
			}
		}
	}}
	h := openWith(t, blob)
	announced := declared(photo, "image/jpeg")
	// A person has twenty uploads at most that wait.
	var senders []context.Context
	for range 10 {
		senders = append(senders, clientOf(t, uuid.New()))
	}
	var all sync.WaitGroup
	for place := range 100 {
		sender := senders[place%len(senders)]
		upload := h.request(t, sender, announced)
		all.Go(func() {
			if _, _, err := h.ConfirmUpload(sender, files.ConfirmInput{Token: upload.Token}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	used := most.Load() - before
	if used > mostHeap {
		t.Errorf("%d MiB are used for files of %d KiB", used>>20, len(photo)>>10)
	}
}
