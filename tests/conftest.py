"""Hypothesis: the same small sample in every `make test`, many fresh cases in `make soak`."""

from hypothesis import HealthCheck, settings

from support import SOAKING

# No deadlines: a slow machine is no failure.
settings.register_profile(
    "sample",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "soak", settings.get_profile("sample"), derandomize=False, max_examples=2000, print_blob=True
)
settings.load_profile("soak" if SOAKING else "sample")
