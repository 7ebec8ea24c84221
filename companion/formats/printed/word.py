"""Words by which print on cards is told, in a dozen languages: degrees, what people do, forms of companies."""

import re


def _any(words: str) -> str:
    """One of some words; a blank in one is written `_`."""
    return "|".join(re.escape(word).replace("_", r"\s?").replace(r"\.", r"\.?\s?") for word in words.split())


_DEGREES = _any(
    "prof professor dr dra ing dipl mag mba m.sc b.sc ph.d b.a m.a b.eng m.eng ll.m med h.c rer nat oec pol jur phil univ inf"
    " kfm fh mr mrs ms herr frau mgr inż hab lic eng doç yrd esq cpa pmp"
)
ACADEMIC = re.compile(rf"(?<!\w)(?:{_DEGREES})(?:\.-?\s*|(?!\w)[ ,]*)", re.IGNORECASE)
"""Degrees and forms of address, before a name and behind it."""

_STEMS = _any(
    "manager direct direkt dyrekt leiter leitung leader berater consult ingeni engineer entwickl develop founder gründer"
    " fundador fondat inhaber owner geschäftsführ vorstand präsident president prezes kierownik specjalist specialist"
    " spezialist spécialist analyst analist analityk architekt architect arquitect designer vertrieb sales marketing einkauf"
    " verkauf ventas commercial handlow respons gerente head_of officer assist asist sekret secret referent müdür uzman"
    " mühendis kurucu mimar danışman koordinat coordin professor research forsch chercheu lecturer scientist wissenschaft"
    " anwalt lawyer abogad avocat attorney account buchhalt controller scrum editor redakt journalist periodist fotograf"
    " photograph product projekt project proyect planner trainer coach médecin técnic technik technick verkäufer säljare"
    " försäljning utvecklare ingenjör ansvarig salgs diretor engenheir gestor consulente ingegnere titolare adviseur medewerker"
    " eigenaar ředitel vedoucí obchod jednatel vezető igazgató mérnök 社長 部長 課長 係長 主任 取締役 经理 总监 工程师 営業"
)
_WHOLE = _any("jefe jefa chef cheffe vp vice ceo cto cfo coo cmo cio cpo partner partnerin arzt ärztin socio")
DOING = re.compile(rf"{_STEMS}|(?<!\w)(?:{_WHOLE})(?!\w)", re.IGNORECASE)
"""What somebody does; inside of longer words too."""

_LEGAL_FORMS = _any(
    "gmbh ag kg ohg gbr ug inc ltd llc llp corp plc s.a.s sarl s.r.l s.r.i s.p.a b.v oy oyj aps s.l.u ltda lda s.r.o kft zrt a.ş şti"
    " sp._z_o._o e.v"
)
# Two letters that are words, too, are a form only with their points.
LEGAL = re.compile(rf"(?<!\w)(?:{_LEGAL_FORMS}|s\.\s?[al]\.)(?!\w)|株式会社|有限公司", re.IGNORECASE)
"""Forms of companies that are nothing else."""

_KINDS = _any(
    "ab as a/s n.v sp._k group gruppe holding company &_co université universidad uniwersytet üniversitesi hochschule stiftung"
    " foundation bank verlag consulting solutions systems software technologies labs studio partners agency agentur kanzlei"
    " ministerium associates architekten architects"
)
FIRM = re.compile(
    rf"{LEGAL.pattern}|(?<!\w)(?:{_KINDS}|universit\w+|institut\w*|klinik\w*|werke?)(?!\w)|大学|会社",
    re.IGNORECASE,
)
"""What is in the names of companies and houses."""
