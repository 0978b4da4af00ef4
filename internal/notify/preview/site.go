package preview

import (
	"net/http"
	"strings"

	"github.com/qoricash/qoricash/internal/domain"
)

// place is a page of the clients' site or of the desk, as what stands in for it tells.
type place struct {
	// Shows says what the real page is for, and Example names the example of the explorer that does the same; empty for none.
	Shows, Example string
	// ID is the global id of what the page is about; empty where it is about nothing single.
	ID string
	// Token tells that the link carries one behind its #, where no server sees it.
	Token bool
}

// linked are the pages of the table of links.
func linked() map[domain.LinkTarget]place {
	return map[domain.LinkTarget]place{
		domain.LinkOperation:      {Shows: "una operación, con lo que sigue en ella", Example: "Consultas de operaciones / Línea de tiempo y acciones"},
		domain.LinkNewOperation:   {Shows: "una cotización y una operación nuevas", Example: "Cotización / Cotizar lo que el cliente entrega"},
		domain.LinkAccounts:       {Shows: "las cuentas bancarias del cliente", Example: "Clientes y cuentas / Agregar una cuenta bancaria"},
		domain.LinkIdentification: {Shows: "los documentos del cliente y lo que falta", Example: "Identificación / Enviar un documento"},
		domain.LinkProfile:        {Shows: "los datos y contactos de la persona", Example: "Sesión / Quién soy"},
		domain.LinkSecurity:       {Shows: "la contraseña, las sesiones y la descarga de los datos propios", Example: "Sesión / Mis sesiones"},
		domain.LinkNotifications:  {Shows: "qué se avisa y por dónde", Example: "Avisos / Elegir qué me avisan"},
		domain.LinkSignIn:         {Shows: "el ingreso", Example: "Sesión / Entrar como cliente"},
		domain.LinkClient:         {Shows: "un cliente", Example: "Clientes y cuentas / Buscar clientes"},
		domain.LinkReview:         {Shows: "lo que espera una revisión", Example: "Identificación / Cola de revisión"},
		domain.LinkTeam:           {Shows: "las personas de la casa", Example: "Personal / Ver al personal"},
		domain.LinkRates:          {Shows: "los precios de la casa y los programados", Example: "Precios / Precios programados"},
		domain.LinkRewards:        {Shows: "el código del cliente, sus pips y lo que dan", Example: "Premios / Mis pips y referidos"},
		domain.LinkTokens:         {Shows: "los tokens de acceso", Example: "Tokens de acceso / Ver los tokens"},
	}
}

// further are the pages, by their paths, that messages and texts lead to beside the table.
func further() map[string]place {
	return map[string]place{
		"restablecer":     {Shows: "cómo elegir una contraseña", Example: "Sesión / Elegir contraseña con un enlace", Token: true},
		"deshacer-cambio": {Shows: "cómo deshacer el cambio de un correo o teléfono", Example: "Clientes y cuentas / Deshacer el cambio del correo o teléfono", Token: true},
		"terminos":        {Shows: "los términos y condiciones"},
		"privacidad":      {Shows: "el aviso de tratamiento de datos personales"},
	}
}

// stand stands in for a page of the clients' site or of the desk: it says what would be there, and how to do the same in the explorer.
// Paths that no message leads to are not found.
func (h *handler) stand(w http.ResponseWriter, r *http.Request) {
	path := strings.Trim(r.URL.Path, "/")
	shown, found := further()[path]
	if link, known := domain.ParseLink(path); known {
		shown, found = linked()[link.Target]
		shown.ID = link.ID
	}
	if !found {
		http.NotFound(w, r)
		return
	}
	h.show(w, r, page{Prefix: h.prefix, Title: "Aquí iría el sitio", Place: &shown})
}
