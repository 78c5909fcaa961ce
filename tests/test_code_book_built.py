"""Building the code book: which of several printed names is believed, for which years, and how far."""

from codebook.book import build
from codebook.crosswalk import Listed as ListedPair
from codebook.crosswalk import build as build_crosswalk
from codebook.lists import Listed
from codebook.measure import Asked, share
from codebook.observe import Document, Observations, Pair, Printed, is_code

A = [Document("甲市", f"甲{n}局", 2026, f"a000000{n}") for n in range(5)]
B = [Document("乙市", f"乙{n}局", 2026, f"b000000{n}") for n in range(5)]


def of_year(document, year):
    return Document(document.place, document.unit, year, f"{year}{document.sha8[:4]}")


def printed(code, *names):
    return [Printed(code, name, document) for name, documents in names for document in documents]


def listed(code, name, source="recalled", valid_from=None, valid_to=None, place=None):
    return Listed(code, name, source, valid_from, valid_to, place, "清单")


def entries(names, lists=()):
    return build(names, lists)[0]


def test_the_name_of_most_places_is_the_name():
    [entry] = entries(printed("30202", ("印刷费", [A[0], B[0]]), ("印制费", A[1:4])))
    assert (entry.name, entry.documents, entry.places, entry.confidence) == ("印刷费", 2, 2, "high")


def test_the_other_name_is_kept_as_a_spelling():
    _, [spelling] = build(printed("20103", ("政府办公厅（室）及相关机构事务", A), ("政府办公厅", B[:1])), ())
    assert (spelling.spelling, spelling.kind, spelling.documents) == ("政府办公厅", "cut", 1)
    _, [spelling] = build(printed("30202", ("印刷费", A), ("咨询费", B[:1])), ())
    assert spelling.kind == "other"


def test_glyphs_blanks_and_the_width_of_brackets_make_no_other_name():
    [entry] = entries(printed("30213", ("维修（护）费", A[:1]), ("维修(护)费", B[:1])))
    assert (entry.name, entry.places) == ("维修（护）费", 2)


def test_a_name_that_only_earlier_documents_print_is_the_earlier_name():
    old = [of_year(document, 2017) for document in A[:2]]
    first, second = entries(printed("30311", ("住房公积金", old), ("代缴社会保险费", A[:2])))
    assert (first.name, first.valid_from, first.valid_to) == ("住房公积金", None, 2017)
    assert (second.name, second.valid_from, second.valid_to) == ("代缴社会保险费", 2026, None)


def test_one_earlier_document_alone_is_no_change_but_a_misprint():
    old = [of_year(A[0], 2017)]
    found, spellings = build(printed("30202", ("咨询费", old), ("印刷费", A[:2])), ())
    assert [(entry.name, entry.valid_from) for entry in found] == [("印刷费", None)]
    assert [spelling.spelling for spelling in spellings] == ["咨询费"]


def test_one_earlier_document_is_believed_where_a_list_says_the_same():
    old = [of_year(A[0], 2017)]
    found = entries(printed("310", ("其他资本性支出", old), ("资本性支出", A[:2])), [listed("310", "其他资本性支出", valid_to=2017)])
    assert [entry.name for entry in found] == ["其他资本性支出", "资本性支出"]


def test_a_name_printed_in_between_is_no_change():
    years = [of_year(A[0], 2017), of_year(A[1], 2026)]
    between = [of_year(B[0], 2024), of_year(B[1], 2024)]
    assert [entry.name for entry in entries(printed("30206", ("电费", [*years, A[2]]), ("办公设备购置费", between)))] == ["电费"]


def test_one_document_alone_has_low_confidence_unless_a_list_agrees():
    one = printed("2130105", ("农垦运行", A[:1]))
    assert [entry.confidence for entry in entries(one)] == ["low"]
    assert [entry.confidence for entry in entries(one, [listed("2130105", "农垦运行")])] == ["medium"]
    assert [entry.differs_from for entry in entries(one, [listed("2130105", "农垦")])] == ["recalled:农垦"]


