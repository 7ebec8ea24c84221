"""What we draw is read by programs that are not ours: zxing-cpp, ZBar and OpenCV, in many scripts."""

import cv2
import numpy as np
import pytest
import zxingcpp
from pyzbar import pyzbar

from companion.formats.contact_code import contact_code
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.my_card import CardForm
from companion.model.person import ContactKind
from companion.qr.draw import draw
from companion.qr.png import png
from tests.qr.drawn import picture

NAMES = [
    *("Ana Ruiz", "José Núñez", "Jürgen Groß", "Zoë Ångström", "Łukasz Żółć", "Đorđe Šarić", "Ștefan Țepeș"),
    *("Søren Kjærgård", "Nguyễn Thị Hồng", "Ñandú ¿Qué?", "Þórður Æsir", "İbrahim Çağlı", "O’Brien – 5 €"),
    *("Иван Петров", "Ђорђе Њежић", "Лідія Їжак", "Γιώργος Παπαδόπουλος", "Արամ Խաչատրյան", "გიორგი ბერიძე"),
    *(
        "محمد علي",
        "فاطمه زهرا",
        "דוד כהן",
        "王小明",
        "歐陽菲菲",
        "山田 太郎",
        "さくら ゆい",
        "タナカ ケン",
        "ﾀﾅｶ ｹﾝ",
    ),
    *("김민준", "이서연", "नीना शर्मा", "আনিকা রহমান", "தமிழ் செல்வி", "తెలుగు రావు", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "สมชาย ใจดี"),
    *("ខ្មែរ សុខ", "አበበ ቢቂላ", "Ana 🎂 Ruiz", "Ye\\htet; Win, ~|^{}"),
]


def card(name: str, form: CardForm) -> str:
    email, phone = "a.ruiz@acme.example", "+4930123456"
    ways = (ContactKind.EMAIL, email, email, "work"), (ContactKind.PHONE, phone, phone, "mobile")
    contact = Contact(name, "Head of ~|^{}\\ Talent", name[:8], tuple(ContactPhrase(*way) for way in ways))
    return contact_code(contact, form).text


WRITTEN = [
    *(card(name, CardForm.VCARD) for name in NAMES),
    *(card(name, CardForm.MECARD) for name in NAMES[::4]),
]


@pytest.fixture(scope="module")
def detector():
    # It warns of each charset that it does not know, and reads UTF-8 all the same.
    level = cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    yield cv2.QRCodeDetector()
    cv2.utils.logging.setLogLevel(level)


def by_zxing(text: str) -> list[str]:
    found = zxingcpp.read_barcodes(picture(draw(text)), text_mode=zxingcpp.TextMode.Plain)
    return [one.text for one in found]


def by_zbar(text: str) -> list[str]:
    found = pyzbar.decode(picture(draw(text)), symbols=[pyzbar.ZBarSymbol.QRCODE])
    return [one.data.decode() for one in found]


@pytest.mark.parametrize("text", WRITTEN)
def test_zxing_reads_it(text):
    assert by_zxing(text) == [text]


@pytest.mark.parametrize("text", WRITTEN)
def test_zbar_reads_it(text):
    assert by_zbar(text) == [text]


@pytest.mark.parametrize("text", WRITTEN)
def test_opencv_reads_it(detector, text):
    assert detector.detectAndDecode(picture(draw(text)))[0] == text


@pytest.mark.parametrize("text", WRITTEN[::4])
def test_each_reads_the_file_that_is_saved(detector, text):
    file = cv2.imdecode(np.frombuffer(png(draw(text)), np.uint8), cv2.IMREAD_COLOR)
    assert [one.text for one in zxingcpp.read_barcodes(file, text_mode=zxingcpp.TextMode.Plain)] == [text]
    assert detector.detectAndDecode(file)[0] == text
    assert [one.data.decode() for one in pyzbar.decode(file)] == [text]
