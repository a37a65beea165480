"""One folder a room (readme/DESIGN.md): a room imports from itself and earlier ones only."""

from . import platform
from . import masters
from . import run
from . import capture
from . import measure
from . import allocate
from . import profit
from . import value
from . import analysis
from . import budget
from . import policy
from . import request
from . import expense
from . import door
