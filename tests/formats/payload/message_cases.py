"""Codes of messages, sessions and places, of secrets, and of nothing in particular."""

from tests.formats.payload.case import Case, email, note, phone, secret

EVENT = "BEGIN:VEVENT\nSUMMARY:Opening talk\nDTSTART:20261126T180000Z\nDTEND:20261126T190000Z\nLOCATION:Hall 7\nEND:VEVENT"
OPENING = ("Opening talk", "2026-11-26T18:00:00+00:00", "Hall 7")

MESSAGES = [
    email("mailto", "mailto:ana@acme.example", "ana@acme.example"),
    email("mailto in capitals", "MAILTO:ana@acme.example", "ana@acme.example"),
    email(
        "mailto with a message",
        "mailto:ana@acme.example?subject=Your%20talk&body=Dear%20Ana%2C%0D%0Athanks",
        "ana@acme.example",
        note="Your talk\n\nDear Ana,\nthanks",
    ),
    email(
        "mailto to several, with copies",
        "mailto:ana@acme.example,tom@acme.example?cc=eva@acme.example&subject=Hi",
        "ana@acme.example",
        "tom@acme.example",
        note="Hi\n\nCc: eva@acme.example",
    ),
    email(
        "mailto with all behind the question mark",
        "mailto:?to=ana@acme.example&body=Hi",
        "ana@acme.example",
        note="Hi",
    ),
    email(
        "a plus stays a plus", "mailto:ana+fair@acme.example?body=1+1", "ana+fair@acme.example", note="1+1"
    ),
    email(
        "mailto with a name",
        "mailto:Ana%20Ruiz%20%3Cana@acme.example%3E",
        "ana@acme.example",
        name="Ana Ruiz",
    ),
    email(
        "marks of direction in a message",
        "mailto:ana@acme.example?body=%E2%80%AEevil",
        "ana@acme.example",
        note="evil",
        flags=("hidden_characters",),
    ),
    email(
        "MATMSG",
        "MATMSG:TO:ana@acme.example;SUB:Your talk;BODY:Thanks\\; see you;;",
        "ana@acme.example",
        note="Your talk\n\nThanks; see you",
    ),
    email(
        "smtp",
        "smtp:ana@acme.example:Your talk:Thanks: see you",
        "ana@acme.example",
        note="Your talk\n\nThanks: see you",
    ),
    email("a plain address", "ana+fair@acme.com", "ana+fair@acme.com"),
    email("a plain address with a name", "Ana Ruiz <ana@acme.com>", "ana@acme.com", name="Ana Ruiz"),
    note("mailto without an address", "mailto:?body=Hi"),
    note("mailto to no address", "mailto:ana at acme"),
    note("two addresses that are a sentence", "write to ana@acme.com or tom@acme.com"),
    phone("tel", "tel:+34600123456", "+34600123456"),
    phone("a number dialled abroad", "0034600123456", "0034600123456"),
    phone("a short number with its plus", "+4821377", "+4821377"),
    phone("tel with marks", "TEL:+34-(600)-123.456", "+34-(600)-123.456"),
    phone("tel with an extension", "tel:+49-30-1234;ext=12", "+49-30-1234 ext. 12"),
    phone("tel with letters", "tel:1-800-FLOWERS", "1-800-FLOWERS"),
    phone("tel in code", "tel:%2B34%20600%20123456", "+34 600 123456"),
    phone("tel within a country", "tel:600-123;phone-context=+34", "+34 600-123"),
    phone("a number dialled on", "tel:+1-555-0100,,1234#", "+1-555-0100,,1234#"),
    note("a command to the phone", "tel:*%2306%23", flags=("not_opened",)),
    note("no number", "tel:ask at the desk"),
    phone("sms", "sms:+34600123456", "+34600123456"),
    phone("sms with a text", "sms:+34600123456?body=Hello%20Ana", "+34600123456", note="Hello Ana"),
    phone("sms as some phones want it", "sms:+34600123456&body=Hello", "+34600123456", note="Hello"),
    phone("smsto", "SMSTO:+34600123456:Hello: Ana?", "+34600123456", note="Hello: Ana?"),
    phone(
        "mmsto with a subject", "mmsto:+34600123456?subject=Hi&body=Look", "+34600123456", note="Hi\n\nLook"
    ),
    phone("sms to two", "sms:+34600123456,+34600654321?body=Hi", "+34600123456", "+34600654321", note="Hi"),
    phone("a plain number with its country", "+34 600 123 456", "+34 600 123 456"),
]

