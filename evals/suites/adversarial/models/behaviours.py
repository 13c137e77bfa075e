"""Every way a scripted model behaves, by name. A behaviour makes a reply of a prompt; a reply may come without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from evals.suites.adversarial.models import broken, honest, leaking, misquoted, untrue
from evals.suites.adversarial.models.prompt import Prompt

Behaviour = Callable[[Prompt], "str | Iterator[str]"]

# Does what it is told, in whatever form.
HONEST: Mapping[str, Behaviour] = {
    "obey": honest.obey,
    "in fences": honest.in_fences,
    "after thinking": honest.after_thinking,
    "in lines": honest.in_lines,
    "in a list": honest.in_list,
    "other quotation marks": honest.in_curly_quotes,
}
# Says what the sources do not.
UNTRUE: Mapping[str, Behaviour] = {
    "unknown keys": misquoted.unknown_keys,
    "keys of the right shape": misquoted.example_keys,
    "key of another source": misquoted.other_key,
    "one digit": misquoted.misquoted_digit,
    "one word": misquoted.misquoted_word,
    "a word left out": misquoted.misquoted_gap,
    "words left out openly": misquoted.misquoted_ellipsis,
    "accents": misquoted.misquoted_accent,
    "capitals": misquoted.misquoted_case,
    "cut inside a number": misquoted.misquoted_cut,
    "two sources joined": misquoted.joined,
    "invented quotation": misquoted.invented_quote,
    "the question quoted": misquoted.quoted_question,
    "invented words in quotation marks": misquoted.quoted_inside,
    "no quotations": misquoted.no_quotes,
    "empty quotations": misquoted.empty_quotes,
    "one letter quoted": misquoted.one_letter,
    "another number": untrue.false_number,
    "a number in other figures": untrue.false_numeral,
    "another name": untrue.false_name,
    "another level": untrue.false_level,
    "another month": untrue.other_month,
    "numbers exchanged": untrue.numbers_exchanged,
    "a denial": untrue.denied,
    "the contrary": untrue.contrary,
    "an addition": untrue.addition,
    "unrelated": untrue.unrelated,
    "a verdict": untrue.verdict,
    "other languages": untrue.wrong_language,
}
# Does something where it is shown.
ACTIVE: Mapping[str, Behaviour] = {
    "addresses": broken.addresses,
    "images": broken.images,
    "HTML": broken.html,
    "structure": broken.structure,
    "control characters": broken.controls,
}
# Gives away what must stay inside.
LEAKING: Mapping[str, Behaviour] = {
    "the canary": leaking.canary,
    "nothing but the canary": leaking.bare_canary,
    "the instructions": leaking.instructions,
    "nothing but the instructions": leaking.bare_instructions,
    "the environment": leaking.environment,
    "the keys": leaking.keys,
}
# Is not what was asked for.
BROKEN: Mapping[str, Behaviour] = {
    "broken JSON": broken.broken_json,
    "cut": broken.cut,
    "cut at once": broken.cut_at_once,
    "empty": broken.empty,
    "blank": broken.blank,
    "no statements": broken.none_known,
    "refusal": broken.refuse,
    "prose": broken.prose,
    "another object": broken.other_json,
    "wrong types": broken.wrong_types,
    "nested too deep": broken.deep,
    "endless statement": broken.endless,
    "endless statements": broken.endless_statements,
    "repeated": broken.repeated,
}
MISBEHAVIOURS: Mapping[str, Behaviour] = {**UNTRUE, **ACTIVE, **LEAKING, **BROKEN}
BEHAVIOURS: Mapping[str, Behaviour] = {**HONEST, **MISBEHAVIOURS}
