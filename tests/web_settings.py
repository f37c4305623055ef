"""Settings of the tests: the real ones, with a fast password hash and a throw-away database."""

from __future__ import annotations

import os
import tempfile

os.environ["GONGKAI_MODE"] = "development"
os.environ["GONGKAI_HOME"] = tempfile.mkdtemp(prefix="gongkai-tests-")
os.environ["GONGKAI_DATABASE"] = os.environ.get("GONGKAI_TEST_DATABASE", "")

from gongkai.web.project.settings import *  # noqa: F403
from gongkai.web.project.settings import DATABASES, ENVIRONMENT

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if not ENVIRONMENT.database:
    DATABASES["default"]["TEST"] = {"NAME": ENVIRONMENT.home / "test.sqlite3"}
