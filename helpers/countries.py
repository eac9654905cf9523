"""Find a country by what people call it, in English or Spanish, and list the codes of all."""

import difflib
import functools
import re
import unicodedata
from typing import Any

from helpers.data import load
from helpers.language import _, label
from helpers.text import Text

# Other names than those of the tables; accents and capital letters do not matter.
OTHER_NAMES = {
    "AFG": "Afganistán",
    "ARE": "Emiratos Árabes Unidos; Emirates; Emiratos; UAE; EAU",
    "ATG": "Antigua y Barbuda; Antigua",
    "AZE": "Azerbaiyán",
    "BEL": "Bélgica",
    "BGD": "Bangladés",
    "BHR": "Baréin; Bahréin",
    "BHS": "The Bahamas; Las Bahamas",
    "BIH": "Bosnia y Herzegovina; Bosnia-Herzegovina; Bosnia",
    "BLR": "Bielorrusia; Byelorussia",
    "BLZ": "Belice",
    "BRA": "Brasil",
    "BRN": "Brunéi; Brunei Darussalam",
    "BTN": "Bután",
    "BWA": "Botsuana",
    "CAF": "República Centroafricana",
    "CHE": "Suiza",
    "CHN": "People's Republic of China; República Popular China; PRC; Mainland China",
    "CIV": "Ivory Coast; Costa de Marfil",
    "CMR": "Camerún",
    "COD": "Democratic Republic of the Congo; República Democrática del Congo; DRC; Zaire; Congo-Kinshasa",
    "COG": "Republic of the Congo; República del Congo; Congo-Brazzaville",
    "COM": "Comoras",
    "CPV": "Cape Verde",
    "CYP": "Chipre",
    "CZE": "Czech Republic; Chequia; República Checa",
    "DEU": "Alemania; Federal Republic of Germany",
    "DJI": "Yibuti",
    "DNK": "Dinamarca",
    "DOM": "República Dominicana; La Dominicana; DR",
    "DZA": "Argelia",
    "EGY": "Egipto",
    "ESP": "España",
    "ETH": "Etiopía",
    "FIN": "Finlandia",
    "FJI": "Fiyi",
    "FRA": "Francia",
    "FSM": "Federated States of Micronesia; Estados Federados de Micronesia",
    "GAB": "Gabón",
    "GBR": "UK; U.K.; Great Britain; Britain; England; Scotland; Wales; Northern Ireland; "
    "Reino Unido; Gran Bretaña; Inglaterra; Escocia; Gales; Irlanda del Norte",
    "GMB": "The Gambia",
    "GNB": "Guinea-Bisáu",
    "GNQ": "Guinea Ecuatorial",
    "GRC": "Grecia",
    "GRD": "Granada",
    "HRV": "Croacia",
    "HTI": "Haití",
    "HUN": "Hungría",
    "IRL": "Irlanda; Republic of Ireland; Eire",
    "IRN": "Islamic Republic of Iran; Persia",
    "IRQ": "Irak",
    "ISL": "Islandia",
    "ITA": "Italia",
    "JOR": "Jordania",
    "JPN": "Japón",
    "KAZ": "Kazajistán; Kazajstán",
    "KEN": "Kenia",
    "KGZ": "Kirguistán; Kyrgyz Republic",
    "KHM": "Camboya; Kampuchea",
    "KNA": "San Cristóbal y Nieves; St Kitts and Nevis; St Kitts",
    "KOR": "Corea del Sur; Republic of Korea; República de Corea; ROK; S Korea",
    "LAO": "Lao PDR",
    "LBN": "Líbano",
    "LBY": "Libia",
    "LCA": "Santa Lucía; St Lucia",
    "LSO": "Lesoto",
    "LTU": "Lituania",
    "LUX": "Luxemburgo",
    "LVA": "Letonia",
    "MAR": "Marruecos",
    "MCO": "Mónaco",
    "MDA": "Moldavia; Republic of Moldova",
    "MDV": "Maldivas; The Maldives",
    "MEX": "México; Méjico; Estados Unidos Mexicanos",
    "MHL": "Islas Marshall; Republic of the Marshall Islands",
    "MKD": "Macedonia del Norte; Macedonia",
    "MLI": "Malí",
    "MMR": "Burma; Birmania",
    "MUS": "Mauricio",
    "MWI": "Malaui",
    "MYS": "Malasia",
    "NER": "Níger",
    "NLD": "Holland; Países Bajos; Holanda; The Netherlands",
    "NOR": "Noruega",
    "NZL": "Nueva Zelanda; Nueva Zelandia; NZ",
    "OMN": "Omán",
    "PAK": "Pakistán",
    "PAN": "Panamá",
    "PER": "Perú",
    "PHL": "Filipinas; The Philippines",
    "PLW": "Palaos",
    "PNG": "Papúa Nueva Guinea; Papua",
    "POL": "Polonia",
    "PRK": "Corea del Norte; DPRK; N Korea; Democratic People's Republic of Korea",
    "QAT": "Catar",
    "ROU": "Rumania; Rumanía",
    "RUS": "Rusia; Russian Federation; Federación Rusa",
    "RWA": "Ruanda",
    "SAU": "Arabia Saudita; Arabia Saudí; KSA; Saudi",
    "SDN": "Sudán",
    "SGP": "Singapur",
    "SLB": "Islas Salomón",
    "SLE": "Sierra Leona",
    "SLV": "Salvador",
    "SSD": "Sudán del Sur",
    "STP": "Santo Tomé y Príncipe; São Tomé and Príncipe; Sao Tome",
    "SUR": "Surinam",
    "SVK": "Eslovaquia; Slovak Republic",
    "SVN": "Eslovenia",
    "SWE": "Suecia",
    "SWZ": "Swaziland; Esuatini; Suazilandia",
    "SYR": "Siria",
    "THA": "Tailandia",
    "TJK": "Tayikistán",
    "TKM": "Turkmenistán",
    "TLS": "East Timor; Timor Oriental",
    "TTO": "Trinidad y Tobago; Trinidad",
    "TUN": "Túnez",
    "TUR": "Turkey; Türkiye; Turquía",
    "TWN": "Taiwán; Chinese Taipei; Formosa",
    "TZA": "Tanzanía",
    "UKR": "Ucrania; The Ukraine",
    "UZB": "Uzbekistán",
    "VCT": "San Vicente y las Granadinas; St Vincent and the Grenadines; St Vincent; Saint Vincent",
    "VNM": "Viet Nam",
    "WSM": "Western Samoa",
    "ZAF": "Sudáfrica; África del Sur",
    "ZWE": "Zimbabue; Rhodesia",
}
UNITED_STATES = "USA; US; United States; United States of America; America; Estados Unidos; EE.UU.; EE. UU.; EUA"
EITHER = {"korea": ("KOR", "PRK"), "corea": ("KOR", "PRK"), "el congo": ("COD", "COG"), "the congo": ("COD", "COG")}