EVENTS = [
    Case("VEVENT alone", EVENT, "event", {"title": "Opening talk", "events": [OPENING]}),
    Case(
        "VEVENT in VCALENDAR",
        f"BEGIN:VCALENDAR\nVERSION:2.0\n{EVENT}\nEND:VCALENDAR\n",
        "event",
        {"title": "Opening talk", "events": [OPENING]},
    ),
    Case(
        "VEVENT in lower case with CRLF",
        EVENT.lower().replace("\n", "\r\n").replace("t180000z", "T180000Z").replace("t190000z", "T190000Z"),
        "event",
        {"title": "opening talk", "events": [("opening talk", OPENING[1], "hall 7")]},
    ),
    Case(
        r"VEVENT with literal \n",
        EVENT.replace("\n", r"\n"),
        "event",
        {"title": "Opening talk", "events": [OPENING]},
    ),
    Case(
        "VEVENT of a day",
        "BEGIN:VEVENT\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20261126\nEND:VEVENT",
        "event",
        {"title": "Fair", "events": [("Fair", "2026-11-26T00:00:00+00:00", None)]},
    ),
    Case(
        "two sessions",
        f"{EVENT}\n{EVENT.replace('Opening', 'Closing')}",
        "event",
        {"title": "Opening talk", "events": [OPENING, ("Closing talk", *OPENING[1:])]},
    ),
    note("an event without a start", "BEGIN:VEVENT\nSUMMARY:Opening talk\nEND:VEVENT", flags=("bad_value",)),
]

PLACES = [
    Case("geo", "geo:52.5200,13.4050", "place", {"place": "52.5200, 13.4050"}),
    Case(
        "geo with a height and how sure it is", "GEO:-33.9,18.4,120;u=35", "place", {"place": "-33.9, 18.4"}
    ),
    Case(
        "geo with a name",
        "geo:52.5390,13.4132?q=Kulturbrauerei+Berlin",
        "place",
        {"place": "Kulturbrauerei Berlin"},
    ),
    Case(
        "geo with a name behind the position",
        "geo:0,0?q=52.539,13.4132(Kulturbrauerei%20Berlin)",
        "place",
        {"place": "Kulturbrauerei Berlin"},
    ),
    Case(
        "geo that says its position twice",
        "geo:0,0?q=52.539,13.4132&z=17",
        "place",
        {"place": "52.539, 13.4132"},
    ),
    note("nowhere on earth", "geo:91.5,200", flags=("bad_value",)),
    note("no position", "geo:somewhere", flags=("bad_value",)),
]

