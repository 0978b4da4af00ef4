package lists

import (
	"regexp"
	"strings"
	"sync"
)

var (
	countryNow   = regexp.MustCompile(`\(?(?:now|currently)\s+(?:the\s+)?([a-zü' ]+?)\)?$`)
	countryAside = regexp.MustCompile(`\s*\([^()]*\)`)
)

// Country gives the ISO 3166-1 alpha-2 code of a country as publishers write it in English or Spanish, and false where it
// cannot be told surely: states that are no more, regions, two countries in one cell.
func Country(text string) (string, bool) {
	names := countries()
	if code := clean(text); names[code] == code && code != "" {
		return code, true
	}
	text = strings.ToLower(strings.Trim(clean(text), " .,;-"))
	text = strings.TrimPrefix(text, "possibly ")
	if text == "" {
		return "", false
	}
	if code, ok := names[text]; ok {
		return code, true
	}
	if now := countryNow.FindStringSubmatch(text); now != nil {
		code, ok := names[now[1]]
		return code, ok
	}
	code, ok := names[strings.Trim(countryAside.ReplaceAllString(text, ""), " .,;")]
	return code, ok
}

var countries = sync.OnceValue(func() map[string]string {
	names := make(map[string]string, 600)
	for line := range strings.SplitSeq(strings.TrimSpace(countryTable), "\n") {
		code, rest, _ := strings.Cut(line, "|")
		names[code] = code
		for name := range strings.SplitSeq(rest, "|") {
			names[name] = code
		}
	}
	return names
})

