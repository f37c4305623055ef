"""What the journal's actions on cases are called in Chinese."""

from __future__ import annotations

from typing import Final


def _(text: str) -> str:
    """Mark a text for translation, without asking for Django's settings."""
    return text


CASE_ACTIONS: Final = {
    "cases.file_application": _("提交申请"),
    "cases.confirm_receipt": _("确认收到申请"),
    "cases.register_case": _("登记申请"),
    "cases.assign_case": _("分办"),
    "cases.hand_over": _("移交他人办理"),
    "cases.give_back": _("退回分办"),
    "cases.ask_correction": _("告知补正"),
    "cases.receive_correction": _("收到补正"),
    "cases.lapse_correction": _("逾期不补正，不再处理"),
    "cases.ask_reasons": _("要求说明理由"),
    "cases.record_reasons": _("登记说明的理由"),
    "cases.delay_case": _("确定延迟答复的期限"),
    "cases.send_consultation": _("征求意见"),
    "cases.deliver_consultation": _("征求意见书送达"),
    "cases.receive_opinion": _("收到意见"),
    "cases.lapse_consultation": _("逾期未提出意见"),
    "cases.tell_third_party": _("告知第三方"),
    "cases.ask_extension": _("申请延期"),
    "cases.approve_extension": _("同意延期"),
    "cases.refuse_extension": _("不同意延期"),
    "cases.notify_fee": _("发出收费通知"),
    "cases.record_payment": _("登记缴费"),
    "cases.lapse_fee": _("逾期未缴费，不再处理"),
    "cases.record_search": _("登记检索"),
    "cases.draft_reply": _("起草答复"),
    "cases.save_draft": _("保存答复稿"),
    "cases.submit_reply": _("答复送审"),
    "cases.reopen_draft": _("答复稿退回起草"),
    "cases.issue_reply": _("签发答复"),
    "cases.serve_letter": _("登记送达"),
    "cases.archive_case": _("归档办结"),
    "cases.withdraw_case": _("申请人撤回"),
    "cases.split_case": _("拆分申请"),
    "cases.open_part": _("拆分出一件"),
    "cases.transfer_case": _("移送其他机关"),
    "cases.receive_transfer": _("收到移送的申请"),
    "cases.correct_date": _("更正日期"),
    "cases.add_file": _("添加附件"),
    "cases.scan_file": _("附件安全扫描"),
    "cases.clear_file": _("放行附件"),
    "cases.open_identity_file": _("打开身份证明"),
    "cases.print_letter": _("制作写有申请人姓名的文书"),
    "cases.read_identity": _("查看身份信息"),
    "cases.correct_identity": _("更正身份信息"),
    "cases.erase_identity": _("删除身份信息"),
    "cases.recount_deadline": _("按放假安排重新计算期限"),
    "cases.ask_import": _("提交登记簿"),
    "cases.import_case": _("导入案件"),
    "cases.set_office": _("设置公开机构"),
}
