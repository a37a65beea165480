"""What is found where the engine could not judge by spending rules."""

from ...engine.problem import errors


def unjudged(problems):
    """One finding that blocks, in a list, if the engine could not judge; else none.

    No findings would let everything pass.

    :param problems: of the engine's evaluation
    """
    for fault in errors(problems)[:1]:
        of_rule = fault.code.startswith("rule_")
        rule, version = fault.subjects[:2] if of_rule else (0, 0)
        return [
            {
                "code": "rules_unclear" if of_rule else "document_unclear",
                "subjects": [str(subject) for subject in fault.subjects],
                "values": {},
                "severity": "block",
                "rule": rule,
                "version": version,
                "ask": None,
                "counted": False,
            }
        ]
    return []
