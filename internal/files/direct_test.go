package files_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/adapter/cloudinary"
	"github.com/qoricash/qoricash/internal/adapter/cloudinary/cloudinarytest"
	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/adapter/s3"
	"github.com/qoricash/qoricash/internal/adapter/s3/s3test"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// inStore is a row of a file whose content lies in a store.
func (h *house) inStore(t *testing.T, kind domain.BlobStore) *ent.File {
	t.Helper()
	return &ent.File{ID: uuid.New(), Store: kind, MediaType: "image/png", Size: 1}
}

// direct is a house whose content goes straight to a third party.
type direct struct {
	*house
	names func() []string
}

// bucketOf is a store in a bucket of its own.
func bucketOf(t *testing.T) (*s3.Store, *s3test.Server) {
	t.Helper()
	server := s3test.New(clock.System{}.Now)
	t.Cleanup(server.Close)
	bucket, err := s3.Open(s3.Options{Endpoint: server.URL, Region: server.Region, Bucket: server.Bucket, AccessKey: server.AccessKey,
		SecretKey: server.SecretKey, PathStyle: true})
	if err != nil {
		t.Fatal(err)
	}
	return bucket, server
}

// directs opens one house for each third party.
func directs(t *testing.T) map[domain.BlobStore]direct {
	t.Helper()
	inBucket, bucket := bucketOf(t)
	account := cloudinarytest.New(clock.System{}.Now)
	t.Cleanup(account.Close)
	inAccount, err := cloudinary.Open(cloudinary.Options{BaseURL: account.URL, CloudName: account.CloudName, APIKey: account.APIKey,
		APISecret: account.APISecret, Clock: clock.System{}})
	if err != nil {
		t.Fatal(err)
	}
	return map[domain.BlobStore]direct{domain.StoreS3: {openWith(t, inBucket), bucket.Names}, domain.StoreCloudinary: {openWith(t, inAccount), account.Names}}
}

// sendDirectly sends content as an upload says, in its form when it has one.
func (d direct) sendDirectly(t *testing.T, upload files.Upload, content []byte) int {
	t.Helper()
	body, mediaType := bytes.NewBuffer(content), ""
	if len(upload.Fields) > 0 {
		body = &bytes.Buffer{}
		form := multipart.NewWriter(body)
		for _, field := range upload.Fields {
			if err := form.WriteField(field.Name, field.Value); err != nil {
				t.Fatal(err)
			}
		}
		part, err := form.CreateFormFile("file", "foto")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(content); err != nil {
			t.Fatal(err)
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		mediaType = form.FormDataContentType()
	}
	request, err := http.NewRequestWithContext(t.Context(), string(upload.Method), upload.URL, body)
	if err != nil {
		t.Fatal(err)
	}
	for _, header := range upload.Headers {
		request.Header.Set(header.Name, header.Value)
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	return d.do(t, request).StatusCode
}

func TestContentGoesStraightToAThirdPartyAndIsCheckedThere(t *testing.T) {
	t.Parallel()
	for kind, d := range directs(t) {
		ctx, content := clientOf(t, uuid.New()), withText(pngFile(t), "GPSLatitude")
		upload := d.request(t, ctx, declared(content, "image/png"))
		if strings.Contains(upload.URL, "/files/") || strings.Contains(upload.URL, upload.Token) {
			t.Errorf("%s is reached at %s", kind, upload.URL)
		}
		_, _, err := d.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
		testkit.Refused(t, err, domain.CodeInvalid, "token")
		if status := d.sendDirectly(t, upload, content); status != http.StatusOK {
			t.Fatalf("%s answers %d", kind, status)
		}
		id, _, err := d.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		row, err := d.Kit.Store.Read().File.Get(ctx, id)
		if err != nil || row.Store != kind {
			t.Fatalf("%s: kept in %v, %v", kind, row, err)
		}
		body := d.served(t, ctx, row)
		if int64(len(body)) != row.Size || bytes.Contains(body, []byte("GPS")) {
			t.Errorf("%s serves %d bytes", kind, len(body))
		}
		if names := d.names(); !slices.Equal(names, []string{id.String()}) {
			t.Errorf("%s keeps %v", kind, names)
		}
		// Sent again, it reaches nothing that is served, and is removed.
		d.sendDirectly(t, upload, content)
		if again := d.served(t, ctx, row); !bytes.Equal(again, body) {
			t.Errorf("%s serves something else", kind)
		}
		d.Clock.Advance(time.Hour + time.Second)
		if n := d.sweep(t); n != 1 || !slices.Equal(d.names(), []string{id.String()}) {
			t.Errorf("%s keeps %v after a sweep of %d", kind, d.names(), n)
		}
	}
}

func TestThirdPartiesAreNotBelieved(t *testing.T) {
	t.Parallel()
	for kind, d := range directs(t) {
		ctx, content := clientOf(t, uuid.New()), pngFile(t)
		for name, sent := range map[string][]byte{"other bytes": bytes.Replace(content, []byte("IHDR"), []byte("IHDX"), 1), "more": append(bytes.Clone(content), 0),
			"a page": []byte("<html><script>alert(1)</script>")} {
			upload := d.request(t, ctx, declared(content, "image/png"))
			d.sendDirectly(t, upload, sent)
			if _, _, err := d.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token}); domain.CodeOf(err) != domain.CodeInvalid {
				t.Errorf("%s, %s: %v", kind, name, err)
			}
		}
		page := []byte("<html><script>alert(1)</script>")
		upload := d.request(t, ctx, declared(page, "image/png"))
		d.sendDirectly(t, upload, page)
		if _, _, err := d.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token}); domain.CodeOf(err) != domain.CodeInvalid {
			t.Errorf("%s, an announced page: %v", kind, err)
		}
	}
}

