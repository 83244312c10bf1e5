"""Names the files of TFTP alerts, which Suricata logs apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Event = dict[str, Any]


class FileNames:
    """Names the files of alerts on TFTP: Suricata logs the request as an event of its own.

    An alert on the request has its flow and time. One on what is transferred is of another flow, since the server
    answers from a port of its own: the client's address and port, and the server's address, are the request's.
    """

    MOST_WAITING = 1000
    """Alerts that wait for their request, which comes right behind where it is logged at all."""
    MOST_REQUESTS = 20_000
    """Latest requests, whose data may come."""

    def __init__(self) -> None:
        """Begin with the first event of an eve.json."""
        self._waiting: dict[str, list[Event]] = {}
        self._requests: dict[tuple[Any, ...], Event] = {}

    def take(self, event: Event) -> Iterator[Event]:
        """Take the next event, and yield the requests themselves, and the alerts that need wait no longer."""
        key = f"{event.get('flow_id')} {event.get('timestamp')}"
        if event.get("event_type") == "tftp":
            self._remember(event)
            yield event
            for alert in self._waiting.pop(key, ()):
                yield alert | {"tftp": event.get("tftp", {})}
        elif event.get("event_type") != "alert":
            return
        elif event.get("app_proto") == "tftp" and "tftp" not in event:
            self._waiting.setdefault(key, []).append(event)
            if len(self._waiting) > self.MOST_WAITING:
                yield from self._waiting.pop(next(iter(self._waiting)))
        else:
            request = self._requested(event)
            yield event | {"tftp": request} if request and "tftp" not in event else event

    def rest(self) -> Iterator[Event]:
        """Yield the alerts whose requests were not logged."""
        for alerts in self._waiting.values():
            yield from alerts
        self._waiting.clear()

    def _remember(self, event: Event) -> None:
        key = tuple(event.get(name) for name in ("src_ip", "src_port", "dest_ip"))
        self._requests.pop(key, None)
        self._requests[key] = event.get("tftp", {})
        if len(self._requests) > self.MOST_REQUESTS:
            del self._requests[next(iter(self._requests))]

    def _requested(self, alert: Event) -> Event | None:
        if str(alert.get("proto")).upper() != "UDP":
            return None
        source, target = (tuple(alert.get(f"{end}_{part}") for part in ("ip", "port")) for end in ("src", "dest"))
        found = self._requests.get((*target, source[0]))
        return found if found is not None else self._requests.get((*source, target[0]))
