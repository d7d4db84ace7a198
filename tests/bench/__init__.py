"""Figures of time and memory, measured side by side with a stock one-widget page in one run; never asserted."""