def test_a_list_of_what_the_same_place_prints_is_no_second_witness():
    same = listed("2130105", "农垦运行", source="printed_elsewhere", place="甲市")
    other = listed("2130105", "农垦运行", source="printed_elsewhere", place="乙市")
    one = printed("2130105", ("农垦运行", A[:1]))
    assert [entries(one, [row])[0].confidence for row in (same, other)] == ["low", "medium"]


def test_what_no_document_prints_comes_from_the_lists_and_says_so():
    [entry] = entries([], [listed("2070701", "资助国产影片放映")])
    assert (entry.confidence, entry.documents, entry.printed_from) == ("unverified", 0, None)


def test_a_list_gives_the_name_of_former_years():
    found = entries(printed("210", ("卫生健康支出", [A[0], B[0]])), [listed("210", "医疗卫生与计划生育支出", valid_to=2018)])
    assert [(entry.name, entry.valid_from, entry.valid_to) for entry in found] == [
        ("医疗卫生与计划生育支出", None, 2018),
        ("卫生健康支出", 2019, None),
    ]


def test_a_name_without_its_code_needs_a_list_for_the_code():
    names = [Printed("202", "外交支出", document, inferred=True) for document in (A[0], B[0])]
    assert entries(names) == []
    [entry] = entries(names, [listed("202", "外交支出")])
    assert (entry.confidence, entry.documents) == ("low", 0)
    assert entry.evidence.startswith("编码未印")


def test_evidence_names_one_document_of_each_place_first():
    [entry] = entries(printed("30202", ("印刷费", [*A[:4], B[0]])))
    assert entry.evidence == "乙0局 2026（b0000000）；甲0局 2026（a0000000）；甲1局 2026（a0000001） 等 5 份"


def test_leaving_out_a_place_leaves_nothing_of_it():
    seen = Observations(frozenset(printed("30202", ("印刷费", [A[0], B[0]]))), frozenset())
    assert {name.document.place for name in seen.without("甲市").names} == {"乙市"}
    assert {name.document.place for name in seen.only("甲市").names} == {"甲市"}


def test_the_share_counts_what_is_named_as_printed():
    right = Asked("30213", 2026, "维修(护)费", "维修（护）费", "high")
    wrong, missing = Asked("303", 2026, "对个人", "对个人和家庭的补助", "high"), Asked("30210", 2026, "车辆费", None, "")
    assert share([right, right, right, wrong]) == 0.75
    assert share([right, missing]) == 0.5


def test_a_code_of_the_three_classifications_has_three_five_or_seven_digits():
    assert [code for code in ("201", "20103", "2010301", "30101", "50101") if not is_code(code)] == []
    assert [code for code in ("", "20", "3010101", "103001", "A01") if is_code(code)] == []


def test_pairs_in_one_row_make_the_crosswalk():
    pairs = {Pair("30101", "50101", A[0]), Pair("30101", "50101", B[0]), Pair("30107", "50101", A[1])}
    list_row = ListedPair("30101", "50101", "agency", "second_hand", "工资合为一款", "清单")
    first, second = build_crosswalk(pairs, [list_row])
    assert (first.documents, first.places, first.confidence, first.reason) == (2, 2, "high", "工资合为一款")
    assert (second.government_code, second.body, second.confidence) == ("50101", "agency", "low")


def test_a_listed_pair_of_classes_gives_its_reason_to_the_pairs_below():
    whole_class = ListedPair("301", "50501", "institution", "recalled", "整类合为一款", "清单")
    listed_row, printed_row = build_crosswalk({Pair("30101", "50501", A[0])}, [whole_class])
    assert (listed_row.department_code, listed_row.confidence) == ("301", "unverified")
    assert (printed_row.department_code, printed_row.confidence, printed_row.reason) == ("30101", "medium", "整类合为一款")
