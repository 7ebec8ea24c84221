"""Pictures of codes, as files."""

from io import BytesIO

from PIL import Image

from companion.qr.draw import draw
from companion.qr.png import png


def picture_of(*texts: str, form: str = "PNG") -> bytes:
    """A picture with these codes beside each other, from left to right."""
    codes = [Image.open(BytesIO(png(draw(text, mask=0), side=300))).convert("L") for text in texts]
    width, height = sum(code.width for code in codes), max((code.height for code in codes), default=0)
    sheet = Image.new("L", (max(60, width), max(60, height)), 255)
    left = 0
    for code in codes:
        sheet.paste(code, (left, 0))
        left += code.width
    content = BytesIO()
    sheet.save(content, form)
    return content.getvalue()