// countryTable has a line per country: its code and the names under which publishers write it.
const countryTable = `
AD|andorra
AE|united arab emirates|emirati|uae|emiratos árabes unidos
AF|afghanistan|afghan|afganistán
AG|antigua and barbuda
AI|anguilla
AL|albania|albanian
AM|armenia|armenian
AO|angola|angolan
AR|argentina|argentine
AT|austria|austrian
AU|australia|australian
AW|aruba
AZ|azerbaijan|azerbaijani|azerbaiyán
BA|bosnia and herzegovina|bosnia|bosnian
BB|barbados
BD|bangladesh|bangladeshi
BE|belgium|belgian|bélgica
BF|burkina faso
BG|bulgaria|bulgarian
BH|bahrain|bahraini
BI|burundi
BJ|benin
BM|bermuda
BN|brunei|brunei darussalam
BO|bolivia|bolivian|bolivia, plurinational state of
BR|brazil|brazilian|brasil
BS|bahamas|bahamas, the|the bahamas
BT|bhutan
BW|botswana
BY|belarus|belarusian|belrus|bielorrusia
BZ|belize|belice
CA|canada|canadian|canadá
CD|democratic republic of the congo|congo, democratic republic of the|congo (democratic republic)|congo, the democratic republic of the|drc
CF|central african republic|car
CG|congo|congo, republic of the|republic of the congo
CH|switzerland|swiss|suiza
CI|cote d'ivoire|côte d'ivoire|cote d’ivoire|côte d’ivoire|ivory coast
CK|cook islands
CL|chile|chilean
CM|cameroon
CN|china|chinese|people's republic of china
CO|colombia|colombian
CR|costa rica|costa rican
CU|cuba|cuban
CV|cabo verde|cape verde
CW|curacao|curaçao
CY|cyprus|cypriot|chipre
CZ|czech republic|czechia|czech
DE|germany|german|alemania
DJ|djibouti
DK|denmark|danish|dinamarca
DM|dominica
DO|dominican republic|república dominicana
DZ|algeria|algerian|argelia
EC|ecuador|ecuadorian
EE|estonia|estonian
EG|egypt|egyptian|egipto
ER|eritrea|eritrean
ES|spain|spanish|españa
ET|ethiopia|ethiopian|etiopía
FI|finland|finnish|finlandia
FJ|fiji
FR|france|french|francia
GA|gabon
GB|united kingdom|united kingdom of great britain and northern ireland|britain|great britain|british|uk|reino unido
GD|grenada
GE|georgia|georgian
GG|guernsey
GH|ghana
GI|gibraltar
GM|gambia|the gambia|gambia, the
GN|guinea
GQ|equatorial guinea
GR|greece|greek|grecia
GT|guatemala|guatemalan
GW|guinea-bissau|guinea bissau
GY|guyana
HK|hong kong|china, hong kong special administrative region
HN|honduras|honduran
HR|croatia|croatian|croacia
HT|haiti|haitian|haití
HU|hungary|hungarian|hungría
ID|indonesia|indonesian
IE|ireland|irish|republic of ireland|irlanda
IL|israel|israeli
IM|isle of man|man, isle of
IN|india|indian
IQ|iraq|iraqi|irak
IR|iran|iranian|iran (islamic republic of)|iran, islamic republic of|irán
IS|iceland
IT|italy|italian|italia
JE|jersey
JM|jamaica
JO|jordan|jordanian|jordania
JP|japan|japanese|japón
KE|kenya|kenyan
KG|kyrgyzstan|kyrgyz|kirguistán
KH|cambodia|cambodian
KI|kiribati
KM|comoros
KN|saint kitts and nevis|st. kitts and nevis
KP|korea, north|north korea|democratic people's republic of korea|korea, democratic people's republic of|dprk|corea del norte
KR|korea, south|south korea|republic of korea|korea, republic of|corea del sur
KW|kuwait|kuwaiti
KY|cayman islands
KZ|kazakhstan|kazakh|kazajistán
LA|laos|lao people's democratic republic
LB|lebanon|lebanese|líbano
LC|saint lucia
LI|liechtenstein
LK|sri lanka
LR|liberia|liberian
LS|lesotho
LT|lithuania|lithuanian
LU|luxembourg
LV|latvia|latvian
LY|libya|libyan|libia
MA|morocco|moroccan|marruecos
MC|monaco
MD|moldova|moldovan|republic of moldova|republic of moldovia|moldova, republic of
ME|montenegro
MG|madagascar
MH|marshall islands
MK|north macedonia|north macedonia, the republic of|macedonia
ML|mali|malian
MM|burma|myanmar
MN|mongolia
MO|macau|macao
MR|mauritania|mauritanian
MT|malta|maltese
MU|mauritius
MV|maldives|maldivian
MW|malawi
MX|mexico|mexican|méxico
MY|malaysia|malaysian
MZ|mozambique
NA|namibia
NE|niger
NG|nigeria|nigerian
NI|nicaragua|nicaraguan
NL|netherlands|the netherlands|dutch|países bajos
NO|norway|norwegian
NP|nepal
NZ|new zealand
OM|oman|omani
PA|panama|panamanian|panamá
PE|peru|peruvian|perú|peruana|peruano
PG|papua new guinea
PH|philippines|filipino
PK|pakistan|pakistani
PL|poland|polish|polonia
PR|puerto rico
PS|palestinian|palestine|state of palestine|occupied palestinian territories|palestinian territories|palestinian territory, occupied
PT|portugal|portuguese
PW|palau
PY|paraguay|paraguayan
QA|qatar|qatari
RO|romania|romanian
RS|serbia|serbian
RU|russia|russian|russian federation|rusia
RW|rwanda|rwandan
SA|saudi arabia|saudi
SB|solomon islands
SC|seychelles
SD|sudan|sudanese|the sudan
SE|sweden|swedish|suecia
SG|singapore
SI|slovenia|slovenian
SK|slovakia|slovak
SL|sierra leone
SM|san marino
SN|senegal|senegalese
SO|somalia|somali
SR|suriname
SS|south sudan|south sudanese
ST|sao tome and principe
SV|el salvador|salvadoran
SY|syria|syrian|syrian arab republic|siria
SZ|eswatini|swaziland
TC|turks and caicos islands
TD|chad|chadian
TG|togo
TH|thailand|thai
TJ|tajikistan|tajik
TL|timor-leste|east timor
TM|turkmenistan
TN|tunisia|tunisian|túnez
TO|tonga
TR|turkey|turkish|türkiye|turkiye|turquía
TT|trinidad and tobago|trinidadian
TV|tuvalu
TW|taiwan|taiwan, province of china
TZ|tanzania|united republic of tanzania|tanzania, united republic of|tanzanian
UA|ukraine|ukrainian|ucrania
UG|uganda|ugandan
US|united states|united states of america|american|usa|u.s.a|estados unidos
UY|uruguay|uruguayan
UZ|uzbekistan|uzbek|uzbekhistan
VA|holy see|vatican
VC|saint vincent and the grenadines|st. vincent and the grenadines
VE|venezuela|venezuelan|venezuela, bolivarian republic of
VG|virgin islands, british|british virgin islands
VI|virgin islands, u.s.
VN|vietnam|viet nam|vietnamese
VU|vanuatu
WS|samoa
XK|kosovo
YE|yemen|yemeni|republic of yemen
ZA|south africa|south african|sudáfrica
ZM|zambia
ZW|zimbabwe|zimbabwean
`
