"""Writes what platforms need to take the logs in, from the log records of the Zeek scripts and the detections."""
