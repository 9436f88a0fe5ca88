"""How hypothesis runs: the same examples every time in CI, without a deadline anywhere.

``HYPOTHESIS_PROFILE=release make test`` tries many more and new ones each time, as many a property
as ``HYPOTHESIS_EXAMPLES`` says.
"""

import os

from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow]  # drawing an order takes its time, and says nothing about the property
MANY = int(os.environ.get("HYPOTHESIS_EXAMPLES", "10000"))

settings.register_profile("here", deadline=None, suppress_health_check=SLOW)
settings.register_profile(
    "ci", deadline=None, suppress_health_check=SLOW, derandomize=True, print_blob=True, max_examples=300
)
settings.register_profile(
    "release", deadline=None, suppress_health_check=SLOW, print_blob=True, max_examples=MANY
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "here"))
