"""Many documents side by side: the shares of each, what is like and what is not, and where one stands among the others.

A share is of two printed amounts and names the cells of both.  A document that does not print one of them has no share: it is
listed as missing and never counted as zero.
"""

from qzbudget.comparison.missing import missing
from qzbudget.comparison.peers import Peers, peers
from qzbudget.comparison.position import Position, position
from qzbudget.comparison.shares import shares

__all__ = ["Peers", "Position", "missing", "peers", "position", "shares"]
