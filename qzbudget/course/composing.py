"""Lesson 2, classification and composition: functions, economic classes, basic and project, COFOG, two units."""

from __future__ import annotations

from qzbudget.breakdown.analysis import uses
from qzbudget.breakdown.cells import column_of, current, leaves
from qzbudget.breakdown.composition import composition
from qzbudget.course.cells import FEN_YUAN, TOTAL, TOTAL_SPELLINGS, apart, of_kind, role_in_words, whole
from qzbudget.course.goals import Choice, Money, Percent, Slip, Task
from qzbudget.dataset.load import Dataset
from qzbudget.views.view import AS_BOOKED, RETURNED, view

SUMMARY = "expenditure_summary"


def largest_function(budget: Dataset, lang: str) -> Task | None:
    """Ask for the functional class that has most of the expenditure."""
    classes = composition(budget, "function")
    if classes.empty:
        return None
    spellings: dict[str, tuple[str, ...]] = {TOTAL: TOTAL_SPELLINGS}
    slips = {TOTAL: "slip.total_row"}
    for level in ("class", "section", "item"):
        for part in composition(budget, "function", level=level).itertuples(index=False):
            if str(part.code) in spellings:
                continue
            spellings[str(part.code)] = (str(part.name),)
            slips[str(part.code)] = "slip.not_the_largest" if level == "class" else "slip.not_a_class"
    right = str(classes["code"].iloc[0])
    return Task(
        Choice(frozenset({right}), spellings, {code: why for code, why in slips.items() if code != right}),
        {"table": role_in_words(budget, str(classes["role"].iloc[0]), lang)},
    )


def share_of_the_largest(budget: Dataset, lang: str) -> Task | None:
    """Ask for the share of the largest functional class in total expenditure."""
    classes = composition(budget, "function")
    if classes.empty or not classes["whole_yuan"].iloc[0]:
        return None
    amount, total = float(classes["amount_yuan"].iloc[0]), float(classes["whole_yuan"].iloc[0])
    right = amount / total * 100
    cells = current(budget.amounts[budget.amounts["table_id"] == classes["table_id"].iloc[0]])
    every = float(column_of(cells, str(classes["measure"].iloc[0]))["amount_yuan"].sum())
    slips = [Slip(amount / every * 100, "slip.counted_twice_whole")] if every else []
    for kind in ("basic", "project"):
        if part := of_kind(budget, kind):
            slips.append(Slip(amount / part * 100, "slip.wrong_whole"))
    slips += [Slip(float(share), "slip.other_class") for share in classes["share_pct"].iloc[1:]]
    return Task(Percent(right, apart(right, tuple(slips))))


def sum_of_the_lowest(budget: Dataset, lang: str) -> Task | None:
    """Ask for the sum of all expenditure, from the lines that are no sums themselves."""
    cells = current(budget.role(SUMMARY))
    column = column_of(cells, "total")
    right = float(leaves(column)["amount_yuan"].sum())
    if column.empty or not right:
        return None
    every = float(column["amount_yuan"].sum())
    above = float(column.loc[column["row_type"] == "total", "amount_yuan"].sum())
    slips = [Slip(every, "slip.counted_twice"), Slip(every - above, "slip.counted_twice")]
    slips += [Slip(value, "slip.printed_total") for value in [whole(budget)] if value]
    slips += [Slip(value, "slip.basic_column") for value in [of_kind(budget, "basic")] if value]
    slips += [Slip(value, "slip.project_column") for value in [of_kind(budget, "project")] if value]
    return Task(Money((right,), apart(right, tuple(slips))), {"table": role_in_words(budget, SUMMARY, lang)})


def personnel_in_basic(budget: Dataset, lang: str) -> Task | None:
    """Ask for the share of personnel expenditure in basic expenditure."""
    basic = composition(budget, "basic")
    found = basic[basic["code"].astype(str).str.endswith(".personnel")]
    if found.empty or not found["whole_yuan"].iloc[0]:
        return None
    right, amount = float(found["share_pct"].iloc[0]), float(found["amount_yuan"].iloc[0])
    slips = [Slip(100 - right, "slip.operating_share")]
    if total := whole(budget):
        slips.insert(0, Slip(amount / total * 100, "slip.whole_is_all"))
        slips.append(Slip(float(found["whole_yuan"].iloc[0]) / total * 100, "slip.basic_share"))
    return Task(Percent(right, apart(right, tuple(slips))))


