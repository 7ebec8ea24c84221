"""vCard 2.1, 3.0 and 4.0: the one reader of outside cards, and the writer.

Reading goes down this list, writing up it:

- `read`: a file as a stream of cards. `scan` finds where they are, `sniff` and `charset` how they are written; `regular`
  is the quick way through a card that breaks no rule, `tolerant` with `line` the way through all others; `dialect` tells the
  version. Both give a `card.Card`, whose properties may be `columns`.
- `value`: what parameters and values say by the rules of a version, `quoted` what codes stand for; `role` what
  parameters say of their use.
- `meaning`: what a card says of a person, collected by `gathering`, with `contact_point`, `messenger`, `particular`,
  `calendar_day` for their properties; `shown` makes foreign text fit to be seen.
- `revise`: a card as it came with what is known now, on a `sheet` whose untouched lines (`section`) stay; `revise_points`
  for contact points. `photo` takes the picture out of a card's bytes and puts it back.
- `convert`: a whole card in another version, by `conversion` and `parameters`.
- `write`: a card from nothing but a contact, with `name`, `point_writing`, `detail_writing`, `labelling`; `encode` and
  `fold` make lines of it.
"""
