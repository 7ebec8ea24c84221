"""What the test cards of sabre/vobject and vobject say (written from the raw text alone)."""

from tests.corpus.fact import NOBODY, Facts, Picture, person

FOLDER = ""

PORTRAIT = Picture("image/jpeg", 19685, "48b3723a31fd05f25e9bcfd60c12526ceaf6d8f3e668458db8e63daf11f1ed3d")

FILES: dict[str, list[Facts]] = {
    "py-vobject+vobject/test_files/radicale-1587.vcf": [person("Given Family")],
    "sabre-io+vobject/tests/VObject/issue153.vcf": [person("Test Benutzer", photo=PORTRAIT)],
    "sabre-io+vobject/tests/VObject/issue64.vcf": [NOBODY],
}
