"""The course: exercises on a dataset, hints, and the marking of answers.

Every right answer is computed from the dataset at hand; none is stored.
"""

from qzbudget.course.lesson import Lesson, open_lesson
from qzbudget.course.verdict import Verdict

__all__ = ["Lesson", "Verdict", "open_lesson"]
