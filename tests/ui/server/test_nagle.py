"""No small message waits for an acknowledgement."""

import asyncio
import socket

import pytest

from lcity.ui.server.nagle import send_at_once


@pytest.mark.parametrize("told", [True, False])
def test_what_a_bound_socket_accepts_sends_at_once(told):
    async def accepted() -> int:
        loop = asyncio.get_running_loop()
        if told:
            send_at_once(loop)
        found = loop.create_future()

        def connected(reader, writer):
            of = writer.get_extra_info("socket")
            found.set_result(of.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        bound = socket.socket(socket.AF_INET)
        bound.bind(("127.0.0.1", 0))
        async with await asyncio.start_server(connected, sock=bound):
            _, writer = await asyncio.open_connection(*bound.getsockname())
            answer = await asyncio.wait_for(found, 5)
            writer.close()
            await writer.wait_closed()
            return answer

    # Without being told it waits: the day that changes, lcity/ui/server/nagle.py can go.
    assert bool(asyncio.run(accepted())) is told
