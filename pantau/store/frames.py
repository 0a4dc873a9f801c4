"""Minutes as tables of pandas. Pure; apart, for it imports pandas."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from pantau.facts.instant import MINUTE
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes, Numbers

_ALWAYS = ("sent", "received")
OfSites = Iterable[tuple[str, Minutes]]


def frame(site: str, found: Mapping[str, Minutes]) -> pd.DataFrame:
    """One site's samples of all probes, by time and probe; see ``SampleReader.sample_frames``."""
    probes = sorted(found)
    minutes = np.concatenate([found[each].minutes for each in probes])
    columns = np.concatenate([found[each].columns for each in probes], axis=1)
    probe = np.repeat(np.arange(len(probes)), [len(found[each].minutes) for each in probes])
    # Stable: within a minute the probes stay in their order.
    order = np.argsort(minutes, kind="stable")
    values = dict(zip(COLUMNS, columns[:, order], strict=True))
    return pd.DataFrame(
        {
            "site": site,
            "probe": np.array(probes, object)[probe[order]],
            "at": pd.to_datetime(minutes[order] * MINUTE, unit="us", utc=True),
            **{name: _column(name, each) for name, each in values.items()},
        }
    )


def histogram(found: OfSites, upto_us: Sequence[int]) -> pd.DataFrame:
    """See ``SampleReader.histogram``."""
    rows, sites = [], []
    for site, each in found:
        medians = each.answered("rtt_median_us")
        place = np.searchsorted(np.array(upto_us, np.int64), medians)
        counts = np.bincount(place, minlength=len(upto_us) + 1)
        sites.append(site)
        rows.append((*counts.tolist(), len(each.minutes) - len(medians)))
    names = [*map(str, upto_us), "more", "unanswered"]
    return pd.DataFrame(rows, index=sites, columns=names)


def _column(name: str, values: Numbers) -> "Numbers | pd.api.extensions.ExtensionArray":
    if name in _ALWAYS:
        return values
    missing = values == NOTHING
    return pd.arrays.IntegerArray(np.where(missing, 0, values), missing)