def personnel_in_a_hundred(budget: Dataset, lang: str) -> Task | None:
    """Ask how many of each 100 yuan of expenditure go to personnel."""
    parts = uses(budget)
    found = parts[parts["code"].astype(str).str.endswith(".personnel")]
    if found.empty:
        return None
    right = float(found["share_pct"].iloc[0])
    basic = composition(budget, "basic")
    of_basic = basic.loc[basic["code"].astype(str).str.endswith(".personnel"), "share_pct"]
    slips = [Slip(float(share), "slip.whole_is_basic") for share in of_basic]
    slips += [Slip(float(share), "slip.other_use") for share in parts["share_pct"] if float(share) != right]
    if (basic_yuan := of_kind(budget, "basic")) and (total := whole(budget)):
        slips.append(Slip(basic_yuan / total * 100, "slip.basic_share"))
    return Task(Percent(right, apart(right, tuple(slips)), "yuan"))


def wages_paid_elsewhere(budget: Dataset, lang: str) -> Task | None:
    """Ask how much of the departments' class 301 stands outside class 501 of the government's classification."""
    department = composition(budget, "department_economic").set_index("code")["amount_yuan"].astype(float)
    government = composition(budget, "government_economic").set_index("code")["amount_yuan"].astype(float)
    if "301" not in department or "501" not in government or department["301"] - government["501"] <= FEN_YUAN:
        return None
    right = round(float(department["301"] - government["501"]), 2)
    slips = (Slip(float(department["301"]), "slip.class_itself"), Slip(float(government["501"]), "slip.class_itself"))
    return Task(Money((right,), apart(right, slips)))


def cost_of_staff_abroad(budget: Dataset, lang: str) -> Task | None:
    """Ask how much the second reading of COFOG returns to the unit's main function."""
    booked, returned = view(budget, reading=AS_BOOKED, lang=lang), view(budget, reading=RETURNED, lang=lang)
    if booked.empty or returned.empty:
        return None
    main = returned.iloc[int(returned["amount_yuan"].astype(float).argmax())]
    before = float(booked.loc[booked["code"] == main["code"], "amount_yuan"].sum())
    after = float(main["amount_yuan"])
    right = round(after - before, 2)
    if right <= FEN_YUAN:
        return None
    classes = composition(budget, "function")["amount_yuan"].astype(float)
    slips = [Slip(before, "slip.before"), Slip(after, "slip.after")]
    slips += [Slip(amount, "slip.part_of_the_cost") for amount in classes if amount < right]
    return Task(Money((right,), apart(right, tuple(slips))), {"code": str(main["code"]), "name": str(main["name"])})


def two_units(budget: Dataset, other: Dataset | None, lang: str) -> Task | None:
    """Ask by how many percentage points the shares of project expenditure of two units differ."""
    if other is None:
        return None
    amounts = [(of_kind(unit, "project"), whole(unit)) for unit in (budget, other)]
    shares = [part / total * 100 for part, total in amounts if part is not None and total]
    if len(shares) < 2:
        return None
    right = shares[0] - shares[1]
    slips = [Slip(share, "slip.one_unit_only") for share in shares]
    slips += [
        Slip(sign * right / share * 100, "slip.per_cent_not_points") for share in shares if share for sign in (1, -1)
    ]
    slips += [Slip(shares[0] + shares[1], "slip.added")]
    slips += [Slip(100 - share, "slip.basic_share_of_one") for share in shares]
    gap = abs(float(amounts[0][0] or 0) - float(amounts[1][0] or 0))
    slips += [Slip(sign * gap / unit, "slip.amounts_compared") for sign in (1, -1) for unit in (1, 10_000)]
    names = {"unit": str(budget.document["unit_name"]), "other": str(other.document["unit_name"])}
    return Task(Percent(right, apart(right, tuple(slips)), "points", either_sign=True), names)
