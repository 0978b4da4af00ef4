package cloudinary

import "testing"

func TestSignatureIsTheDocumentedOne(t *testing.T) {
	t.Parallel()
	// cloudinary.com/documentation/authentication_signatures, "Manual signature generation".
	parameters := map[string]string{"timestamp": "1315060510", "public_id": "sample_image", "eager": "w_400,h_300,c_pad|w_260,h_200,c_crop"}
	if got := (signer{secret: "abcd"}).sign(parameters); got != "bfd09f95f331f558cbd1320e67aa8d488770583e" {
		t.Errorf("got %s", got)
	}
}
