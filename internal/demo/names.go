package demo

// The names below are put together from words. They sound like the country and belong to nobody.

var surnames = []string{
	"ALTAVIÑA", "ARROYOLARGO", "BRISAMAR", "CANTORRIO", "CERROVERDE", "CUMBREALTA", "DUNACLARA", "ESPIGADOR", "FAROLINO",
	"GARZABLANCA", "HUERTAMAR", "JACARANDO", "LAGUNARES", "LLANOSOL", "LUNAMARCA", "MAREALTA", "MOLINORIO", "NEVADILLO",
	"OLIVARMAR", "PEÑASOLA", "PUENTERIO", "QUEBRADAL", "RIOMARCA", "ROCAVIVA", "SALINERO", "SAUCEDAL", "SOLEDRA",
	"TIERRALTA", "TORREMAR", "VALLESOL", "VIENTOSUR", "VILLARRIO", "YERBALUNA", "ZARZAMAR",
}

var givenNames = []string{
	"ALBA", "AMARU", "AURORA", "BELTRAN", "CAMILA", "CELESTE", "DARIO", "ELENA", "EMILIO", "ESTELA", "FABIAN", "GAEL",
	"INES", "IRIS", "JULIAN", "KILLA", "LAURA", "LEONEL", "LUCERO", "MARINA", "MATEO", "NAYRA", "NICOLAS", "OLIVIA",
	"PALOMA", "RENZO", "RUMI", "SAMIN", "SIMON", "TADEO", "URPI", "VERA", "WAYRA", "XIMENA",
}

var trades = []string{
	"ALGODONES", "ANDAMIOS", "CACAOS", "CERAMICAS", "CUADERNOS", "ENVASES", "FIBRAS", "HERRAJES", "HILADOS", "IMPRENTAS",
	"LAMPARAS", "MADERAS", "MOSAICOS", "PAPELES", "PINTURAS", "SEMILLAS", "TEJAS", "TELARES", "VELAS", "VIDRIOS",
}

var places = []string{
	"DEL ALBA", "DEL ARENAL", "DEL COLIBRI", "DEL FARO", "DE LA BRUMA", "DE LA ESPIGA", "DEL MIRADOR", "DEL OLIVAR",
	"DEL PONIENTE", "DE LA VICUÑA", "DEL VALLE AZUL", "DE LOS TRES RIOS",
}

var forms = []string{"S.A.C.", "S.R.L.", "E.I.R.L.", "S.A."}

// personName is PATERNO MATERNO NOMBRES (domain.md 1.2).
func personName(d dice) string {
	return pick(d, surnames) + " " + pick(d, surnames) + " " + pick(d, givenNames)
}

// companyName is a razón social.
func companyName(d dice) string {
	return pick(d, trades) + " " + pick(d, places) + " " + pick(d, forms)
}