def find_country(text: Any) -> str:
    """Return the code of the country that a text means.

    Arguments:
        text: a code ("TUR") or a name in English or Spanish ("Turkey", "Turquía"), in whatever letters.
    Returns:
        An ISO 3166-1 alpha-3 code, as in the index of `helpers.definitions.evidence()`.
    Raises:
        ValueError: no state of the table is called so; the message names those that look alike.
    Source: the states of the table ally_status.
    """
    wanted = folded(text) if isinstance(text, str) else ""
    states = _states()
    if wanted.upper() in states:
        return wanted.upper()
    called = _called()
    for name in (wanted, re.sub("^(la|el|los|las|the) ", "", wanted)):
        if name in called:
            return called[name]
    if wanted in {folded(name) for name in UNITED_STATES.split("; ")}:
        raise ValueError(_("The United States has no row: the table is about the others. Choose another country."))
    near = EITHER.get(wanted) or tuple(
        dict.fromkeys(called[word] for word in difflib.get_close_matches(wanted, called, n=3, cutoff=0.7))
    )
    near = f" {_('or')} ".join(f'"{code}" ({label(states[code])})' for code in near)
    sentences = [
        _("{name!r} is no country of the table.", name=text),
        _("Do you mean {countries}?", countries=near)
        if near
        else _('Write a code or a name in quotation marks, such as "TUR" or "Turkey".'),
        _("All codes stand in the folded list of this notebook."),
    ]
    raise ValueError(" ".join(sentences))


def country_codes() -> Text:
    """Return the codes of all states as Markdown text that is folded until somebody opens it.

    Source: the states of the table ally_status.
    """
    groups: dict[str, list[str]] = {}
    names = {code: label(name) for code, name in _states().items()}
    for code, name in sorted(names.items(), key=lambda pair: folded(pair[1])):
        groups.setdefault(folded(name)[:1], []).append(f"{name} `{code}`")
    lines = [f"- {', '.join(group)}" for group in groups.values()]
    summary = f"<summary>{_('The codes of all {count} states', count=len(names))}</summary>"
    return Text(f"<details>{summary}\n\n" + "\n".join(lines) + "\n\n</details>")


def code_of_name(name: object) -> str | None:
    """Return the code of the state that somebody calls so, whatever the case and the accents; None if there is none."""
    return _called().get(folded(str(name)))


def folded(text: str) -> str:
    """Return a name without accents, capitals and full stops, as names are compared."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode("ascii").casefold()
    return " ".join(re.sub(r"[^a-z0-9']+", " ", plain.replace(".", "").replace("&", " and ")).split())


@functools.cache
def _states() -> dict[str, str]:
    return load("ally_status").set_index("iso3")["country"].to_dict()


def _called() -> dict[str, str]:
    """Return the code of each state by each of its names, as `folded` writes them."""
    return {folded(label(name)): code for code, name in _states().items()} | _names()


@functools.cache
def _names() -> dict[str, str]:
    others = {folded(name): code for code, names in OTHER_NAMES.items() for name in names.split("; ") if name}
    return others | {folded(name): code for code, name in _states().items()}
