"""What a file is called that is not what was expected."""

import time

import pytest

from companion.formats.signature import kind_of, picture_kind_of

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\xef\xbb\xbfbegin:vcard", "vcf"),
        (b"BEGIN:VCALENDAR", "ics"),
        (b"<!doctype html>", "html"),
        (b"<?xml version='1.0'?><svg>", "xml"),
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"\x89PNG\r\n", "image"),
        (b"BMW;Munich", ""),
        (b"name,email", ""),
    ],
)
def test_a_file_is_told_by_its_first_bytes(content, kind):
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"GIF89a", "image"),
        (b"BM\x3a\0\0\0\0\0\0\0\x36", "image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image"),
        (b"II*\0\x08\0\0\0", "image"),
        (b"MM\0*\0\0\0\x08", "image"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "heic"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "avif"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "video"),
        (b"\x1aE\xdf\xa3\x93", "video"),
        (b"\xff\x0a\xfa\x1f", "jxl"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
        (b"8BPS\0\x01", "psd"),
        (b"\0\0\x01\0\x01\0\x10\x10", "ico"),
        (b"P6 9 9 255 ", "pnm"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "eps"),
        (SVG, "svg"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by hand -->\n" + SVG, "svg"),
        (b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' ''>\n" + SVG, "svg"),
        (b"<!DOCTYPE html><html><body>" + SVG, "html"),
        (b"<?xml version='1.0'?><feed/>", "xml"),
        (b"<b>bold</b>", "text"),
        (b"%PDF-1.7\n", "pdf"),
        (b"BEGIN:VCARD\nVERSION:3.0", "vcf"),
        (b"BMW;Munich;089", "text"),
        (b"see <svg >", "text"),
        (b"", "empty"),
        (b"\x01\x02\x03", "binary"),
        (b"\x7fELF\x02", "binary"),
    ],
)
def test_what_is_no_picture_of_ours_is_called_by_its_name(content, kind):
    assert picture_kind_of(content) == kind


def test_a_long_beginning_is_looked_at_quickly():
    for part in (b"<!---->", b"<!-- ", b" ", b"<svg", b"<?xml?>"):
        started = time.process_time()
        picture_kind_of(b"<" + part * 100_000)
        assert time.process_time() - started < 0.1
