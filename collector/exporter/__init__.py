"""What the collector tells Prometheus: a module for each subject, and the registry of all."""

from collector.exporter.registry import registry_of

__all__ = ["registry_of"]
