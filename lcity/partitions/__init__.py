"""A country larger than memory: its places in tiles on disk, measured one by one, anywhere, and added up."""

from lcity.partitions.country import Country, measure
from lcity.partitions.errors import PartitionError
from lcity.partitions.layout import Partitions, is_partitioned, read_partitions
from lcity.partitions.runner import Cluster, Threads
from lcity.partitions.siting import plan
from lcity.partitions.write import partition

__all__ = [
    "Cluster",
    "Country",
    "PartitionError",
    "Partitions",
    "Threads",
    "is_partitioned",
    "measure",
    "partition",
    "plan",
    "read_partitions",
]
