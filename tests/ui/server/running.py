"""A script of a test's own, served by Streamlit's own runtime without any server around it."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

PATIENCE_S = 60


@asynccontextmanager
async def running(script: Path) -> AsyncIterator[Runtime]:
    """Run a script for sessions that are connected, and end with the last of its threads."""
    media, uploads = MemoryMediaFileStorage("/media"), MemoryUploadedFileManager("/upload")
    runtime = Runtime(RuntimeConfig(str(script), media, uploads))
    await runtime.start()
    yield runtime
    # Streamlit closes the loop a script ran in only once it hears that the script has ended.
    for thread in threading.enumerate():
        if "ScriptRunner" in thread.name:
            await asyncio.to_thread(thread.join, PATIENCE_S)
    await asyncio.sleep(0)
    runtime.stop()
    await runtime.stopped
