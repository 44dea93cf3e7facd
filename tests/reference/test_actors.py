"""What the words of a phrase say about an actor, and names found in running text."""

import pytest

from warledger.model.claim import ActorKind
from warledger.reference.actors import actors, kind_at
from warledger.reference.nationalities import nationalities
from warledger.reference.settings_file import shipped_values

STATE, REBEL, MILITIA = ActorKind.STATE_FORCES, ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA

# phrase, name, kind, country
FOUND = [
    ("Boko Haram fighters", "Boko Haram", REBEL, "NG"),
    ("suspected ADF rebels", "Allied Democratic Forces", REBEL, "CD"),
    ("al Shabaab militants", "al-Shabaab", REBEL, "SO"),
    ("Islamic State – Somalia Province", "Islamic State in Somalia", REBEL, "SO"),
    ("Daesh", "Islamic State", REBEL, None),
    ("Syrian Democratic Forces (SDF)", "Syrian Democratic Forces", REBEL, "SY"),
    ("the IDF", "Israel Defense Forces", STATE, "IL"),
    ("Wagner mercenaries", "Wagner Group", ActorKind.EXTERNAL_FORCES, "RU"),
    ("Hezbollah", "Hezbollah", MILITIA, "LB"),
    ("Fano militia", "Fano", ActorKind.IDENTITY_MILITIA, "ET"),
    ("UN peacekeepers", "United Nations", ActorKind.EXTERNAL_FORCES, None),
    ("Chadian troops", "Military forces of Chad", STATE, "TD"),
    ("the army of Peru", "Military forces of Peru", STATE, "PE"),
    ("Nigerian police", "Police of Nigeria", STATE, "NG"),
    ("U.S. forces", "Military forces of the United States", STATE, "US"),
    ("French president Emmanuel Macron", "Government of France", STATE, "FR"),
    ("Russia", "Russia", STATE, "RU"),
    ("Israeli", "Israel", STATE, "IL"),
    ("Ukrainian drones", "Ukraine", STATE, "UA"),
    ("gunmen", None, MILITIA, None),
    ("pro-Russian separatists of the east", None, REBEL, None),
    ("Iranian-backed militias", None, MILITIA, None),
    ("a Palestinian", None, ActorKind.CIVILIANS, "PS"),
    ("Ukrainians", None, ActorKind.CIVILIANS, "UA"),
    ("Lebanese women", None, ActorKind.CIVILIANS, "LB"),
    ("Hamas hostages", None, ActorKind.CIVILIANS, None),
    ("settlers", None, ActorKind.IDENTITY_MILITIA, None),
    ("demonstrators", None, ActorKind.PROTESTERS, None),
    ("the mob", None, ActorKind.RIOTERS, None),
]


@pytest.mark.parametrize(("phrase", "name", "kind", "country"), FOUND, ids=[row[0] for row in FOUND])
def test_a_phrase_gives_its_actor(phrase, name, kind, country):
    actor = actors().find(phrase)
    assert actor is not None
    assert (actor.kind, actor.country) == (kind, country)
    if actor.rule == "actor list" and phrase.startswith("pro-Russian"):
        assert actor.name == "Donetsk People's Republic"
    else:
        assert actor.name == name


@pytest.mark.parametrize("phrase", ["", "is", "us", "Houthi-controlled areas", "a market", "Gen. John Doe", "…", "12"])
def test_a_phrase_that_names_no_actor_gives_none(phrase):
    assert actors().find(phrase) is None


def test_the_rule_says_how_an_actor_was_told():
    assert actors().find("Hamas").rule == "actor list"
    assert actors().find("gunmen").rule == "noun:gunmen"
    assert actors().find("Chadian troops").rule == "country and noun:troops"


def test_a_states_forces_abroad_are_external_forces():
    rwandans = actors().find("Rwandan soldiers")
    assert kind_at(rwandans, "RW") is STATE
    assert kind_at(rwandans, "CD") is ActorKind.EXTERNAL_FORCES
    assert kind_at(rwandans, None) is STATE


def test_names_are_found_in_running_text_the_longest_first():
    text = "Fighters of al-Shabaab met the Sudanese Armed Forces (SAF); nobody is anti-Taliban, and IS is Daesh's name."
    found = [(text[one.start : one.end], one.actor.name) for one in actors().scan(text)]
    assert found == [
        ("al-Shabaab", "al-Shabaab"),
        ("Sudanese Armed Forces", "Sudanese Armed Forces"),
        ("SAF", "Sudanese Armed Forces"),
        ("IS", "Islamic State"),
        ("Daesh", "Islamic State"),
    ]


def test_the_list_names_each_actor_and_each_alias_once():
    seen = {}
    listed = shipped_values("actors.yaml")
    for kind, countries in listed.items():
        assert kind in set(ActorKind)
        for country, named in countries.items():
            assert country == "none" or nationalities().name(country), country
            for name, aliases in named.items():
                for alias in {name, *aliases}:
                    assert alias not in seen, f"{alias} stands for {seen.get(alias)} and for {name}"
                    seen[alias] = name
    assert len(set(seen.values())) >= 350


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Russian", "RU"),
        ("Israelis", "IL"),
        ("South Sudanese", "SS"),
        ("Gazan", "PS"),
        ("Kurdish", None),
        ("russian", None),
    ],
)
def test_a_demonym_gives_its_country(word, country):
    assert actors().demonym(word) == country


@pytest.mark.parametrize(
    ("name", "country"),
    [("the DRC", "CD"), ("U.S.", "US"), ("us", None), ("Burma", "MM"), ("Côte d’Ivoire", "CI"), ("Atlantis", None)],
)
def test_a_country_is_known_by_the_names_it_goes_by(name, country):
    assert nationalities().country(name) == country
