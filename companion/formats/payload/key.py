"""What the keys of `key: value` lines mean, in the languages in which badges are printed."""

from collections.abc import Mapping
from types import MappingProxyType

from companion.formats.table.column import choice_for, words_of
from companion.formats.table.field import Field
from companion.model.payload import BadgeField

_OF_TABLES: Mapping[Field, BadgeField] = MappingProxyType(
    {
        Field.NAME: BadgeField.NAME,
        Field.FIRST_NAME: BadgeField.FIRST_NAME,
        Field.LAST_NAME: BadgeField.LAST_NAME,
        Field.TITLE: BadgeField.TITLE,
        Field.ROLE: BadgeField.TITLE,
        Field.ORGANISATION: BadgeField.ORGANISATION,
        Field.EMAIL: BadgeField.EMAIL,
        Field.PHONE: BadgeField.PHONE,
        Field.URL: BadgeField.URL,
    }
)
# English and German are those of tables; the words here are without accents, in lower case.
_WORDS: Mapping[BadgeField, str] = MappingProxyType(
    {
        BadgeField.NAME: "attendee name, visitor, visitor name, delegate, speaker, besucher, gast, nom complet, nom et prenom,"
        " prenom et nom, nombre completo, nombre y apellidos, nome completo, nome e cognome, volledige naam, naam,"
        " imie i nazwisko, imie nazwisko, fullstandigt namn, namn, navn, fulde navn, nimi, ad soyad, jmeno a prijmeni,"
        " фио, имя и фамилия, 氏名, 名前, お名前, 姓名, 이름, 성명",
        BadgeField.FIRST_NAME: "prenom, nombre, nombre de pila, primeiro nome, voornaam, imie, fornamn, fornavn, etunimi,"
        " ad, adi, jmeno, имя, 名, fname, fn, givenname",
        BadgeField.LAST_NAME: "nom, nom de famille, apellido, apellidos, cognome, sobrenome, apelido, achternaam, nazwisko,"
        " efternamn, etternavn, efternavn, sukunimi, soyad, soyadi, prijmeni, фамилия, 姓, lname, ln, familyname",
        BadgeField.ORGANISATION: "entreprise, societe, organisation, organismo, empresa, organizacion, organizacao,"
        " azienda, societa, ditta, organizzazione, bedrijf, organisatie, firma, organizacja, foretag, virksomhed, bedrift,"
        " yritys, sirket, kurum, spolecnost, компания, организация, 会社, 会社名, 所属, 公司, 单位, 회사, 소속, co, institution,"
        " university, universitat, hochschule, exhibitor, aussteller",
        BadgeField.TITLE: "fonction, poste, titre, cargo, puesto, titulo, ruolo, posizione, qualifica, functie, stanowisko,"
        " titel, befattning, stilling, titteli, unvan, pozice, должность, 役職, 職位, 职位, 职务, 직함, 직책",
        BadgeField.EMAIL: "courriel, e mail, correo, correo electronico, posta elettronica, adres e mail, e post, epost,"
        " sahkoposti, eposta, e posta, почта, эл почта, メール, メールアドレス, 邮箱, 电子邮件, 이메일, adresse mail, mail address",
        BadgeField.PHONE: "telephone, tel, portable, numero de telephone, telefono, movil, celular, cellulare, telefone,"
        " telefoon, mobiel, telefon komorkowy, komorka, mobil, mobiltelefon, puhelin, cep, cep telefonu, телефон,"
        " мобильный, 電話, 電話番号, 携帯, 电话, 手机, 전화, 휴대폰, ph, cell, gsm",
        BadgeField.URL: "site, site web, sitio web, pagina web, sito, sito web, strona, webb, hjemmeside, kotisivu, web sitesi,"
        " сайт, 网站, 웹사이트, www, link, linkedin url",
        BadgeField.BADGE: "id, badge, badge id, badge number, badge no, badge nr, badgenummer, ticket, ticket id,"
        " ticket number, ticket no, ticketnummer, attendee id, visitor id, registration, registration id,"
        " registration number, registration no, registrierungsnummer, reg id, reg no, regid, member id, member number,"
        " mitgliedsnummer, teilnehmernummer, teilnehmer id, besuchernummer, besucher id, number, no, nr, nummer, numero,"
        " barcode, numero de badge, identifiant, matricule, numero identificativo, numer,"
        " номер, 番号, 编号, 번호, guid, uuid, user id, userid, attendeeid, badgeid, ticketid",
    }
)
_BY_WORDS: Mapping[str, BadgeField] = MappingProxyType(
    {" ".join(words_of(word)): field for field, listed in _WORDS.items() for word in listed.split(",")}
)


def field_of(key: str) -> tuple[BadgeField, str | None]:
    """What a key stands for, and the label of such a contact point; NOTHING for one that nobody knows."""
    choice = choice_for(key)
    if choice is not None and choice.field in _OF_TABLES:
        return _OF_TABLES[choice.field], choice.label
    return _BY_WORDS.get(" ".join(words_of(key)), BadgeField.NOTHING), None
