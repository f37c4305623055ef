"""What a file holds that its reader does not see, and all the text it has: looked at before anything goes out.

:func:`look_into` reads a file that nobody vouches for in a confined process of its own; :func:`find_hidden_leaks` finds
personal numbers and secrecy marks in a text however they are spelt.
"""

from gongkai.hidden.leaks import Leak, find_hidden_leaks
from gongkai.hidden.looking import look_into
from gongkai.hidden.values import CODES, Mark, Seen

__all__ = ["CODES", "Leak", "Mark", "Seen", "find_hidden_leaks", "look_into"]
