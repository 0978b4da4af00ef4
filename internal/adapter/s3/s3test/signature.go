package s3test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	algorithm     = "AWS4-HMAC-SHA256"
	instantLayout = "20060102T150405Z"
	// skew is how far a signed header's instant may be from the service's.
	skew = 15 * time.Minute
	// longestLife is the longest that an address lives: 7 days.
	longestLife = 604_800
)

// signed is what a request says about its signature, in its query or in its header.
type signed struct {
	credential, signature string
	headers               []string
	at                    time.Time
	payload               string
	query                 url.Values
}

// authorize recomputes the signature of a request. It answers what the signatures of a body in chunks go on from.
func (s *Server) authorize(r *http.Request, body []byte) (chunks, *fault) {
	var claim signed
	var refusal *fault
	switch {
	case r.URL.Query().Has("X-Amz-Signature"):
		claim, refusal = s.fromQuery(r)
	case r.Header.Get("Authorization") != "":
		claim, refusal = s.fromHeader(r, body)
	default:
		return chunks{}, refuse(http.StatusForbidden, "AccessDenied")
	}
	if refusal != nil {
		return chunks{}, refusal
	}
	scope := strings.Split(claim.credential, "/")
	if len(scope) != 5 || scope[1] != claim.at.Format("20060102") || scope[2] != s.Region || scope[3] != "s3" || scope[4] != "aws4_request" {
		return chunks{}, refuse(http.StatusBadRequest, "AuthorizationQueryParametersError")
	}
	if scope[0] != s.AccessKey {
		return chunks{}, refuse(http.StatusForbidden, "InvalidAccessKeyId")
	}
	if !covers(r, claim.headers) {
		return chunks{}, refuse(http.StatusForbidden, "AccessDenied")
	}
	canonical := strings.Join([]string{r.Method, canonicalPath(r.URL.Path), canonicalQuery(claim.query), canonicalHeaders(r, claim.headers),
		strings.Join(claim.headers, ";"), claim.payload}, "\n")
	sum := sha256.Sum256([]byte(canonical))
	text := strings.Join([]string{algorithm, claim.at.Format(instantLayout), strings.Join(scope[1:], "/"), hex.EncodeToString(sum[:])}, "\n")
	key := []byte("AWS4" + s.SecretKey)
	for _, part := range scope[1:] {
		key = mac(key, part)
	}
	if !hmac.Equal([]byte(hex.EncodeToString(mac(key, text))), []byte(claim.signature)) {
		return chunks{}, refuse(http.StatusForbidden, "SignatureDoesNotMatch")
	}
	return chunks{key: key, scope: claim.at.Format(instantLayout) + "\n" + strings.Join(scope[1:], "/"), last: claim.signature}, nil
}

// chunks is the chain of signatures of a body in chunks.
type chunks struct {
	key         []byte
	scope, last string
}

// content takes the content out of the chunks, each of which is signed with the signature before it.
func (c chunks) content(body []byte) ([]byte, *fault) {
	var content []byte
	for {
		header, rest, _ := bytes.Cut(body, []byte("\r\n"))
		size, signature, found := strings.Cut(string(header), ";chunk-signature=")
		length, err := strconv.ParseInt(size, 16, 32)
		if !found || err != nil || int64(len(rest)) < length+2 {
			return nil, refuse(http.StatusBadRequest, "IncompleteBody")
		}
		sum, nothing := sha256.Sum256(rest[:length]), sha256.Sum256(nil)
		text := strings.Join([]string{algorithm + "-PAYLOAD", c.scope, c.last, hex.EncodeToString(nothing[:]), hex.EncodeToString(sum[:])}, "\n")
		if c.last = hex.EncodeToString(mac(c.key, text)); c.last != signature {
			return nil, refuse(http.StatusForbidden, "SignatureDoesNotMatch")
		}
		if length == 0 {
			return content, nil
		}
		content, body = append(content, rest[:length]...), rest[length+2:]
	}
}

