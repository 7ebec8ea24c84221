"""Every decided point of the capture line, by name, with lines that would be read otherwise without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from companion.model.capture import Capture, Span
from companion.model.person import ContactKind
from companion.rules.capture import read

WEDNESDAY = date(2026, 6, 10)
THURSDAY, FRIDAY, SATURDAY, MONDAY = (date(2026, 6, day) for day in (11, 12, 13, 15))
RULES = """
    PRECEDENCE CONTACT-ENDS COMMA-NUMBER LINE-BREAK CTRL-SET FULLWIDTH-MORE FULLWIDTH-SPACE ARABIC-PUNCT
    NAME-GREEDY NAME-COMMA NAME-LETTER NO-NAME STAR-FIRST AMP-SPLIT
    TITLE-LAST-SEGMENT TITLE-DIRECT TITLE-COUNT TITLE-VERB TITLE-AFTER-ORG
    ORG-GREEDY ORG-INC ORG-TWICE ORG-DOMAIN
    SIGN-BOUNDARY SIGN-WORD DIGIT-SIGN PLUS-DIGIT HASH-DIGIT SPACE-AFTER SIGN-EMPTY STAR-ENDS STAR-PROSE
    ALIAS-SPACE ALIAS-LIST ALIAS-PROSE QUOTE-STRIP QUOTE-COMMA QUOTE-OPEN QUOTE-KINDS
    TAG-WORD TAG-QUOTED TAG-PROSE DUPES EDGE-PUNCT VALUE-COMMA INTRO-MANY INTRO-AMP NOTE-JOIN
    CONTACT-LATE EMAIL-CASE EMAIL-WRAP EMAIL-IDN URL-FORM URL-TRAIL PHONE-MATCHER PHONE-INVALID PHONE-LABEL
    DATE-CASE TOM-CASE SUN-SAT DATE-WORDS LANG-EN NEXT-WEEKDAY NEXT-WEEK-MONDAY DATE-TODAY DATE-ORDER
    EOM-TODAY MONTH-CLAMP UNITS-1M NUMBER-WORDS YEAR-FORMS DATE-ORDINAL DATE-WEEKDAY-PAIR THIS-WEEKDAY
    DATE-TRAIL-PUNCT DATE-LONGEST DATE-GLUED TIME-AFTER BEFORE-DAY ONLY-DATE IMPOSSIBLE-DATE PAST-DATE
    DEFAULT-DUE PHONE-COST SPAN-UNITS UNCHIP LAST-PERSON GROUP-SHARE MIDNIGHT INTRO-DIRECTION TIME-EMAIL
