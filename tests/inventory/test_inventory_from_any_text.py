"""No bytes, however broken, end in a traceback."""

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pantau.inventory import Reading, explain, parse_inventory
from pantau.inventory.shape import InventoryShape
from pantau.inventory.sites_shape import SiteShape

SHIPPED = (Path(__file__).parents[2] / "inventory.yaml").read_bytes()
_LINES = SHIPPED.split(b"\n")
# The head and a few sites: mutations hit every kind of block, and each try stays quick.
SMALL = b"\n".join([*_LINES[: _LINES.index(b"sites:") + 8], *_LINES[150:160]])
BROKEN = [path.read_bytes() for path in sorted((Path(__file__).parent / "broken").glob("*.yaml"))]
TOKENS = (
    b"{", b"}", b"[", b"]", b":", b": ", b"- ", b"\n", b"  ", b"\t", b"&a ", b"*a", b"<<: *a",
    b"!!x ", b'"', b"'", b"|", b">", b"#", b"%", b"? ", b"---\n", b"...\n", b"~", b"null", b"no",
    b"010", b"12:30", b"1e999", b"-1", b"99999999999999999999", b"nan", b".inf", b"\x00", b"\xff",
    b"\xc3", "Ω".encode(), "\u2028".encode(), b'"\\ud800"', b"sites", b"terms", b"2026-02-30",
    b"5s", b"[[[[[[",
)  # fmt: skip

quick = settings(
    max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def judged(data: bytes) -> Reading:
    """Reads, and holds the result to what callers rely on."""
    reading = parse_inventory(data, "inventory.yaml")
    assert (reading.inventory is None) == bool(reading.errors)
    places = [(each.line, each.column) for each in reading.problems]
    assert places == sorted(places)
    for problem in reading.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        text = str(problem)
        assert text.encode()
        assert text.isprintable()
    return reading


@quick
@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"[" * 100_000)
@example(b"- " * 20_000)
@example(b"? " * 20_000)
@example(b"{a: " * 20_000)
@example(b"a: &a [*a]")
@example(b"? &a [*a]\n: 1")
@example(b'"\\ud800": 1')
@example(b"sites: [" + b"{id: x}, " * 2000 + b"]")
@example(b"version: " + b"9" * 100_000)
@example(b"x" * 200_000 + b": 1")
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    judged(data)


@quick
@given(st.lists(st.sampled_from(TOKENS), max_size=40).map(b"".join))
def test_no_yaml_like_text_ends_in_a_traceback(data: bytes) -> None:
    judged(data)


def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(data)))
        end = min(len(data), begin + draw(st.integers(0, 30)))
        new = draw(st.sampled_from((b"", *TOKENS, data[end : end + 20])))
        data = data[:begin] + new + data[end:]
    return data


def shuffled(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    for _ in range(draw(st.integers(1, 4))):
        here = draw(st.integers(0, len(lines) - 1))
        there = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(("delete", "double", "replace", "indent")))
        match how:
            case "delete" if len(lines) > 1:
                del lines[here]
            case "double":
                lines.insert(there, lines[here])
            case "replace":
                lines[here] = lines[there]
            case _:
                lines[here] = b"  " + lines[here]
    return b"\n".join(lines)


@st.composite
def damaged(draw: st.DrawFn, originals: list[bytes]) -> bytes:
    data = draw(st.sampled_from(originals))
    return draw(st.sampled_from((mutated, shuffled)))(draw, data)


@quick
@given(damaged([SMALL]))
def test_no_damage_to_the_shipped_file_ends_in_a_traceback(data: bytes) -> None:
    judged(data)


@quick
@given(damaged(BROKEN))
def test_no_damage_to_a_broken_file_ends_in_a_traceback(data: bytes) -> None:
    judged(data)


VALUES = st.recursive(
    st.sampled_from(
        [
            "~",
            "x",
            "fo-50",
            "desa-lolo",
            "5s",
            "99.5",
            "2026-05-01",
            "-1",
            "' '",
            "hub",
            "24x7",
            "0",
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
        st.dictionaries(
            st.sampled_from(["id", "kind", "from", "to", "tiers", "policy", "name", "contract"]),
            inner,
            max_size=3,
        ).map(lambda each: "{" + ", ".join(f"{key}: {value}" for key, value in each.items()) + "}"),
    ),
    max_leaves=6,
)
SECTIONS = explain.keys(InventoryShape)
KEYS = explain.keys(SiteShape)


@quick
@given(
    st.dictionaries(st.sampled_from(SECTIONS), VALUES, max_size=8),
    st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8), max_size=3),
)
def test_no_value_in_a_wrong_place_ends_in_a_traceback(
    sections: dict[str, str], sites: list[dict[str, str]]
) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in sections.items() if key != "sites")
    rows = [
        "{" + ", ".join(f"{key}: {value}" for key, value in site.items()) + "}" for site in sites
    ]
    judged(f"{text}sites: [{', '.join(rows)}]\n".encode())
