"""What is an asset name, what is none, and why."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aind_schema.errors import InvalidName
from aind_schema.names import AssetName, Derivation

CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "corpus" / "asset_names.txt"
NOON = datetime(2025, 1, 1, 12, 0, 0)
LATER = datetime(2025, 2, 3, 4, 5, 6)
RAW = "ecephys_699847_2024-04-17_12-12-44"

NAMES = [
    "804430_2025-11-26_23-41-33",
    "Ecephys_625463_2022-10-06_10-14-25_sorted-Ks2.5",
    "behavior_775510_2025-04-13_15-30-30_processed_2025-04-14_04-09-06",
    "ecephys_699847_2024-04-17_12-12-44_dlc_face_2024-04-25_12-15-20",
    "ecephys_699847_2024-04-17_12-12-44_sorted_2024-05-01_08-00-00_nwb_2024-05-02_09-30-00",
    "ecephys_699847_2024-04-17_12-12-44_sorted_2024-05-01_08-00-00_units_only",
    "SmartSPIM_747806_2024-10-29_18-35-33_stitched_2025-07-12_07-10-12",
    "single_plane_ophys_731015_2025-01-27_20-13-59",
    "ecephys_no-subject_2025-01-01_10-00-00",
    "no-subject_2025-01-01_10-00-00",
    "behavior_745300+745301_2025-03-04_09-00-00",
    "behavior_745300+745301+745302_2025-03-04_09-00-00_processed_2025-03-05_10-00-00",
    "HCR_BL6-0012.3_2023-02-28_23-59-59",
    "exaSPIM_750318_2024-02-29_00-00-00_flatfield-correction(v2)_2025-01-10_14-53-23",
    "verhalten_zürich-07_2025-01-01_10-00-00_spurführung",
    "行動_鼠12_1800-01-01_00-00-00_整理_2199-12-31_23-59-59",
]


# Reading


@pytest.mark.parametrize("text", NAMES)
def test_a_name_reads_back_exactly(text: str) -> None:
    assert str(AssetName.parse(text)) == text


@pytest.mark.skipif(not CORPUS.exists(), reason="the names of real assets are not at hand")
def test_every_real_name_reads_back_exactly() -> None:
    texts = CORPUS.read_text(encoding="utf-8").splitlines()
    assert texts
    assert [str(AssetName.parse(text)) for text in texts] == texts


def test_a_raw_name_has_a_prefix_a_subject_and_a_time() -> None:
    name = AssetName.parse(RAW)
    assert name == AssetName("ecephys", ("699847",), datetime(2024, 4, 17, 12, 12, 44))
    assert (name.subject_id, name.level, name.made_at) == ("699847", "raw", name.acquired_at)


def test_a_single_word_before_the_time_is_the_subject() -> None:
    name = AssetName.parse("804430_2025-11-26_23-41-33")
    assert (name.prefix, name.subject_id) == (None, "804430")


def test_a_prefix_may_hold_underscores() -> None:
    name = AssetName.parse("single_plane_ophys_731015_2025-01-27_20-13-59")
    assert (name.prefix, name.subject_id) == ("single_plane_ophys", "731015")


def test_a_process_may_hold_underscores_plus_signs_and_dots() -> None:
    name = AssetName.parse(f"{RAW}_dlc_face_2024-04-25_12-15-20_c++_v2.5")
    assert name.derivations == (Derivation("dlc_face", datetime(2024, 4, 25, 12, 15, 20)), Derivation("c++_v2.5"))


def test_an_undated_process_has_no_time() -> None:
    name = AssetName.parse(f"{RAW}_sorted-Ks2.5")
    assert name.derivations == (Derivation("sorted-Ks2.5"),)
    assert (name.level, name.made_at) == ("derived", None)


def test_no_subject_has_a_word_of_its_own() -> None:
    name = AssetName.parse("ecephys_no-subject_2025-01-01_10-00-00")
    assert (name.prefix, name.subject_ids, name.subject_id) == ("ecephys", (), None)


def test_a_cohort_has_several_subjects_and_no_single_one() -> None:
    name = AssetName.parse("behavior_745300+745301_2025-03-04_09-00-00")
    assert (name.subject_ids, name.subject_id) == (("745300", "745301"), None)


def test_a_date_alone_does_not_split() -> None:
    assert AssetName.parse(f"{RAW}_atlas_2017-10-01").derivations == (Derivation("atlas_2017-10-01"),)


def test_only_ascii_digits_make_a_date() -> None:
    digits = RAW.translate({ord("0") + n: ord("\N{ARABIC-INDIC DIGIT ZERO}") + n for n in range(10)})
    with pytest.raises(InvalidName, match="no date and time"):
        AssetName.parse(digits)


# Building


def test_build_puts_the_parts_together() -> None:
    steps = [Derivation("sorted", LATER), Derivation("curated")]
    name = AssetName.build(prefix="ecephys", subject_id="1", acquired_at=NOON, derivations=steps)
    assert str(name) == "ecephys_1_2025-01-01_12-00-00_sorted_2025-02-03_04-05-06_curated"


def test_build_knows_cohorts_and_assets_without_subject() -> None:
    assert str(AssetName.build(subject_ids=["1", "2"], acquired_at=NOON)) == "1+2_2025-01-01_12-00-00"
    assert str(AssetName.build(acquired_at=NOON)) == "no-subject_2025-01-01_12-00-00"


def test_one_subject_is_given_in_one_way() -> None:
    with pytest.raises(TypeError, match="either"):
        AssetName.build(subject_id="1", subject_ids=("2",), acquired_at=NOON)
    with pytest.raises(TypeError, match="several ids"):
        AssetName.build(subject_ids="745300", acquired_at=NOON)


def test_derive_adds_a_process() -> None:
    raw = AssetName.parse(RAW)
    assert str(raw.derive("sorted", LATER)) == f"{RAW}_sorted_2025-02-03_04-05-06"
    assert str(raw.derive("sorted")) == f"{RAW}_sorted"
    assert raw.derivations == ()


def test_nothing_derives_from_an_undated_process() -> None:
    with pytest.raises(InvalidName, match="'sorted' needs a date and time before another"):
        AssetName.parse(f"{RAW}_sorted").derive("nwb", LATER)


def test_a_derived_name_may_not_outgrow_a_file_system() -> None:
    with pytest.raises(InvalidName, match="at most 255"):
        AssetName.parse(RAW).derive("x" * 255)


# Descent


def test_the_chain_leads_back_to_the_raw_name() -> None:
    raw = AssetName.parse(RAW)
    spikes = raw.derive("sorted", NOON)
    curated = spikes.derive("curated", LATER)
    nwb = curated.derive("nwb")
    assert nwb.parent == curated
    assert nwb.ancestors == (curated, spikes, raw)
    assert nwb.root == curated.root == raw
    assert (nwb.made_at, curated.made_at, spikes.made_at) == (None, LATER, NOON)


def test_a_raw_name_is_its_own_root() -> None:
    raw = AssetName.parse(RAW)
    assert (raw.parent, raw.ancestors, raw.root) == (None, (), raw)


# Names as values


def test_names_are_ordered_by_their_text() -> None:
    assert [str(name) for name in sorted(map(AssetName.parse, NAMES))] == sorted(NAMES)
    assert AssetName.parse(RAW) <= AssetName.parse(RAW)
    with pytest.raises(TypeError):
        AssetName.parse(RAW) < RAW  # noqa: B015


def test_equal_names_are_one_key_and_survive_copying() -> None:
    name = AssetName.parse(NAMES[3])
    copies = [AssetName.parse(NAMES[3]), copy.deepcopy(name), pickle.loads(pickle.dumps(name))]
    assert {name, *copies} == {name}
    assert {str(each) for each in copies} == {NAMES[3]}


def test_a_name_cannot_change() -> None:
    with pytest.raises(AttributeError):
        AssetName.parse(RAW).prefix = "behavior"  # type: ignore[misc]


# Refusals

REFUSED_TEXTS = {
    "": "empty",
    "ecephys_699847": "no date and time",
    "ecephys_699847_2024-04-17": "no date and time",
    "ecephys_699847_2024-4-17_12-12-44": "no date and time",
    "ecephys_699847_12-12-44_2024-04-17": "no date and time",
    "ecephys_699847_2024-04-17_12-12-44Z": "no date and time",
    "2024-04-17_12-12-44": "no subject stands before 2024-04-17_12-12-44",
    "2024-04-17_12-12-44_sorted": "no subject",
    "m_2023-02-30_10-00-00": "2023-02-30_10-00-00 is impossible",
    "m_2023-02-29_10-00-00": "impossible",
    "m_2023-13-01_10-00-00": "impossible: month",
    "m_2023-01-01_25-00-00": "impossible: hour",
    "m_2023-01-01_24-00-00": "impossible: hour",
    "m_2023-01-01_23-59-60": "impossible: second",
    "m_0000-01-01_10-00-00": "impossible: year",
    "m_1799-12-31_10-00-00": "year 1799 is impossible; years run from 1800 to 2199",
    "m_2200-01-01_10-00-00": "year 2200 is impossible",
    f"{RAW}_sorted_2024-02-30_10-00-00": "2024-02-30_10-00-00 is impossible",
    f"{RAW}_sorted_2024-05-01_99-00-00_nwb_2024-05-02_10-00-00": "2024-05-01_99-00-00 is impossible",
    f"{RAW}_2024-05-01_10-00-00": "put the process between",
    f"_{RAW}": "empty part",
    f"{RAW}_": "empty part",
    f"{RAW}__sorted": "empty part",
    "ecephys__699847_2024-04-17_12-12-44": "empty part",
    "a+_2024-04-17_12-12-44": "subject id is empty",
    "+_2024-04-17_12-12-44": "subject id is empty",
    "a++b_2024-04-17_12-12-44": "subject id is empty",
    "a+b+a_2024-04-17_12-12-44": "'a' stands there twice",
    "a+no-subject_2024-04-17_12-12-44": "'no-subject' says that there is none",
    "No-Subject_2024-04-17_12-12-44": "lower case",
    ".": "begins with '.'",
    "..": "begins with '.'",
    f".{RAW}": "begins with '.'",
    f"-{RAW}": "begins with '-'",
    f"{RAW}_sorted.": "ends with a dot",
    "ecephys_.._2024-04-17_12-12-44": "'..' is a folder's name",
    "ecephys_1+._2024-04-17_12-12-44": "'.' is a folder's name",
    f"nul.{RAW}": "Windows takes 'nul'",
    f"data/{RAW}": "'/' separates folders",
    f"../{RAW}": "'/' separates folders",
    f"data\\{RAW}": r"'\\' separates folders",
    f"C:{RAW}": "':' is refused by Windows",
    f"{RAW}_a*b": "'*' is refused by Windows",
    f"{RAW}_what?": "'?' is refused by Windows",
    f"{RAW}_50%": "'%' has a meaning of its own in web addresses",
    f"{RAW}_a#b": "'#' has a meaning",
    f"{RAW}_a&b": "'&' has a meaning",
    f"{RAW} ": "' ' is white space",
    f"{RAW}\n": r"'\n' is white space",
    f"{RAW}_a\u3000b": r"'\u3000' is white space",
    f"{RAW}_a\0b": r"'\x00' is not printable",
    f"{RAW}_a\x7fb": r"'\x7f' is not printable",
    f"{RAW}_a\u202eb": r"'\u202e' is not printable",
    f"{RAW}_a\u200bb": r"'\u200b' is not printable",
    f"\ufeff{RAW}": r"'\ufeff' is not printable",
    f"{RAW}_a\ud800b": r"'\ud800' is not printable",
    f"{RAW}_a\ufe0fb": r"'\ufe0f' is invisible",
    f"{RAW}_a\u3164b": r"'\u3164' is invisible",
    "zu\u0308rich_2024-04-17_12-12-44": "not in the Unicode form NFC",
    "鼠" * 80 + "_2024-04-17_12-12-44": "260 bytes",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED_TEXTS.items(), ids=map(ascii, REFUSED_TEXTS))
def test_a_text_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidName) as caught:
        AssetName.parse(text)
    assert reason in caught.value.reason
    assert caught.value.name == text


REFUSED_PARTS = [
    ({"subject_id": ""}, "empty part"),
    ({"subject_id": "a_b"}, "'a_b' holds '_'"),
    ({"subject_id": "a+b"}, "'a+b' holds '+'"),
    ({"subject_id": "no-subject"}, "'no-subject' says that there is none"),
    ({"subject_ids": ("a", "a")}, "twice"),
    ({"subject_ids": ("a", "")}, "subject id is empty"),
    ({"prefix": ""}, "empty part"),
    ({"prefix": "ecephys_"}, "empty part"),
    ({"prefix": "ecephys/"}, "separates folders"),
    ({"prefix": "m_2024-01-01_10-00-00"}, "holds the date and time 2024-01-01_10-00-00"),
    ({"prefix": "2024-01-01", "subject_id": "10-00-00"}, "holds the date and time 2024-01-01_10-00-00"),
    ({"derivations": [Derivation("")]}, "empty part"),
    ({"derivations": [Derivation("", LATER)]}, "empty part"),
    ({"derivations": [Derivation("dlc_2024-01-01_10-00-00")]}, "holds the date and time"),
    ({"derivations": [Derivation("2024-01-01_10-00-00", LATER)]}, "holds the date and time"),
    ({"derivations": [Derivation("sorted"), Derivation("nwb")]}, "'sorted' needs a date and time"),
    ({"derivations": [Derivation("sorted", LATER.replace(microsecond=1))]}, "fractions of a second"),
    ({"derivations": [Derivation("sorted", LATER.replace(tzinfo=timezone.utc))]}, "has a zone"),
    ({"acquired_at": NOON.replace(microsecond=500_000)}, "give whole seconds"),
    ({"acquired_at": NOON.replace(tzinfo=timezone.utc)}, "wall-clock time without tzinfo"),
    ({"acquired_at": NOON.replace(year=800)}, "year 800 is impossible"),
]


@pytest.mark.parametrize(("parts", "reason"), REFUSED_PARTS)
def test_parts_are_refused_with_their_reason(parts: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidName) as caught:
        AssetName.build(**{"acquired_at": NOON, **parts})  # type: ignore[arg-type]
    assert reason in caught.value.reason


def test_a_name_made_without_build_is_checked_too() -> None:
    with pytest.raises(InvalidName, match="holds '_'"):
        AssetName(None, ("a_b",), NOON)
    with pytest.raises(InvalidName, match="give tuples"):
        AssetName(None, ["a"], NOON)  # type: ignore[arg-type]
    with pytest.raises(InvalidName, match="give tuples"):
        AssetName(None, "ab", NOON)  # type: ignore[arg-type]


def test_a_refusal_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="is not an asset name"):
        AssetName.parse("")


# Properties

WORDS = st.from_regex(r"[A-Za-z0-9é鼠][A-Za-z0-9é鼠.,=@-]{0,6}[A-Za-z0-9é鼠]", fullmatch=True)
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map("_".join)
MOMENTS = st.datetimes(datetime(1800, 1, 1), datetime(2199, 12, 31)).map(lambda at: at.replace(microsecond=0))


@st.composite
def asset_names(draw: st.DrawFn) -> AssetName:
    """Draw a valid name: a chain of dated processes, at times an undated one at its end."""
    name = AssetName.build(
        prefix=draw(st.none() | PHRASES),
        subject_ids=draw(st.lists(WORDS, max_size=3, unique=True)),
        acquired_at=draw(MOMENTS),
    )
    for process, made_at in draw(st.lists(st.tuples(PHRASES, MOMENTS), max_size=2)):
        name = name.derive(process, made_at)
    last = draw(st.none() | PHRASES)
    return name if last is None or len(str(name).encode()) > 150 else name.derive(last)


@st.composite
def bent_names(draw: st.DrawFn) -> str:
    """Draw the text of a valid name with a few pieces cut out, doubled or put in."""
    text = str(draw(asset_names()))
    pieces = st.sampled_from(["_", "+", "-", ".", "/", "0", "9", "é", "\u0301", "_2024-02-30_10-00-00", "no-subject"])
    for _ in range(draw(st.integers(1, 3))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        put = draw(pieces | st.text(max_size=2) | st.just(text[start:end]))
        text = text[:start] + put + text[draw(st.sampled_from([start, end])) :]
    return text


@given(asset_names())
def test_every_name_reads_back_as_itself(name: AssetName) -> None:
    assert AssetName.parse(str(name)) == name
    assert all(AssetName.parse(str(ancestor)) == ancestor for ancestor in name.ancestors)
    assert all(str(name).startswith(str(ancestor)) for ancestor in name.ancestors)


@given(bent_names() | st.text())
@example("m_2024-01-01_10-00-00_2024-01-01_10-00-00")
@example("m_2024-01-01_2024-01-01_10-00-00_10-00-00")
def test_every_text_is_refused_or_read_back_exactly(text: str) -> None:
    try:
        name = AssetName.parse(text)
    except InvalidName as refusal:
        assert refusal.name == text  # noqa: PT017
    else:
        assert str(name) == text
        assert AssetName.parse(str(name)) == name


ODD_WORDS = ["", "a", "A.", "no-subject", "a+b", "+", "2024-01-01", "10-00-00", "2024-01-01_10-00-00", "_", "é", ".."]
ODD_PARTS = st.lists(st.sampled_from(ODD_WORDS), min_size=1, max_size=3).map("_".join)
ODD_MOMENTS = st.sampled_from([NOON, LATER, NOON.replace(microsecond=1), NOON.replace(fold=1), NOON.replace(year=99)])


@given(
    prefix=st.none() | ODD_PARTS,
    subject_ids=st.lists(st.sampled_from(ODD_WORDS) | ODD_PARTS, max_size=2).map(tuple),
    acquired_at=ODD_MOMENTS,
    derivations=st.lists(st.builds(Derivation, ODD_PARTS, st.none() | ODD_MOMENTS), max_size=2).map(tuple),
)
def test_whatever_can_be_built_reads_back_as_itself(
    prefix: str | None, subject_ids: tuple[str, ...], acquired_at: datetime, derivations: tuple[Derivation, ...]
) -> None:
    try:
        name = AssetName(prefix, subject_ids, acquired_at, derivations)
    except InvalidName as refusal:
        assert "read back" not in refusal.reason  # noqa: PT017
    else:
        assert AssetName.parse(str(name)) == name
