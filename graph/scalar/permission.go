package scalar

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/internal/domain"
)

// PermissionName is how the SDL writes a permission: "houseAccounts.open" is HOUSE_ACCOUNTS_OPEN.
func PermissionName(permission domain.Permission) string {
	var name strings.Builder
	for _, character := range string(permission) {
		switch {
		case character == '.':
			character = '_'
		case unicode.IsUpper(character):
			name.WriteByte('_')
		}
		name.WriteRune(unicode.ToUpper(character))
	}
	return name.String()
}

// MarshalPermission writes a permission as its value of the enumeration.
func MarshalPermission(permission domain.Permission) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(PermissionName(permission)))
	})
}

// UnmarshalPermission reads a value of the enumeration, which the validation of the document knows already.
func UnmarshalPermission(v any) (domain.Permission, error) {
	for _, permission := range domain.Permissions() {
		if PermissionName(permission) == v {
			return permission, nil
		}
	}
	return "", fmt.Errorf("%v is no permission", v)
}
