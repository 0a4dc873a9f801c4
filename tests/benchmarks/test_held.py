"""What the viewers of the benchmark hold, as Streamlit's own page holds it."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.held import Held


def sent(hash: str, *, fragment: str = "", cacheable: bool = True) -> ForwardMsg:
    message = ForwardMsg(hash=hash)
    message.delta.new_element.html.body = hash
    message.delta.fragment_id = fragment
    message.metadata.cacheable = cacheable
    return message


def test_what_is_worth_it_is_held_and_what_is_used_again_stays() -> None:
    held = Held()
    held.take(sent("used"))
    held.take(sent("unused"))
    held.take(sent("small", cacheable=False))
    assert held.hashes() == ("used", "unused")
    for _ in range(3):
        held.take(ForwardMsg(ref_hash="used"))
        held.finished(())
    assert held.hashes() == ("used",)


def test_the_run_of_one_part_forgets_only_what_is_of_that_part() -> None:
    held = Held(most_age=0)
    held.take(sent("page"))
    held.take(sent("part", fragment="live"))
    held.take(sent("other", fragment="map"))
    held.finished(("live",))
    assert held.hashes() == ("page", "other")
    held.finished(())
    assert held.hashes() == ()


def test_what_is_named_and_not_held_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        Held().take(ForwardMsg(ref_hash="never"))
