"""`frame.checker` on pandas data frames, once this module is imported.

    >>> import checker.pandas_accessor
    >>> frame.checker.validate().ok

Importing checker itself never imports pandas, so the accessor is asked for by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import pandas as pd

import checker
from checker.asserting import assert_consistent

if TYPE_CHECKING:
    from checker.calling import Keywords
    from checker.report import Result


@pd.api.extensions.register_dataframe_accessor("checker")
class Checks:
    """The checks of one data frame."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def validate(self, **keywords: Unpack[Keywords]) -> Result:
        """What `checker.validate` says of the frame."""
        return checker.validate(self._frame, **keywords)

    def assert_consistent(self, **keywords: Unpack[Keywords]) -> pd.DataFrame:
        """The frame itself, for use in a chain; raises InconsistencyError where it contradicts itself."""
        __tracebackhide__ = True
        assert_consistent(self._frame, **keywords)
        frame: pd.DataFrame = self._frame
        return frame
