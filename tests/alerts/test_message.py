"""A message is kept as it is until it was sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.message import Message, Part, from_json, to_json
from pantau.facts.papers import Attached
from pantau.facts.telling import AlertKind, AlertSeverity, NotifyReason

TEXT = st.text(max_size=20)
SHARED = {
    "group": TEXT,
    "kind": st.none() | st.sampled_from(AlertKind),
    "severity": st.sampled_from(AlertSeverity),
    "title": TEXT,
    "at": st.integers(),
    "resolved": st.booleans(),
    "outages": st.lists(TEXT, max_size=3).map(tuple),
    "labels": st.dictionaries(TEXT, TEXT, max_size=3),
}
MESSAGES = st.builds(
    Message,
    id=TEXT,
    reason=st.sampled_from(NotifyReason),
    lines=st.lists(TEXT, max_size=3).map(tuple),
    ready=TEXT,
    link=st.none() | TEXT,
    language=st.sampled_from(["id", "en"]),
    parts=st.lists(st.builds(Part, began=TEXT, **SHARED), max_size=2).map(tuple),
    count=st.integers(1, 9_999),
    files=st.lists(st.builds(Attached, TEXT, TEXT, st.integers()), max_size=2).map(tuple),
    **SHARED,
)


@given(MESSAGES)
def test_what_was_written_is_read_back(message: Message) -> None:
    assert from_json(to_json(message)) == message


def test_a_message_written_before_there_were_summaries_is_read() -> None:
    text = (
        '{"id":"a","group":"g","kind":"site_down","severity":"info","reason":"began","title":"t",'
        '"lines":["x"],"at":1,"outages":[]}'
    )
    message = from_json(text)
    assert (message.kind, message.lines, message.count) == (AlertKind.SITE_DOWN, ("x",), 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "3",
        "{}",
        '{"id":1}',
        '{"kind":null,"severity":"loud","outages":[]}',
        '{"kind":null,"severity":"info","outages":[],"parts":[1]}',
        '{"kind":null,"severity":"info","outages":[],"reason":"began"}',
        '{"kind":null,"severity":"info","outages":[],"reason":"began","other":1}',
    ],
)
def test_what_is_no_message_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(text)
