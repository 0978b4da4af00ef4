package files

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"
)

// Origins answers where browsers send files to and read them from outside the house, as https://files.example.com; none where they do
// both at the house. A page must be let go there by its policy.
func (s *Service) Origins(ctx context.Context) ([]string, error) {
	var origins []string
	for _, blob := range s.blobs {
		for _, made := range []func(context.Context, Blob) (string, error){uploadAddress, readAddress} {
			address, err := made(ctx, blob)
			if errors.Is(err, errors.ErrUnsupported) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("find where a store of files is: %w", err)
			}
			parsed, err := url.Parse(address)
			if err != nil {
				return nil, fmt.Errorf("find where a store of files is: %w", err)
			}
			if origin := parsed.Scheme + "://" + parsed.Host; !slices.Contains(origins, origin) {
				origins = append(origins, origin)
			}
		}
	}
	return origins, nil
}

// Addresses of nothing: stores sign them without asking anybody.
const (
	nowhere     = "origin"
	nowhereType = "image/png"
)

func uploadAddress(ctx context.Context, blob Blob) (string, error) {
	address, err := blob.UploadTo(ctx, nowhere, UploadTerms{MediaType: nowhereType, Size: 1, For: time.Second})
	return address.URL, err
}

func readAddress(ctx context.Context, blob Blob) (string, error) {
	return blob.ReadFrom(ctx, nowhere, ReadTerms{MediaType: nowhereType, FileName: nowhere, For: time.Second})
}
