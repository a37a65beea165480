"""The engine: everything that is arithmetic, and nothing else.

It knows no Odoo and no database.  Models fetch arrays and dataclasses for it
and store what it says, so each rule can be read, tested and trusted alone.

Conventions, the same in every module:

* Money is an integer number of minor units of one currency (cents, fen; yen;
  fils), ``int`` or ``numpy.int64``.  Floats appear only as quantities, rates,
  shares and statistics.
* Revenue and cost are positive, profit is signed.
* Arrays say their shape as ``rows × columns`` in the docstring of the function
  that takes them; customers are always rows.
* What is wrong with an input is *returned*, all of it at once, as
  :class:`~.problem.Problem` objects.  A result that carries an error carries
  no figures.  Only the primitives of :mod:`.money` raise, and say so.
* The same input gives the same output, in whatever order its rows come.
"""
