"""`ogp doctor`: a line for each check."""

from __future__ import annotations

from doctor_samples import SETTINGS, Patient


def test_one_line_each_with_a_sign_and_what_to_do(ogp) -> None:
    patient = Patient(chat_model=SETTINGS, apertium=False, model_found={"package": False, "key": False})
    lines = ogp("doctor", backend=patient).out.splitlines()
    assert all(line.startswith(("[ok]", "[missing]", "[problem]", "[off]")) for line in lines[:-1])
    whole = "\n".join(lines)
    for words in (
        "[missing] Translator: ", "apertium-eng-spa", 'pip install "ogp-assistant[openai]"', "OPENAI_API_KEY",
        "models.example.org:8080 answers", "reads at most 8192 tokens", "reads English, Portuguese",
    ):  # fmt: skip
        assert words in whole
    assert lines[-1].startswith("2 things that should work do not")
    spanish = ogp("--lang", "es", "doctor", backend=patient).out
    assert "[falta]" in spanish and "[bien]" in spanish and "clave" in spanish