func TestHouseMaySendAllContentOfAThirdPartyItself(t *testing.T) {
	t.Parallel()
	inBucket, _ := bucketOf(t)
	h := openWith(t, files.AtTheHouse(inBucket))
	ctx := clientOf(t, uuid.New())
	row, err := h.Kit.Store.Read().File.Get(ctx, h.upload(t, ctx, pngFile(t), "image/png"))
	if err != nil {
		t.Fatal(err)
	}
	url, err := h.ReadURL(ctx, row)
	if err != nil || !strings.HasPrefix(url, h.server.URL) {
		t.Errorf("%s, %v", url, err)
	}
	if body := h.served(t, ctx, row); int64(len(body)) != row.Size {
		t.Errorf("%d bytes", len(body))
	}
}

func TestFilesOfAFormerStoreStayReadable(t *testing.T) {
	t.Parallel()
	former, err := disk.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer former.Close()
	h := openWith(t, former)
	ctx := clientOf(t, uuid.New())
	row, err := h.Kit.Store.Read().File.Get(ctx, h.upload(t, ctx, pngFile(t), "image/png"))
	if err != nil {
		t.Fatal(err)
	}
	before := h.served(t, ctx, row)
	bucket, _ := bucketOf(t)
	if h.Service, err = files.New(h.Kit.Store, bucket, files.Options{Keys: [][]byte{firstKey}, BaseURL: h.server.URL, Former: []files.Blob{former}}); err != nil {
		t.Fatal(err)
	}
	if after := h.served(t, ctx, row); !bytes.Equal(after, before) {
		t.Error("served differently")
	}
	if upload := h.request(t, ctx, declared(pngFile(t), "image/png")); strings.HasPrefix(upload.URL, h.server.URL) {
		t.Errorf("new content goes to %s", upload.URL)
	}
}

func TestAPageIsToldWhichStoresItSendsFilesTo(t *testing.T) {
	t.Parallel()
	inBucket, bucket := bucketOf(t)
	onDisk, err := disk.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { onDisk.Close() })
	for name, c := range map[string]struct {
		blob   files.Blob
		former []files.Blob
		want   []string
	}{
		"none, where the house takes them":      {onDisk, nil, nil},
		"none, where the house stands before":   {files.AtTheHouse(inBucket), nil, nil},
		"the one that has them":                 {inBucket, nil, []string{bucket.URL}},
		"the one that had them, for older ones": {onDisk, []files.Blob{inBucket, inBucket}, []string{bucket.URL}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, err := files.New(store.New(nil, store.Options{Clock: clock.System{}}), c.blob, files.Options{Keys: [][]byte{firstKey}, Former: c.former})
			if err != nil {
				t.Fatal(err)
			}
			got, err := service.Origins(t.Context())
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("answered %v, %v, want %v", got, err, c.want)
			}
		})
	}
}
