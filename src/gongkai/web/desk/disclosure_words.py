"""What the journal's actions on items are called in Chinese."""

from __future__ import annotations

from typing import Final


def _(text: str) -> str:
    """Mark a text for translation, without asking for Django's settings."""
    return text


ITEM_ACTIONS: Final = {
    "disclosure.draft_item": _("起草信息"),
    "disclosure.save_item": _("修改草稿"),
    "disclosure.share_item": _("请同事一起起草"),
    "disclosure.add_file": _("上传附件"),
    "disclosure.remove_file": _("删去附件"),
    "disclosure.check_item": _("发布前检查"),
    "disclosure.clear_gate": _("检查结果放行"),
    "disclosure.submit_item": _("送审"),
    "disclosure.pass_item": _("审核全部通过"),
    "disclosure.reopen_item": _("退回修改"),
    "disclosure.publish_item": _("发布"),
    "disclosure.publish_ready": _("发布已审定的内容"),
    "disclosure.schedule": _("改发布和到期时间"),
    "disclosure.carry_out_correction": _("发布更正"),
    "disclosure.correct_item": _("开始更正"),
    "disclosure.draft_correction": _("起草更正稿"),
    "disclosure.order_correction": _("要求下级更正"),
    "disclosure.drop_draft": _("作废草稿"),
    "disclosure.withdraw_item": _("撤下"),
    "disclosure.change_validity": _("修改有效性"),
    "disclosure.relate_items": _("关联信息"),
    "disclosure.unrelate_items": _("取消关联"),
    "disclosure.list_word": _("词表：加入"),
    "disclosure.unlist_word": _("词表：移出"),
    "disclosure.expire_item": _("信息到期"),
    "disclosure.scan_file": _("重新扫描附件"),
}
