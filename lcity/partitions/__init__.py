"""A country larger than memory: its places in tiles on disk, measured one by one, anywhere, and added up."""

from lcity.partitions.country import Country, Reached, measure
from lcity.partitions.errors import PartitionError
from lcity.partitions.layout import Partitions, is_partitioned, read_partitions
from lcity.partitions.measuring import Measuring, Remembering, measuring
from lcity.partitions.runner import Cluster, Processes, Threads, workers
from lcity.partitions.siting import plan
from lcity.partitions.write import partition

__all__ = [
    "Cluster",
    "Country",
    "Measuring",
    "PartitionError",
    "Partitions",
    "Processes",
    "Reached",
    "Remembering",
    "Threads",
    "is_partitioned",
    "measure",
    "measuring",
    "partition",
    "plan",
    "read_partitions",
    "workers",
]
