"""Tables of organs, people and their posts."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.organs.policy import policy


def new_ref() -> str:
    """Return a reference that nobody can guess."""
    return secrets.token_urlsafe(12)


class Level(models.TextChoices):
    """Levels of the administrative tree."""

    STATE = "state", _("国家级")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")


class OrganKind(models.TextChoices):
    """Kinds of organ that the law treats differently."""

    GOVERNMENT = "government", _("人民政府")
    DEPARTMENT = "department", _("政府部门")
    DISPATCHED = "dispatched", _("派出机关")
    VERTICAL = "vertical", _("垂直领导机关")
    AUTHORISED = "authorised", _("法律、法规授权的组织")
    DISCLOSURE_OFFICE = "disclosure_office", _("政府信息公开工作主管部门")


class Organ(models.Model):
    """An administrative organ. It keeps its reference through every change of name."""

    ref = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    level = models.CharField(max_length=12, choices=Level.choices)
    kind = models.CharField(max_length=20, choices=OrganKind.choices)
    code = models.CharField(max_length=18, blank=True, help_text=_("行政区划代码或者统一社会信用代码"))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    founded_on = models.DateField(null=True, blank=True)
    abolished_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("ref",)
        constraints = (
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organ_not_its_own_parent"),
            models.UniqueConstraint(
                fields=("parent", "name"), condition=Q(abolished_on=None), name="organ_name_once_below_parent"
            ),
        )

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A name that an organ bore until a day."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=100)
    until_on = models.DateField()

    class Meta:
        ordering = ("until_on",)


class SuccessionKind(models.TextChoices):
    """How one organ follows another."""

    MERGED = "merged", _("合并")
    SPLIT = "split", _("分立")


class Succession(models.Model):
    """From a day on, one organ stands in the place of another, wholly or in part."""

    kind = models.CharField(max_length=8, choices=SuccessionKind.choices)
    predecessor = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="followed_by")
    successor = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="follows")
    effective_on = models.DateField()
    basis = models.CharField(max_length=200, blank=True, help_text=_("机构改革文件"))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_of_another"),
        )


class Contact(models.Model):
    """What the 公开指南 says about an organ's disclosure office (Article 12)."""

    organ = models.OneToOneField(Organ, on_delete=models.CASCADE, related_name="contact")
    office = models.CharField(_("公开工作机构"), max_length=100, blank=True)
    address = models.CharField(_("办公地址"), max_length=200, blank=True)
    postal_code = models.CharField(_("邮政编码"), max_length=6, blank=True)
    hours = models.CharField(_("办公时间"), max_length=100, blank=True)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    fax = models.CharField(_("传真"), max_length=40, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    website = models.URLField(_("网站"), blank=True)


class AccountKind(models.TextChoices):
    """Whom an account is for."""

    STAFF = "staff", _("工作人员")
    APPLICANT = "applicant", _("申请人")


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts for signing in."""


class Account(AbstractBaseUser):
    """Somebody who can sign in. What they may do comes from their posts alone; there is no superuser."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    username = models.CharField(_("用户名"), max_length=40, unique=True)
    name = models.CharField(_("姓名"), max_length=40, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    kind = models.CharField(max_length=10, choices=AccountKind.choices, default=AccountKind.APPLICANT)
    home = models.ForeignKey(Organ, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(condition=Q(kind="applicant") | Q(home__isnull=False), name="staff_has_home"),
        )

    @property
    def is_staff_member(self) -> bool:
        """Whether this is an account of staff, which needs a second factor."""
        return self.kind == AccountKind.STAFF


class DeclaredLook(models.Model):
    """A look that the policy allows only with a reason (†): what the security administrator is told of."""

    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=60)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    seen_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")


class Post(models.Model):
    """A role of a person in an organ. In effect from the approval by a second person until it is ended."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40)
    section = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    requested_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    end_asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    end_asked_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("organ__ref", "role", "account__username")
        constraints = (
            models.UniqueConstraint(
                fields=("account", "organ", "role"), condition=Q(ended_at=None), name="post_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("requested_by")), name="post_needs_second_person"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("account")), name="post_not_approved_by_holder"
            ),
        )

    @property
    def role_name(self) -> str:
        """The role in Chinese."""
        return policy().roles[self.role].name
