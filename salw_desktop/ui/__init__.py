"""The window: Qt lives here and nowhere else."""

# What needs no Qt comes in first: PySide6 reads the source of each module that is imported after it, a tenth of the start.
from salw_desktop.registry import verifying as _verifying  # noqa: F401
from salw_desktop.usecases import acts as _acts  # noqa: F401
from salw_desktop.usecases import keeping as _keeping  # noqa: F401
from salw_desktop.usecases import listings as _listings  # noqa: F401
from salw_desktop.usecases import queries as _queries  # noqa: F401
