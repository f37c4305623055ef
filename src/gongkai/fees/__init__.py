"""The information-processing fee (信息处理费), with its steps."""

from gongkai.fees.charge import Charged, Fee, FeeStep, fee_by_items, fee_by_pages, fees_by_month

__all__ = ["Charged", "Fee", "FeeStep", "fee_by_items", "fee_by_pages", "fees_by_month"]
