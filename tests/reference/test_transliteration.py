"""Names in many spellings and scripts: those of one place come together, those of two stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.reference.place_spelling import near_skeletons, parts_of, unit_stems
from warledger.reference.transliteration import nearness, skeletons, sounds

# spellings of one name, as reports and lists of places have them
SAME = [
    "Kassab | Kessab | Kasab | Kesab | كسب",
    "Hamdanieh | Hamdaniya | al-Hamdaniyah | Hamdaniyyeh | الحمدانية",
    "Raqqa | Ar-Raqqah | Rakka | Raqqeh | Ar Raqqah | الرقة",
    "Idlib | Edleb | Idleb | إدلب | ادلب",
    "Daraa | Deraa | Dar'a | درعا",
    "As-Suwayda | Sweida | Suwayda | السويداء",
    "Qamishli | Kamishly | Gamishli | Al-Qamishli | القامشلي",
    "Ghouta | Ghutah | Gouta | الغوطة",
    "Darayya | Daraya | Darayyah | داريا",
    "Deir ez-Zor | Dayr az Zawr | Deir al-Zour | Deir Ezzor | دير الزور",
    "Maarrat al-Numan | Ma'arat al-Nu'man | Maaret en Noman | معرة النعمان",
    "Jisr al-Shughour | Jisr ash Shughur | Jisr esh-Shughur | جسر الشغور",
    "Khan Shaykhun | Khan Sheikhoun | Khan Cheikhoun | خان شيخون",
    "Khirbat Tin Nur | Khirbet Tine Nour",
    "Dhiban | Diban | Ziban | ذيبان",
    "Yabrud | Iabroud | Yabroud | يبرود",
    "Salih | Saleh | صالح",
    "Khanaser | Khanasir | Khanasser | خناصر",
    "Kharkiv | Kharkov | Харків | Харьков",
    "Luhansk | Lugansk | Луганск",
    "Zaporizhzhia | Zaporozhye | Zaporizhia | Запоріжжя | Запорожье",
    "Sloviansk | Slavyansk | Slov'yansk | Слов'янськ",
    "Izium | Izyum | Ізюм",
    "Mosul | Mosoul | الموصل",
    "El Fasher | Al-Fashir | Al Fashir | الفاشر",
]
APART = [
    ("Homs", "Hamas"),
    ("Aleppo", "Damascus"),
    ("Kassab", "Kasserine"),
    ("Douma", "Dimona"),
    ("Kobani", "Khan"),
    ("Mariupol", "Melitopol"),
    ("حلب", "حماة"),
    ("Idlib", "إربيل"),
]
ALL_SAME = [(group.split(" | ")[0], other) for group in SAME for other in group.split(" | ")[1:]]


@pytest.mark.parametrize(("one", "other"), ALL_SAME, ids=[f"{one}-{other}" for one, other in ALL_SAME])
def test_spellings_of_one_name_are_filed_and_sought_together(one: str, other: str) -> None:
    assert set(skeletons(one)) & set(skeletons(other, sought=True))
    assert set(skeletons(other)) & set(skeletons(one, sought=True))
    assert nearness(one, other) > 0.85


@pytest.mark.parametrize(("one", "other"), APART, ids=[f"{one}-{other}" for one, other in APART])
def test_two_names_stay_apart(one: str, other: str) -> None:
    together = set(skeletons(one)) & set(skeletons(other, sought=True))
    assert not together or nearness(one, other) < 0.9


@pytest.mark.parametrize("name", ["", "a", "…", "‏", "北京", "ا", "Al", "123", "'"])
def test_a_name_without_two_consonants_has_no_skeleton(name: str) -> None:
    assert all(len(key) > 1 for key in skeletons(name))


@given(st.text(max_size=30))
def test_any_text_has_sounds_and_is_near_itself(name: str) -> None:
    assert nearness(name, name) == 1.0
    assert len(skeletons(name)) <= 8
    assert isinstance(sounds(name), str)


@given(st.text(alphabet="abdkhsrlmnt aeiou", max_size=12), st.text(alphabet="abdkhsrlmnt aeiou", max_size=12))
def test_nearness_is_the_same_both_ways_and_a_share(one: str, other: str) -> None:
    assert 0 <= nearness(one, other) <= 1
    assert nearness(one, other) == pytest.approx(nearness(other, one))


@given(st.text(alphabet="bdfghjklmnrstz", min_size=3, max_size=7), st.data())
def test_a_skeleton_with_one_sound_changed_is_among_its_neighbours(skeleton: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(skeleton) - 1))
    letter = data.draw(st.sampled_from("bdfghjklmnrstz"))
    around = set(near_skeletons(skeleton))
    assert skeleton[:at] + letter + skeleton[at + 1 :] in around
    assert skeleton[:at] + skeleton[at + 1 :] in around
    assert skeleton[:at] + letter + skeleton[at:] in around


def test_the_adjective_of_a_unit_leads_to_its_town() -> None:
    assert "kharkiv" in unit_stems("kharkivska")
    assert "donetsk" in unit_stems("donetska")
    assert "харків" in unit_stems("харківська")


def test_names_side_by_side_are_told_apart() -> None:
    assert parts_of("Ayn al-Arab (Kobani)") == ("Ayn al-Arab", "Kobani")
    assert parts_of("Kassab") == ()