SECRETS = [
    secret("WIFI", "WIFI:T:WPA;S:Acme Guest;P:tr0ub4dor;;", "wifi", "Acme Guest"),
    secret("WIFI with marks", r"WIFI:S:Caf\;e \"Roma\";T:WPA;P:a\;b\:c;H:true;;", "wifi", 'Caf;e "Roma"'),
    secret(
        "WIFI behind other text", "Free for all:\nWIFI:S:Acme Guest;T:WPA;P:tr0ub4dor;;", "wifi", "Acme Guest"
    ),
    secret("WIFI without a name", "WIFI:S:;T:WPA;P:tr0ub4dor;;", "wifi"),
    secret("otpauth behind other text", "Scan me otpauth://totp/ana?secret=JBSWY3DPEHPK3PXP", "otp", "ana"),
    note("words about a network", "WiFi: ask at the desk"),
    secret("WIFI in another order without an end", "wifi:P:tr0ub4dor;S:Acme;T:WPA", "wifi", "Acme"),
    secret("WIFI whose name gives the password away", "WIFI:S:pass-tr0ub4dor;T:WPA;P:tr0ub4dor;;", "wifi"),
    secret("WIFI with a name in quotation marks", 'WIFI:S:"12345678";T:nopass;;', "wifi", "12345678"),
    secret(
        "otpauth",
        "otpauth://totp/Acme:ana@acme.example?secret=JBSWY3DPEHPK3PXP&issuer=Acme",
        "otp",
        "Acme:ana@acme.example",
    ),
    secret(
        "otpauth whose account gives the secret away",
        "otpauth://totp/JBSWY3DPEHPK3PXP?secret=JBSWY3DPEHPK3PXP&issuer=Acme",
        "otp",
        "Acme",
    ),
    secret("otpauth of many", "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8%3D", "otp", "offline"),
    secret("Easy Connect", "DPP:K:MDkwEwYHKoZIzj0CAQYI;;", "wifi"),
    note("three letters that open nothing", "DPP: ask at the desk"),
    secret("FIDO", "FIDO:/0781391044853151", "fido"),
    secret(
        "bitcoin",
        "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?amount=0.01&label=Ana",
        "crypto",
        "bitcoin",
    ),
    secret(
        "ethereum", "ethereum:0x89205A3A3b2A69De6Dbf7f01ED13B2108B2c43e7@1?value=1e18", "crypto", "ethereum"
    ),
    secret(
        "lightning",
        "LIGHTNING:LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKX",
        "crypto",
        "lightning",
    ),
    secret("an address of bitcoin alone", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "crypto"),
    secret(
        "a credit transfer",
        "BCD\n002\n1\nSCT\nBFSWDE33BER\nWikimedia Foerdergesellschaft\nDE33100205000001194700\nEUR10\n\n\nDonation",
        "payment",
        "Wikimedia Foerdergesellschaft",
    ),
    secret(
        "a credit transfer with CRLF",
        "BCD\r\n001\r\n1\r\nSCT\r\nBFSWDE33BER\r\nAna Ruiz\r\nDE33100205000001194700",
        "payment",
        "Ana Ruiz",
    ),
    secret(
        "a Swiss bill",
        "SPC\r\n0200\r\n1\r\nCH4431999123000889012\r\nS\r\nRobert Schneider AG\r\nRue du Lac\r\n1268\r\n2501\r\nBiel\r\nCH",
        "payment",
        "Robert Schneider AG",
    ),
    secret("a short address of a currency", "monero:ana", "crypto", "monero"),
    secret("a request of solana", "solana:https://acme.example/pay", "crypto", "solana"),
    secret("an address of monero alone", f"4{'A' * 94}", "crypto"),
    secret("a public extended key", f"xpub{'6' * 107}", "crypto"),
    *(secret(f"the key {prv}", f"{prv}{'9' * 107}", "key") for prv in ("xprv", "yprv", "zprv", "tprv")),
    *(
        secret(f"a key that begins with {begun}", begun + "a" * count, "key")
        for begun, count in (("5K", 49), ("L", 51), ("c", 51), ("9", 50), ("6P", 56), ("nsec1", 58))
    ),
    secret("a key of ethereum", f"0x{'a1' * 32}", "key"),
    secret("a key of age", f"AGE-SECRET-KEY-1{'A' * 58}", "key"),
    secret("a private key", "-----BEGIN PRIVATE KEY-----\nMIIEvg\n-----END PRIVATE KEY-----", "key"),
    secret("a private key that breaks off", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNza", "key"),
    secret("a sign-in to Telegram", "tg://login?token=tr0ub4dor", "fido"),
    secret("a sign-in to Signal", "sgnl://linkdevice?uuid=tr0ub4dor&pub_key=x", "fido"),
    secret("a sign-in to WhatsApp", f"2@{'a' * 40},{'b' * 44},{'c' * 44}", "fido"),
    secret("a sign-in to Microsoft", "phonefactor://activate_account?code=123", "fido"),
    secret("an eSIM", "LPA:1$rsp.acme.example$TR0UB4DOR", "esim"),
    secret("an eSIM without its scheme", "1$rsp.acme.example$TR0UB4DOR", "esim"),
    secret(
        "a session of a wallet", "wc:7f6e504b-fad6@2?relay-protocol=irn&symKey=587d5484ce2a", "crypto", "wc"
    ),
    note("words that may open a wallet", "abandon " * 11 + "about"),
    secret("UPI", "upi://pay?pa=ana@okbank&pn=Ana%20Ruiz&am=100", "payment", "Ana Ruiz"),
    secret("UPI without a name", "UPI://pay?pa=ana@okbank", "payment", "ana@okbank"),
    secret(
        "the code of a merchant",
        "00020101021226180014br.gov.bcb.pix5204000053039865802BR5908ANA RUIZ6008SAOPAULO62070503***63041D3D",
        "payment",
        "ANA RUIZ",
    ),
]

NOTES = [
    note("text", "See you at the bar"),
    note("a name alone", "Ana Ruiz"),
    note("several lines", "See you at the bar\r\nat eight", "See you at the bar\nat eight"),
    note("javascript", "javascript:alert(document.cookie)", flags=("not_opened",)),
    note("javascript in capitals, with blanks", "JavaScript: alert (1)", flags=("not_opened",)),
    note("file", "file:///etc/passwd", flags=("not_opened",)),
    note("data", "data:text/html;base64,PHNjcmlwdD4=", flags=("not_opened",)),
    note("intent", "intent://scan/#Intent;scheme=zxing;end", flags=("not_opened",)),
    note("an app's own scheme", "myapp://open?id=7", flags=("not_opened",)),
    note("a scheme without slashes", "skype:ana?call", flags=("not_opened",)),
    note("ftp", "ftp://acme.example/file", flags=("not_opened",)),
    note(
        "javascript with a blank without width in it",
        "java\u200bscript:alert(1)",
        "javascript:alert(1)",
        flags=("hidden_characters", "not_opened"),
    ),
    note("HTML", "<img src=x onerror=alert(1)>"),
    note("a mark of direction in a note", "gpj.\u202eexe", "gpj.exe", flags=("hidden_characters",)),
    Case("nothing", "", "note", {"flags": ["empty_code"]}),
    Case("blanks", " \r\n\0 ", "note", {"flags": ["empty_code"]}),
]
