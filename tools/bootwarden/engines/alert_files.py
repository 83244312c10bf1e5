"""Names the files of TFTP alerts, which Suricata logs apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class FileNames:
    """Names the files of alerts on TFTP requests: Suricata logs the request apart, of the same flow and time."""

    MAX_WAITING = 1000
    """Alerts that wait for their request, which comes right behind where it is logged at all."""

    def __init__(self) -> None:
        """Begin with the first event of an eve.json."""
        self._waiting: dict[str, list[dict[str, Any]]] = {}

    def take(self, event: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Take the next event, and yield the alerts that need wait no longer."""
        key = f"{event.get('flow_id')} {event.get('timestamp')}"
        if event.get("event_type") == "tftp":
            for alert in self._waiting.pop(key, ()):
                yield alert | {"tftp": event.get("tftp", {})}
        elif event.get("event_type") != "alert":
            return
        elif event.get("app_proto") == "tftp" and "tftp" not in event:
            self._waiting.setdefault(key, []).append(event)
            if len(self._waiting) > self.MAX_WAITING:
                yield from self._waiting.pop(next(iter(self._waiting)))
        else:
            yield event

    def rest(self) -> Iterator[dict[str, Any]]:
        """Yield the alerts whose requests were not logged."""
        for alerts in self._waiting.values():
            yield from alerts
        self._waiting.clear()
