"""What the journal's actions are called in Chinese. A test finds actions without a word."""

from __future__ import annotations

from typing import Final

from gongkai.web.desk.case_words import CASE_ACTIONS


def _(text: str) -> str:
    """Mark a text for translation, without asking for Django's settings."""
    return text


ACTIONS: Final = {
    "access.refuse": _("被拒绝的操作"),
    "organs.found_organ": _("录入机关"),
    "organs.rename_organ": _("变更机关名称"),
    "organs.move_organ": _("变更上级机关"),
    "organs.state_contact": _("填写联系方式"),
    "organs.merge_organs": _("合并机关"),
    "organs.split_organ": _("分立机关"),
    "organs.open_account": _("开立账号"),
    "organs.disable_account": _("停用账号"),
    "organs.reopen_account": _("重新启用账号"),
    "organs.reset_sign_in": _("重置密码和动态口令"),
    "organs.change_email": _("修改邮箱"),
    "organs.change_password": _("修改密码"),
    "organs.sign_in": _("登录"),
    "organs.sign_out": _("退出"),
    "organs.declare_look": _("说明理由后查看"),
    "organs.request_post": _("申请岗位授权"),
    "organs.approve_post": _("批准岗位授权"),
    "organs.end_post": _("结束岗位"),
    "review.begin_review": _("提交审核"),
    "review.resubmit": _("重新提交审核"),
    "review.pass_step": _("审核通过"),
    "review.return_for_changes": _("退回修改"),
    "review.cancel_review": _("撤回审核"),
    "review.lapse_reviews": _("审核终止"),
    "review.set_chain": _("设置审核流程"),
    "registers.enter_entry": _("登记册：登记"),
    "registers.change_entry": _("登记册：修改"),
    "registers.void_entry": _("登记册：作废"),
    "registers.import_entries": _("登记册：导入"),
    "registers.close_book": _("登记册：年度登记完毕"),
    "registers.reopen_book": _("登记册：重新打开年度"),
    "registers.add_evidence": _("登记册：添加佐证材料"),
    "appeals.register_appeal": _("登记复议、诉讼"),
    "appeals.change_appeal": _("修改复议、诉讼"),
    "appeals.hand_over": _("移交复议、诉讼"),
    "appeals.record_answer": _("登记提交答复（答辩）"),
    "appeals.decide_appeal": _("登记复议、诉讼结果"),
    "appeals.import_appeals": _("导入复议、诉讼"),
    "appeals.add_file": _("添加复议、诉讼材料"),
    "upkeep.restore_backup": _("恢复备份"),
    **CASE_ACTIONS,
    "reporting.compile_report": _("编制年度报告"),
    "reporting.count_again": _("年度报告：重新计数"),
    "reporting.state_cell": _("年度报告：填报单元格"),
    "reporting.state_count": _("年度报告：填报数字"),
    "reporting.save_section": _("年度报告：保存文字"),
    "reporting.submit_for_review": _("年度报告送审"),
    "reporting.reopen_draft": _("年度报告退回起草"),
    "reporting.freeze_report": _("年度报告定稿"),
    "reporting.open_correction": _("年度报告：开始更正"),
    "reporting.publish_report": _("发布年度报告"),
    "reporting.submit_upward": _("报送年度报告"),
    "reporting.recall": _("撤回报送"),
    "reporting.add_remark": _("写审核意见"),
    "reporting.remove_remark": _("删去审核意见"),
    "reporting.return_report": _("退回年度报告"),
    "reporting.accept_report": _("接收年度报告"),
    "reporting.enter_file": _("代录年度报告文件"),
    "reporting.answer_cells": _("核对未读出的单元格"),
    "reporting.confirm_entered": _("确认代录的年度报告"),
    "reporting.roll_up": _("汇总年度报告"),
    "reporting.remind": _("提醒报送"),
}