func mac(key []byte, text string) []byte {
	hash := hmac.New(sha256.New, key)
	hash.Write([]byte(text))
	return hash.Sum(nil)
}

func (s *Server) fromQuery(r *http.Request) (signed, *fault) {
	query := r.URL.Query()
	at, err := time.Parse(instantLayout, query.Get("X-Amz-Date"))
	life, lifeErr := strconv.Atoi(query.Get("X-Amz-Expires"))
	if err != nil || lifeErr != nil || life < 1 || life > longestLife || query.Get("X-Amz-Algorithm") != algorithm {
		return signed{}, refuse(http.StatusBadRequest, "AuthorizationQueryParametersError")
	}
	if now := s.now(); now.After(at.Add(time.Duration(life)*time.Second)) || at.After(now.Add(skew)) {
		return signed{}, refuse(http.StatusForbidden, "AccessDenied")
	}
	claim := signed{credential: query.Get("X-Amz-Credential"), signature: query.Get("X-Amz-Signature"),
		headers: strings.Split(query.Get("X-Amz-SignedHeaders"), ";"), at: at, payload: "UNSIGNED-PAYLOAD", query: query}
	query.Del("X-Amz-Signature")
	return claim, nil
}

func (s *Server) fromHeader(r *http.Request, body []byte) (signed, *fault) {
	rest, found := strings.CutPrefix(r.Header.Get("Authorization"), algorithm+" ")
	at, err := time.Parse(instantLayout, r.Header.Get("X-Amz-Date"))
	if !found || err != nil {
		return signed{}, refuse(http.StatusBadRequest, "AuthorizationHeaderMalformed")
	}
	if s.now().Sub(at).Abs() > skew {
		return signed{}, refuse(http.StatusForbidden, "RequestTimeTooSkewed")
	}
	claim := signed{at: at, payload: r.Header.Get("X-Amz-Content-Sha256"), query: r.URL.Query()}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch name {
		case "Credential":
			claim.credential = value
		case "SignedHeaders":
			claim.headers = strings.Split(value, ";")
		case "Signature":
			claim.signature = value
		}
	}
	if sum := sha256.Sum256(body); len(claim.payload) == 64 && claim.payload != hex.EncodeToString(sum[:]) {
		return signed{}, refuse(http.StatusBadRequest, "XAmzContentSHA256Mismatch")
	}
	return claim, nil
}

// covers tells whether the signature covers what it must: the host and every x-amz header.
func covers(r *http.Request, headers []string) bool {
	for name := range r.Header {
		name = strings.ToLower(name)
		if strings.HasPrefix(name, "x-amz-") && !slices.Contains(headers, name) {
			return false
		}
	}
	return slices.Contains(headers, "host") && slices.IsSorted(headers)
}

func canonicalHeaders(r *http.Request, names []string) string {
	var text strings.Builder
	for _, name := range names {
		value := strings.Join(r.Header.Values(name), ",")
		switch name {
		case "host":
			value = r.Host
		case "content-length":
			value = strconv.FormatInt(r.ContentLength, 10)
		}
		text.WriteString(name + ":" + strings.Join(strings.Fields(value), " ") + "\n")
	}
	return text.String()
}

func canonicalQuery(query url.Values) string {
	var parts []string
	for name, values := range query {
		for _, value := range values {
			parts = append(parts, escape(name, false)+"="+escape(value, false))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, "&")
}

func canonicalPath(path string) string { return escape(path, true) }

// escape is the encoding of the specification: everything but A-Z a-z 0-9 - . _ ~, and slashes where they may stay.
func escape(text string, keepSlash bool) string {
	var escaped strings.Builder
	for _, c := range []byte(text) {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', strings.IndexByte("-._~", c) >= 0, c == '/' && keepSlash:
			escaped.WriteByte(c)
		default:
			escaped.WriteString("%" + strings.ToUpper(hex.EncodeToString([]byte{c})))
		}
	}
	return escaped.String()
}
