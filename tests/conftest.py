"""What tests in more than one folder share."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lcity.computed import COMPUTATIONS
from lcity.dataset import Dataset, read
from lcity.text import Language, language

# A slow machine is no failure, and a run tries the same examples as the one before: fresh ones are
# drawn by `make fuzz`.
EVERYWHERE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("lcity", derandomize=True, max_examples=30, **EVERYWHERE)
settings.register_profile("fuzz", derandomize=False, max_examples=500, **EVERYWHERE)
settings.load_profile("lcity")

CHINA15 = Path(__file__).parents[1] / "data" / "china15"


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never in what is loaded by now and stays; it is slow."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory) -> Path:
    """Keep derived tables and rooms apart from the user's own, for all workers and the servers they start."""
    run = tmp_path_factory.getbasetemp()
    folder = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "cache"
    folder.mkdir(exist_ok=True, mode=0o700)
    os.environ["LCITY_CACHE"] = str(folder)
    os.environ["LCITY_DATA"] = str(folder / "rooms")
    return folder


@pytest.fixture(scope="session")
def china15() -> Dataset:
    """Give the shipped dataset, read once; its frames are not to be written to."""
    return read(CHINA15)


@pytest.fixture(scope="session")
def england9() -> Dataset:
    """Give the other shipped dataset, read once too."""
    return read(CHINA15.with_name("england9"), COMPUTATIONS)


@pytest.fixture(scope="session")
def english() -> Language:
    return language("en")


@pytest.fixture(scope="session")
def chinese() -> Language:
    return language("zh")
