"""The rooms of the house (readme/DESIGN.md): which model lives where, and who may point at whom."""

#: From the first room to the last; a Many2one points to its own room or an earlier one.
PROFIT_WING = (
    "platform",
    "masters",
    "run",
    "capture",
    "measure",
    "allocate",
    "profit",
    "value",
    "analysis",
)
CONTROL_WING = ("platform", "masters", "budget", "policy", "request", "expense")
#: The doors to Odoo: thin, without logic of their own.
DOOR = "door"

ROOM_OF_MODEL = {
    "customer.cost.account.role": "masters",
    "customer.cost.category": "masters",
    "customer.cost.driver": "masters",
    "customer.cost.activity": "masters",
    "customer.cost.time.term": "masters",
    "customer.cost.pool": "masters",
    "customer.cost.pool.rule": "masters",
    "customer.cost.share": "masters",
    "customer.cost.attribution.rule": "masters",
    "customer.cost.driver.volume": "measure",
    "customer.cost.run": "run",
    "customer.cost.frozen": "run",
    "customer.cost.master": "masters",
    "customer.cost.customer.entry": "masters",
    "customer.cost.memo": "capture",
    "customer.cost.import": "masters",
    "customer.cost.validity": "masters",
    "customer.cost.draft": "masters",
    "customer.cost.defaults": "masters",
    "customer.cost.model.check": "allocate",
    "customer.cost.item.rule": "masters",
    "customer.cost.item": "masters",
    "customer.cost.assign": "capture",
    "customer.cost.assignment": "capture",
    "customer.cost.put.in.pool": "capture",
    "customer.cost.try.item": "capture",
    "customer.cost.capture": "capture",
    "customer.cost.run.node": "allocate",
    "customer.profitability": "profit",
    "customer.profitability.figures": "profit",
    "customer.cost.earning": "profit",
    "customer.cost.listed.customers": "profit",
    "customer.profitability.window": "profit",
    "customer.profitability.year": "profit",
    "customer.cost.rollup": "profit",
    "customer.cost.allocation": "profit",
    "customer.cost.reconciliation.line": "profit",
    "customer.cost.invoice.cost": "capture",
    "customer.cost.invoiced.goods": "capture",
    "customer.cost.tier": "masters",
    "customer.value": "value",
    "customer.value.override": "value",
    "customer.cost.action": "value",
    "customer.cost.action.drop": "value",
    "customer.cost.demo": "analysis",
    "customer.cost.setup": "analysis",
    "customer.cost.overview": "analysis",
    "customer.profitability.period": "analysis",
    "customer.cost.simulation": "analysis",
    "customer.cost.simulation.change": "analysis",
    "customer.cost.simulation.customer": "analysis",
    "customer.cost.new.periods": "run",
    "customer.cost.analytic.post": "profit",
    "customer.cost.programme": "masters",
    "customer.cost.budget": "budget",
    "customer.cost.budget.line": "budget",
    "customer.cost.budget.left": "budget",
    "customer.cost.budget.goal": "budget",
    "customer.cost.budget.transfer": "budget",
    "customer.cost.budget.month": "budget",
    "customer.cost.budget.analysis": "budget",
    "customer.cost.budget.course": "budget",
    "customer.cost.budget.split": "budget",
    "customer.cost.budget.split.row": "budget",
    "customer.cost.budget.carry": "budget",
    "customer.cost.budget.carry.row": "budget",
    "customer.cost.commitment": "budget",
    "customer.cost.approval": "platform",
    "customer.cost.approval.mixin": "platform",
    "customer.cost.approval.decide": "platform",
    "customer.cost.approval.several": "platform",
    "customer.cost.delegation": "platform",
    "customer.cost.clock": "platform",
    "customer.cost.root.company": "platform",
    "customer.cost.organisation": "platform",
    "customer.cost.policy": "policy",
    "customer.cost.policy.rule": "policy",
    "customer.cost.policy.limit": "policy",
    "customer.cost.approval.rule": "policy",
    "customer.cost.approval.rule.step": "policy",
    "customer.cost.approval.test": "policy",
    "customer.cost.spending": "policy",
    "customer.cost.budgeted": "policy",
    "customer.cost.request": "request",
    "customer.cost.request.customer": "request",
    "customer.cost.request.close": "request",
    "customer.cost.request.close.fapiao": "expense",
    "customer.cost.request.move": "request",
    "customer.cost.attendee": "request",
    "customer.cost.fapiao": "policy",
    "customer.cost.fapiao.fields": "policy",
    "customer.cost.fapiao.document": "policy",
    "customer.cost.bill": "expense",
    "customer.cost.gift.purchase": "request",
    "customer.cost.gift.issue": "request",
    "customer.cost.exception": "expense",
    "customer.cost.deduction.rate": "masters",
    "customer.cost.deductibility": "budget",
    "account.analytic.line": DOOR,
    "account.analytic.plan": DOOR,
    "customer.cost.publish": "run",
    "customer.cost.close": "run",
    "customer.cost.trace": "profit",
    "customer.cost.change": "profit",
    "account.move.line": DOOR,
    "account.bank.statement.line": DOOR,  # delegates to account.move
    "account.move": DOOR,
    "base.partner.merge.automatic.wizard": DOOR,
    "account.tax": DOOR,
    "hr.expense": DOOR,
    "hr.expense.split": DOOR,
    "hr.expense.post.wizard": DOOR,
    "res.partner": DOOR,
    "res.company": DOOR,
    "res.config.settings": DOOR,
    "ir.http": DOOR,
    "ir.module.module": DOOR,
    "res.users": DOOR,
    "res.country": DOOR,
    "res.country.state": DOOR,
    "res.partner.industry": DOOR,
}


def may_point(source, target):
    """Whether a Many2one from a model of room ``source`` to one of room ``target`` is allowed.

    Doors may point anywhere; nothing depends on a door but Odoo itself.  The two
    wings share their first rooms and otherwise know nothing of each other.
    """
    if source == DOOR:
        return True
    return any(
        source in wing and target in wing and wing.index(target) <= wing.index(source)
        for wing in (PROFIT_WING, CONTROL_WING)
    )


def backward_arrows(fields, room_of_model):
    """Fields ``(model, name, comodel)`` that point to a later room, among models that have one."""
    return [
        (model, name, comodel)
        for model, name, comodel in fields
        if model in room_of_model
        and comodel in room_of_model
        and room_of_model[comodel] != DOOR
        and not may_point(room_of_model[model], room_of_model[comodel])
    ]
