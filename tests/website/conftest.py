"""What the tests of small sites share."""

from small_site import site

__all__ = ["site"]
