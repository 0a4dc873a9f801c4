"""Asks the network and writes down what it answered.

``shell`` drives ``engine`` by the clock: it sends echoes through a ``transport`` when the ``wheel``
says so, and ``judging`` turns what became of them into facts, by the rules of pantau.verdict;
``recorder`` writes them. What might delay an echo works in processes beside it: ``beside`` (further
``probes``), ``causes`` (and ``path``), ``dense``, ``saving``. Nobody is told from here, and the
month is judged for the metrics alone (``figures``, ``exporter``).
"""
