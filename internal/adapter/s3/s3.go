// Package s3 keeps content in a bucket of Amazon S3 or of a service that speaks its protocol.
//
// Invariants:
//   - The bucket is private: senders and readers come with addresses that are signed (Signature Version 4) and end soon.
//   - An upload's address is good for one name, one media type, one length and, where it was announced, one SHA-256: all
//     are signed, and the service compares the content with them.
//   - What is read is saved by browsers and not shown: the signature covers that too.
//   - No error names a key or a signature.
package s3

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// Options say which bucket is used, and as whom.
type Options struct {
	// Endpoint is the address of the service, https://s3.sa-east-1.amazonaws.com, or its host and port, which speaks HTTPS.
	Endpoint string
	// Region is the bucket's; it is part of every signature.
	Region, Bucket       string
	AccessKey, SecretKey string
	// PathStyle puts the bucket into the path of addresses instead of their host, for services without such hosts.
	PathStyle bool
	// Transport carries requests; nil is one with timeouts.
	Transport http.RoundTripper
}

// Store is a bucket. It is safe for concurrent use.
type Store struct {
	client *minio.Client
	bucket string
}

var _ files.Blob = (*Store)(nil)

// attempts is how often a request is tried before the caller is told.
const attempts = 3

// Open uses a bucket that is there. It sends nothing.
func Open(options Options) (*Store, error) {
	address := options.Endpoint
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	endpoint, err := url.Parse(address)
	if err != nil || endpoint.Host == "" || endpoint.Scheme != "https" && endpoint.Scheme != "http" || strings.Trim(endpoint.Path, "/") != "" {
		return nil, fmt.Errorf("s3: %q is no address of a service", options.Endpoint)
	}
	if options.Bucket == "" || options.Region == "" || options.AccessKey == "" || options.SecretKey == "" {
		return nil, errors.New("s3: bucket, region, access key and secret key are needed")
	}
	lookup := minio.BucketLookupDNS
	if options.PathStyle {
		lookup = minio.BucketLookupPath
	}
	transport := options.Transport
	if transport == nil {
		if transport, err = minio.DefaultTransport(endpoint.Scheme == "https"); err != nil {
			return nil, fmt.Errorf("s3: %w", err)
		}
	}
	client, err := minio.New(endpoint.Host, &minio.Options{Creds: credentials.NewStaticV4(options.AccessKey, options.SecretKey, ""),
		Secure: endpoint.Scheme == "https", Region: options.Region, BucketLookup: lookup, Transport: transport, MaxRetries: attempts})
	if err != nil {
		return nil, fmt.Errorf("s3: %w", err)
	}
	return &Store{client: client, bucket: options.Bucket}, nil
}

// Kind implements [files.Blob].
func (s *Store) Kind() domain.BlobStore { return domain.StoreS3 }

// UploadTo answers a signed PUT. The length is signed and not among the headers to send: every client sends it by itself,
// and browsers let nobody else say it.
func (s *Store) UploadTo(ctx context.Context, name string, terms files.UploadTerms) (files.Address, error) {
	signed := http.Header{"Content-Type": {terms.MediaType}, "Content-Length": {strconv.FormatInt(terms.Size, 10)}}
	sent := []files.Header{{Name: "Content-Type", Value: terms.MediaType}}
	if len(terms.SHA256) > 0 {
		checksum := base64.StdEncoding.EncodeToString(terms.SHA256)
		signed.Set("X-Amz-Checksum-Sha256", checksum)
		sent = append(sent, files.Header{Name: "x-amz-checksum-sha256", Value: checksum})
	}
	address, err := s.client.PresignHeader(ctx, http.MethodPut, s.bucket, name, atLeastASecond(terms.For), nil, signed)
	if err != nil {
		return files.Address{}, fmt.Errorf("s3: sign an upload: %w", err)
	}
	return files.Address{Method: domain.UploadPut, URL: address.String(), Headers: sent}, nil
}

// ReadFrom answers a signed GET.
func (s *Store) ReadFrom(ctx context.Context, name string, terms files.ReadTerms) (string, error) {
	shown := url.Values{
		"response-content-type":        {terms.MediaType},
		"response-content-disposition": {mime.FormatMediaType("attachment", map[string]string{"filename": terms.FileName})},
		"response-cache-control":       {"private, no-store"},
	}
	address, err := s.client.PresignedGetObject(ctx, s.bucket, name, atLeastASecond(terms.For), shown)
	if err != nil {
		return "", fmt.Errorf("s3: sign an address: %w", err)
	}
	return address.String(), nil
}

// atLeastASecond is the shortest that the protocol knows.
func atLeastASecond(d time.Duration) time.Duration { return max(d.Truncate(time.Second), time.Second) }

// Put implements [files.Blob].
func (s *Store) Put(ctx context.Context, name string, size int64, content io.Reader) error {
	if size < 0 {
		return errors.New("s3: content of unknown size")
	}
	_, err := s.client.PutObject(ctx, s.bucket, name, content, size, minio.PutObjectOptions{ContentType: "application/octet-stream", DisableMultipart: true})
	return told("put", err)
}

// Open implements [files.Blob].
func (s *Store) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	object, err := s.client.GetObject(ctx, s.bucket, name, minio.GetObjectOptions{})
	if err != nil {
		return nil, told("get", err)
	}
	// The library asks for the object when it is first used.
	if _, err := object.Stat(); err != nil {
		return nil, errors.Join(told("get", err), object.Close())
	}
	return object, nil
}

// Stat implements [files.Blob].
func (s *Store) Stat(ctx context.Context, name string) (int64, error) {
	info, err := s.client.StatObject(ctx, s.bucket, name, minio.StatObjectOptions{})
	if err != nil {
		return 0, told("head", err)
	}
	return info.Size, nil
}

// Delete implements [files.Blob]. A bucket with versions keeps what was removed for as long as it is set to.
func (s *Store) Delete(ctx context.Context, name string) error {
	err := told("delete", s.client.RemoveObject(ctx, s.bucket, name, minio.RemoveObjectOptions{}))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// told is an error of the service as the port has it.
func told(act string, err error) error {
	if err == nil {
		return nil
	}
	var refused minio.ErrorResponse
	if errors.As(err, &refused) {
		if refused.Code == minio.NoSuchKey {
			return fmt.Errorf("s3: %s: %w", act, fs.ErrNotExist)
		}
		// Its message may quote the request, whose signature is a right.
		return fmt.Errorf("s3: %s: answered %d %s", act, refused.StatusCode, refused.Code)
	}
	var failed *url.Error
	if errors.As(err, &failed) {
		// It quotes the address.
		return fmt.Errorf("s3: %s: %w", act, failed.Err)
	}
	return fmt.Errorf("s3: %s: %w", act, err)
}
