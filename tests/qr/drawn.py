"""A drawn code as a picture, made without what is tested."""

import numpy as np
from numpy.typing import NDArray

from companion.model.code import Symbol


def picture(symbol: Symbol, points: int = 6) -> NDArray[np.uint8]:
    """Grey rows, so many points a module, with four modules of white around."""
    light = np.pad(~np.array(symbol.rows), 4, constant_values=True)
    return np.kron(light.astype(np.uint8) * 255, np.ones((points, points), np.uint8))
