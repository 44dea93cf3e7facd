"""The words of the interface: the same keys in every language, and none in a template."""

import re
from pathlib import Path
from string import Formatter

import pytest

from warledger.model.claim import HarmKind, Status
from warledger.model.corroboration import Grade
from warledger.model.custody import Action
from warledger.reference.codebook import load_codebook
from warledger.web import asking, trouble
from warledger.web.marking import Role
from warledger.web.words import LANGUAGES, Entry, words

WEB = Path(trouble.__file__).parent
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
FORMS = {"en": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_the_same_keys(language: str) -> None:
    assert words(language).entries.keys() == words("en").entries.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_has_the_holes_of_the_english_one(language: str) -> None:
    for key, entry in words("en").entries.items():
        other = words(language).entries[key]
        assert isinstance(entry, str) is isinstance(other, str), key
        if isinstance(entry, str):
            assert holes(other) == holes(entry), key
        else:
            assert isinstance(other, dict)
            assert other.keys() == FORMS[language], key


def holes(entry: Entry) -> set[str]:
    assert isinstance(entry, str)
    return {name for _, name, _, _ in Formatter().parse(entry) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_closed_set_has_a_name(language: str) -> None:
    known = words(language).entries
    wanted = [f"status.{one.value}" for one in Status] + [f"grade.{one.value}" for one in Grade]
    wanted += [f"harm.{one.value}" for one in HarmKind] + [f"action.{one.value}" for one in Action]
    wanted += [f"role.{one.value}" for one in Role] + [f"tag.{one.value}" for one in Role]
    wanted += [f"type.{id}" for id in load_codebook(None).types]
    wanted += [f"filter.{field.name}" for field in asking.INCIDENT_FIELDS]
    wanted += [f"trouble.{code}.{part}" for code in trouble.STATUS for part in ("what", "do")]
    assert [key for key in wanted if key not in known] == []


def test_the_tags_of_roles_differ_in_every_language() -> None:
    for language in LANGUAGES:
        tags = [words(language)(f"tag.{role.value}") for role in Role]
        assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_words_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{% block kind %\}.*?\{% endblock %\}", " ", text)  # the name of a class
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\bclass=\"[^\"]*\"", " ", text)
    shown = re.findall(r"\b(?:title|placeholder|aria-label|alt)=\"([^\"]*)\"", text)
    shown.append(re.sub(r"<!?[a-z/][^>]*>|&[a-z#0-9]+;", " ", text, flags=re.DOTALL | re.IGNORECASE))
    bare = re.findall(r"[^\W\d_]{2,}", " ".join(shown))
    assert [word for word in bare if word not in ("UTC",)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_what_the_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\son[a-z]+=|\sstyle=|hx-on|hx-vals=.js:|javascript:|<style|\|\s*safe", text) == []
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_key_that_a_template_names_is_in_the_catalogue(path: Path) -> None:
    named = re.findall(r"\bt(?:\.count)?\('([\w.-]+)'[,)]", path.read_text(encoding="utf-8"))
    assert [key for key in named if key not in words("en").entries] == []


def test_the_style_sheet_has_sides_by_start_and_end_only() -> None:
    css = (WEB / "static" / "desk.css").read_text(encoding="utf-8")
    assert re.findall(r"(?:margin|padding|border|inset)-(?:left|right)|text-align: (?:left|right)|float:", css) == []


def test_colours_are_named_in_the_tokens_only() -> None:
    css = (WEB / "static" / "desk.css").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", css)) <= {"#ffffff33", "#0008"}
