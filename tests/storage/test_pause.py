"""The cycle collector rests while very many records are made."""

import gc

from companion.storage.pause import collector_paused


def test_the_collector_rests_for_a_while_and_stays_off_for_who_had_it_off():
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
