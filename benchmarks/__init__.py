"""What LCity takes, beside what its peers take, in one run."""

import lcity  # noqa: F401  before numpy is read, as in the app: see `lcity.processor`
