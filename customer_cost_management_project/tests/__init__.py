from . import test_addon
from . import test_project_secrecy
