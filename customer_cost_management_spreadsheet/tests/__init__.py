from . import test_addon
from . import test_dashboard
from . import test_dashboard_web
