"""Ports: the chosen one or none; without a choice the next free one."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from lpcoach.errors import LaunchError
from lpcoach.shell.ports import HOST, free_port


@pytest.fixture
def taken() -> Iterator[int]:
    """Hold a port that another program listens on."""
    with socket.create_server((HOST, 0)) as listener:
        yield listener.getsockname()[1]


def test_a_chosen_port_that_is_taken_is_an_error_that_names_it(taken: int) -> None:
    """Nobody is sent to another port than the one asked for."""
    with pytest.raises(LaunchError, match=rf"Port {taken} cannot be used: another program uses it\. .*--port"):
        free_port(taken, 8866)


def test_the_default_port_moves_on_when_it_is_taken(taken: int) -> None:
    """Two workbooks can be open at once without a thought about ports."""
    assert taken < free_port(None, taken) < taken + 20


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_out_of_range_is_an_error(port: int) -> None:
    """A number that is no port is named as such."""
    with pytest.raises(LaunchError, match="ports go from 1 to 65535"):
        free_port(port, 8866)
