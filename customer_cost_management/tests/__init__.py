from . import test_architecture
from . import test_concurrent_settings
from . import test_engine
from . import test_run_published_cases
from . import test_settings
from . import test_settings_http
from . import test_translations
from . import test_web
