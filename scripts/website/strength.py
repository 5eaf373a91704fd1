"""How strong the evidence for a claim is: it follows from what the studies found.

Each rule is a step of `strength`, in its order; the evidence page says them in plain words.
"""

from collections.abc import Sequence

from website.picture import Mark

# What makes a result moderate: so many trials with so many people.
_TRIALS, _PEOPLE = 3, 100
_NOT = ("against", "no difference")


def strength(marks: Sequence[Mark]) -> tuple[str, str]:
    """Return the strength that a claim's marks give it, and in a few words what decides.

    A mark is direct, or it says why it is not: by its means, place or sample it is near the claim,
    by its outcome far from it. It is controlled where some went without treatment: a trial, or a
    review of trials. Advice is never direct.
    """
    direct = [mark for mark in marks if mark.why is None and mark.kind != "advice"]
    near = direct + [mark for mark in marks if mark.why in ("means", "place", "sample")]
    far = [mark.points for mark in marks if mark.why == "outcome"]
    controlled = [mark for mark in direct if mark.kind in ("trial", "review")]
    good = [mark for mark in controlled if mark.points == "for"]
    bad = [mark for mark in controlled if mark.points in _NOT]
    mixed = [mark for mark in controlled if mark.points == "mixed"]
    if not near:
        if "for" not in far and len([points for points in far if points in _NOT]) > 1:
            return "not supported", "only other outcomes, and those against it"
        return "untested", "no direct or near mark"
    if not any(mark.points in ("for", "mixed") for mark in near):
        if len(near) == 1 and not direct:
            return "untested", f"one near mark alone: {near[0].study}"
        return "not supported", f"nothing for it: {_names(near)}"
    if bad and any(mark.points == "for" for mark in near):
        return "conflicting", f"controlled and not for it: {_names(bad)}"
    if good and not bad:
        trials = sum(mark.trials or 1 for mark in good)
        people = sum(mark.people for mark in good)
        if trials >= _TRIALS and people >= _PEOPLE and len(mixed) <= trials / _TRIALS:
            return "moderate", f"{trials} trials with {people:,} people for it: {_names(good)}"
        return "limited", f"controlled and for it: {_names(good)}"
    return "weak", f"for it or mixed, but no controlled study is for it: {_names(near)}"


def _names(marks: Sequence[Mark]) -> str:
    return ", ".join(mark.study for mark in marks)
