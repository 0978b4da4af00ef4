package s3test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// inMay is the instant of the specification's examples.
func inMay() time.Time { return time.Date(2013, 5, 24, 0, 0, 0, 0, time.UTC) }

func TestDocumentedAddressIsTaken(t *testing.T) {
	t.Parallel()
	// docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html, "An Example".
	const address = "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&" +
		"X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&" +
		"X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
	s := &Server{Region: "us-east-1", AccessKey: "AKIAIOSFODNN7EXAMPLE", SecretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", clock: inMay}
	if _, refusal := s.authorize(httptest.NewRequest(http.MethodGet, address, nil), nil); refusal != nil {
		t.Errorf("refused: %s", refusal.Code)
	}
	changed := strings.Replace(address, "d404", "d405", 1)
	if _, refusal := s.authorize(httptest.NewRequest(http.MethodGet, changed, nil), nil); refusal == nil || refusal.Code != "SignatureDoesNotMatch" {
		t.Errorf("another signature: %v", refusal)
	}
	s.Advance(24*time.Hour + time.Second)
	if _, refusal := s.authorize(httptest.NewRequest(http.MethodGet, address, nil), nil); refusal == nil || refusal.Code != "AccessDenied" {
		t.Errorf("a day later: %v", refusal)
	}
}

func TestDocumentedChunksAreTaken(t *testing.T) {
	t.Parallel()
	// docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html, "Example: PUT Object".
	s := &Server{Region: "us-east-1", AccessKey: "AKIAIOSFODNN7EXAMPLE", SecretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", clock: inMay}
	body := "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n" + strings.Repeat("a", 65536) +
		"\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n" + strings.Repeat("a", 1024) +
		"\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n"
	request := httptest.NewRequest(http.MethodPut, "https://s3.amazonaws.com/examplebucket/chunkObject.txt", strings.NewReader(body))
	for name, value := range map[string]string{"X-Amz-Date": "20130524T000000Z", "X-Amz-Storage-Class": "REDUCED_REDUNDANCY",
		"X-Amz-Content-Sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "Content-Encoding": "aws-chunked", "X-Amz-Decoded-Content-Length": "66560",
		"Authorization": "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request," +
			"SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class," +
			"Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"} {
		request.Header.Set(name, value)
	}
	chain, refusal := s.authorize(request, []byte(body))
	if refusal != nil {
		t.Fatalf("refused: %s", refusal.Code)
	}
	if content, refusal := chain.content([]byte(body)); refusal != nil || len(content) != 66560 {
		t.Errorf("%d bytes, %v", len(content), refusal)
	}
	if _, refusal := chain.content([]byte(strings.Replace(body, "aaa", "aab", 1))); refusal == nil || refusal.Code != "SignatureDoesNotMatch" {
		t.Errorf("another byte: %v", refusal)
	}
}
