"""The text of a code: what it is, and what it says of whom; pure, linear in its length, and nothing is ever fetched.

- `read`: a text to what it is; `badge.read_badge` to a person by the fields that the user gave the badges of an event.
- `said` carries a text on its way and collects what is remarkable; `shown` makes it fit to be seen, `fitting` whole
  contacts and events.
- A family each: `card` (vCard), `mecard` and `bizcard` on `entry`, `link` with `host` and `profile` (pages of people, on
  `slug`), `message` (e-mail and phone), `session` (calendars), `place`, `secret`, `badge` with `cell`, `key` and `shape`.
- `conceal`: passwords and keys within other texts.
- `line`: cards and calendars that lost the ends of their lines.
"""
