from __future__ import annotations

from lpcoach.content.terms import LAYERS, PROBE_KINDS
from tests.fakes.pack import small_files, small_pack


def test_the_small_pack_has_every_kind_and_layer() -> None:
    """Other rooms may count on a probe of each kind, layer and occasion."""
    probes = small_pack().probes
    assert {probe.kind for probe in probes} == set(PROBE_KINDS)
    assert {probe.layer for probe in probes} - {None} == set(LAYERS)
    assert {probe.after for probe in probes} == {"answer", "dodge", "dont_know"}


def test_a_test_may_change_its_copy() -> None:
    """The plain values are a fresh copy each time."""
    small_files()["questions"].clear()
    assert len(small_files()["questions"]) == 6
