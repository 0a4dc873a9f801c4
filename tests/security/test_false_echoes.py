"""Echoes that were never sent, come twice, or come from elsewhere."""

from pantau.facts.journal import OutageOpened
from tests.collector.simulation import OUTSIDE, Simulation, outside, site, site_address

_SILENT = site_address(0)


def test_only_the_asked_one_answers_with_its_own_number_and_once() -> None:
    """Two sites: one is silent and a stranger answers for it, the other's answers come thrice."""
    targets = [site(0), site(1), outside()]
    sim = Simulation(targets, lambda address, _: address in {OUTSIDE, site_address(1)})
    original, strange = sim.network.send, [0]

    def send(to, nonce):  # type: ignore[no-untyped-def]
        if to.host == _SILENT:
            # Not our number, though from the right address; ours, from a wrong one; one bit off.
            for number, host in (
                (b"guessed!", _SILENT),
                (nonce, "127.64.99.99"),
                (bytes([nonce[0] ^ 1]) + nonce[1:], _SILENT),
            ):
                sim.network.deliver(number, host, 1_000_000)
                strange[0] += 1
        elif to.host == site_address(1):
            for _ in range(2):
                sim.network.deliver(nonce, to.host, 1_000_000)
            strange[0] += 2
        return original(to, nonce)

    sim.network.send = send  # type: ignore[method-assign]
    sim.run(60)
    [opened] = sim.of(OutageOpened)
    assert opened.site == "site-0"
    assert strange[0] > 30
    assert sim.engine.unmatched >= strange[0] - 10
    minutes = [each for each in sim.samples if each.site == "site-1"]
    assert minutes
    assert all(each.received <= each.sent for each in minutes)
