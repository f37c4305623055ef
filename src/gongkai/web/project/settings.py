"""Django settings, computed from the operator's environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from gongkai.web.project.environment import database_settings, mail_settings, read_environment

ENVIRONMENT = read_environment()
BASE = Path(__file__).parent
(ENVIRONMENT.home / "static").mkdir(parents=True, exist_ok=True)

SECRET_KEY = ENVIRONMENT.secret_key
GONGKAI_DATA_KEY = ENVIRONMENT.data_key
GONGKAI_DEMO = ENVIRONMENT.is_demo
GONGKAI_STAFF_MFA = not ENVIRONMENT.is_demo
GONGKAI_METRICS_TOKEN = ENVIRONMENT.metrics_token
GONGKAI_SITE = ENVIRONMENT.site
GONGKAI_OPENSEARCH = ENVIRONMENT.opensearch
GONGKAI_TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
GONGKAI_NOTICES = ENVIRONMENT.notices
GONGKAI_PERIODIC = ENVIRONMENT.periodic
GONGKAI_CHECKPOINT = ENVIRONMENT.checkpoint
GONGKAI_SCANNER = ENVIRONMENT.scanner
GONGKAI_KEEP_OPINIONS = ENVIRONMENT.keep_opinions
GONGKAI_SESSION_IDLE = 30 * 60
GONGKAI_SESSION_LIFETIME = 8 * 60 * 60
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "gongkai.web.project",
    "gongkai.web.journal",
    "gongkai.web.upkeep",
    "gongkai.web.organs",
    "gongkai.web.review",
    "gongkai.web.cases",
    "gongkai.web.disclosure",
    "gongkai.web.reporting",
    "gongkai.web.registers",
    "gongkai.web.appeals",
    "gongkai.web.desk",
    "gongkai.web.portal",
    "gongkai.web.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "gongkai.web.project.health.health_by_any_name",
    "gongkai.web.project.public_cache.PublicCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.web.project.content_policy.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongkai.web.project.language.language_by_choice",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.web.portal.opened.opened_case_kept",
    "gongkai.web.project.sessions.limited_sessions",
    "gongkai.web.project.viewers.viewer_of_request",
    "gongkai.web.project.viewers.second_factor_for_staff",
    "gongkai.web.project.throttle.ThrottleMiddleware",
    "gongkai.web.project.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "gongkai.web.project.urls"
WSGI_APPLICATION = "gongkai.web.project.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "gongkai.web.project.page.page_context",
                "gongkai.web.desk.menu.menu_context",
            ]
        },
    }
]

DATABASES = {"default": database_settings(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if ENVIRONMENT.tasks == "database"
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# People
AUTH_USER_MODEL = "organs.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
if ENVIRONMENT.password_profile == "graded":  # 等级保护 asks for several kinds of characters, ASVS forbids asking
    AUTH_PASSWORD_VALIDATORS.append({"NAME": "gongkai.web.organs.passwords.MixedCharactersValidator"})
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "gongkai.web.organs.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "gongkai.web.organs.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "公开 Gongkai"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "gongkai.web.organs.sign_in.attempted_name"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "password", "code"]
AXES_CLIENT_IP_CALLABLE = "gongkai.web.organs.sign_in.client_address"
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True

# What the browser is told
SESSION_COOKIE_NAME = "gongkai-session"
CSRF_COOKIE_NAME = "gongkai-csrf"
GONGKAI_OPENED_COOKIE = "gongkai-opened"
if not ENVIRONMENT.insecure_http and ENVIRONMENT.is_production:
    SESSION_COOKIE_NAME = "__Host-gongkai-session"
    CSRF_COOKIE_NAME = "__Host-gongkai-csrf"
    GONGKAI_OPENED_COOKIE = "__Host-gongkai-opened"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    if ENVIRONMENT.trusted_proxies:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = GONGKAI_SESSION_LIFETIME
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
GONGKAI_POST_LIMITS = {  # by route: times, seconds
    "portal:subscribe": (10, 3600),
    "portal:apply": (20, 3600),
    "portal:opinion": (20, 3600),
    "portal:status": (20, 600),
    "portal:check_at": (20, 3600),
    "account_login": (60, 600),
    "account_signup": (10, 3600),
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Language, place, files
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LANGUAGE_COOKIE_NAME = "gongkai-language"
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
MEDIA_ROOT = ENVIRONMENT.home / "files"
WHITENOISE_USE_FINDERS = not ENVIRONMENT.is_production
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT.is_production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENVIRONMENT.email else 'dummy'}.EmailBackend"
MAIL = mail_settings(ENVIRONMENT)
EMAIL_HOST, EMAIL_PORT = MAIL["host"], MAIL["port"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["user"], MAIL["password"]
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL["ssl"], MAIL["starttls"]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL["sender"]
EMAIL_TIMEOUT = 5

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"masked": {"()": "gongkai.web.journal.masking.MaskingFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["masked"], "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
