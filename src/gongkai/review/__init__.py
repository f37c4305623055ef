"""What was found, for people: pages, commented Word files, letters and a workbook; for programs: JSON and SARIF."""

from gongkai.review.compare import Comparison, compare
from gongkai.review.documents import annotated_document
from gongkai.review.letter import Sender, letter_docx, letter_markdown
from gongkai.review.objects import checked_object
from gongkai.review.page import review_page
from gongkai.review.sarif import sarif_log
from gongkai.review.workbook import workbook

__all__ = [
    "Comparison",
    "Sender",
    "annotated_document",
    "checked_object",
    "compare",
    "letter_docx",
    "letter_markdown",
    "review_page",
    "sarif_log",
    "workbook",
]