"""


@dataclass(frozen=True)
class Case:
    rule: str
    line: str
    expected: dict[str, Any]
    today: date
    region: str
    off: Sequence[Span]


def case(
    rule: str,
    line: str,
    *names: str,
    today: date = WEDNESDAY,
    region: str = "DE",
    off: Sequence[Span] = (),
    **expected: Any,
) -> Case:
    """A line with all that has to be read from it; one value may stand for a list of one."""
    return Case(rule, line, {"names": names} | expected, today, region, off)


def promised(rule: str, text: str, said: str, due: date = THURSDAY, today: date = WEDNESDAY) -> Case:
    """A line of a promise; due on the next working day if it names none."""
    return case(rule, f"Mira !{text}", "Mira", promises=((said, due),), today=today)


def all_read(capture: Capture) -> dict[str, Any]:
    """What was read, without what is empty."""
    fields = {
        "names": capture.names,
        "title": capture.title,
        "org": capture.organisation,
        "emails": capture.values(ContactKind.EMAIL),
        "phones": capture.values(ContactKind.PHONE),
        "urls": capture.values(ContactKind.URL),
        "labels": tuple(contact.label for contact in capture.contacts if contact.label),
        "tags": capture.tags,
        "needs": capture.needs,
        "offers": capture.offers,
        "promises": tuple((promise.text, promise.due) for promise in capture.promises),
        "intros": capture.intros,
        "starred": capture.starred,
        "note": capture.note,
    }
    return {name: value for name, value in fields.items() if value}


def all_expected(expected: dict[str, Any]) -> dict[str, Any]:
    alone = {"title", "org", "note", "starred"}
    lists = {
        name: value if name in alone or isinstance(value, tuple) else (value,)
        for name, value in expected.items()
    }
    return {name: value for name, value in lists.items() if value}


# fmt: off
CHARACTERS = [
    case("PRECEDENCE", "Mira +49 30 901820 @Kite ?boats", "Mira", phones="+4930901820", org="Kite", needs="boats"),
    case("PRECEDENCE", "Mira https://kite.no/a,#b?c ?boats", "Mira", urls="https://kite.no/a,#b?c", needs="boats"),
    case("PRECEDENCE", 'Mira "at: sea @Kite mira@kite.no" ?boats', 'Mira "at: sea @Kite mira@kite.no"', needs="boats"),
    case("PRECEDENCE", "Mira ?ask mira@kite.no, soon +www.kite.no", "Mira", needs="ask mira@kite.no, soon",
         offers="www.kite.no"),
    case("PRECEDENCE", "Mira https://kite.no/ask@kite.no", "Mira", urls="https://kite.no/ask@kite.no"),
    case("CONTACT-ENDS", "Mira mira@kite.no sails alone @Kite post@kite.no since May ?boats", "Mira",
         emails=("mira@kite.no", "post@kite.no"), org="Kite", note="sails alone; since May", needs="boats"),
    case("CONTACT-ENDS", "Mira 030 901820 Holm", "Mira", phones="+4930901820", note="Holm"),
    case("COMMA-NUMBER", "Mira @Kite, sold 2,400 boats ?hull", "Mira", org="Kite", note="sold 2,400 boats", needs="hull"),
    case("COMMA-NUMBER", "Mira 2,400 @Club 1,5, old", "Mira 2,400", org="Club 1,5", note="old"),
    case("COMMA-NUMBER", "Mira #top1,000, #a2, 3", "Mira", tags=("top1,000", "a2"), note="3"),
    case("COMMA-NUMBER", "Mira, 5, 6 @Kite", "Mira", title="6", note="5", org="Kite"),
    case("LINE-BREAK", "Mira\tHolm\r\n@Kite\xa0\u3000AS\n?two\u2028 boats\v", "Mira Holm", org="Kite AS", needs="two boats"),
    case("CTRL-SET", "Mi\u202era\x00 Ho\u00adlm \u200f@\u200bKite \u2066?boats\ufeff \u2060#\u061csea", "Mira Holm",
         org="Kite", needs="boats", tags="sea"),
    case("CTRL-SET", "می\u200cنا @Kite", "می\u200cنا", org="Kite"),
    case("CTRL-SET", "Mira ?👩\u200d🚀 suit", "Mira", needs="👩\u200d🚀 suit"),
    case("FULLWIDTH-MORE", "李雷，设计师 ＠云端 need：服务器；　＊", "李雷", title="设计师", org="云端", needs="服务器",
         starred=True),
    case("FULLWIDTH-MORE", "小红 ＆ 小明 ＃＂数据 科学＂ ＞李雷 ＋船", "小红", "小明", tags="数据 科学", intros="李雷",
         offers="船"),
    case("FULLWIDTH-MORE", "李雷、韩梅、 ？要，快！", "李雷、韩梅", needs="要，快！"),
    case("FULLWIDTH-SPACE", "很好！想见他＠云端", "很好！想见他＠云端"),
    case("ARABIC-PUNCT", "سارة، مهندسة @نور ؟مكتب، هادئ", "سارة", title="مهندسة", org="نور", needs="مكتب، هادئ"),
]
PEOPLE = [
    case("NAME-GREEDY", "Mira sails to Bergen", "Mira sails to Bergen"),
    case("NAME-GREEDY", "Mira | CEO | Kite |", "Mira | CEO | Kite"),
    case("NAME-COMMA", "Holm, Mira @Kite", "Holm", title="Mira", org="Kite"),
    case("NAME-COMMA", "#1 captain, Mira @Kite", "#1 captain", title="Mira", org="Kite"),
    case("NAME-COMMA", "Mira, Liv & Per @Kite", "Mira", title="Liv & Per", org="Kite"),
    case("NAME-LETTER", "🎈 ?balloons", note="🎈", needs="balloons"),
    case("NAME-LETTER", "?!, CEO @Kite", note="?!, CEO", org="Kite"),
    case("NAME-LETTER", "7 @Kite", "7", org="Kite"),
    case("NAME-LETTER", "Mira & ?! @Kite", "Mira", note="?!", org="Kite"),
    case("NO-NAME", "#sailing Mira Holm", tags="sailing", note="Mira Holm"),
    case("NO-NAME", "mira@kite.no Mira @Kite", emails="mira@kite.no", note="Mira", org="Kite"),
    case("NO-NAME", "at: Kite, Mira", org="Kite", note="Mira"),
    case("STAR-FIRST", "* * Mira @Kite", "Mira", starred=True, org="Kite"),
    case("STAR-FIRST", "*", starred=True),
    case("STAR-FIRST", "* #sea Mira", starred=True, tags="sea", note="Mira"),
    case("AMP-SPLIT", "Liv & Per Dahl & Ida & @Kite", "Liv", "Per Dahl", "Ida", org="Kite"),
    case("AMP-SPLIT", "& Liv", "Liv"),
    case("AMP-SPLIT", "A&B Holm and Per + Ola / Kai", "A&B Holm and Per + Ola / Kai"),
    case("AMP-SPLIT", '"Liv & Per" & Ida', "Liv & Per", "Ida"),
    case("TITLE-LAST-SEGMENT", "Mira, MSc, Chief Engineer @Kite", "Mira", note="MSc", title="Chief Engineer", org="Kite"),
    case("TITLE-LAST-SEGMENT", "Mira, MSc, Chief Engineer, , @Kite", "Mira", note="MSc", title="Chief Engineer", org="Kite"),
    case("TITLE-LAST-SEGMENT", "Mira, MSc, one two three four five @Kite", "Mira", note="MSc, one two three four five",
         org="Kite"),
    case("TITLE-LAST-SEGMENT", "Mira mira@kite.no #sea *, Engineer @Kite", "Mira", emails="mira@kite.no", tags="sea",
         starred=True, title="Engineer", org="Kite"),
    case("TITLE-LAST-SEGMENT", "Mira ?boats, Engineer @Kite", "Mira", needs="boats, Engineer", org="Kite"),
    case("TITLE-LAST-SEGMENT", "Mira ?boats *, Engineer @Kite", "Mira", needs="boats", starred=True, note="Engineer",
         org="Kite"),
    case("TITLE-DIRECT", "Mira, Engineer mira@kite.no @Kite", "Mira", note="Engineer", emails="mira@kite.no", org="Kite"),
    case("TITLE-DIRECT", "Mira, Engineer #sea @Kite", "Mira", note="Engineer", tags="sea", org="Kite"),
    case("TITLE-DIRECT", "Mira, Engineer * of boats @Kite", "Mira", note="Engineer; of boats", starred=True, org="Kite"),
    case("TITLE-COUNT", "Mira, VP Boats & Sails @Kite", "Mira", title="VP Boats & Sails", org="Kite"),
    case("TITLE-COUNT", "Mira, VP of Boats & Sails @Kite", "Mira", note="VP of Boats & Sails", org="Kite"),
    case("TITLE-COUNT", 'Mira, "VP of Boats & Sails" @Kite', "Mira", note='"VP of Boats & Sails"', org="Kite"),
    case("TITLE-COUNT", 'Mira, "VP, Boats" @Kite', "Mira", title="VP, Boats", org="Kite"),
    case("TITLE-VERB", "Mira, builds wooden boats @Kite", "Mira", title="builds wooden boats", org="Kite"),
    case("TITLE-AFTER-ORG", "Mira @Kite, CEO", "Mira", org="Kite", note="CEO"),
    case("TITLE-AFTER-ORG", "Mira, CEO ?boats", "Mira", note="CEO", needs="boats"),
    case("ORG-GREEDY", "Mira @Kite told me about Bergen", "Mira", org="Kite told me about Bergen"),
    case("ORG-INC", "Mira @Kite, Ltd.", "Mira", org="Kite", note="Ltd."),
    case("ORG-INC", 'Mira @"Kite, Ltd."', "Mira", org="Kite, Ltd."),
    case("ORG-TWICE", "Mira @Kite at: Old Pier, Bergen post@pier.no hi ?boats", "Mira", org="Kite",
         note="at: Old Pier, Bergen; hi", emails="post@pier.no", needs="boats"),
    case("ORG-TWICE", "Mira @Kite, hi @Pier #sea", "Mira", org="Kite", note="hi @Pier", tags="sea"),
    case("ORG-TWICE", "Mira ?boats @Kite !row @Pier", "Mira", needs="boats", org="Kite", promises=(("row", THURSDAY),),
         note="@Pier"),
    case("ORG-DOMAIN", "Mira @kite.no/boats, hi", "Mira", org="kite.no/boats", note="hi"),
    case("ORG-DOMAIN", "Mira @mira@mast.social on mira@kite.no", "Mira", org="mira@mast.social on", emails="mira@kite.no"),
]
SIGNS = [
    case("SIGN-BOUNDARY", "Mira,?boats,#sea,*,@Kite", "Mira", needs="boats", tags="sea", starred=True, org="Kite"),
    case("SIGN-BOUNDARY", "Mira (@Kite) a@kite x?y C++ 5*3 E*X **", "Mira (@Kite) a@kite x?y C++ 5*3 E*X **"),
    case("SIGN-WORD", "Mira ?€3k +£2 !(maybe) row >[Liv] ?{x} +\u0301a", "Mira", needs=("€3k", "{x}"),
         offers=("£2", "\u0301a"), promises=(("(maybe) row", THURSDAY),), intros="[Liv]"),
    case("SIGN-WORD", "Mira ?🎈 party +“open", "Mira", needs="🎈 party", offers="“open"),
    case("SIGN-WORD", "Mira ?! ?? !!! >> ?#1 ?- ?. @' #", "Mira ?! ?? !!! >> ?#1 ?- ?. @' #"),
    case("DIGIT-SIGN", "Mira @7Seas ?3 boats !2 letters", "Mira", org="7Seas", needs="3 boats",
         promises=(("2 letters", THURSDAY),)),
    case("PLUS-DIGIT", "Mira +3 boats +(2) oars +20% +sails", "Mira +3 boats +(2) oars +20%", offers="sails"),
    case("PLUS-DIGIT", "Mira offer: 3 boats", "Mira", offers="3 boats"),
    case("HASH-DIGIT", "Mira #4thofjuly >9 boats #1", "Mira #4thofjuly >9 boats #1"),
    case("SPACE-AFTER", "Mira @ Kite ? boats", "Mira", org="Kite ? boats"),
    case("SPACE-AFTER", "Mira,@ Kite # sea + x ! y > z", "Mira", note="@ Kite # sea + x ! y > z"),
    case("SIGN-EMPTY", "Mira @Kite, offer: ?boats", "Mira", org="Kite", note="offer:", needs="boats"),
    case("SIGN-EMPTY", "Mira todo:", "Mira todo:"),
    case("SIGN-EMPTY", "Mira need: , ; #sea", "Mira need:", tags="sea"),
    case("STAR-ENDS", "Mira ?boats * met mira@kite.no #sea in May 030 901820", "Mira", needs="boats", starred=True,
         note="met; in May", emails="mira@kite.no", tags="sea", phones="+4930901820"),
    case("STAR-PROSE", "Mira ?deck 3 * 4 m", "Mira", needs="deck 3", starred=True, note="4 m"),
    case("ALIAS-SPACE", "Mira need:boats OFFER:   sails", "Mira", needs="boats", offers="sails"),
    case("ALIAS-SPACE", "Mira needs : boats (need: sails) Indeed: fog", "Mira needs : boats (need: sails) Indeed: fog"),
    case("ALIAS-LIST", "Mira needs: a offers: b todos: c promises: d promised: e intros: f org: g tags: h", "Mira",
         needs="a", offers="b", promises=(("c", THURSDAY), ("d", THURSDAY), ("e", THURSDAY)), intros="f", org="g",
         tags="h"),
    case("ALIAS-LIST", "Mira need: a offer: b todo: c promise: d intro: f at: g tag: h", "Mira", needs="a", offers="b",
         promises=(("c", THURSDAY), ("d", THURSDAY)), intros="f", org="g", tags="h"),
    case("ALIAS-LIST", "Mira orgs: a wants: b needſ: c ıntro: d", "Mira orgs: a wants: b needſ: c ıntro: d"),
    case("ALIAS-PROSE", "Mira ?someone who can offer: a berth", "Mira", needs="someone who can", offers="a berth"),
    case("ALIAS-PROSE", "Mira, met at: the pier", "Mira", title="met", org="the pier"),
    case("QUOTE-STRIP", '"Mira" , "CEO" @"Kite" ?"a boat"; +"sails" !"row" fri >"Liv" #"Sea" "kept"', "Mira", title="CEO",
         org="Kite", needs="a boat", offers="sails", promises=(("row", FRIDAY),), intros="Liv", tags="sea", note='"kept"'),
    case("QUOTE-STRIP", 'Mira ?"small" boats', "Mira", needs='"small" boats'),
    case("QUOTE-STRIP", 'Mira ?"red" or "blue"', "Mira", needs='"red" or "blue"'),
    case("QUOTE-COMMA", '"Holm, Mira & Liv" @"Kite, Bergen"', "Holm, Mira & Liv", org="Kite, Bergen"),
    case("QUOTE-COMMA", 'Mira ?"a need: b * c" !"call mon"', "Mira", needs="a need: b * c",
         promises=(("call mon", THURSDAY),)),
    case("QUOTE-OPEN", 'Mira 27" screen ?30" oar', 'Mira 27" screen', needs='30" oar'),
    case("QUOTE-OPEN", 'Mira ?"deep keel #sea', "Mira", needs='"deep keel', tags="sea"),
    case("QUOTE-OPEN", 'Mira ("x, y") @Kite', 'Mira ("x, y")', org="Kite"),
    case("QUOTE-OPEN", 'Mira 5+"a, b" said:"c, d"', 'Mira 5+"a', note='b" said:"c, d"'),
    case("QUOTE-OPEN", 'Mira need:"a, #b" offer: "c +d"', "Mira", needs="a, #b", offers="c +d"),
    case("QUOTE-KINDS", "Mira ?“a @b” +„c #d” >„e +f“ !«g ?h»", "Mira", needs="a @b", offers="c #d", intros="e +f",
         promises=(("g ?h", THURSDAY),)),
    case("QUOTE-KINDS", "Mira ‘a #b’ 'c @Kite'", "Mira ‘a", tags="b’", note="'c", org="Kite'"),
]
VALUES = [
    case("TAG-WORD", "Mira #Sea, #c++ #vue.js. #e-mobility; #C# #r&d?! #x_y)]}", "Mira",
         tags=("sea", "c++", "vue.js", "e-mobility", "c#", "r&d", "x_y")),
    case("TAG-WORD", "Mira #end… #a/b'\" tag: two words", "Mira", tags=("end", "a/b", "two"), note="words"),
    case("TAG-QUOTED", 'Mira #"Open Sea" hi #"Wind, Sun". tag: "Big Fish"', "Mira",
         tags=("open sea", "wind, sun", "big fish"), note="hi"),
    case("TAG-PROSE", "Mira @Kite, loves #sailing at night", "Mira", org="Kite", tags="sailing", note="loves; at night"),
    case("TAG-PROSE", "Mira ?crew for #racing teams", "Mira", needs="crew for", tags="racing", note="teams"),
    case("DUPES", "Mira #Sea #sea a@kite.no A@KITE.no 030 901820, +49 30 901820, www.kite.no www.kite.no", "Mira",
         tags="sea", emails="a@kite.no", phones="+4930901820", urls="www.kite.no"),
    case("DUPES", "Mira ?a ?a +b +b !c !c >d >d", "Mira", needs=("a", "a"), offers=("b", "b"), intros=("d", "d"),
         promises=(("c", THURSDAY), ("c", THURSDAY))),
    case("EDGE-PUNCT", "- Mira - @Kite | ?boats; #sea", "Mira", org="Kite", needs="boats", tags="sea"),
    case("EDGE-PUNCT", "Mira ?12 / 14 boats / +sails • !row — #x", "Mira", needs="12 / 14 boats", offers="sails",
         promises=(("row", THURSDAY),), tags="x"),
    case("EDGE-PUNCT", "Mira ?really? +now!. !soon... #x", "Mira", needs="really?", offers="now!.",
         promises=(("soon...", THURSDAY),), tags="x"),
    case("EDGE-PUNCT", "Mira * (.) #sea <> [:] , * -- kept – 、;", "Mira", starred=True, tags="sea", note="kept"),
    case("EDGE-PUNCT", ",, ; —"),
    case("VALUE-COMMA", "Mira ?boats, met in Bergen", "Mira", needs="boats, met in Bergen"),
    case("VALUE-COMMA", "Mira !row fri, likes tea", "Mira", promises=(("row fri, likes tea", THURSDAY),)),
    case("VALUE-COMMA", "Mira >Liv, met in May", "Mira", intros="Liv, met in May"),
    case("INTRO-MANY", "Mira >Liv >Per intro: Ida", "Mira", intros=("Liv", "Per", "Ida")),
    case("INTRO-AMP", "Mira >Liv & Per", "Mira", intros="Liv & Per"),
    case("NOTE-JOIN", "Mira, one, two, #sea three, * four a@kite.no five", "Mira", tags="sea", starred=True,
         emails="a@kite.no", note="one, two; three; four; five"),
    case("NOTE-JOIN", "Mira, old friend, CEO @Kite, from Oslo", "Mira", title="CEO", org="Kite",
         note="old friend; from Oslo"),
]
CONTACTS = [
    case("CONTACT-LATE", "Mira ?boats mira@kite.no 030 901820", "Mira", needs="boats mira@kite.no 030 901820"),
    case("CONTACT-LATE", "Mira ?boats #sea mira@kite.no", "Mira", needs="boats", tags="sea", emails="mira@kite.no"),
    case("EMAIL-CASE", "Mira MIRA@Kite.NO", "Mira", emails="MIRA@Kite.NO"),
    case("EMAIL-WRAP", "Mira Holm <mira@kite.no> (030 901820) [https://kite.no/a] mailto:a@kite.no tel:+49 30 901821",
         "Mira Holm", emails=("mira@kite.no", "a@kite.no"), phones=("+4930901820", "+4930901821"),
         urls="https://kite.no/a"),
    case("EMAIL-IDN", "Mira пётр@почта.рф a.b+c@kite-club.no", "Mira", emails=("пётр@почта.рф", "a.b+c@kite-club.no")),
    case("EMAIL-IDN", "Mira mira@kite a@b.c a@.no", "Mira mira@kite a@b.c a@.no"),
    case("URL-FORM", "Mira kite.no/boats Node.js/React kite.no www.kite.no and/or HTTP://KITE.NO", "Mira",
         urls=("kite.no/boats", "www.kite.no", "HTTP://KITE.NO"), note="Node.js/React kite.no; and/or"),
    case("URL-TRAIL", "Mira (see https://kite.no/a_(b)), ok https://kite.no?! a@kite.no. www.kite.no/x…", "Mira (see",
         urls=("https://kite.no/a_(b)", "https://kite.no", "www.kite.no/x"), emails="a@kite.no", note="ok"),
    case("PHONE-MATCHER", "Mira 030 901820 ext. 5 hi", "Mira", phones="+4930901820", note="hi"),
    case("PHONE-MATCHER", "Mira ٠٣٠ ٩٠١٨٢٠ 💡 ０３０ ９０１８２１", "Mira", phones=("+4930901820", "+4930901821"), note="💡"),
    case("PHONE-MATCHER", "Mira 2026-12-03 hi", "Mira 2026-12-03 hi"),
    case("PHONE-INVALID", "Mira 030 901820 @Kite", "Mira 030 901820", org="Kite", region="US"),
    case("PHONE-INVALID", "Mira, raised 600 000 000 PLN", "Mira", note="raised; PLN", phones="+48600000000", region="PL"),
    case("PHONE-LABEL", "Mira tel. 030 901820 Mobile: 0151 23456789 e-mail a@kite.no Web www.kite.no", "Mira",
         phones=("+4930901820", "+4915123456789"), emails="a@kite.no", urls="www.kite.no",
         labels=("tel", "mobile", "e-mail", "web")),
    case("PHONE-LABEL", "Mira Tel.: 030 901820", "Mira", phones="+4930901820", labels="tel"),
    case("PHONE-LABEL", "Mira hotel 030 901820", "Mira hotel", phones="+4930901820"),
    case("PHONE-LABEL", "Mira ho" + "tel" + 21 * " " + "030 901820", "Mira hotel", phones="+4930901820"),
    case("PHONE-LABEL", "Mira phone box, mob, a@kite.no", "Mira phone box", emails="a@kite.no", note="mob"),
    case("PHONE-LABEL", "Mira ?his mail a@kite.no", "Mira", needs="his mail a@kite.no"),
]
DATES = [
    promised("DATE-CASE", "row FRI", "row", FRIDAY),
    promised("DATE-CASE", "row BY Next Week", "row", MONDAY),
    promised("TOM-CASE", "row tom", "row", SATURDAY, today=FRIDAY),
    promised("TOM-CASE", "write Tom", "write Tom", MONDAY, today=FRIDAY),
    promised("SUN-SAT", "watch the sat", "watch the", SATURDAY),
    promised("DATE-WORDS", "row tues", "row", date(2026, 6, 16)),
    promised("DATE-WORDS", "row asap", "row asap"),
    promised("LANG-EN", "row friday", "row", FRIDAY),
    promised("NEXT-WEEKDAY", "row next fri", "row", date(2026, 6, 19)),
    promised("NEXT-WEEK-MONDAY", "row next week", "row", date(2026, 6, 22), today=MONDAY),
    promised("DATE-TODAY", "row 10 June", "row", WEDNESDAY),
    promised("DATE-ORDER", "row 5.7.", "row", date(2026, 7, 5)),
    promised("EOM-TODAY", "row end of month", "row", date(2026, 6, 30), today=date(2026, 6, 30)),
    promised("MONTH-CLAMP", "row 1m", "row", date(2026, 9, 30), today=date(2026, 8, 31)),
    promised("UNITS-1M", "raise 2m", "raise", date(2026, 8, 10)),
    promised("NUMBER-WORDS", "row in two weeks", "row", date(2026, 6, 24)),
    promised("YEAR-FORMS", "row Dec 3, 2027", "row", date(2027, 12, 3)),
    promised("DATE-ORDINAL", "row 3rd of December", "row", date(2026, 12, 3)),
    promised("DATE-WEEKDAY-PAIR", "row Mon, 3 Dec", "row", date(2026, 12, 3)),
    promised("THIS-WEEKDAY", "row this fri", "row", FRIDAY),
    promised("DATE-TRAIL-PUNCT", "row by fri.", "row", FRIDAY),
    promised("DATE-TRAIL-PUNCT", "row, please!", "row, please!"),
    promised("DATE-LONGEST", "row fri until mon", "row fri", MONDAY),
    promised("DATE-LONGEST", "come by on fri", "come by", FRIDAY),
    promised("DATE-GLUED", "row mon/tue", "row mon/tue"),
    promised("TIME-AFTER", "row fri at 5pm", "row at 5pm", FRIDAY),
    promised("TIME-AFTER", "row fri, 12:45 am", "row 12:45 am", FRIDAY),
    promised("TIME-AFTER", "read fri at 24", "read fri at 24"),
    promised("TIME-AFTER", "read fri 12:60", "read fri 12:60"),
    promised("TIME-AFTER", "read fri 13pm", "read fri 13pm"),
    promised("BEFORE-DAY", "follow up on fri", "follow up", FRIDAY),
    promised("BEFORE-DAY", "row before fri", "row", FRIDAY),
    promised("ONLY-DATE", "by fri", "by fri", FRIDAY),
    promised("IMPOSSIBLE-DATE", "row 31.4.", "row 31.4."),
    promised("PAST-DATE", "row 2025-12-03", "row", date(2025, 12, 3)),
    promised("DEFAULT-DUE", "row", "row", MONDAY, today=FRIDAY),
    promised("MIDNIGHT", "row tomorrow", "row", THURSDAY),
]
LONG = 5_000 * "row "
OUTSIDE = [
    case("PHONE-COST", LONG + "030 901820", LONG + "030 901820"),
    case("PHONE-COST", LONG[20:] + "030 901820", LONG[20:-1], phones="+4930901820"),
    case("UNCHIP", "Mira ?boats #sea", "Mira", needs="boats #sea", off=[(12, 16)]),
    case("UNCHIP", "Mira @Kite a@kite.no", "Mira", org="Kite a@kite.no", off=[(11, 20)]),
    case("UNCHIP", "Mira !row fri", "Mira", promises=(("row fri", THURSDAY),), off=[(10, 13)]),
    case("UNCHIP", "Mira, a & b ?c, d", "Mira, a & b ?c, d", off=[(4, 15)]),
    case("UNCHIP", "Mira Holm & Liv, CEO @Kite", "Liv", note="Mira Holm; CEO", org="Kite", off=[(17, 20), (3, 9), (0, 4)]),
    case("UNCHIP", "\u200bMira ?boats", "Mira ?boats", off=[(6, 12)]),
    case("LAST-PERSON", "?boats", needs="boats"),
    case("GROUP-SHARE", "Liv & Per a@kite.no ?boats !row #sea", "Liv", "Per", emails="a@kite.no", needs="boats",
         promises=(("row", THURSDAY),), tags="sea"),
    case("INTRO-DIRECTION", "Mira >the mayor intro: Liv", "Mira", intros=("the mayor", "Liv")),
    case("TIME-EMAIL", f"Mira {64 * 'a'}@kite.no", "Mira", emails=64 * "a" + "@kite.no"),
]
# fmt: on
CASES = [*CHARACTERS, *PEOPLE, *SIGNS, *VALUES, *CONTACTS, *DATES, *OUTSIDE]
SPANS = [
    (
        "🎂 Mira  Holm & Liv, CEO, @ Kite, tall; #Sea, *",
        [
            ("name", "🎂 Mira  Holm", "🎂 Mira Holm"),
            ("name", "Liv", "Liv"),
            ("title", "CEO", "CEO"),
            ("organisation", "@ Kite", "Kite"),
            ("note", "tall", "tall"),
            ("tag", "#Sea", "sea"),
            ("star", "*", "*"),
        ],
    ),
    (
        '?"two  boats" need: oars ; +a\u200b b \u200f!row on fri >Liv 030 901820 #"Open Sea" a@kite.no',
        [
            ("need", '?"two  boats"', "two boats"),
            ("need", "need: oars", "oars"),
            ("offer", "+a\u200b b", "a b"),
            ("promise", "!row on fri", "row"),
            ("date", "on fri", "on fri"),
            ("intro", ">Liv 030 901820", "Liv 030 901820"),
            ("tag", '#"Open Sea"', "open sea"),
            ("email", "a@kite.no", "a@kite.no"),
        ],
    ),
]


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row.rule} {row.line[:50]}")
def test_a_line_is_read_by_the_rule(row: Case) -> None:
    capture = read(row.line, today=row.today, region=row.region, off=row.off)
    assert all_read(capture) == all_expected(row.expected)


@pytest.mark.parametrize(("line", "tokens"), SPANS)
def test_spans_count_code_points_of_the_raw_line_from_the_sign_to_the_last_character(line, tokens):
    capture = read(line, today=WEDNESDAY, region="DE")
    assert [
        (token.kind.value, line[token.start : token.end], token.text) for token in capture.tokens
    ] == tokens


def test_every_rule_has_a_line_of_its_own():
    assert sorted({row.rule for row in CASES} | {"SPAN-UNITS"}) == sorted(RULES.split())


def test_a_contact_point_is_kept_as_typed_beside_its_value():
    contact = read("Mira Tel 030 / 901820", today=WEDNESDAY, region="DE").contacts[0]
    assert (contact.value, contact.typed, contact.label) == ("+4930901820", "030 / 901820", "tel")
