"""All codes whose preview is known."""

from tests.formats.payload.badge_cases import BADGES
from tests.formats.payload.message_cases import EVENTS, MESSAGES, NOTES, PLACES, SECRETS
from tests.formats.payload.page_cases import LINKS, PAGES
from tests.formats.payload.people_cases import MECARDS, VCARDS

CASES = [*VCARDS, *MECARDS, *PAGES, *LINKS, *MESSAGES, *EVENTS, *PLACES, *SECRETS, *BADGES, *NOTES]
