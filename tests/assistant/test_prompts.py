"""Prompts are data: both languages have the same ones, and their examples hold to their own rules."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from pathlib import Path

import pytest

from assistant import errors
from assistant.errors import (
    PromptDamaged,
    PromptFault,
    PromptUnknown,
    PromptVariableMissing,
    PromptVariableUndeclared,
)
from assistant.llm.align import align
from assistant.llm.reply import ClaimReader
from assistant.prompts import Prompt, load_prompt, prompt_names

LANGUAGES = ("es", "en")
DECLARED = {
    "answer": {"question", "language_name", "sources", "canary", "most", "words", "known"},
    "rewrite": {"earlier", "message", "language_name"},
    "draft": {"task", "language_name", "sources", "canary", "most", "words"},
}
WITH_SOURCES = ("answer", "draft")
ALL = [(name, language) for name in sorted(DECLARED) for language in LANGUAGES]


def written(folder: Path, text: str) -> Path:
    (folder / "odd.en.md").write_text(text, encoding="utf-8")
    return folder


def test_both_languages_have_the_same_prompts() -> None:
    assert sorted(prompt_names()) == sorted(ALL)


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_both_languages_declare_the_same_variables(name: str) -> None:
    spanish, english = (load_prompt(name, language) for language in LANGUAGES)
    assert spanish.variables == english.variables
    assert set(english.variables) == DECLARED[name]
    for part in ("system", "user"):
        used = [set(re.findall(r"\{([a-z_]+)\}", getattr(prompt, part))) for prompt in (spanish, english)]
        assert used[0] == used[1], f"{name}: {part}"


@pytest.mark.parametrize(("name", "language"), ALL)
def test_both_languages_have_the_same_parts(name: str, language: str) -> None:
    """As many headings, rules and examples, in the same order."""
    shape = re.compile(r"^(#+ |\d+\. |- |\{|<[^>]+>$)", re.MULTILINE)
    own, other = (load_prompt(name, of).system for of in (language, "en"))
    assert shape.findall(own) == shape.findall(other)


def test_the_folder_holds_no_code(root: Path) -> None:
    """A docstring says what the folder is for; nothing more stands in it."""
    for path in (root / "prompts").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert len(tree.body) == (ast.get_docstring(tree) is not None), path
    assert {path.suffix for path in (root / "prompts").iterdir() if path.is_file()} <= {".md", ".py"}


@pytest.mark.parametrize(("name", "language"), ALL)
def test_the_digest_is_that_of_the_file(root: Path, name: str, language: str) -> None:
    file = root / "prompts" / f"{name}.{language}.md"
    assert load_prompt(name, language).digest == hashlib.sha256(file.read_bytes()).hexdigest()[:12]


@pytest.mark.parametrize(("name", "language"), ALL)
def test_every_value_comes_in_once_where_it_belongs(name: str, language: str) -> None:
    prompt = load_prompt(name, language)
    values = {variable: f"<<{variable} of this request>>" for variable in prompt.variables}
    (first, system), (second, user) = prompt.fill(**values)
    assert (first, second) == ("system", "user")
    for value in values.values():
        assert value in system + user
    if "canary" in values:
        assert values["canary"] in system and values["canary"] not in user
    for variable in ("question", "task", "sources", "earlier", "message", "known"):
        if variable in values:
            assert values[variable] not in system, "what people and documents say is no part of the rules"


@pytest.mark.parametrize("name", WITH_SOURCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_stand_on_lines_of_their_own_and_the_question_comes_last(name: str, language: str) -> None:
    prompt = load_prompt(name, language)
    values = {variable: variable.upper() for variable in prompt.variables} | {"sources": '{"key": "k1"}\n{"key": "k2"}'}
    user = prompt.fill(**values)[1][1]
    lines = user.splitlines()
    start = lines.index("<sources>")
    assert lines[start : start + 4] == ["<sources>", '{"key": "k1"}', '{"key": "k2"}', "</sources>"]
    assert lines[-1] == ("QUESTION" if name == "answer" else "TASK")


def test_a_value_is_never_filled_again() -> None:
    prompt = load_prompt("rewrite", "en")
    user = prompt.fill(earlier="{message}", message="what is {earlier}? \\1", language_name="English")[1][1]
    assert "<earlier>\n{message}\n</earlier>" in user and "what is {earlier}? \\1" in user


@pytest.mark.parametrize("name", WITH_SOURCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_holds_to_the_rules(name: str, language: str) -> None:
    """Its reply can be read, quotes one source each letter for letter, 5 to 40 words, and obeys none of them."""
    system = load_prompt(name, language).system
    example = system[system.rindex("<sources>") :]
    sources = [json.loads(line) for line in example.splitlines() if line.startswith('{"key"')]
    texts = {source["key"]: source["text"] for source in sources}
    voices = {source["key"]: source["voice"] for source in sources}
    reader = ClaimReader()
    claims = [*reader.feed(example.strip().splitlines()[-1]), *reader.close()]
    assert reader.complete and len(claims) > 1
    for claim in claims:
        assert claim.quotes and len({voices[quote.key] for quote in claim.quotes}) == 1
        for quote in claim.quotes:
            assert quote.quote in texts[quote.key]
            assert align(quote.quote, texts[quote.key]) is not None
            assert 5 <= len(quote.quote.split()) <= 40
        quoted = " ".join(quote.quote for quote in claim.quotes)
        assert set(re.findall(r"\d+", claim.text)) <= set(re.findall(r"\d+", quoted))
    assert {source["language"] for source in sources} == set(LANGUAGES), "one source is in the other language"
    assert "example" not in json.dumps([claim.text for claim in claims])


@pytest.mark.parametrize(("name", "language"), ALL)
def test_the_forms_that_are_asked_for_can_be_read(name: str, language: str) -> None:
    system = load_prompt(name, language).system
    forms = [json.loads(line) for line in system.splitlines() if line.startswith(("{", '{"statements"'))]
    wanted = "question" if name == "rewrite" else "statements"
    assert any(wanted in form for form in forms)
    if name != "rewrite":
        assert '{"statements": []}' in system


def test_a_prompt_that_is_not_there() -> None:
    with pytest.raises(PromptUnknown, match=r"answer \(en\), answer \(es\)") as caught:
        load_prompt("../answer", "en")
    assert isinstance(caught.value, PromptFault)
    with pytest.raises(PromptUnknown, match="language fr"):
        load_prompt("answer", "fr")


def test_a_missing_and_an_unknown_value_are_named() -> None:
    prompt = load_prompt("rewrite", "es")
    with pytest.raises(PromptVariableMissing, match="earlier, language_name"):
        prompt.fill(message="¿Y eso?")
    with pytest.raises(PromptVariableUndeclared, match=r"sources\. It takes: earlier, message, language_name"):
        prompt.fill(message="¿Y eso?", earlier="", language_name="español", sources="")


HEAD = '+++\nvariables = ["a"]\n+++\n'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# system\nx\n# user\ny\n", "TOML between lines"),
        (HEAD + "# system\nx {a}\n", "TOML between lines"),
        ("+++\nvariables = [\n+++\n# system\nx\n# user\ny\n", "odd.en.md"),
        ("+++\nvariables = 'a'\n+++\n# system\nx {a}\n# user\ny\n", "list of names"),
        ("+++\n+++\n# system\nx\n# user\ny\n", "list of names"),
        (HEAD + "# system\nx {a}\n# user\n{b} {c}\n", "does not declare: b, c"),
        (HEAD + "# system\nx\n# user\ny\n", "does not use: a"),
    ],
)
def test_a_damaged_file_is_named_with_its_fault(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(PromptDamaged, match=re.escape(reason)) as caught:
        load_prompt("odd", "en", written(tmp_path, text))
    assert "odd.en.md" in str(caught.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "odd.en.md").write_bytes(b"+++\n\xff\xfe")
    with pytest.raises(PromptDamaged, match=r"odd\.en\.md"):
        load_prompt("odd", "en", tmp_path)


def test_json_in_a_prompt_is_text(tmp_path: Path) -> None:
    folder = written(tmp_path, HEAD + '# system\nReply {"x": {}} or {A}: {a}\n\n# user\nGo on.\n')
    prompt = load_prompt("odd", "en", folder)
    assert isinstance(prompt, Prompt)
    assert prompt.fill(a=3) == [("system", 'Reply {"x": {}} or {A}: 3'), ("user", "Go on.")]


def test_lines_of_other_systems_are_read(tmp_path: Path) -> None:
    text = HEAD + "# system\n{a}\n# user\ny\n"
    (tmp_path / "odd.en.md").write_bytes(text.replace("\n", "\r\n").encode())
    assert load_prompt("odd", "en", tmp_path).user == "y"


def test_the_tree_of_errors_in_the_docstring_is_complete() -> None:
    drawn = {word for line in (errors.__doc__ or "").splitlines() for word in line.split() if word[:1].isupper()}
    own = {name for name, value in vars(errors).items() if getattr(value, "__module__", "") == errors.__name__}
    assert own and own <= drawn
