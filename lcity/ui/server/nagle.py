"""Answers go out as they are made: without Nagle's algorithm, which holds small messages back."""

import asyncio
import socket


def send_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """Have every connection that this loop's servers accept from now on send without waiting.

    Streamlit binds its socket without naming the protocol, and asyncio turns Nagle's algorithm off only
    where TCP is named. A page's small messages would then wait for the reader's delayed acknowledgement:
    40 ms on Linux, 200 ms elsewhere. What a listening socket is told, those it accepts inherit.
    """
    create = loop.create_server

    async def create_prompt_server(*args, sock: socket.socket | None = None, **options):
        if sock is not None and sock.family in (socket.AF_INET, socket.AF_INET6):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await create(*args, sock=sock, **options)

    loop.create_server = create_prompt_server
