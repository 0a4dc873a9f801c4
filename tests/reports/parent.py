"""Starts a paper that never ends, and waits for it: to be killed by a test."""

import sys
from pathlib import Path

from pantau.reports.job import order_from_json
from pantau.reports.workshop import Job

if __name__ == "__main__":
    script = str(Path(__file__).with_name("odd_worker.py"))
    job = Job(order_from_json(sys.argv[1]), worker=(sys.executable, script, "endless", sys.argv[2]))
    job.wait()
